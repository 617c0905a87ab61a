// What a server would answer: what the page has of a race is shown as its settings say, and what else is asked for stays as it is.

import { runOf } from "../live/local.js";

/** @import { Look, Method, Race, Report } from "../../types" */

/** Settings that change nothing but how a race is shown. @type {string[]} */
const SHOWN = ["overlay", "future", "present", "inspect", "field", "basins", "speed", "pacing", "loop"];

/** Answers for one race. */
export class Answers {
  /**
   * @param {Race} brought with all that the page may show of it
   * @param {Partial<Look>} look what of that is shown at first
   */
  constructor(brought, look) {
    this.brought = brought;
    this.first = this.show({ ...brought, methods: brought.methods.map(set) }, look);
  }

  /** Whether the page can answer a switch. @param {string} key */
  has(key) {
    const { anatomy, overlays, live } = this.brought;
    const [inspect, field] = [anatomy !== null, overlays.arrows !== null];
    const has = /** @type {Record<string, boolean>} */ ({
      inspect,
      field,
      basins: overlays.hues !== null && live !== null,
    });
    return SHOWN.includes(key) && (has[key] ?? true);
  }

  /**
   * The race as it is now, after a report.
   * @param {Race} race
   * @param {Report} what
   */
  after(race, { count, ...what }) {
    const look = Object.fromEntries(Object.entries(what).filter(([key]) => this.has(key)));
    return { ...this.show(race, look), heard: count ?? null };
  }

  /**
   * @param {Race} race
   * @param {Partial<Look>} changes
   * @returns {Race}
   */
  show(race, changes) {
    const { anatomy, overlays, racers, scene } = this.brought;
    const look = { ...race.scene.look, ...changes };
    const recorded = scene.recorded && runOf(race) === runOf(this.brought);
    const switches = race.scene.switches.map((one) => ({ ...one, offered: one.offered && this.has(one.key) }));
    // Of the paths, and of the surface, as they came.
    const [arePaths, isSurface] = [race.racers[0]?.x === racers[0]?.x, !race.ground.stale];
    return {
      ...race,
      anatomy: look.inspect ? anatomy : null,
      overlays: {
        ...race.overlays,
        arrows: look.field && isSurface ? overlays.arrows : null,
        pulls: look.field && arePaths && overlays.pulls,
        hues: look.basins ? overlays.hues : null,
      },
      scene: { ...race.scene, look, switches, recorded, editable: false },
    };
  }
}

/**
 * A method with the field beside its name, and of the others those that follow the hand.
 * @param {Method} method
 * @returns {Method}
 */
function set({ fields: [first, ...others], ...method }) {
  return { ...method, fields: [first, ...others.filter(({ numbers }) => numbers.length)] };
}
