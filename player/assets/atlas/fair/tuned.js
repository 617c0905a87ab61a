// A method that is tuned: which settings of its fields are tried, and which of them is best.

import { number } from "../../page/format.js";
import { bestOf, columnsOf } from "../../sweeps/spread.js";
import { sequence } from "../../sweeps/starts.js";
import { ownNumbers, placed, rangeOf, rateOf, rates, rounded, varied, withValues } from "../../sweeps/values.js";
import { sweptOf } from "../plane/pair.js";

/** @import { MapJob, MapPacket, MapResult, MapSettings, MethodField, Racer } from "../../../types" */
/** @import { Pool } from "../../maps/pool.js" */
/** @import { Column } from "../../sweeps/spread.js" */

// So many trials has a seed, at most: scenes/maps.py.
const MOST = 200;

/**
 * The fields of a method that are tuned: its rate, with it those that go through their range in equal distances, as momentum and β do, or all.
 * @param {MapPacket} packet
 * @param {Racer} racer
 * @param {MapSettings["tuned"]} tuned
 */
export function tunedOf(packet, { panel }, tuned) {
  const method = packet.methods[panel];
  const rate = rateOf(method);
  const others = sweptOf(packet, method).filter((field) => field !== rate);
  const chosen = tuned === "rate" ? [] : others.filter(({ least }) => tuned === "all" || least === 0);
  return rate ? [rate, ...chosen] : chosen;
}

/**
 * `count` settings of some fields, the values of each field: of one alone in equal ratios, of several spread evenly over all ranges.
 * @param {MethodField[]} fields
 * @param {number} count
 * @param {number} seed
 */
export function settingsOf(fields, count, seed) {
  if (fields.length === 1 && fields[0].least > 0) return [rates(rangeOf(fields[0]), count)];
  const points = sequence(fields.length, count, MOST * seed);
  return fields.map((field, j) => Float64Array.from(points, (point) => rounded(placed(field, point[j]))));
}

/** Racer `k` with other settings. */
export class Tuned {
  /**
   * @param {MapPacket} packet
   * @param {number} k
   * @param {Pick<MapSettings, "tuned" | "trials" | "seed">} how
   */
  constructor(packet, k, { tuned, trials, seed }) {
    this.packet = packet;
    this.k = k;
    this.racer = packet.racers[k];
    this.fields = tunedOf(packet, this.racer, tuned);
    this.values = settingsOf(this.fields, trials, seed);
    /** @type {(Column | null)[]} */ this.columns = [];
  }

  /** Whether there is something to tune. */
  get isAble() {
    return this.fields.length > 0;
  }

  /**
   * @param {Float64Array} numbers
   * @param {Float64Array} points
   * @returns {MapJob}
   */
  job(numbers, points) {
    const { packet, k, fields, values } = this;
    const [first, ...beside] = fields.map((field, j) => varied(field, values[j]));
    return { k, numbers: ownNumbers(packet, k, numbers), starts: { points }, fields: [{ ...first, beside }] };
  }

  /** @param {MapResult | null} result */
  learn(result) {
    if (result) this.columns = columnsOf(result, this.packet.best);
  }

  /** Its best setting, the value of each field; null while nothing is known. */
  get best() {
    const at = bestOf(this.columns);
    return at < 0 ? null : this.values.map((values) => values[at]);
  }

  /** What the program reads with its best setting. @param {Float64Array} numbers */
  with(numbers) {
    return this.best ? withValues(numbers, this.fields, this.best) : numbers;
  }

  /** A setting in words. @param {ArrayLike<number> | null} setting */
  told(setting) {
    if (!setting || !this.isAble) return "–";
    if (this.fields.length === 1) return number(setting[0]);
    return this.fields.map(({ symbol, title }, j) => `${symbol || title} ${number(setting[j])}`).join(", ");
  }

  /** The setting that it has among these numbers. @param {Float64Array} numbers */
  own(numbers) {
    return this.fields.map(({ numbers: [place] }) => numbers[place]);
  }

  /**
   * Its path with its best setting, from the start of the race.
   * @param {Pool} pool
   * @param {Float64Array} numbers
   */
  path(pool, numbers) {
    const { k, racer, packet } = this;
    return { style: racer, points: pool.path({ k, numbers: this.with(numbers), start: packet.scene.start }) };
  }
}
