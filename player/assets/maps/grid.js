// Coarse first, then finer: the lanes of a map in the order in which they are computed, each once.

/** @import { MapResult, MapRows } from "../../types" */

/** Of every eighth pixel both ways first. */
export const STRIDES = /** @type {const} */ ([8, 4, 2, 1]);

/**
 * The numbers of the lanes of each level: those whose column and row its stride divides, and that of no level before.
 * @param {[nx: number, ny: number]} n
 */
export const levelsOf = ([nx, ny]) =>
  STRIDES.map((stride, level) => {
    const before = level ? STRIDES[level - 1] : Infinity;
    const lanes = [];
    for (let j = 0; j < ny; j += stride)
      for (let i = 0; i < nx; i += stride)
        if (i % before || j % before) lanes.push(j * nx + i);
        else if (!level) lanes.push(j * nx + i);
    return Int32Array.from(lanes);
  });

/**
 * Nothing is known of any lane: their kind is −1.
 * @param {[nx: number, ny: number]} n
 * @returns {MapResult}
 */
export function emptyResult([nx, ny]) {
  const count = nx * ny;
  return {
    n: [nx, ny],
    kind: new Int8Array(count).fill(-1),
    step: new Int32Array(count).fill(-1),
    minimum: new Int16Array(count).fill(-1),
    end: new Float64Array(2 * count).fill(NaN),
    loss: new Float64Array(count).fill(NaN),
    reached: new Int32Array(count).fill(-1),
    stride: Infinity,
  };
}

/**
 * What was told of `lanes`, a row each, in its places.
 * @param {MapResult} result
 * @param {Int32Array} lanes
 * @param {MapRows} rows
 */
export function put({ kind, step, minimum, end, loss, reached }, lanes, rows) {
  const count = kind.length;
  lanes.forEach((lane, m) => {
    const at = 7 * m;
    kind[lane] = rows[at];
    step[lane] = rows[at + 1];
    minimum[lane] = rows[at + 2];
    end[lane] = rows[at + 3];
    end[count + lane] = rows[at + 4];
    loss[lane] = rows[at + 5];
    reached[lane] = rows[at + 6];
  });
}
