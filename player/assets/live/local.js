// A race as it was computed here, in the shape of one that the server sends; and which of its parts are told by which text.

import { record } from "../page/packet.js";

/** @import { Ground, Point, Race, Run } from "../../types" */

/**
 * `base` from another start and with other numbers. What the server alone knows of them is left out.
 * @param {Race} base
 * @param {Point} start
 * @param {Float64Array} numbers
 * @param {Run[]} runs
 * @param {Ground} ground
 * @returns {Race}
 */
export function localRace(base, start, numbers, runs, ground) {
  const { standings, outcomes } = base.columns;
  const { overlays, scene, live, best } = base;
  return {
    ...base,
    ground,
    scene: { ...scene, start },
    live: live && { ...live, numbers: [...numbers] },
    overlays: {
      ...overlays,
      hessian: scene.look.theory === "start" ? null : overlays.hessian,
      forecasts: overlays.forecasts.map(() => null),
    },
    racers: base.racers.map((racer, i) => {
      const { x, y, losses, tests, told, last } = runs[i];
      const above = best ? losses.map((loss) => loss - best) : losses;
      const standing = record(standings, told, 0);
      const outcome = record(outcomes, told, standings.length);
      return { ...racer, x, y, above, test: tests, last, standing, outcome };
    }),
  };
}

/**
 * What runs, and from where: two races that agree in this have the same paths.
 * @param {Race} race
 */
export const runOf = ({ live, scene: { start, steps } }) => JSON.stringify([live?.code, live?.numbers, start, steps]);

/**
 * How a race looks but for its paths: two races that agree in this, too, are the same picture.
 * @param {Race} race
 */
export function faceOf(race) {
  const styles = race.racers.map(({ name, panel, rival, light }) => [name, panel, rival, light]);
  const rest = { ...race, racers: styles, examples: race.examples?.digest, digest: null };
  return JSON.stringify(rest, (key, value) => (key === "rows" || key === "tables" ? undefined : value));
}
