// What any two fields of a method do together: its final loss, or the steps to arrive, over a window of their values.

import { lossAxis } from "../curves/lossaxis.js";
import { make } from "../page/dom.js";
import { number } from "../page/format.js";
import { LATER } from "../page/later.js";
import { KIND } from "../page/outcome.js";
import { say } from "../page/words.js";
import { Chart } from "../sweeps/chart.js";
import { Inset } from "../sweeps/inset.js";
import { Jobs } from "../sweeps/jobs.js";
import { Key } from "../sweeps/key.js";
import { gridOf, nameOf, pairOf, wholeOf, within, zoomed } from "../sweeps/pair.js";
import { PairTools } from "../sweeps/pairtools.js";
import { lossAt, stepsAt } from "../sweeps/spread.js";
import { unable } from "../sweeps/tools.js";
import { nearest, numbersOf, ownNumbers, reportOf, told, varied, withValues } from "../sweeps/values.js";
import { Hand } from "./basins/hand.js";
import { colourOf, Looks } from "./basins/looks.js";
import { called, tally, shares } from "./basins/tally.js";

/** @import { Box, MapPacket, MapResult, Point, Size } from "../../types" */
/** @import { Pool } from "../maps/pool.js" */
/** @import { Pair } from "../sweeps/pair.js" */
/** @import { Frame } from "./frame.js" */

const GAP = 18;
const ASIDE = { least: 900, width: 26, below: 280 };
const MOST = 256;
// Height over width of a chart on a narrow page.
const SHAPE = 0.9;
const KEY = 64;
// Powers of ten over the loss at the start that colours tell apart.
const HIGHER = 0.5;

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
    this.controls = new PairTools(
      (what) => this.set(what),
      () => this.back(),
      () => this.whole(),
    );
    this.tools = this.controls.element;
    const plot = make("div", { className: "charted" }, this.chart.surface, this.key.element);
    const beside = make("div", { className: "beside" }, this.inset.element, this.readout, this.note);
    this.element = make("div", { className: "sweep" }, plot, beside);
    this.hand = new Hand(/** @type {any} */ (this.chart), /** @type {any} */ (this));
    this.jobs = new Jobs(frame, () => this.later());
    /** @type {MapPacket} */ this.packet = LATER;
    /** @type {Pool | null} */ this.pool = null;
    /** @type {Float64Array} */ this.numbers = LATER;
    /** @type {Pair | null} */ this.pair = null;
    /** @type {Box} the window that is shown */ this.box = LATER;
    /** @type {Box[]} those before it */ this.before = [];
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
    if (
      unable(
        this.element,
        this.note,
        !this.pair,
        pool && say("No method of this race has two fields that can be mapped."),
      )
    )
      return this.jobs.keep([]);
    const pair = /** @type {Pair} */ (this.pair);
    this.numbers = numbersOf(packet, unheard);
    this.box = this.frame.settings.range ?? wholeOf(pair);
    this.controls.show(packet, pair, this.frame.settings, this.before.length > 0, this.frame.settings.range !== null);
    this.ask(/** @type {Pool} */ (pool), pair);
    this.draw();
  }

  get n() {
    return Math.min(MOST, Number(this.frame.settings.n));
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
    this.jobs.ask(pool, "plane", { k, numbers, starts, fields: [varied(across, a), varied(upward, b)] });
  }

  /** Once in a frame. */
  later() {
    this.drawing ||= requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.drawing = 0;
    const { packet, pair, frame, chart } = this;
    if (!this.pool || !pair) return;
    const { plot, beside } = this.measure();
    const [a0, a1, b0, b1] = this.box;
    const { across, upward } = pair;
    const side = (/** @type {typeof across} */ field, /** @type {[number, number]} */ range) => {
      const title = field.symbol ? `${field.symbol}, ${field.title}` : field.title;
      return { range, log: field.least > 0, title };
    };
    chart.rule(plot, frame.theme, side(across, [a0, a1]), side(upward, [b0, b1]));
    const known = this.jobs.known("plane");
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

  /** @returns {{ plot: Size, beside: Size }} */
  measure() {
    const [width, height] = this.frame.size;
    const isAside = width >= ASIDE.least;
    const aside = ASIDE.width * this.frame.theme.tick;
    this.element.classList.toggle("aside", isAside);
    if (isAside) return { plot: [width - aside - GAP, height - KEY], beside: [aside, Math.round(height / 2)] };
    return { plot: [width, Math.round(Math.min(SHAPE * width, height))], beside: [width, ASIDE.below] };
  }

  /**
   * @param {MapResult} result
   * @param {Float64Array[]} values
   */
  colour(result, [a, b]) {
    const { packet, frame, key } = this;
    const { ramp } = packet.map;
    const shade = this.isSteps ? "steps" : "loss";
    const ground = colourOf(frame.theme.dark ? "#000000" : "#ffffff");
    const looks = new Looks(
      { minima: [], ramp, shade },
      { dark: frame.theme.dark, ground },
      packet.scene.steps,
      [0],
      [0, 1],
    );
    const axis = this.losses(result);
    const log = axis.type === "log";
    const [low, high] = axis.range;
    looks.level = (loss) => {
      const above = Math.max(loss - packet.best, log ? 1e-300 : -Infinity);
      return ((log ? Math.log10(above) : above) - low) / (high - low);
    };
    this.chart.take(result, [a[0], a[a.length - 1], b[0], b[b.length - 1]], looks);
    const ends = /** @type {[number, number]} */ (axis.range.map((end) => (log ? 10 ** end : end)));
    const title = packet.best ? say("final loss above the minimum") : say("final loss");
    if (this.isSteps) key.colours(say("steps to arrive"), [0, packet.scene.steps], ramp);
    else key.colours(title, ends, ramp);
    key.patterns(result, packet.words, looks, frame.theme);
  }

  get isSteps() {
    return this.frame.settings.shade === "steps";
  }

  /**
   * From the lowest to the highest loss on the map.
   * @param {MapResult} result
   * @returns {import("../curves/lossaxis.js").LossAxis}
   */
  losses(result) {
    const { racers, best, bounded } = this.packet;
    const known = result.loss.filter((_, lane) => result.kind[lane] >= 0 && result.kind[lane] !== KIND.DIVERGED);
    const all = [Float64Array.of(racers[0].above[0]), known.map((loss) => loss - best)];
    const { type, range } = lossAxis({
      racers: all.map((above) => ({ above, test: null, last: above.length - 1 })),
      bounded,
    });
    // What ends much higher than it began is as bad as can be.
    const most = type === "log" ? Math.log10(racers[0].above[0]) + HIGHER : Infinity;
    return { type, range: [range[0], Math.min(range[1], most)] };
  }

  /**
   * What the method has now, and what theory calls best.
   * @param {Pair} pair
   * @returns {import("../sweeps/chart.js").Mark[]}
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
    const numbers = withValues(this.numbers, [pair.across, pair.upward], pairNow);
    const { start } = packet.scene;
    const points = pool.path({ k: pair.k, numbers, start });
    this.inset.draw([{ style: packet.racers[pair.k], points }], Float64Array.from(start));
    this.readout.textContent = this.told(pair, pairNow);
    const { polyak } = packet.map;
    const title = say("A ring marks the values that the method has; a click takes others into the race.");
    this.note.textContent = polyak ? `${title} ${say("The star is the best pair by theory (Polyak 1964).")}` : title;
  }

  /** The pair that is read. @returns {Point | null} */
  get values() {
    if (!this.at) return null;
    const [a, b] = this.grid;
    return [told(a, Math.min(this.at[0], a.length - 1)), told(b, Math.min(this.at[1], b.length - 1))];
  }

  /**
   * What becomes of a run with a pair.
   * @param {Pair} pair
   * @param {Point} values
   */
  told({ across, upward }, [a, b]) {
    const names = {
      a: across.symbol || across.title,
      b: upward.symbol || upward.title,
      x: number(a, 4),
      y: number(b, 4),
    };
    const where = say("{a} = {x}, {b} = {y}", names);
    const { result } = this.jobs.known("plane") ?? {};
    const lane = result?.n[0] === this.n ? this.lane([a, b]) : -1;
    if (!result || lane < 0 || result.kind[lane] < 0) return where;
    const loss = number(lossAt(result, this.packet.best, lane));
    const steps = stepsAt(result, lane);
    const outcome = called(this.packet.words, { kind: result.kind[lane], minimum: -1 });
    return Number.isFinite(steps)
      ? say("{where}: loss {loss}, arrives after {steps} steps", { where, loss, steps })
      : say("{where}: loss {loss}, {outcome}", { where, loss, outcome });
  }

  /** The lane that is nearest to a pair. @param {Point} values */
  lane([a, b]) {
    const { across, upward } = /** @type {Pair} */ (this.pair);
    const [as, bs] = this.grid;
    return nearest(bs, b, upward.least > 0) * as.length + nearest(as, a, across.least > 0);
  }

  /** For who hears the page. @param {MapResult} result */
  sentence(result) {
    const found = tally(result, false);
    return say("Of all pairs: {shares}.", { shares: shares(this.packet.words, found).join(", ") });
  }

  /** @param {unknown} _plot @param {number} i @param {number} j */
  read(_plot, i, j) {
    if (!this.pair) return;
    this.at = [i, j];
    this.paint();
  }

  leave() {
    this.at = null;
    this.paint();
  }

  /** @param {unknown} plot @param {number} di @param {number} dj */
  step(plot, di, dj) {
    const [i, j] = this.at ?? [Math.floor(this.n / 2) - di, Math.floor(this.n / 2) - dj];
    const inside = (/** @type {number} */ v) => Math.min(this.n - 1, Math.max(0, v));
    this.read(plot, inside(i + di), inside(j + dj));
    this.frame.say(this.readout.textContent ?? "");
  }

  /** The race, with what is read. */
  open() {
    const { pair, values } = this;
    if (pair && values) this.frame.openRace(reportOf([pair.across, pair.upward], values));
  }

  /** @param {number} factor @param {Point} [point] */
  zoomBy(factor, point) {
    if (!this.pair) return;
    const [a0, a1, b0, b1] = this.box;
    this.zoomTo(zoomed(this.pair, this.box, factor, point ?? this.values ?? [(a0 + a1) / 2, (b0 + b1) / 2]));
  }

  /** @param {Box} box */
  zoomTo(box) {
    if (!this.pair) return;
    const inner = within(this.pair, box);
    if (String(inner) === String(this.box)) return;
    this.before.push(this.box);
    this.look(inner);
  }

  back() {
    const box = this.before.pop();
    if (box) this.look(box);
    else this.whole();
  }

  whole() {
    this.before = [];
    this.look(null);
  }

  /** @param {Box | null} box */
  look(box) {
    this.at = null;
    const isWhole = box && this.pair && String(box) === String(wholeOf(this.pair));
    this.frame.tell({ range: isWhole ? null : box });
  }

  /** Another pair of fields, or another look. @param {import("../../types").Report} what */
  set(what) {
    if ("of" in what || "across" in what || "upward" in what) this.before = [];
    this.at = null;
    this.frame.tell(what);
  }

  destroy() {
    cancelAnimationFrame(this.drawing);
    this.jobs.destroy();
  }
}
