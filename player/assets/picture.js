// All that draws itself from a race and the time: panels, curves, data and standings.

import { Underlay } from "./basins/underlay.js";
import { Standings } from "./controls/standings.js";
import { Tooltip } from "./controls/tooltip.js";
import { DataPlot } from "./curves/dataplot.js";
import { LossPlot } from "./curves/lossplot.js";
import { Inspector } from "./inspector/inspector.js";
import { Intro } from "./lesson/intro.js";
import { make } from "./page/dom.js";
import { LATER } from "./page/later.js";
import { Keys } from "./plots/keys.js";
import { Panel } from "./plots/panel.js";
import { Pointer } from "./plots/pointer.js";
import { Scale } from "./plots/scale.js";
import { Zoom } from "./plots/zoom.js";
import { groupsOf, leaderAt } from "./race.js";
import { Sheet } from "./tuning/sheet.js";
import { View3d } from "./view3d/view3d.js";

/** @import { Box, ColourScale, Race, RacePanel, Theme } from "../types" */
/** @import { Clock } from "./controls/clock.js" */
/** @import { Engine } from "./live/engine.js" */
/** @import { arrange } from "./page/layout.js" */
/** @import { Listener } from "./plots/pointer.js" */
/** @import { Tuning } from "./tuning/tuner.js" */

/**
 * The plots of a race.
 * @implements {Listener}
 * @implements {Tuning}
 */
export class Picture {
  /**
   * @param {Clock} clock
   * @param {Pick<Listener, "moveStart" | "resetView"> & Pick<Tuning, "tune"> & { setView(view: Box): void, build(): void }} owner is told of
   * what a hand wants
   */
  constructor(clock, owner) {
    this.clock = clock;
    this.owner = owner;
    /** @type {Race} what is drawn */ this.race = LATER;
    /** @type {RacePanel[]} */ this.panels = [];
    this.intro = new Intro();
    this.lossPlot = new LossPlot(clock);
    this.dataPlot = new DataPlot();
    this.standings = new Standings();
    this.inspector = new Inspector(clock, () => owner.build());
    /** @type {() => Engine | null} what runs the race here, if anything does */ this.engine = () => null;
    this.inspector.engine = () => this.engine();
    this.underlay = new Underlay(() => this.engine());
    this.tooltip = new Tooltip();
    this.sheet = new Sheet((...changes) => owner.tune(...changes));
    this.grid = make("div", { className: "panels" });
    this.curves = make("div", { className: "curves" }, this.dataPlot.element, this.lossPlot.element);
  }

  /**
   * What stands above and below the plots, whose height their size depends on.
   * @param {Race} race
   * @param {Theme} theme
   */
  announce(race, theme) {
    this.intro.show(race);
    this.inspector.show(race, theme);
    this.underlay.announce(race, theme);
  }

  /**
   * Everything, as far as it has changed.
   * @param {Race} race
   * @param {ColourScale} scale
   * @param {Theme} theme
   * @param {ReturnType<typeof arrange>} sizes
   * @param {Box} view
   */
  build(race, scale, theme, sizes, view) {
    this.race = race;
    const groups = groupsOf(race);
    this.matchPanels(groups.length);
    groups.forEach((racers, i) => {
      this.panels[i].show(race, racers, scale, theme, sizes.plot, view, i ? this.panels[0] : null);
    });
    this.lossPlot.show(race, theme, sizes.loss);
    this.dataPlot.show(race, theme, sizes.data);
    this.standings.show(race, theme);
    this.sheet.show(race);
    this.underlay.lay(this.panels, view);
    this.draw();
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
      const panel = this.race.scene.look.view3d ? new View3d(this) : this.contourPanel();
      this.panels.push(panel);
      this.grid.append(panel.element);
    }
  }

  contourPanel() {
    const panel = new Panel((view) => this.owner.setView(view), this);
    new Pointer(panel, this);
    new Keys(panel, this.owner);
    new Zoom(panel, (view) => this.owner.setView(view));
    return panel;
  }

  /** @type {Listener["moveStart"]} */
  moveStart(x, y, live) {
    this.owner.moveStart(x, y, live);
  }

  /** @type {Tuning["tune"]} */
  tune(changes, moves) {
    this.owner.tune(changes, moves);
  }

  /** @type {Tuning["open"]} */
  open(panel, opener) {
    this.sheet.open(this.race, panel, opener);
  }

  /** @type {Listener["placeStart"]} */
  placeStart(x, y) {
    for (const panel of this.panels) panel.placeStart(x, y);
  }

  resetView() {
    this.owner.resetView();
  }

  /** @type {Listener["hover"]} */
  hover(panel, px, py) {
    this.tooltip.read(this.race, panel, px, py, this.clock.time);
  }

  leave() {
    this.tooltip.hide();
  }

  /** What the clock changes. */
  draw() {
    const { time, step } = this.clock;
    const leader = leaderAt(this.race, step);
    for (const panel of this.panels) panel.draw(time, step, leader);
    this.lossPlot.draw(time);
    this.dataPlot.draw(time);
    this.standings.follow(this.race, step);
    this.underlay.follow(this.race);
    this.inspect();
  }

  /** The step under the clock, on contours and in cards. */
  inspect() {
    const plots = this.panels.filter((panel) => panel instanceof Panel);
    this.inspector.follow(this.race, this.clock.time, plots);
  }

  /**
   * A race that changes in every frame: only its paths, and what is told of them, differ from what is drawn.
   * @param {Race} race
   */
  preview(race) {
    const { time, step } = this.clock;
    this.race = race;
    this.intro.follow(race);
    const leader = leaderAt(race, step);
    groupsOf(race).forEach((racers, i) => this.panels[i]?.preview(race, racers, time, step, leader));
    this.lossPlot.preview(race, time);
    this.dataPlot.race = race;
    this.dataPlot.draw(time);
    this.standings.follow(race, step);
    this.underlay.follow(race);
    this.inspect();
  }

  /**
   * Another surface under the same paths.
   * @param {Race} race
   */
  refill(race) {
    this.race = race;
    const scale = new Scale(race.ground.scale);
    this.panels.forEach((panel, i) => panel.refill(race, scale, i ? this.panels[0] : null));
  }

  /**
   * It has not changed for a while: axes that suit it.
   * @param {Race} race
   */
  rest(race) {
    this.lossPlot.rest(race, this.clock.time);
  }

  /** @param {Box} view */
  zoom(view) {
    for (const panel of this.panels) panel.zoom(view);
    this.underlay.zoom(view);
    this.draw();
  }

  destroy() {
    // None is left: a program that comes late asks for a picture once more.
    for (const part of [this.underlay, ...this.panels.splice(0), this.dataPlot, this.sheet]) part.destroy();
  }
}
