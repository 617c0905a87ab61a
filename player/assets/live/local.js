// A race as it was computed here, in the shape of one that the server sends; and which of its parts are told by which text.

import { record } from "../page/packet.js";

/** @import { Ground, Outcome, Race, Run, Standing } from "../../types" */

/**
 * What nobody knows of a run once the critical points lie elsewhere: those alone say how near it came, and how it ended.
 * @type {{ standing: Partial<Standing>, outcome: Partial<Outcome> }}
 */
const UNKNOWN = { standing: { distance: NaN, reached: -1 }, outcome: { kind: NaN, step: -1 } };
/** Nothing is drawn that was told for another shape of the surface. */
const BARE = { arrows: null, hessian: null, route: [] };

/**
 * `asked` with the paths of `runs`, on `ground`. What the server alone knows of them is left out.
 * @param {Race} asked
 * @param {Run[]} runs
 * @param {Ground} ground
 * @returns {Race}
 */
export function localRace(asked, runs, ground) {
  const { overlays, scene } = asked;
  const best = lowestOf(asked, ground);
  const unknown = ground.stale ? UNKNOWN : null;
  const { standings, outcomes } = asked.columns;
  return {
    ...asked,
    ground,
    best,
    overlays: {
      ...overlays,
      hessian: scene.look.theory === "start" ? null : overlays.hessian,
      forecasts: overlays.forecasts.map(() => null),
      pulls: false,
      ...(ground.stale ? BARE : null),
    },
    racers: asked.racers.map((racer, i) => {
      const { x, y, losses, tests, told, last } = runs[i];
      const above = best ? losses.map((loss) => loss - best) : losses;
      const standing = { ...record(standings, told, 0), ...unknown?.standing };
      const outcome = { ...record(outcomes, told, standings.length), ...unknown?.outcome };
      return { ...racer, x, y, above, test: tests, last, standing, outcome };
    }),
  };
}

/**
 * What losses count from: a minimum that has become deeper is found on the grid.
 * @param {Race} race
 * @param {Ground} ground
 */
const lowestOf = ({ best, bounded, tested }, { scale, stale }) =>
  stale && bounded && !tested ? Math.min(best, scale.low) : best;

/**
 * Which program runs a race, and with what; empty if none does.
 * @param {Race} race
 */
export function programOf({ live, scene: { steps }, tested }) {
  return live ? JSON.stringify([live.code, live.tables, steps, tested]) : "";
}

/**
 * What runs, and from where, as far as a hand can change it: two races that agree in this have the same paths.
 * @param {Race} race
 */
export function runOf({ live, scene: { start, steps } }) {
  const values = live?.sliders.map(({ numbers: [place] }) => live.numbers[place]);
  return JSON.stringify([live?.code, values, start, steps]);
}

/**
 * How a race looks but for its paths: two races that agree in this, too, are the same picture.
 * @param {Race} race
 */
export function faceOf(race) {
  const styles = race.racers.map(({ name, panel, rival, light }) => [name, panel, rival, light]);
  const rest = { ...race, racers: styles, examples: race.examples?.digest, digest: null };
  return JSON.stringify(rest, (key, value) => (key === "rows" ? undefined : value));
}
