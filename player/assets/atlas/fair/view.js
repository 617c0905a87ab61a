// A fair race: each method at the best of equally many settings, and then from starts that none of them was tuned on.

import { lossAxis } from "../../curves/lossaxis.js";
import { make } from "../../page/dom.js";
import { number } from "../../page/format.js";
import { LATER } from "../../page/later.js";
import { say } from "../../page/words.js";
import { arrange } from "../../sweeps/arrange.js";
import { Inset } from "../../sweeps/inset.js";
import { Jobs } from "../../sweeps/jobs.js";
import { fresh, spread } from "../../sweeps/starts.js";
import { Table } from "../../sweeps/table.js";
import { idle, unable } from "../../sweeps/tools.js";
import { numbersOf, ownNumbers, reportOf } from "../../sweeps/values.js";
import { stepsOf } from "../rates/curves.js";
import { entrant, firstsOf, ranked, verdict } from "./contest.js";
import { Strip } from "./strip.js";
import { FairTools } from "./tools.js";
import { Tuned } from "./tuned.js";

/** @import { MapPacket } from "../../../types" */
/** @import { Pool } from "../../maps/pool.js" */
/** @import { Entrant } from "./contest.js" */
/** @import { Frame } from "../frame.js" */

/** The view of the fair race. */
export class Fair {
  /** @param {Frame} frame */
  constructor(frame) {
    this.frame = frame;
    this.sentence = make("p", { className: "readout" });
    this.strip = new Strip(say("How the runs of each method are spread over the starts"));
    this.table = new Table(say("The fair race"));
    this.inset = new Inset(say("The starts, and the paths from the start of the race"));
    this.note = make("p", { className: "note" });
    this.controls = new FairTools(
      (what) => frame.tell(what),
      () => this.open(),
    );
    this.tools = this.controls.element;
    const found = make("div", { className: "charted" }, this.sentence, this.strip.element, this.table.element);
    const beside = make("div", { className: "beside" }, this.inset.element, this.note);
    this.element = make("div", { className: "sweep fair" }, found, beside);
    this.jobs = new Jobs(frame, () => this.later());
    /** @type {MapPacket} */ this.packet = LATER;
    /** @type {Pool | null} */ this.pool = null;
    /** @type {Float64Array} */ this.numbers = LATER;
    /** @type {Tuned[]} of each racer */ this.tuned = [];
    this.drawing = 0;
  }

  /**
   * @param {MapPacket} packet
   * @param {Pool | null} pool
   */
  show(packet, pool) {
    this.packet = packet;
    this.pool = pool;
    if (unable(this.element, this.note, !pool || !packet.racers.length)) return this.jobs.keep([]);
    this.numbers = numbersOf(packet, this.frame.line.unheard);
    this.controls.show(this.frame.settings);
    this.tuned = packet.racers.map((_, k) => new Tuned(packet, k, this.frame.settings));
    this.jobs.keep(packet.racers.flatMap((_, k) => [`tune ${k}`, `judge ${k}`]));
    this.draw();
  }

  /** Once in a frame. */
  later() {
    this.drawing ||= requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.drawing = 0;
    const { packet, pool, frame } = this;
    if (this.pool && this.jobs.failed === this.pool) return void unable(this.element, this.note, true, idle());
    if (!pool) return;
    const entrants = ranked(packet.racers.flatMap((_, k) => this.judge(pool, k) ?? []));
    const isDone = entrants.length === packet.racers.length;
    const { room, beside } = arrange(this.element, frame.size, frame.theme);
    this.plot(entrants, room[0]);
    this.inset.show(packet, frame.theme, beside);
    this.paths(pool);
    this.list(entrants);
    this.sentence.textContent = isDone ? verdict(entrants) : say("Each method is being tuned …");
    this.controls.ready(isDone);
    if (isDone) frame.say(verdict(entrants));
    this.state();
  }

  /**
   * How racer `k` does at its best from fresh starts; null while that is not known. It is tuned first.
   * @param {Pool} pool
   * @param {number} k
   */
  judge(pool, k) {
    const { packet, jobs } = this;
    const { fairstarts, seed } = this.frame.settings;
    const one = this.tuned[k];
    if (one.isAble) jobs.ask(pool, `tune ${k}`, one.job(this.numbers, spread(packet.scene.box, fairstarts, seed)));
    if (one.isAble && !jobs.isDone(`tune ${k}`)) return null;
    if (one.isAble) one.learn(jobs.result(`tune ${k}`));
    const numbers = ownNumbers(packet, k, one.with(this.numbers));
    const starts = { points: fresh(packet.scene.box, fairstarts, seed) };
    jobs.ask(pool, `judge ${k}`, { k, numbers, starts, fields: [] });
    const result = jobs.isDone(`judge ${k}`) ? jobs.result(`judge ${k}`) : null;
    return result && entrant(packet.racers[k], result, packet.best);
  }

  /**
   * Steps to arrive, or if nobody arrives the losses.
   * @param {Entrant[]} entrants
   * @param {number} width
   */
  plot(entrants, width) {
    const { packet, frame } = this;
    if (entrants.some(({ column }) => column.arrived > 0))
      return this.strip.draw(entrants, width, frame.theme, stepsOf(packet.scene.steps), {
        title: say("steps to arrive, from each start"),
        of: ({ steps, column }) => ({ dots: steps, middle: column.steps }),
      });
    const racers = entrants.map(({ losses }) => ({
      above: Float64Array.from(losses),
      test: null,
      last: losses.length - 1,
    }));
    const title = packet.best
      ? say("final loss above the minimum, from each start")
      : say("final loss, from each start");
    this.strip.draw(entrants, width, frame.theme, lossAxis({ racers, bounded: packet.bounded }), {
      title,
      of: ({ losses, column }) => ({ dots: losses, middle: column.loss }),
    });
  }

  /** The paths of all at their best, from the start of the race. @param {Pool} pool */
  paths(pool) {
    const { fairstarts, seed } = this.frame.settings;
    const paths = this.tuned.flatMap((one) => (one.best ? [one.path(pool, this.numbers)] : []));
    this.inset.draw(paths, fresh(this.packet.scene.box, fairstarts, seed));
  }

  /** @param {Entrant[]} entrants */
  list(entrants) {
    const isRate = this.frame.settings.tuned === "rate";
    const heads = [
      { title: say("method") },
      {
        title: isRate ? say("rate") : say("setting"),
        help: say("The best of those that were tried"),
      },
      ...(isRate ? [{ title: say("now"), help: say("The rate that the method has in the race") }] : []),
      {
        title: say("arrives"),
        help: say("The share of the starts from which it comes to the lowest minimum and stays there"),
      },
      { title: say("steps"), help: say("Steps to arrive: the median over the starts") },
      { title: say("middle half"), help: say("Steps to arrive of the middle half of the starts") },
      { title: say("loss"), help: say("Final loss: the median over the starts") },
      { title: say("first"), help: say("From so many starts it is better than all others") },
    ];
    const firsts = firstsOf(entrants);
    const rows = entrants.map((one, i) => ({ ...this.row(one, firsts[i]), isFirst: i === 0 }));
    this.table.show(heads, rows, this.frame.theme);
  }

  /**
   * @param {Entrant} entrant
   * @param {number} firsts
   */
  row({ racer, column, steps }, firsts) {
    const one = /** @type {Tuned} */ (this.tuned.find((other) => other.racer === racer));
    const [low, median, high] = column.steps.map((value) => (Number.isFinite(value) ? number(value) : say("never")));
    const cells = [
      one.told(one.best),
      // Beside several fields there is no room for it.
      ...(this.frame.settings.tuned === "rate" ? [one.told(one.own(this.numbers))] : []),
      say("{share} %", { share: Math.round(100 * column.arrived) }),
      median,
      `${low} … ${high}`,
      number(column.loss[1]),
      say("{wins} of {starts}", { wins: firsts, starts: steps.length }),
    ];
    return { style: racer, name: racer.name, cells };
  }

  /** What was done, so that anybody can do it again. */
  state() {
    const { tuned, trials, fairstarts, seed } = this.frame.settings;
    const told = { trials, starts: fairstarts, seed };
    this.note.textContent = [
      tuned === "rate"
        ? say(
            "Of each method {trials} learning rates were tried, from the lowest to the highest of its slider in equal ratios, each from the same {starts} starts all over the window (set {seed}).",
            told,
          )
        : say(
            "Of each method {trials} settings were tried, spread evenly over the sliders of the fields that are tuned (a quasi-random sequence, set {seed}), each from the same {starts} starts all over the window.",
            told,
          ),
      say(
        "The best one comes to the lowest minimum in the fewest steps (median); where it does so from fewer than half of the starts, the lowest final loss counts.",
      ),
      say("The race is run from {starts} other starts, the dots. All other fields are as in the race.", {
        starts: fairstarts,
      }),
    ].join(" ");
  }

  /** The race, with the settings that were found. */
  open() {
    const fields = this.tuned.flatMap((one) => (one.best ? one.fields : []));
    const values = this.tuned.flatMap(({ best }) => best ?? []);
    this.frame.openRace(reportOf(fields, values));
  }

  get found() {
    return this.jobs.found;
  }

  destroy() {
    cancelAnimationFrame(this.drawing);
    this.jobs.destroy();
  }
}
