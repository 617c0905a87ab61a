// Puts the parts together: one race, one clock, and whatever draws itself from them.

import { Clock } from "./controls/clock.js";
import { Legend } from "./controls/legend.js";
import { Standings } from "./controls/standings.js";
import { Throttle } from "./controls/throttle.js";
import { Tooltip, readGround, readStep } from "./controls/tooltip.js";
import { Transport } from "./controls/transport.js";
import { Views } from "./controls/views.js";
import { DataPlot } from "./curves/dataplot.js";
import { captionLines } from "./curves/examples.js";
import { LossPlot } from "./curves/lossplot.js";
import { make } from "./page/dom.js";
import { LATER } from "./page/later.js";
import { arrange } from "./page/layout.js";
import { scrolled } from "./page/streamlit.js";
import { readTheme } from "./page/theme.js";
import { say } from "./page/words.js";
import { Panel } from "./plots/panel.js";
import { Pointer } from "./plots/pointer.js";
import { Scale } from "./plots/scale.js";
import { groupsOf, leaderAt, startAt } from "./race.js";
import { View3d, SHAPE } from "./view3d/view3d.js";

/** @import { Box, Look, Race, RacePanel, Report, Tell } from "../types" */

/** A race on the page. */
export class Player {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    /** @type {Tell} */ this.report = () => {};
    /** @type {Race} the latest, even if Plotly has not come to draw it */ this.race = LATER;
    /** @type {Race | null} what is on the page */ this.shown = null;
    /** @type {Box} the window, the same on all plots */ this.view = LATER;
    /** @type {RacePanel[]} */ this.panels = [];
    // For which size of the page all was built.
    this.width = this.height = 0;
    this.clock = new Clock(() => this.draw());
    /** @type {Throttle<Report>} */ this.throttle = new Throttle((what) => this.report(what));
    this.views = new Views((what) => this.report(what));
    this.legend = new Legend(() => this.setView(this.race.scene.box), this.views);
    this.transport = new Transport(this.clock, (what) => this.set(what));
    this.lossPlot = new LossPlot(this.clock);
    this.dataPlot = new DataPlot();
    this.standings = new Standings();
    this.tooltip = new Tooltip();
    this.grid = make("div", { className: "panels" });
    this.curves = make("div", { className: "curves" }, this.dataPlot.element, this.lossPlot.element);
    this.intro = make("p", { className: "intro" });
    const rows = [this.grid, this.legend.element, this.transport.element, this.curves];
    this.stage = make("div", { className: "stage" }, ...rows);
    const parts = [this.intro, this.stage, this.standings.element, this.tooltip.element];
    this.root = make("div", { className: "ravine" }, ...parts);
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
    const isNew = race.digest !== this.shown?.digest;
    const moved = JSON.stringify(race.scene.box) !== JSON.stringify(this.shown?.scene.box);
    this.race = this.shown = race;
    const { steps, look } = race.scene;
    Object.assign(this.clock, { steps, speed: look.speed, loop: look.loop });
    if (isNew) this.clock.seek(0);
    if (moved || !this.view) this.view = race.scene.box;
    this.throttle.answered();
    this.transport.show(race);
    this.views.show(race);
    this.build();
    this.resized.observe(this.root);
    this.root.style.minHeight = "";
  }

  /** Everything that depends on data, size or theme. */
  build() {
    const { race } = this;
    // A player that is hidden, or on its way out, has no width; it is built when it gets one.
    if (!this.root.clientWidth) return;
    const theme = readTheme(this.root);
    const scale = new Scale(race.ground.scale);
    this.root.classList.toggle("dark", theme.dark);
    this.introduce();
    this.legend.show(race, scale, theme);
    const sizes = this.measure();
    const groups = groupsOf(race);
    this.matchPanels(groups.length);
    groups.forEach((racers, i) => {
      this.panels[i].show(race, racers, scale, theme, sizes.plot, this.view, i ? this.panels[0] : null);
    });
    this.lossPlot.show(race, theme, sizes.loss);
    this.dataPlot.show(race, theme, sizes.data);
    this.standings.show(race, theme);
    this.draw();
    this.root.dataset.shown = race.digest;
  }

  introduce() {
    const { surface, story } = this.race.scene;
    const hint = make("span", {}, " ", say("Press Play, or move the start on any plot."));
    this.intro.replaceChildren(make("b", {}, `${surface}. `), story, hint);
  }

  measure() {
    const { race, root } = this;
    this.width = root.clientWidth;
    this.height = window.innerHeight;
    const room = this.height - root.getBoundingClientRect().top - scrolled(root) - 16;
    const fixed = this.intro.offsetHeight + this.legend.element.offsetHeight + this.transport.element.offsetHeight + 24;
    const shape = race.scene.look.view3d ? SHAPE : race.scene.box;
    const sizes = arrange(groupsOf(race).length, this.width, room, fixed, shape, captionLines(race));
    this.stage.classList.toggle("beside", sizes.beside);
    this.grid.style.setProperty("--columns", String(sizes.columns));
    return sizes;
  }

  /**
   * As many panels, and of the kind, that the race needs; those that stay keep their contours.
   * @param {number} count
   */
  matchPanels(count) {
    const Kind = this.race.scene.look.view3d ? View3d : Panel;
    while (this.panels.length > count || this.panels.some((panel) => !(panel instanceof Kind))) {
      this.panels.pop()?.destroy();
    }
    while (this.panels.length < count) {
      const panel = this.race.scene.look.view3d ? new View3d() : this.contourPanel();
      this.panels.push(panel);
      this.grid.append(panel.element);
    }
  }

  contourPanel() {
    const panel = new Panel((view) => this.setView(view));
    new Pointer(panel, this);
    return panel;
  }

  /**
   * Zooming or panning one panel moves them all.
   * @param {Box} view
   */
  setView(view) {
    if (JSON.stringify(view) === JSON.stringify(this.view)) return;
    this.view = view;
    this.legend.reset.hidden = JSON.stringify(view) === JSON.stringify(this.race.scene.box);
    for (const panel of this.panels) panel.zoom(view);
    this.draw();
  }

  draw() {
    if (!this.shown || !this.panels.length || !this.width) return;
    const { time, step } = this.clock;
    const leader = leaderAt(this.race.racers, step);
    for (const panel of this.panels) panel.draw(time, step, leader);
    this.lossPlot.draw(time);
    this.dataPlot.draw(time);
    this.transport.draw();
  }

  /**
   * A setting of the player: at once here, and to the page, which keeps it in the address.
   * @param {Partial<Pick<Look, "speed" | "loop">>} what
   */
  set(what) {
    Object.assign(this.clock, what);
    Object.assign(this.race.scene.look, what);
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
    for (const panel of this.panels) panel.placeStart(...start);
    this.root.classList.toggle("moving", live);
    this.throttle.push({ start, live });
  }

  /**
   * @param {Panel} panel
   * @param {number} px
   * @param {number} py
   */
  hover(panel, px, py) {
    const near = panel.nearest(px, py, this.clock.time);
    const lines = near
      ? readStep(this.race, near.racer, near.step)
      : readGround(this.race, ...panel.ground.axes.toData(px, py));
    const [from, to] = [panel.plot, this.root].map((element) => element.getBoundingClientRect());
    this.tooltip.show(lines, px + from.left - to.left, py + from.top - to.top);
  }

  leave() {
    this.tooltip.hide();
  }

  resize() {
    if (!this.shown) return;
    if (this.root.clientWidth !== this.width || window.innerHeight !== this.height) this.build();
  }

  destroy() {
    this.resized.disconnect();
    window.removeEventListener("resize", this.resize);
    this.clock.destroy();
    this.transport.destroy();
    this.throttle.destroy();
    for (const plot of [...this.panels, this.lossPlot, this.dataPlot]) plot.destroy();
    this.root.remove();
  }
}
