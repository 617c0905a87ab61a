// A set of starts that can be stated: its number and its seed say all of it.

/** @import { Box, Point } from "../../types" */

// Powers of the plastic number, the root of g³ = g + 1: its first two spread points over a square as evenly as is known.
const G = 1.324717957244746;
const STEPS = [1 / G, 1 / (G * G)];
// So many starts has a seed, at most; those of the next one follow.
const MOST = 64;
// The seeds from here on are nobody's but the judge's.
const FRESH = 1000;

/**
 * Starts all over a window: of the R₂ sequence of Roberts (2018) those of the seed, x₀, y₀, x₁, y₁ …
 * @param {Box} box
 * @param {number} count
 * @param {number} seed
 */
export function spread([x0, x1, y0, y1], count, seed) {
  const points = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) {
    const [across, upward] = STEPS.map((step) => (0.5 + (MOST * seed + i + 1) * step) % 1);
    points[2 * i] = x0 + across * (x1 - x0);
    points[2 * i + 1] = y0 + upward * (y1 - y0);
  }
  return points;
}

/**
 * Points all over a cube of `d` dimensions, from number `first` of the sequence on (Roberts 2018): its steps are the powers of the root of
 * gᵈ⁺¹ = g + 1.
 * @param {number} d
 * @param {number} count
 * @param {number} first
 */
export function sequence(d, count, first) {
  let g = 2;
  for (let round = 0; round < 40; round++) g = (1 + g) ** (1 / (d + 1));
  const steps = Array.from({ length: d }, (_, j) => g ** -(j + 1));
  return Array.from({ length: count }, (_, i) => steps.map((step) => (0.5 + (first + i + 1) * step) % 1));
}

/**
 * As many others.
 * @param {Box} box
 * @param {number} count
 * @param {number} seed
 */
export const fresh = (box, count, seed) => spread(box, count, seed + FRESH);

/**
 * The start of the race alone, or if there are to be several, a set.
 * @param {{ box: Box, start: Point }} scene
 * @param {{ starts: number, seed: number }} settings
 */
export const startsOf = ({ box, start }, { starts, seed }) =>
  starts > 1 ? spread(box, starts, seed) : Float64Array.from(start);
