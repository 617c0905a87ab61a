// Puts the parts together: one race, one clock, and whatever draws itself from them.

import { Clock } from "./clock.js";
import { DataPlot, captionLines } from "./dataplot.js";
import { make } from "./dom.js";
import { equalScale } from "./ground.js";
import { arrange } from "./layout.js";
import { Legend } from "./legend.js";
import { LossPlot } from "./lossplot.js";
import { Panel } from "./panel.js";
import { Pointer, Throttle } from "./pointer.js";
import { Relief3d, SHAPE } from "./relief3d.js";
import { Scale } from "./scale.js";
import { Standings } from "./standings.js";
import { readTheme } from "./theme.js";
import { Tooltip, readGround, readStep } from "./tooltip.js";
import { Transport } from "./transport.js";
import { Views } from "./views.js";

export class Player {
  constructor(parent) {
    this.clock = new Clock(() => this.draw());
    this.report = () => {};
    this.throttle = new Throttle((what) => this.report(what));
    this.panels = [];
    this.views = new Views((what) => this.report(what));
    this.legend = new Legend(() => this.setView(this.race.box), this.views);
    this.transport = new Transport(this.clock, (what) => this.set(what));
    this.lossPlot = new LossPlot();
    this.dataPlot = new DataPlot();
    this.standings = new Standings();
    this.tooltip = new Tooltip();
    this.grid = make("div", { className: "panels" });
    this.curves = make("div", { className: "curves" }, this.dataPlot.element, this.lossPlot.element);
    this.intro = make("p", { className: "intro" });
    this.stage = make("div", { className: "stage" }, this.grid, this.legend.element, this.transport.element, this.curves);
    this.root = make("div", { className: "ravine" }, this.intro, this.stage, this.standings.element, this.tooltip.element);
    parent.append(this.root);
    this.lossPlot.element.addEventListener("pointerdown", (event) => this.scrub(event));
    this.onResize = () => this.resize();
    this.resized = new ResizeObserver(this.onResize);
    window.addEventListener("resize", this.onResize);
  }

  // Before Plotly has come: take the space that the picture will have, so that nothing jumps.
  reserve(race) {
    if (this.race) return;
    this.root.style.minHeight = `${Math.max(480, window.innerHeight - this.root.getBoundingClientRect().top - 24)}px`;
    this.race = race;
  }

  show(race) {
    const isNew = race.digest !== this.shown?.digest;
    const moved = JSON.stringify(race.box) !== JSON.stringify(this.shown?.box);
    this.race = this.shown = race;
    Object.assign(this.clock, { steps: race.steps, speed: race.speed, loop: race.loop });
    if (isNew) this.clock.seek(0);
    if (moved || !this.view) this.view = race.box;
    this.throttle.answered();
    this.transport.show(race);
    this.views.show(race);
    this.build();
    this.resized.observe(this.root);
    this.root.style.minHeight = "";
  }

  // Everything that depends on data, size or theme.
  build() {
    const { race } = this;
    // A player that is hidden, or on its way out, has no width; it is built when it gets one.
    if (!this.root.clientWidth) return;
    const theme = readTheme(this.root);
    const scale = new Scale(race.scale);
    this.root.classList.toggle("dark", theme.dark);
    this.intro.replaceChildren(make("b", { textContent: `${race.surface}. ` }), race.story, make("span", { textContent: " Press Play, or move the start on any plot." }));
    this.legend.show(race, scale, theme, equalScale(...race.box));
    const sizes = this.measure();
    const groups = this.groups();
    this.matchPanels(groups.length);
    groups.forEach((racers, i) => this.panels[i].show(race, racers, scale, theme, sizes.plot, this.view, i ? this.panels[0].ground : null));
    this.lossPlot.show(race, theme, sizes.loss);
    this.dataPlot.show(race, theme, sizes.data);
    this.standings.show(race, theme);
    this.draw();
    this.root.dataset.shown = race.digest;
  }

  // Who runs on which plot.
  groups() {
    const { racers, overlay, relief } = this.race;
    if (overlay || relief) return [racers];
    return Array.from({ length: racers.at(-1).panel + 1 }, (_, i) => racers.filter((racer) => racer.panel === i));
  }

  measure() {
    const width = this.root.clientWidth;
    const top = this.root.getBoundingClientRect().top + (this.root.closest("[data-testid=stMain]")?.scrollTop ?? 0);
    const fixed = this.intro.offsetHeight + this.legend.element.offsetHeight + this.transport.element.offsetHeight + 24;
    const shape = this.race.relief ? SHAPE : this.race.box;
    const sizes = arrange(this.groups().length, width, window.innerHeight - top - 16, fixed, shape, captionLines(this.race));
    this.width = width;
    this.height = window.innerHeight;
    this.stage.classList.toggle("beside", sizes.beside);
    this.grid.style.setProperty("--columns", sizes.columns);
    return sizes;
  }

  // As many panels as there are groups; those that stay keep their contours.
  matchPanels(count) {
    const Kind = this.race.relief ? Relief3d : Panel;
    while (this.panels.length > count || this.panels.some((panel) => !(panel instanceof Kind))) this.panels.pop().destroy();
    while (this.panels.length < count) {
      const panel = new Kind((view) => this.setView(view, panel));
      this.panels.push(panel);
      this.grid.append(panel.element);
      if (Kind === Panel) new Pointer(panel, this);
    }
  }

  // Zooming or panning one panel moves them all.
  setView(view, from = null) {
    if (JSON.stringify(view) === JSON.stringify(this.view)) return;
    this.view = view;
    this.legend.reset.hidden = JSON.stringify(view) === JSON.stringify(this.race.box);
    for (const panel of this.panels) {
      if (panel !== from) panel.ground.view = view;
      panel.project();
    }
    this.draw();
  }

  draw() {
    if (!this.shown || !this.panels.length || !this.width) return;
    const { time, step } = this.clock;
    const leader = this.leader(step);
    this.panels.forEach((panel) => panel.draw(time, step, leader));
    this.lossPlot.draw(time);
    this.dataPlot.draw(time);
    this.transport.draw();
  }

  // Whoever has the lowest loss; nobody before the first step, or alone.
  leader(step) {
    if (!step || this.race.racers.length < 2) return null;
    const loss = (racer) => (step > racer.last ? Infinity : racer.above[step]);
    return this.race.racers.reduce((a, b) => (loss(b) < loss(a) ? b : a), this.race.racers[0]);
  }

  // A setting of the player: at once here, and to the page, which keeps it in the address.
  set(what) {
    Object.assign(this.clock, what);
    Object.assign(this.race, what);
    this.transport.show(this.race);
    this.report(what);
  }

  moveStart(x, y, live) {
    const [x0, x1, y0, y1] = this.race.box;
    const digits = Math.max(0, 3 - Math.floor(Math.log10(x1 - x0)));
    const round = (v, low, high) => Number(Math.min(high, Math.max(low, v)).toFixed(digits));
    const start = [round(x, x0, x1), round(y, y0, y1)];
    this.panels.forEach((panel) => panel.placeStart(...start));
    this.root.classList.toggle("moving", live);
    this.throttle.push({ start, live });
  }

  hover(panel, px, py) {
    const near = panel.nearest(px, py, this.clock.time);
    const lines = near ? readStep(this.race, near.racer, near.step) : readGround(this.race, ...panel.ground.toData(px, py));
    const [from, to] = [panel.plot, this.root].map((element) => element.getBoundingClientRect());
    this.tooltip.show(lines, px + from.left - to.left, py + from.top - to.top);
  }

  leave() {
    this.tooltip.hide();
  }

  // The loss plot is a second scrubber.
  scrub(event) {
    const { element } = this.lossPlot;
    const seek = (at) => this.clock.seek(Math.round(this.lossPlot.toStep(at.clientX - element.getBoundingClientRect().left)));
    this.clock.pause();
    seek(event);
    element.setPointerCapture(event.pointerId);
    element.onpointermove = seek;
    element.onpointerup = element.onpointercancel = () => { element.onpointermove = null; };
  }

  resize() {
    if (this.shown && (this.root.clientWidth !== this.width || window.innerHeight !== this.height)) this.build();
  }

  destroy() {
    this.resized.disconnect();
    window.removeEventListener("resize", this.onResize);
    this.clock.destroy();
    this.transport.destroy();
    this.throttle.destroy();
    this.panels.forEach((panel) => panel.destroy());
    this.lossPlot.destroy();
    this.dataPlot.destroy();
    this.root.remove();
  }
}
