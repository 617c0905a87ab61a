// What the steps of each racer compute on their way, as the program of the race tells it.

/** @import { Anatomy, Machine, Point, Race, StepArrow } from "../../types" */

/** The name of the effective learning rate of each axis. */
export const RATE = "\\alpha_\\mathrm{eff}";
// Rounding of a clock that stands on a step.
const ROUNDING = 1e-9;

/**
 * The step under the clock: the one that is being taken, and before the first the one that is about to be.
 * @param {number} time
 */
export const stepAt = (time) => Math.max(1, Math.ceil(time - ROUNDING));

/** The notes of one racer: a row for each step, x and y of each column. */
export class Notes {
  /**
   * @param {string[]} columns
   * @param {Float64Array} rows
   */
  constructor(columns, rows) {
    this.columns = new Map(columns.map((name, k) => [name, k]));
    this.width = 2 * columns.length;
    this.rows = rows;
  }

  /**
   * What a step noted under a name, null if that is nothing.
   * @param {string} name
   * @param {number} step counted from 1
   * @returns {Point | null}
   */
  at(name, step) {
    const column = this.columns.get(name);
    const at = (step - 1) * this.width + 2 * (column ?? 0);
    return column === undefined || at >= this.rows.length ? null : [this.rows[at], this.rows[at + 1]];
  }

  /**
   * What an arrow stands for, null where the path has ended.
   * @param {Pick<StepArrow, "terms">} arrow
   * @param {number} step
   * @returns {Point | null}
   */
  along({ terms }, step) {
    const row = (step - 1) * this.width;
    /** @param {0 | 1} axis */
    const sum = (axis) =>
      terms.reduce(
        (all, { factor, columns }) =>
          all + columns.reduce((product, one) => product * this.rows[row + 2 * one + axis], factor),
        0,
      );
    /** @type {Point} */ const along = [sum(0), sum(1)];
    return along.every(Number.isFinite) ? along : null;
  }
}

/** Reads the notes of a race by a machine that nobody else runs, so that the numbers of the race may be its own. */
export class Reader {
  /** @param {(numbers: Float64Array) => Machine} make */
  constructor(make) {
    this.make = make;
    /** @type {Float64Array | null} */ this.numbers = null;
    /** @type {Machine | null} */ this.machine = null;
  }

  /**
   * Of each racer; null if this program takes no notes of the race.
   * @param {Pick<Race, "scene" | "live" | "anatomy">} race
   */
  read({ scene: { start, steps }, live, anatomy }) {
    if (!live || !anatomy) return null;
    this.numbers ??= Float64Array.from(live.numbers);
    if (this.numbers.length !== live.numbers.length) return null;
    this.numbers.set(live.numbers);
    this.machine ??= this.make(this.numbers);
    const { notes } = this.machine;
    if (notes?.length !== anatomy.length) return null;
    return notes.map((walk, k) => notesOf(walk, anatomy[k], start, steps));
  }
}

/**
 * @param {NonNullable<Machine["notes"]>[number]} walk
 * @param {Anatomy} anatomy
 * @param {Point} start
 * @param {number} steps
 */
function notesOf(walk, { columns }, [x, y], steps) {
  const rows = new Float64Array(steps * 2 * columns.length).fill(NaN);
  walk(x, y, rows);
  return new Notes(columns, rows);
}
