// Puts the parts together: one race, one clock, and whatever draws itself from them.

import { Clock } from "./controls/clock.js";
import { Legend } from "./controls/legend.js";
import { paceOf } from "./controls/pace.js";
import { Sliders } from "./controls/sliders.js";
import { Throttle } from "./controls/throttle.js";
import { Transport } from "./controls/transport.js";
import { Views } from "./controls/views.js";
import { captionLines } from "./curves/examples.js";
import { Cue } from "./lesson/cue.js";
import { Hand } from "./live/hand.js";
import { heightOf, make } from "./page/dom.js";
import { LATER } from "./page/later.js";
import { arrange, typeFor } from "./page/layout.js";
import { Line } from "./page/line.js";
import { roomFor } from "./page/streamlit.js";
import { dress, readTheme, tint } from "./page/theme.js";
import { Picture } from "./picture.js";
import { Scale } from "./plots/scale.js";
import { groupsOf, isSameCast, startAt } from "./race.js";
import { placesOf } from "./tuning/scale.js";
import { SHAPE } from "./view3d/view3d.js";

/** @import { Box, Field, Look, Race, Report, Tell, Type, Value } from "../types" */

/** A race on the page. */
export class Player {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.line = new Line();
    /** @type {Tell} */ this.report = (what) => this.line.tell(what);
    /** @type {Race} the latest, even if Plotly has not come to draw it */ this.race = LATER;
    /** @type {Race | null} what is on the page */ this.shown = null;
    /** @type {Box} the window, the same on all plots */ this.view = LATER;
    /** For which room on the page all was built. */ this.room = { width: 0, height: 0 };
    this.clock = new Clock(() => this.draw());
    /** @type {Throttle<Report>} */ this.throttle = new Throttle((what) => this.report(what));
    this.views = new Views((what) => this.report(what), this);
    this.legend = new Legend(() => this.resetView());
    this.sliders = new Sliders((slider, value, moves) => this.tune([[slider, value]], moves, true));
    this.transport = new Transport(this.clock, (what) => this.set(what));
    this.picture = new Picture(this.clock, this);
    this.hand = new Hand(this.picture, this);
    this.picture.engine = () => this.hand.engine;
    this.legend.element.append(this.picture.underlay.element);
    const { intro, grid, inspector, curves, standings, tooltip, sheet } = this.picture;
    intro.edit.addEventListener("click", () => this.report({ formula: true }));
    const under = [grid, this.legend.element, this.transport.element, inspector.element, curves];
    this.stage = make("div", { className: "stage" }, ...under);
    this.top = make("div", { className: "top" }, intro.element, this.views.element);
    const parts = [this.sliders.element, this.stage, standings.element, tooltip.element, sheet.element];
    this.root = make("div", { className: "ravine" }, this.top, ...parts);
    this.cue = new Cue(this.clock, this.root);
    parent.append(this.root);
    this.resize = this.resize.bind(this);
    this.resized = new ResizeObserver(this.resize);
    window.addEventListener("resize", this.resize);
  }

  /**
   * Before Plotly has come: take the space that the picture will have, so that nothing jumps.
   * @param {Race} race
   */
  reserve(race) {
    if (this.race) return;
    const { top } = this.root.getBoundingClientRect();
    this.root.style.minHeight = `${Math.max(480, window.innerHeight - top - 24)}px`;
    this.race = race;
  }

  /** @param {Race} race */
  show(race) {
    this.throttle.answered();
    this.line.heard(race.heard);
    const news = this.hand.take(race);
    if (news === "held" || news === "old") return;
    this.cue.take(race);
    if (news === "known") this.race.digest = this.root.dataset.shown = race.digest;
    if (news === "known") return;
    const isNew = news === "new" && !isSameCast(race, this.shown);
    const moved = JSON.stringify(race.scene.box) !== JSON.stringify(this.shown?.scene.box);
    this.race = this.shown = race;
    this.root.classList.remove("moving", "held");
    this.wind();
    this.clock.seek(isNew ? 0 : this.clock.time);
    if (moved || !this.view) this.view = race.scene.box;
    this.transport.show(race);
    this.sliders.show(race);
    this.build();
    this.resized.observe(this.root);
    this.root.style.minHeight = "";
  }

  /** The clock as the race needs it. */
  wind() {
    const { steps, look } = this.race.scene;
    Object.assign(this.clock, { steps, speed: look.speed, loop: look.loop, pace: paceOf(this.race) });
  }

  /** Everything that depends on data, size or theme. */
  build() {
    const { race } = this;
    // A player that is hidden, or on its way out, has no width; it is built when it gets one.
    if (!this.root.clientWidth) return;
    const theme = readTheme(this.root, typeFor(window.innerWidth, race.scene.look.present));
    dress(this.root, theme);
    tint(this.root, race.arrows, theme);
    const scale = new Scale(race.ground.scale);
    this.root.classList.toggle("predict", !race.scene.look.future);
    this.root.classList.toggle("empty", !race.racers.length);
    this.picture.announce(race, theme);
    this.views.show(race);
    this.legend.show(race, scale, theme);
    this.stage.classList.toggle("inspecting", race.scene.look.inspect);
    this.picture.build(race, scale, theme, this.measure(theme), this.view);
    this.transport.draw();
    this.root.dataset.shown = race.digest;
  }

  /** @param {Type} type */
  measure(type) {
    const { race, root } = this;
    const { width, height } = (this.room = roomFor(root));
    const fixed = heightOf(this.top, this.sliders.element, this.legend.element, this.transport.element) + 24;
    const shape = race.scene.look.view3d ? SHAPE : race.scene.box;
    const groups = groupsOf(race).map((racers) => racers.length);
    const [lines, most, cards] = [captionLines(race), Math.max(...groups), heightOf(this.picture.inspector.element)];
    const sizes = arrange(groups.length, width, height - 16, fixed, shape, lines, type, most, cards);
    for (const way of /** @type {const} */ (["beside", "aside", "tight"])) this.stage.classList.toggle(way, sizes[way]);
    this.picture.grid.style.setProperty("--columns", String(sizes.columns));
    return sizes;
  }

  /**
   * Zooming or panning one panel moves them all.
   * @param {Box} view
   */
  setView(view) {
    if (JSON.stringify(view) === JSON.stringify(this.view)) return;
    this.view = view;
    this.legend.reset.hidden = JSON.stringify(view) === JSON.stringify(this.race.scene.box);
    this.picture.zoom(view);
  }

  /** As it was before anybody zoomed, or placed the start. */
  resetView() {
    this.setView(this.race.scene.box);
    this.picture.placeStart(...this.race.scene.start);
  }

  draw() {
    this.cue.draw();
    if (!this.shown || !this.picture.panels.length || !this.room.width) return;
    if (this.hand.held) this.picture.preview(this.picture.race);
    else this.picture.draw();
    this.transport.draw();
  }

  /** @type {import("./live/hand.js").Owner["mark"]} */
  mark(state, is) {
    this.root.classList.toggle(state, is);
    // What runs the race here tells the step, too.
    if (state === "follows" && is) this.clock.request();
  }

  /**
   * The hand has let go: as if the server had sent the race.
   * @param {Race} race
   */
  settle(race) {
    this.race = this.shown = race;
    this.wind();
    this.build();
  }

  /** @param {Report} what */
  tell(what) {
    this.throttle.push(what);
  }

  /**
   * A setting of the player: at once here, and to the page, which keeps it in the address.
   * @param {Partial<Pick<Look, "speed" | "pacing" | "loop">>} what
   */
  set(what) {
    Object.assign(this.race.scene.look, what);
    this.wind();
    this.transport.show(this.race);
    this.report(what);
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {boolean} live
   */
  moveStart(x, y, live) {
    const start = startAt(this.race.scene.box, x, y);
    if (this.hand.follows({ start }, { start, live }, live)) return;
    this.picture.placeStart(...start);
    for (const state of ["moving", "asking"]) this.root.classList.toggle(state, live);
    this.tell({ start, live });
  }

  /**
   * Fields get other values, or have got them; those that `shape` the surface bend it.
   * @param {[Field, Value][]} changes
   * @param {boolean} moves
   */
  tune(changes, moves, shape = false) {
    const what = /** @type {Report} */ (Object.fromEntries(changes.map(([{ key }, value]) => [key, value])));
    const isLive = changes.every(([{ numbers }]) => numbers.length);
    if (!(isLive && this.hand.follows({ numbers: placesOf(changes), shape }, what, moves)) && !moves) this.tell(what);
  }

  resize() {
    if (!this.shown) return;
    const { width, height } = roomFor(this.root);
    if (width !== this.room.width || height !== this.room.height) this.build();
  }

  destroy() {
    this.resized.disconnect();
    window.removeEventListener("resize", this.resize);
    const { line, clock, transport, views, sliders, throttle, hand, picture } = this;
    for (const part of [line, clock, transport, views, sliders, throttle, hand, picture]) part.destroy();
    this.root.remove();
  }
}
