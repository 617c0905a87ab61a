// What a hand on the map of two fields asks for: to read a pair, a smaller window and the way back, or the race.

import { reportOf } from "../../sweeps/values.js";
import { wholeOf, within, zoomed } from "./pair.js";

/** @import { Box, Point } from "../../../types" */
/** @import { Plane } from "./view.js" */

/** Reads the map of a view. */
export class PlaneReader {
  /** @param {Plane} view */
  constructor(view) {
    this.view = view;
    /** @type {Box[]} the windows before this one */ this.before = [];
  }

  get canGoBack() {
    return this.before.length > 0;
  }

  /** Another map is shown. */
  forget() {
    this.before = [];
  }

  /** @param {unknown} _plot @param {number} i @param {number} j */
  read(_plot, i, j) {
    if (this.view.pair) this.view.read([i, j]);
  }

  leave() {
    if (this.view.pair) this.view.read(null);
  }

  /** @param {unknown} plot @param {number} di @param {number} dj */
  step(plot, di, dj) {
    const { at, n, frame } = this.view;
    const [i, j] = at ?? [Math.floor(n / 2) - di, Math.floor(n / 2) - dj];
    /** @param {number} place */
    const inside = (place) => Math.min(n - 1, Math.max(0, place));
    this.read(plot, inside(i + di), inside(j + dj));
    const { textContent } = this.view.readout;
    if (textContent) frame.say(textContent);
  }

  /** The race, with what is read. */
  open() {
    const { pair, values, frame } = this.view;
    if (pair && values) frame.openRace(reportOf([pair.across, pair.upward], values));
  }

  /** @param {number} factor @param {Point} [point] */
  zoomBy(factor, point) {
    const { pair, box, values } = this.view;
    if (!pair) return;
    this.zoomTo(zoomed(pair, box, factor, point ?? values ?? this.view.own(pair)));
  }

  /** @param {Box} box */
  zoomTo(box) {
    const { pair } = this.view;
    const inner = pair && within(pair, box);
    if (!inner || String(inner) === String(this.view.box)) return;
    this.before.push(this.view.box);
    this.look(inner);
  }

  back() {
    const box = this.before.pop();
    if (box) this.look(box);
    else this.home();
  }

  home() {
    this.forget();
    this.look(null);
  }

  /** @param {Box | null} box */
  look(box) {
    const { pair, frame } = this.view;
    this.view.at = null;
    const isWhole = box && pair && String(box) === String(wholeOf(pair));
    frame.tell({ range: isWhole ? null : box });
  }
}
