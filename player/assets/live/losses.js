// The ground under the paths while the surface itself changes: its losses on a grid, and the scale of their colours.
// figures/loss_grid.py does the same for what the server sends; tests/player/test_javascript.py compares them.

/** @import { Box, LossGrid } from "../../types" */

const FLOOR = 0.02;
const CALM = 10;
const SPAN = 100;

/**
 * The losses on a grid of nx × ny points over the window. `known`: a loss that may lie below all of them.
 * @param {(x: number, y: number) => number} loss
 * @param {Box} box
 * @param {[nx: number, ny: number]} grid
 * @param {number} known
 * @returns {LossGrid}
 */
export function lossGrid(loss, [x0, x1, y0, y1], [nx, ny], known = Infinity) {
  /** @param {number} j */
  const row = (j) => {
    const y = y0 + (j * (y1 - y0)) / (ny - 1);
    return Float64Array.from({ length: nx }, (_, i) => loss(x0 + (i * (x1 - x0)) / (nx - 1), y));
  };
  const losses = Array.from({ length: ny }, (_, j) => row(j));
  const finite = Float64Array.from(losses.flatMap((one) => Array.from(one).filter(Number.isFinite))).sort();
  const low = finite.length ? Math.min(finite[0], known) : 0;
  const rows = losses.map((one) => Float32Array.from(one, (value) => (Number.isFinite(value) ? value - low : NaN)));
  return { grid: [nx, ny], rows, scale: { low, ...scaleOf(finite, low, unseen(rows)) } };
}

/**
 * Where colours begin and end: the extremes are left out.
 * @param {Float64Array} sorted
 * @param {number} low
 * @param {number} hidden by how much the floor of a valley may lie below the grid
 */
function scaleOf(sorted, low, hidden) {
  if (!sorted.length) return { eps: 0, high: 0 };
  const [floor, high] = [quantile(sorted, 0.004) - low, quantile(sorted, 0.99) - low];
  const bottom = Math.max(floor, 1e-6 * high, CALM * hidden);
  return { eps: high > SPAN * bottom ? bottom : 0, high };
}

/**
 * What the loss bends within half a cell, on the floor of the valleys.
 * @param {Float32Array[]} rows
 */
function unseen(rows) {
  /** @type {number[]} */ const heights = [];
  /** @type {number[]} */ const bends = [];
  for (let j = 1; j < rows.length - 1; j++) {
    const [below, here, over] = [rows[j - 1], rows[j], rows[j + 1]];
    for (let i = 1; i < here.length - 1; i++) {
      const across = Math.abs(here[i - 1] - 2 * here[i] + here[i + 1]);
      const upward = Math.abs(below[i] - 2 * here[i] + over[i]);
      const bend = Math.max(across, upward) / 8;
      if (!Number.isFinite(bend)) continue;
      heights.push(here[i]);
      bends.push(bend);
    }
  }
  if (!bends.length) return 0;
  const level = quantile(Float64Array.from(heights).sort(), FLOOR);
  return quantile(Float64Array.from(bends.filter((_, i) => heights[i] <= level)).sort(), 0.5);
}

/**
 * Between two of the sorted numbers, as NumPy has it.
 * @param {Float64Array} sorted
 * @param {number} share
 */
function quantile(sorted, share) {
  const at = share * (sorted.length - 1);
  const i = Math.floor(at);
  const j = Math.min(i + 1, sorted.length - 1);
  return sorted[i] + (at - i) * (sorted[j] - sorted[i]);
}
