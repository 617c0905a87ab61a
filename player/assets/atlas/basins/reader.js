// Which start is read, on all maps at once, and which window they show.

import { LATER, PAUSE } from "../../page/later.js";
import { say } from "../../page/words.js";
import { reading } from "./tally.js";
import { between, within, zoomed } from "./window.js";

/** @import { Box, Point } from "../../../types" */
/** @import { BasinPlot } from "./plot.js" */
/** @import { Basins } from "./view.js" */

/** A start by its column and row, and the map on which it is read. @typedef {{ plot: BasinPlot, i: number, j: number }} Cross */

/** What the hand reads, and where it zooms. */
export class Reader {
  /** @param {Basins} view */
  constructor(view) {
    this.view = view;
    /** @type {Cross | null} */ this.cross = null;
    /** @type {Box} the window of the starts */ this.box = LATER;
    /** @type {(Box | null)[]} those before it, null for the whole one */ this.before = [];
    /** @type {ReturnType<typeof setTimeout> | undefined} while another window has not been told */ this.timer =
      undefined;
  }

  /**
   * The window that the page has, unless the hand is just elsewhere.
   * @param {Box} box
   */
  take(box) {
    if (this.timer === undefined) this.box = box;
  }

  get whole() {
    return this.view.packet.scene.box;
  }

  get isWhole() {
    return String(this.box) === String(this.whole);
  }

  /** @returns {Point} */
  get start() {
    const { i, j } = this.cross ?? { i: 0, j: 0 };
    const [x0, x1, y0, y1] = this.box;
    const { n } = this.view;
    return [between(i, n, x0, x1), between(j, n, y0, y1)];
  }

  /**
   * The start at this column and row.
   * @param {BasinPlot} plot
   * @param {number} i
   * @param {number} j
   */
  read(plot, i, j) {
    this.cross = { plot, i, j };
    this.follow();
    this.view.controls.follow(true);
  }

  /**
   * From the start that is read to another, or first to the middle.
   * @param {BasinPlot} plot
   * @param {number} di
   * @param {number} dj
   */
  step(plot, di, dj) {
    const { n } = this.view;
    const middle = Math.floor(n / 2);
    const { i, j } = this.cross ?? { i: middle - di, j: middle - dj };
    /** @param {number} at */
    const inside = (at) => Math.min(n - 1, Math.max(0, at));
    this.read(plot, inside(i + di), inside(j + dj));
    this.view.frame.say(this.lines(plot).join(", "));
  }

  /** The path from the start that is read, on each map, and what became of it. */
  follow() {
    if (!this.cross) return;
    const { packet, plots, pool } = this.view;
    const { plot } = this.cross;
    const [start, { live }] = [this.start, packet];
    plots.forEach((one, k) => {
      const path = pool && live ? pool.path({ k, numbers: live.numbers, start }) : Float64Array.of(...start);
      one.read({ start, path });
    });
    const { left, top } = plot.surface.getBoundingClientRect();
    const from = this.view.element.getBoundingClientRect();
    const [px, py] = plot.toPixel(...start);
    this.view.tooltip.show(this.lines(plot), px + left - from.left, py + top - from.top);
  }

  /** @param {BasinPlot} plot */
  lines(plot) {
    const { looks, packet } = this.view;
    const { i, j } = this.cross ?? { i: 0, j: 0 };
    const { result } = plot;
    const own = result ? j * result.n[0] + i : -1;
    // What is shown meanwhile is that of a start nearby.
    const isKnown = result && result.kind[own] >= 0;
    const lines = isKnown ? reading(packet, result, own, this.start, looks.isFew) : [say("not computed yet")];
    return [plot.racer?.name ?? "", ...lines];
  }

  leave() {
    this.cross = null;
    for (const plot of this.view.plots) plot.read(null);
    this.view.tooltip.hide();
    this.view.controls.follow(false);
  }

  /** The race, from the start that is read. */
  open() {
    if (this.cross) this.view.frame.openRace({ start: this.start });
  }

  /**
   * @param {number} factor
   * @param {Point} [point] that stays where it is
   */
  zoomBy(factor, point) {
    const [x0, x1, y0, y1] = this.box;
    this.zoomTo(zoomed(this.box, factor, point ?? (this.cross ? this.start : [(x0 + x1) / 2, (y0 + y1) / 2])));
  }

  /** @param {Box} box */
  zoomTo(box) {
    const next = within(box, this.whole);
    if (!next || String(next) === String(this.box)) return;
    // A turn of the wheel is many windows, and one way back.
    if (this.timer === undefined) this.before.push(this.box);
    this.show(next);
  }

  back() {
    this.show(this.before.pop() ?? this.whole);
  }

  home() {
    if (!this.isWhole) this.before.push(this.box);
    this.show(this.whole);
  }

  /**
   * Another window: at once here, and told once the hand rests.
   * @param {Box} box
   */
  show(box) {
    this.box = box;
    this.leave();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(), PAUSE);
    this.view.show(this.view.packet, this.view.frame.mapper);
    const where = this.isWhole ? say("The whole window") : say("Another window");
    this.view.frame.say(where);
  }

  tell() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.view.frame.tell({ box: this.isWhole ? null : this.box });
  }

  destroy() {
    clearTimeout(this.timer);
  }
}
