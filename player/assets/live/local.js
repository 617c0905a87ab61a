// A race as it was computed here, in the shape of one that the server sends; and which of its parts are told by which text.

import { number } from "../page/format.js";
import { record } from "../page/packet.js";

/** @import { Field, Ground, Outcome, Race, Run, Standing } from "../../types" */

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
 * The races' methods and racers under the names that they have with other numbers: a name may tell some.
 * @param {Race} race
 * @param {Float64Array} numbers
 */
export function renamed({ live, methods, racers }, numbers) {
  const changes = methods.map(({ fields }) =>
    fields.flatMap((field) => (live && field.numbers.length ? [tells(field, live.numbers, numbers)] : [])),
  );
  /** @param {string} name @param {number} panel */
  const now = (name, panel) => changes[panel].reduce((text, [before, after]) => text.replace(before, after), name);
  return {
    methods: methods.map((method, panel) => ({ ...method, name: now(method.name, panel) })),
    racers: racers.map((racer) => ({ ...racer, name: now(racer.name, racer.panel) })),
  };
}

/**
 * What a name tells of a field, as scenes/entries.py does, before and after.
 * @param {Field} field
 * @param {Float64Array} before
 * @param {Float64Array} after
 */
const tells = ({ symbol, title, numbers: [place] }, before, after) =>
  [before, after].map((numbers) => `${symbol || title} = ${number(numbers[place])}`);

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
export function runOf({ live, methods, scene: { start, steps } }) {
  const fields = [...(live?.sliders ?? []), ...methods.flatMap((method) => method.fields)];
  const values = fields.filter(({ numbers }) => numbers.length).map(({ numbers: [place] }) => live?.numbers[place]);
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
