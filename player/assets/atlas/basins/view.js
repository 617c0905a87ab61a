// Where each start ends: the maps of all who run, side by side.

import { Tooltip } from "../../controls/tooltip.js";
import { Pool } from "../../maps/pool.js";
import { make } from "../../page/dom.js";
import { LATER } from "../../page/later.js";
import { pixel } from "../../page/theme.js";
import { arrange, GAP, marginOf, NARROW, shapeOf } from "../arrange.js";
import { Hand } from "./hand.js";
import { Legend } from "./legend.js";
import { Looks } from "./looks.js";
import { BasinPlot } from "./plot.js";
import { Reader } from "./reader.js";
import { sentence, shares, tally } from "./tally.js";
import { Tools } from "./tools.js";

/** @import { Box, MapJob, MapPacket, MapResult, Size } from "../../../types" */
/** @import { Handle } from "../../maps/pool.js" */
/** @import { Frame } from "../frame.js" */
/** @import { Colour } from "./looks.js" */

// What stands over and under a map, and below all of them, in pixels; and beside it instead, in heights of a name.
const [HEAD, FOOT, LEGEND, ASIDE] = [30, 42, 62, 12];
// So many finished maps are kept.
const KEPT = 6;

/** The view of the basins. */
export class Basins {
  /** @param {Frame} frame */
  constructor(frame) {
    this.frame = frame;
    /** @type {MapPacket} */ this.packet = LATER;
    /** @type {Pool | null} */ this.pool = null;
    /** @type {Looks} */ this.looks = LATER;
    /** Starts along each side. */
    this.n = 2;
    /** @type {Handle[]} */ this.jobs = [];
    /** @type {Map<string, (MapResult | null)[]>} finished maps by their key */ this.kept = new Map();
    /** @type {number[]} how far each map is */ this.done = [];
    /** What is computed, and in which colours, as text. */
    this.key = "";
    this.painted = "";
    /** @type {BasinPlot[]} */ this.plots = [];
    this.grid = make("div", { className: "grid" });
    this.legend = new Legend();
    this.tooltip = new Tooltip();
    this.reader = new Reader(this);
    this.controls = new Tools(frame, this.reader);
    this.tools = this.controls.element;
    this.element = make("div", { className: "basins" }, this.grid, this.legend.element, this.tooltip.element);
  }

  /**
   * @param {MapPacket} packet
   * @param {import("../frame.js").Frame["mapper"]} mapper the server computes these maps unasked
   */
  show(packet, mapper) {
    const { settings } = this.frame;
    this.packet = packet;
    this.pool = mapper instanceof Pool ? mapper : null;
    this.n = packet.results?.[0]?.n[0] ?? Number(settings.n);
    this.reader.take(settings.box ?? packet.scene.box);
    this.looks = this.looksNow();
    this.lay();
    this.compute();
    this.plots.forEach((_, i) => this.draw(i));
    this.explain();
    this.controls.show(settings, this.reader.isWhole);
    this.controls.follow(this.reader.cross !== null);
  }

  /** The colours, as the theme and the settings have them. */
  looksNow() {
    const { frame, packet } = this;
    const { low, high } = packet.ground.scale;
    const ground = /** @type {Colour} */ ([...pixel(frame.theme.ground)].slice(0, 3));
    const theme = { dark: frame.theme.dark, ground };
    return new Looks(frame.settings, theme, packet.scene.steps, packet.map.heights, [low, low + high]);
  }

  /** As many maps as there are racers, as large as fits. */
  lay() {
    const { racers } = this.packet;
    const { size, theme } = this.frame;
    while (this.plots.length < racers.length) this.plots.push(this.plot());
    this.plots.length = racers.length;
    const around = { left: marginOf(this.reader.box, theme.tick), right: 8, top: 8, bottom: 2 * theme.tick };
    const room = /** @type {Size} */ ([size[0], size[1] - LEGEND]);
    const over = { head: HEAD, foot: FOOT, aside: 0 };
    const next = { head: 0, foot: 0, aside: Math.ceil(ASIDE * theme.name) };
    const shape = shapeOf(this.reader.box);
    const [a, b] = [over, next].map((words) => arrange(racers.length, room, shape, { ...around, ...words }));
    const isLarger = b.below < a.below || (b.below === a.below && b.plot[0] > a.plot[0]);
    const isAside = size[0] >= NARROW && isLarger;
    const { columns, plot } = isAside ? b : a;
    this.grid.classList.toggle("aside", isAside);
    racers.forEach((racer, i) => this.plots[i].build(racer, theme, plot, around));
    this.grid.style.setProperty("--columns", String(columns));
    this.grid.style.setProperty("--aside", `${next.aside}px`);
    this.grid.style.setProperty("--gap", `${GAP}px`);
    const elements = this.plots.map(({ element }) => element);
    // Whoever has the focus keeps it.
    if (elements.length !== this.grid.childElementCount) this.grid.replaceChildren(...elements);
  }

  plot() {
    return new Hand(new BasinPlot(), this.reader).plot;
  }

  /** All maps anew, if they are of something else now; or in other colours. */
  compute() {
    const { live, racers, results, scene } = this.packet;
    const { box } = this.reader;
    const who = racers.map(({ key }) => key);
    const key = JSON.stringify([box, this.n, live?.code, live?.tables, [...(live?.numbers ?? [])], scene.steps, who]);
    const isNew = key !== this.key || results !== null;
    if (!isNew && this.looks.key === this.painted) return;
    this.painted = this.looks.key;
    this.key = key;
    if (!isNew) return this.plots.forEach((plot, i) => plot.result && this.paint(i, plot.result, plot.pixels.of));
    this.stop();
    if (results) return results.forEach((result, i) => this.paint(i, result, this.packet.map.box ?? scene.box));
    const kept = this.kept.get(key);
    if (kept) return kept.forEach((result, i) => result && this.paint(i, result, box));
    if (live && this.pool) this.begin(live.numbers, box);
  }

  /**
   * @param {Float64Array} numbers
   * @param {Box} box
   */
  begin(numbers, box) {
    const { racers } = this.packet;
    this.done = racers.map(() => 0);
    const starts = { box, n: this.n };
    this.jobs = racers.map(({ key }, k) => this.job(k, { k, key, numbers, starts, fields: [] }, box));
    if (racers.length) this.goOn();
  }

  /**
   * @param {number} i
   * @param {MapJob} what
   * @param {Box} box
   */
  job(i, what, box) {
    const job = /** @type {Pool} */ (this.pool).map(what, (result, share) => this.take(i, result, share, box));
    job.done.catch(() => this.frame.alone());
    return job;
  }

  /** Say how far all maps are. */
  goOn() {
    const now = () => this.jobs.reduce((sum, { share }) => sum + share, 0) / (this.jobs.length || 1);
    this.frame.progress(now(), () => this.stop(), now);
  }

  /** What is computed is there if somebody comes back to it. */
  keep() {
    this.frame.progress(null);
    this.kept.delete(this.key);
    this.kept.set(
      this.key,
      this.plots.map(({ result }) => result),
    );
    for (const old of [...this.kept.keys()].slice(0, -KEPT)) this.kept.delete(old);
  }

  stop() {
    for (const job of this.jobs) job.cancel();
    this.jobs = [];
    this.frame.progress(null);
  }

  /**
   * What is known of a map by now.
   * @param {number} i
   * @param {MapResult} result
   * @param {number} share
   * @param {Box} box
   */
  take(i, result, share, box) {
    this.paint(i, result, box);
    this.done[i] = share;
    const all = this.done.reduce((sum, one) => sum + one, 0) / this.done.length;
    if (all < 1) this.goOn();
    else this.keep();
    this.draw(i);
    this.explain();
    this.reader.follow();
  }

  /**
   * @param {number} i
   * @param {MapResult} result
   * @param {Box} box
   */
  paint(i, result, box) {
    const { minima, racers, words } = this.packet;
    const plot = this.plots[i];
    const found = tally(result, this.looks.isFew);
    plot.take(result, box, this.looks, [...new Set(found.map(({ kind }) => kind))]);
    plot.caption.replaceChildren(...shares(words, found).flatMap((one) => [make("span", { textContent: one }), " "]));
    plot.surface.setAttribute("aria-label", sentence(racers[i].name, words, minima, found));
  }

  /** @param {number} i */
  draw(i) {
    const { minima, scene } = this.packet;
    this.plots[i].draw(this.reader.box, minima, this.looks.isFew, scene.start);
  }

  explain() {
    const kinds = [...new Set(this.plots.flatMap((plot) => plot.kinds))].toSorted((a, b) => a - b);
    this.legend.show(this.packet, this.looks, this.frame.theme, kinds);
  }

  get found() {
    return this.plots.flatMap(({ result, pixels: { of: box } }, k) =>
      result ? [{ name: "", job: { k, fields: [], starts: { box, n: result.n[0] } }, result }] : [],
    );
  }

  destroy() {
    this.stop();
    this.reader.destroy();
  }
}
