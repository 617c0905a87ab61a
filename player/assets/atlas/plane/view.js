// What any two fields of a method do together: its final loss, or the steps to arrive, over a window of their values.

import { make } from "../../page/dom.js";
import { LATER } from "../../page/later.js";
import { say } from "../../page/words.js";
import { arrange } from "../../sweeps/arrange.js";
import { Inset } from "../../sweeps/inset.js";
import { Jobs } from "../../sweeps/jobs.js";
import { idle, unable } from "../../sweeps/tools.js";
import { numbersOf, ownNumbers, varied, withValues } from "../../sweeps/values.js";
import { Hand } from "../basins/hand.js";
import { MOST_THERE } from "../remote.js";
import { shares, tally } from "../basins/tally.js";
import { Chart } from "./chart.js";
import { Key } from "./key.js";
import { gridOf, laneOf, nameOf, pairOf, readingOf, sidesOf, wholeOf } from "./pair.js";
import { PlaneReader } from "./reader.js";
import { shadesOf } from "./shades.js";
import { PairTools } from "./tools.js";

/** @import { Box, MapPacket, MapResult, Point } from "../../../types" */
/** @import { Pool } from "../../maps/pool.js" */
/** @import { Pair } from "./pair.js" */
/** @import { Frame } from "../frame.js" */

const MOST = 256;
// Height over width of a chart on a narrow page.
const SHAPE = 0.9;
const KEY = 64;

/** The view of the plane of two fields. */
export class Plane {
  /** @param {Frame} frame */
  constructor(frame) {
    this.frame = frame;
    this.chart = new Chart(say("Map of two fields: arrow keys read it, plus and minus zoom, Enter opens the race"));
    this.inset = new Inset(say("The path with the values that are read"));
    this.key = new Key();
    this.readout = make("p", { className: "readout" });
    this.note = make("p", { className: "note" });
    this.reader = new PlaneReader(this);
    this.controls = new PairTools((what) => this.set(what), this.reader);
    this.tools = this.controls.element;
    const plot = make("div", { className: "charted" }, this.chart.surface, this.key.element);
    const beside = make("div", { className: "beside" }, this.inset.element, this.readout, this.note);
    this.element = make("div", { className: "sweep" }, plot, beside);
    this.hand = new Hand(this.chart, this.reader);
    this.jobs = new Jobs(frame, () => this.later());
    /** @type {MapPacket} */ this.packet = LATER;
    /** @type {Pool | null} */ this.pool = null;
    /** @type {Float64Array} */ this.numbers = LATER;
    /** @type {Pair | null} */ this.pair = null;
    /** @type {Box} the window that is shown */ this.box = LATER;
    /** @type {[i: number, j: number] | null} what is read */ this.at = null;
    this.drawing = 0;
  }

  /**
   * @param {MapPacket} packet
   * @param {Pool | null} pool
   */
  show(packet, pool) {
    const { unheard } = this.frame.line;
    this.packet = packet;
    this.pool = pool;
    this.pair = pool && pairOf(packet, unheard);
    const why = pool && say("No method of this race has two fields that can be mapped.");
    if (unable(this.element, this.note, !this.pair, why)) return this.jobs.keep([]);
    const pair = /** @type {Pair} */ (this.pair);
    this.numbers = numbersOf(packet, unheard);
    this.box = this.frame.settings.range ?? wholeOf(pair);
    this.controls.show(packet, pair, this.frame.settings, this.reader.canGoBack, this.frame.settings.range !== null);
    this.ask(/** @type {Pool} */ (pool), pair);
    this.draw();
  }

  get n() {
    return Math.min(this.frame.remote ? MOST_THERE : MOST, Number(this.frame.settings.n));
  }

  /** Of the job: a map of other fields is not shown until this one has come. */
  get name() {
    return `${this.pair?.across.key} ${this.pair?.upward.key}`;
  }

  /** The values that the chart shows along each side. */
  get grid() {
    return gridOf(/** @type {Pair} */ (this.pair), this.box, this.n);
  }

  /**
   * @param {Pool} pool
   * @param {Pair} pair
   */
  ask(pool, pair) {
    const { k, across, upward } = pair;
    const [a, b] = this.grid;
    const numbers = ownNumbers(this.packet, k, this.numbers);
    const starts = { points: Float64Array.from(this.packet.scene.start) };
    this.jobs.keep([this.name]);
    this.jobs.ask(pool, this.name, { k, numbers, starts, fields: [varied(across, a), varied(upward, b)] });
  }

  /** Once in a frame. */
  later() {
    this.drawing ||= requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.drawing = 0;
    const { packet, pair, frame, chart } = this;
    if (this.pool && this.jobs.failed === this.pool) return void unable(this.element, this.note, true, idle());
    if (!this.pool || !pair) return;
    const { isAside, room, beside } = arrange(this.element, frame.size, frame.theme);
    const height = isAside ? room[1] - KEY : Math.min(SHAPE * room[0], room[1]);
    const [across, upward] = sidesOf(pair, this.box);
    chart.rule([room[0], Math.round(height)], frame.theme, across, upward);
    const known = this.jobs.known(this.name);
    if (known)
      this.colour(
        known.result,
        known.job.fields.map(({ values }) => values),
      );
    chart.draw(this.marks(pair));
    this.inset.show(packet, frame.theme, beside);
    this.paint();
    if (known && this.jobs.areDone) this.frame.say(this.sentence(known.result));
  }

  /**
   * @param {MapResult} result
   * @param {Float64Array[]} values
   */
  colour(result, [a, b]) {
    const { packet, frame, key, chart } = this;
    const { looks, title, range } = shadesOf(packet, result, frame.theme, frame.settings.shade === "steps");
    chart.take(result, [a[0], a[a.length - 1], b[0], b[b.length - 1]], looks);
    key.colours(title, range, packet.map.ramp);
    key.patterns(result, packet.words, looks, frame.theme);
  }

  /**
   * What the method has now, and what theory calls best.
   * @param {Pair} pair
   * @returns {import("./chart.js").Mark[]}
   */
  marks({ across, upward }) {
    const { polyak } = this.packet.map;
    const best = polyak && [nameOf(across), nameOf(upward)].map((name) => polyak[name]);
    const now = { at: this.own({ across, upward }), shape: /** @type {const} */ ("ring") };
    return best ? [now, { at: /** @type {Point} */ (best), shape: "star" }] : [now];
  }

  /** @param {Pick<Pair, "across" | "upward">} pair @returns {Point} */
  own({ across, upward }) {
    return [this.numbers[across.numbers[0]], this.numbers[upward.numbers[0]]];
  }

  /** What follows the hand: the path of what is read, or of what the method has. */
  paint() {
    const { pair, packet, pool, at } = this;
    if (!pair || !pool) return;
    const pairNow = this.values ?? this.own(pair);
    this.chart.read(at && pairNow);
    this.controls.follow(at !== null);
    const numbers = withValues(this.numbers, [pair.across, pair.upward], pairNow);
    const { start } = packet.scene;
    const points = pool.path({ k: pair.k, numbers, start });
    this.inset.draw([{ style: packet.racers[pair.k], points }], Float64Array.from(start));
    this.readout.textContent = this.told(pair, pairNow);
    const { polyak } = packet.map;
    const told = [say("A ring marks the values that the method has; a click takes others into the race.")];
    if (polyak) told.push(say("The star is the best pair by theory (Polyak 1964)."));
    this.note.textContent = told.join(" ");
  }

  /** Another pair, by its column and row, or none. @param {[i: number, j: number] | null} at */
  read(at) {
    if (String(at) === String(this.at)) return;
    this.at = at;
    this.paint();
  }

  /** The pair that is read. @returns {Point | null} */
  get values() {
    if (!this.at) return null;
    const [a, b] = this.grid;
    return [a[Math.min(this.at[0], a.length - 1)], b[Math.min(this.at[1], b.length - 1)]];
  }

  /** What becomes of a run with these values. @param {Pair} pair @param {Point} values */
  told(pair, values) {
    const { result } = this.jobs.known(this.name) ?? {};
    const [a0, a1, b0, b1] = this.box;
    const isShown = values[0] >= a0 && values[0] <= a1 && values[1] >= b0 && values[1] <= b1;
    const fits = isShown && result?.n[0] === this.n ? result : null;
    return readingOf(this.packet, pair, values, fits, laneOf(pair, this.grid, values));
  }

  /** For who hears the page. @param {MapResult} result */
  sentence(result) {
    const found = tally(result, false);
    return say("Of all pairs: {shares}.", { shares: shares(this.packet.words, found).join(", ") });
  }

  /** Another pair of fields, or another look. @param {import("../../../types").Report} what */
  set(what) {
    if ("of" in what || "across" in what || "upward" in what) this.reader.forget();
    this.at = null;
    this.frame.tell(what);
  }

  get found() {
    return this.jobs.found;
  }

  destroy() {
    cancelAnimationFrame(this.drawing);
    this.jobs.destroy();
  }
}
