// What the learning rate does: final loss and steps to arrive of all methods against it, with a handle on each.

import { make } from "../../page/dom.js";
import { number } from "../../page/format.js";
import { LATER } from "../../page/later.js";
import { say } from "../../page/words.js";
import { arrange } from "../../sweeps/arrange.js";
import { Inset } from "../../sweeps/inset.js";
import { Jobs } from "../../sweeps/jobs.js";
import { startsOf } from "../../sweeps/starts.js";
import { Table } from "../../sweeps/table.js";
import { SetOfStarts, idle, unable } from "../../sweeps/tools.js";
import { triedOf } from "../../sweeps/tried.js";
import { numbersOf, reportOf } from "../../sweeps/values.js";
import { CurvePlot, lossesOf, stepsOf } from "./curves.js";
import { Handles } from "./handles.js";

/** @import { MapPacket, Size } from "../../../types" */
/** @import { Pool } from "../../maps/pool.js" */
/** @import { Tried } from "../../sweeps/tried.js" */
/** @import { Frame } from "../frame.js" */

// Of both plots on a narrow page, where the table is to be seen below them, and the upper one's share.
const HEIGHT = { least: 420, gap: 18, upper: 0.6 };

/** The view of the rates. */
export class Rates {
  /** @param {Frame} frame */
  constructor(frame) {
    this.frame = frame;
    this.loss = new CurvePlot("loss", say("Final loss against the learning rate"));
    this.steps = new CurvePlot("steps", say("Steps to arrive against the learning rate"));
    this.inset = new Inset(say("The paths with the rates that are chosen"));
    this.table = new Table(say("Each method at its rate"));
    this.note = make("p", { className: "note" });
    this.handles = new Handles(this.loss, (key, value, isLast) => this.move(key, value, isLast));
    this.set = new SetOfStarts((what) => frame.tell(what));
    this.tools = this.set.element;
    const plots = make("div", { className: "curveplots" }, this.loss.element, this.steps.element);
    const beside = make("div", { className: "beside" }, this.table.element, this.inset.element, this.note);
    this.element = make("div", { className: "sweep" }, plots, beside);
    this.jobs = new Jobs(frame, () => this.later());
    /** @type {MapPacket} */ this.packet = LATER;
    /** @type {Pool | null} */ this.pool = null;
    /** @type {Float64Array} what the program reads now */ this.numbers = LATER;
    /** @type {Tried[]} */ this.tried = [];
    /** @type {number | null} the rate under the pointer */ this.cursor = null;
    this.drawing = this.painting = 0;
    for (const plot of [this.loss, this.steps]) this.listen(plot);
  }

  /** @param {CurvePlot} plot */
  listen(plot) {
    plot.element.addEventListener("pointermove", (event) => {
      if (this.handles.isHeld || !this.pool) return;
      this.point(plot.axes.step.toValue(event.clientX - plot.element.getBoundingClientRect().left));
    });
    plot.element.addEventListener("pointerleave", () => this.point(null));
  }

  /**
   * @param {MapPacket} packet
   * @param {Pool | null} pool
   */
  show(packet, pool) {
    this.packet = packet;
    this.pool = pool;
    if (unable(this.element, this.note, !pool)) return this.jobs.keep([]);
    if (!this.handles.isHeld) this.numbers = numbersOf(packet, this.frame.line.unheard);
    this.set.show(this.frame.settings);
    this.ask(/** @type {Pool} */ (pool));
    this.draw();
  }

  /** All starts: of the race, or of the set. */
  get starts() {
    return startsOf(this.packet.scene, this.frame.settings);
  }

  /** @param {Pool} pool */
  ask(pool) {
    this.tried = triedOf(this.packet);
    for (const one of this.tried) this.jobs.ask(pool, `rates ${one.k}`, one.job(this.numbers, this.starts));
    this.jobs.keep(this.tried.map(({ k }) => `rates ${k}`));
  }

  /** Once in a frame. */
  later() {
    this.drawing ||= requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.drawing = 0;
    if (this.pool && this.jobs.failed === this.pool) return void unable(this.element, this.note, true, idle());
    if (!this.pool) return;
    for (const one of this.tried) one.learn(this.jobs.result(`rates ${one.k}`));
    const { isAside, room, beside } = arrange(this.element, this.frame.size, this.frame.theme);
    this.list();
    const below = isAside ? 0 : this.table.element.offsetHeight + HEIGHT.gap;
    const height = Math.max(isAside ? 0 : HEIGHT.least, room[1] - below);
    this.rule([room[0], height]);
    this.inset.show(this.packet, this.frame.theme, beside);
    this.paint();
    if (this.jobs.areDone) this.frame.say(this.tried.map(({ sentence }) => sentence).join(" "));
  }

  /** The axes of both plots. @param {Size} size of both together */
  rule([width, height]) {
    const { packet, tried, frame } = this;
    const ends = tried.flatMap(({ values }) => [values[0], values[values.length - 1]]);
    const range = /** @type {[number, number]} */ (ends.length ? [Math.min(...ends), Math.max(...ends)] : [0.01, 1]);
    const upper = Math.round(HEIGHT.upper * height);
    const losses = lossesOf(tried, packet.racers[0]?.above[0] ?? 1, packet.bounded);
    const title = packet.best ? say("final loss above the minimum") : say("final loss");
    this.loss.rule([width, upper], frame.theme, range, losses, ["", title]);
    const titles = /** @type {[string, string]} */ ([say("learning rate"), say("steps to arrive")]);
    this.steps.rule([width, height - upper], frame.theme, range, stepsOf(packet.scene.steps), titles);
  }

  /** What follows the hand: handles, paths and numbers. */
  paint() {
    this.painting = 0;
    const { frame, tried, cursor, limit, numbers, pool } = this;
    if (!pool) return;
    const isSpread = frame.settings.spread && frame.settings.starts > 1;
    for (const plot of [this.loss, this.steps]) plot.draw(tried, isSpread, limit, cursor);
    const now = tried.map((one) => one.at(one.own(numbers)));
    this.handles.show(
      now.filter(({ key }, i) => now.findIndex((other) => other.key === key) === i),
      frame.theme,
    );
    const shown = this.list();
    this.inset.draw(
      tried.map((one, i) => one.path(pool, numbers, shown[i].value)),
      this.starts,
    );
    this.note.textContent = limit
      ? say("Near the minimum gradient descent is stable below 2/λₘₐₓ = {limit} (shaded).", { limit: number(limit) })
      : "";
  }

  /** The numbers of each method at the rate under the pointer, or at its own. */
  list() {
    const { cursor, numbers } = this;
    const shown = this.tried.map((one) => one.at(cursor ?? one.own(numbers)));
    const heads = [say("method"), say("rate"), say("loss"), say("steps"), say("best rate")];
    this.table.show(
      heads.map((title) => ({ title })),
      shown,
      this.frame.theme,
    );
    return shown;
  }

  /** The rate up to which gradient descent is stable at the lowest minimum, where that is known. */
  get limit() {
    return this.packet.map.theory?.limit ?? null;
  }

  /** @param {number | null} rate under the pointer */
  point(rate) {
    if (rate === this.cursor) return;
    this.cursor = rate;
    this.painting ||= requestAnimationFrame(() => this.paint());
  }

  /**
   * A handle has another rate.
   * @param {string} key
   * @param {number} value
   * @param {boolean} isLast
   */
  move(key, value, isLast) {
    const one = this.tried.find(({ field }) => field.key === key);
    if (!one) return;
    this.numbers = one.with(this.numbers, value);
    this.cursor = null;
    if (isLast) this.frame.tell(reportOf([one.field], [value]));
    else this.paint();
  }

  get found() {
    return this.jobs.found;
  }

  destroy() {
    cancelAnimationFrame(this.drawing);
    cancelAnimationFrame(this.painting);
    this.handles.destroy();
    this.jobs.destroy();
  }
}
