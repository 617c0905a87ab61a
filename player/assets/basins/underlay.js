// The maps of starts under the paths of a race: computed in workers, coarse first, and anew whenever a rate or the surface changes.

import { Bar } from "../atlas/bar.js";
import { Legend } from "../atlas/basins/legend.js";
import { Looks } from "../atlas/basins/looks.js";
import { sentence, tally } from "../atlas/basins/tally.js";
import { Pool } from "../maps/pool.js";
import { make } from "../page/dom.js";
import { LATER, PAUSE } from "../page/later.js";
import { pixel } from "../page/theme.js";
import { say } from "../page/words.js";
import { Panel } from "../plots/panel.js";
import { groupsOf } from "../race.js";
import { Jobs } from "../sweeps/jobs.js";
import { ownNumbers } from "../sweeps/values.js";

/** @import { Box, Race, RacePanel, Racer, Theme } from "../../types" */
/** @import { Colour } from "../atlas/basins/looks.js" */
/** @import { Engine } from "../live/engine.js" */

// Starts along each side of a map: of one, and of each of several.
const SIDES = { one: 256, several: 128 };

/** All maps of a race, and what their colours mean. */
export class Underlay {
  /** @param {() => Engine | null} engine of the race */
  constructor(engine) {
    this.engine = engine;
    this.who = make("b");
    this.legend = new Legend("items");
    this.note = make("span", { className: "none" });
    this.bar = new Bar();
    const parts = [this.who, this.legend.element, this.note, this.bar.element];
    this.element = make("div", { className: "basinkey", hidden: true }, ...parts);
    /** @type {ConstructorParameters<typeof Jobs>[0]} */
    const told = { progress: (...how) => this.bar.show(...how), alone: () => this.explain() };
    this.jobs = new Jobs(told, () => this.later());
    this.drawing = 0;
    /** @type {Race} */ this.race = LATER;
    /** @type {Race | null} the one whose maps have been asked for */ this.asked = null;
    /** @type {Looks | null} */ this.looks = null;
    /** @type {Theme} */ this.theme = LATER;
    /** @type {RacePanel[]} */ this.panels = [];
    /** @type {Engine | null} */ this.of = null;
    /** @type {Pool | null} */ this.pool = null;
    /** @type {Box | null} the window that is mapped */ this.box = null;
    /** @type {Box | null} the window that is shown */ this.view = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} until a window rests */ this.timer = undefined;
  }

  /** Whether there is anything to map: not while the surface has another shape than its minima are known for. */
  get isOn() {
    return Boolean(this.race.overlays.hues) && !this.race.ground.stale && this.race.racers.length > 0;
  }

  /**
   * What is said of the maps: before there is one, so that its place is kept.
   * @param {Race} race
   * @param {Theme} theme
   */
  announce(race, theme) {
    this.race = race;
    this.theme = theme;
    this.element.hidden = !race.overlays.hues || !race.racers.length;
    if (!this.element.hidden) this.explain();
  }

  /**
   * The plots that are there now, and their window.
   * @param {RacePanel[]} panels
   * @param {Box} view
   */
  lay(panels, view) {
    this.panels = panels;
    this.view = this.box = view;
    this.follow(this.race);
    this.hear();
  }

  /**
   * The race as it is now; nothing is computed that is known.
   * @param {Race} race
   */
  follow(race) {
    const engine = this.engine();
    if (race === this.asked && engine === this.of) return;
    this.race = this.asked = race;
    if (!this.isOn) return this.clear();
    if (engine !== this.of) this.employ(engine);
    this.ask();
  }

  /** Whose map is under each plot: that of the first who runs on it. @returns {Racer[]} */
  get racers() {
    return this.isOn ? groupsOf(this.race).map(([first]) => first) : [];
  }

  /** @param {Engine | null} engine */
  employ(engine) {
    this.of = engine;
    this.pool?.destroy();
    this.pool = engine && new Pool(engine.source, engine.tables, engine.plan.steps, engine.program);
  }

  ask() {
    const { race, pool, box } = this;
    const { live, scene } = race;
    if (!pool || !live || !box) return;
    const n = this.racers.length > 1 ? SIDES.several : SIDES.one;
    const starts = { box: within(box, scene.box), n };
    this.racers.forEach((racer, i) => {
      const k = race.racers.indexOf(racer);
      this.jobs.ask(pool, `basins ${i}`, { k, numbers: ownNumbers(race, k, live.numbers), starts, fields: [] });
    });
    this.jobs.keep(this.racers.map((_, i) => `basins ${i}`));
  }

  /**
   * Another window is shown: what is known is drawn there at once, and mapped anew when the hand rests.
   * @param {Box} view
   */
  zoom(view) {
    this.view = view;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.box = this.view;
      if (this.isOn) this.ask();
    }, PAUSE);
  }

  /** Once in a frame. */
  later() {
    this.drawing ||= requestAnimationFrame(() => this.hear());
  }

  /** What is known by now. */
  hear() {
    this.drawing = 0;
    if (!this.isOn) return;
    const { minima, words } = this.race;
    const looks = this.looksNow();
    /** @type {Set<number>} */ const all = new Set();
    this.racers.forEach((racer, i) => {
      const panel = this.panels[i];
      const known = this.jobs.known(`basins ${i}`);
      if (!known || !("box" in known.job.starts) || !(panel instanceof Panel)) return;
      const found = tally(known.result, looks.isFew);
      const kinds = [...new Set(found.map(({ kind }) => kind))];
      for (const kind of kinds) all.add(kind);
      panel.layer.name = racer.name;
      panel.layer.label(sentence(racer.name, words, minima, found));
      panel.layer.take(known.result, known.job.starts.box, looks, kinds, minima);
    });
    this.explain([...all].sort((a, b) => a - b));
  }

  /** The colours, as the theme and the race have them. */
  looksNow() {
    const { theme, race } = this;
    const colours = /** @type {import("../../types").MapColours} */ (race.overlays.hues);
    const ground = /** @type {Colour} */ ([...pixel(theme.ground)].slice(0, 3));
    const { low, high } = race.ground.scale;
    const shown = { ...colours, shade: /** @type {const} */ ("minimum") };
    const { steps } = race.scene;
    const now = new Looks(shown, { dark: theme.dark, ground }, steps, colours.heights, [low, low + high]);
    return (this.looks = now.key === this.looks?.key ? this.looks : now);
  }

  /** What the colours mean, or why there are none. @param {number[]} kinds that there are */
  explain(kinds = []) {
    const { race, theme } = this;
    const why = race.live ? (this.pool && this.jobs.failed === this.pool ? FORBIDDEN() : "") : LEFT();
    this.note.textContent = why;
    this.who.hidden = this.legend.element.hidden = Boolean(why);
    if (why || !this.isOn) return;
    const isShared = groupsOf(race).some((group) => group.length > 1);
    const { name } = this.racers[0];
    this.who.textContent = isShared ? say("basins of {name}", { name }) : say("basins");
    this.legend.show(race, this.looksNow(), theme, kinds);
  }

  /** Nothing is mapped. */
  clear() {
    this.jobs.keep([]);
    for (const panel of this.panels) if (panel instanceof Panel) panel.layer.show(false);
    this.bar.show(null);
    if (this.race.overlays.hues) return;
    this.pool?.destroy();
    this.of = this.pool = null;
  }

  destroy() {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.drawing);
    this.jobs.destroy();
    this.bar.destroy();
    this.pool?.destroy();
  }
}

const FORBIDDEN = () => say("No map of basins: this browser lets neither a worker nor a module run.");
const LEFT = () => say("No map of basins: a method of this race runs on the server alone.");

/**
 * What two windows have in common; the other one if that is nothing.
 * @param {Box} view
 * @param {Box} box
 * @returns {Box}
 */
function within([x0, x1, y0, y1], [X0, X1, Y0, Y1]) {
  /** @type {Box} */ const both = [Math.max(x0, X0), Math.min(x1, X1), Math.max(y0, Y0), Math.min(y1, Y1)];
  return both[0] < both[1] && both[2] < both[3] ? both : [X0, X1, Y0, Y1];
}
