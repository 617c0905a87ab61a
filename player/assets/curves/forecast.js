// What theory says of a racer: the loss shrinks by the square of the rate, a straight line on a logarithmic axis.

/** @import { Forecast, Point, Race } from "../../types" */

// It is curved where the axis is not logarithmic.
const SAMPLES = 100;

/**
 * Steps, and the loss above the best that is forecast there; nothing without a forecast.
 * @param {Race} race
 * @param {number} i the number of the racer
 * @param {Forecast | null} forecast
 * @returns {Point[]}
 */
export function forecastLine({ racers, scene: { steps }, lowest, best }, i, forecast) {
  if (!forecast) return [];
  const [since, rate] = forecast;
  const every = (steps - since) / SAMPLES;
  const floor = lowest - best;
  const first = racers[i].above[since] - floor;
  return Array.from({ length: SAMPLES + 1 }, (_, t) => [since + t * every, floor + first * rate ** (2 * t * every)]);
}
