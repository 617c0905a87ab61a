// Runs from many starts, or with many values of a hyperparameter, by the machine of a race. What a worker runs stands in this file
// alone: its functions are sent there as text.

/** @import { Machine, MapJob, MapRows, Program } from "../../types" */

/** What is told of a lane, in this order. */
export const TOLD = /** @type {const} */ (["kind", "step", "minimum", "x", "y", "loss", "reached"]);

/**
 * What the pool says to a worker: first what runs, then jobs, and lanes of a job.
 * @typedef {{ steps: number, tables: Float64Array[] }} Begin
 * @typedef {{ id: number, job: MapJob, n: [nx: number, ny: number] }} Begun
 * @typedef {{ id: number, level: number, lanes: Int32Array }} Ask
 */

/**
 * How many lanes there are: along the first axis, and along all others together.
 * @param {Pick<MapJob, "starts" | "fields">} job
 * @returns {[nx: number, ny: number]}
 */
export function shapeOf({ starts, fields }) {
  const sides = "box" in starts ? [starts.n, starts.n] : [starts.points.length / 2];
  const [first, ...others] = [...fields.map(({ values }) => values.length), ...sides];
  return [first, others.reduce((product, n) => product * n, 1)];
}

/**
 * What runs the lanes of a job: a row of seven numbers for each. Lanes that differ in their starts alone run abreast.
 * @param {Program["make"]} make
 * @param {number} steps
 * @param {Float64Array[]} tables
 * @returns {(job: MapJob) => (lanes: ArrayLike<number>) => MapRows}
 */
export function laneRunner(make, steps, tables) {
  /** @type {Float64Array} */ let numbers;
  /** @type {Machine} */ let machine;
  /** @param {number} i @param {number} n @param {number} low @param {number} high as NumPy's linspace has it */
  const between = (i, n, low, high) => (i === n - 1 && n > 1 ? high : low + i * ((high - low) / (n - 1 || 1)));

  return ({ k, numbers: given, starts, fields }) => {
    numbers ??= Float64Array.from(given);
    machine ??= make(steps, numbers, tables);
    const { abreast } = machine;
    const [places, told] = [new Float64Array(2 * abreast), new Float64Array(7 * abreast)];
    const sets = fields.reduce((product, { values }) => product * values.length, 1);
    /** @param {number} set */
    const choose = (set) => {
      for (const field of fields) {
        const { length } = field.values;
        for (const one of [field, ...(field.beside ?? [])])
          for (const at of one.places) numbers[at] = one.values[set % length];
        set = Math.floor(set / length);
      }
    };
    /** Puts start number i in its place among those abreast. @param {number} place @param {number} i */
    const begin = (place, i) => {
      const [x, y] = [2 * place, 2 * place + 1];
      if ("box" in starts) {
        const { n, box } = starts;
        places[x] = between(i % n, n, box[0], box[1]);
        places[y] = between(Math.floor(i / n), n, box[2], box[3]);
      } else {
        places[x] = starts.points[2 * i];
        places[y] = starts.points[2 * i + 1];
      }
    };
    return (lanes) => {
      const rows = new Float64Array(7 * lanes.length);
      /** @param {number} m */
      const setOf = (m) => lanes[m] % sets;
      const order = new Int32Array(lanes.length);
      for (let m = 0; m < lanes.length; m++) order[m] = m;
      if (sets > 1) order.sort((a, b) => setOf(a) - setOf(b) || a - b);
      numbers.set(given);
      for (let first = 0; first < order.length; first += abreast) {
        const count = Math.min(abreast, order.length - first);
        const [set, last] = [setOf(order[first]), setOf(order[first + count - 1])];
        choose(set);
        for (let i = 0; i < count; i++) begin(i, Math.floor(lanes[order[first + i]] / sets));
        machine.lanes(k, places, count, told, set === last ? undefined : (i) => choose(setOf(order[first + i])));
        for (let i = 0; i < count; i++) {
          const at = 7 * order[first + i];
          for (let j = 0; j < 7; j++) rows[at + j] = told[7 * i + j];
        }
      }
      return rows;
    };
  };
}

/**
 * What a worker hears by, and answers.
 * @typedef {{ addEventListener(kind: "message", hear: (event: { data: any }) => void): void,
 *   postMessage(answer: object, how: { transfer: ArrayBuffer[] }): void }} Port
 */

/**
 * The life of a worker. It is a classic one, because modules cannot be imported into a page that is a file.
 * @param {Program["make"]} make
 * @param {typeof laneRunner} runnerOf
 * @param {Port} port
 */
export function serve(make, runnerOf, port = self) {
  /** @type {ReturnType<typeof laneRunner>} */ let runner;
  /** @type {number} */ let current;
  /** @type {ReturnType<typeof runner>} */ let run;
  port.addEventListener("message", ({ data }) => {
    if ("steps" in data) runner = runnerOf(make, data.steps, data.tables);
    if ("job" in data && data.id !== current) {
      run = runner(data.job);
      current = data.id;
    }
    if (!("lanes" in data)) return;
    const begin = performance.now();
    const rows = run(data.lanes);
    const answer = { id: data.id, level: data.level, lanes: data.lanes, rows, took: performance.now() - begin };
    port.postMessage(answer, { transfer: [rows.buffer, data.lanes.buffer] });
  });
}

/**
 * The text of a worker, with the compiled `source` in it.
 * @param {string} source of an ES module
 */
export const workerText = (source) => `"use strict";
${plainScript(source)}
(${serve})(make, ${laneRunner});
`;

/**
 * The same as a script that is no module.
 * @param {string} source
 */
export const plainScript = (source) => source.replaceAll(/^export /gm, "");
