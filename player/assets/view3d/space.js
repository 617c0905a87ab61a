// Places and paths in three dimensions; null wherever a path is outside the window.

/** @import { Box, Racer } from "../../types" */

/** @typedef {{ x: (number | null)[], y: (number | null)[], z: (number | null)[] }} Path */
/** @typedef {{ x: number | null, y: number | null, z: number | null }} Place */

// Points of a trail: more than a screen can show.
const MOST = 800;

/**
 * A racer's path over the window, at the height that `height` gives to a loss above the best.
 * @param {Pick<Racer, "x" | "y" | "above" | "last">} racer
 * @param {Box} box
 * @param {(above: number) => number} height
 * @returns {Path}
 */
export function pathIn({ x, y, above, last }, [x0, x1, y0, y1], height) {
  const inside = Array.from({ length: last + 1 }, (_, t) => x[t] >= x0 && x[t] <= x1 && y[t] >= y0 && y[t] <= y1);
  /** @param {(t: number) => number} value */
  const read = (value) => inside.map((is, t) => (is ? value(t) : null));
  return { x: read((t) => x[t]), y: read((t) => y[t]), z: read((t) => height(above[t])) };
}

/**
 * Where a path is at a time between two steps; nowhere if either step is outside the window.
 * @param {Path} path
 * @param {number} time
 * @returns {Place}
 */
export function placeAt({ x, y, z }, time) {
  const t = Math.min(time, x.length - 1);
  const [i, j] = [Math.floor(t), Math.ceil(t)];
  /** @param {(number | null)[]} values */
  const between = (values) => mix(values[i], values[j], t - i);
  return { x: between(x), y: between(y), z: between(z) };
}

/**
 * @param {number | null} from
 * @param {number | null} to
 * @param {number} part
 */
const mix = (from, to, part) => (from === null || to === null ? null : from + part * (to - from));

/**
 * The path up to a time, at which it is at `head`; thinned if it is long.
 * @param {Path} path
 * @param {number} time
 * @param {Place} head
 * @returns {Path}
 */
export function trailTo({ x, y, z }, time, head) {
  const steps = Math.min(Math.floor(time), x.length - 1) + 1;
  const every = Math.ceil(steps / MOST);
  /**
   * @param {(number | null)[]} values
   * @param {number | null} end
   */
  const thin = (values, end) => [...values.slice(0, steps).filter((_, t) => t % every === 0), end];
  return { x: thin(x, head.x), y: thin(y, head.y), z: thin(z, head.z) };
}

/**
 * So many numbers from one to another, both included.
 * @param {number} from
 * @param {number} to
 * @param {number} count
 */
export const spread = (from, to, count) =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
