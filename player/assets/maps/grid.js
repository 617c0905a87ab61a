// Coarse first, then finer: the lanes of a map in the order in which they are computed, each once.

/** @import { MapResult, MapRows } from "../../types" */

/** Of every eighth pixel both ways first. */
export const STRIDES = /** @type {const} */ ([8, 4, 2, 1]);

/** @type {Map<string, Int32Array[]>} the levels of shapes that were asked for before: there are few of them */
const known = new Map();

/**
 * The numbers of the lanes of each level: those whose column and row its stride divides, and that of no level before.
 * @param {[nx: number, ny: number]} n
 * @returns {Int32Array[]}
 */
export function levelsOf(n) {
  const key = n.join(" ");
  const levels = known.get(key) ?? STRIDES.map((stride, level) => levelOf(n, stride, STRIDES[level - 1] ?? Infinity));
  known.set(key, levels);
  return levels;
}

/**
 * @param {[nx: number, ny: number]} n
 * @param {number} stride of the level
 * @param {number} before the stride of the one before it
 */
function levelOf([nx, ny], stride, before) {
  const [columns, rows] = [nx, ny].map((many) => Math.ceil(many / stride));
  const lanes = new Int32Array(columns * rows);
  let count = 0;
  for (let j = 0; j < ny; j += stride)
    for (let i = 0; i < nx; i += stride)
      if (before === Infinity || i % before || j % before) lanes[count++] = j * nx + i;
  return lanes.subarray(0, count);
}

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
