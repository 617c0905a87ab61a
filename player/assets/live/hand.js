// While a hand moves the start or a slider, the race follows it here; nobody is told before the hand lets go.

import { LATER, whenIdle } from "../page/later.js";
import { Awaited } from "./awaited.js";
import { Engine } from "./engine.js";
import { faceOf, localRace, programOf, renamed, runOf } from "./local.js";
import { lossGrid } from "./losses.js";
import { load, sources, tables } from "./programs.js";

/** @import { Ground, Point, Race, Report, Run } from "../../types" */

// Milliseconds after which a hand rests: then axes and labels are drawn, too.
const REST = 120;

/**
 * What draws a race while it changes; and who is told when it can (`follows`), while it does (`held`), and of its end.
 * @typedef {{ preview(race: Race): void, refill(race: Race): void, rest(race: Race): void }} Drawn
 * @typedef {{ mark(state: "held" | "follows", is: boolean): void, settle(race: Race): void, tell(what: Report): void }} Owner
 */

/**
 * What moves: the start, or numbers of the program by their places, which may `shape` the surface.
 * @typedef {{ start?: Point, numbers?: Map<number, number>, shape?: boolean }} Change
 */

/** Follows the hand: a computation and a picture in each frame. */
export class Hand {
  /**
   * @param {Drawn} picture
   * @param {Owner} owner
   */
  constructor(picture, owner) {
    this.picture = picture;
    this.owner = owner;
    /** @type {Race} what the server sent last */ this.base = LATER;
    /** @type {Engine | null} */ this.engine = null;
    /** @type {Point} */ this.start = LATER;
    /** @type {Ground} under the paths as they are now */ this.ground = LATER;
    /** @type {Race | null} the picture in the last frame, unless it is the server's */ this.local = null;
    this.held = false;
    /** Whether the hand has let go, and the paths from there are still computed. */
    this.pending = false;
    /** Whether the surface has another shape than its contours, and since when they may be drawn. */
    this.bent = false;
    this.due = 0;
    this.frame = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.timer = undefined;
    this.awaited = new Awaited();
    /** Which program is wanted, as text. */
    this.wanted = "";
  }

  /**
   * A race from the server: how much of it is news. "held": nothing while the hand moves; "old": nothing, for another answer is on
   * its way; "known": it is on the page already; "answer": its paths are; "new".
   * @param {Race} race
   */
  take(race) {
    const run = runOf(race);
    const { local } = this;
    const fits = this.engine !== null && programOf(race) === this.wanted;
    this.awaited.answer(run, this.base ? runOf(this.base) : "");
    this.base = race;
    this.prepare(race);
    if (fits && this.held && !this.pending) return "held";
    if (fits && !this.awaited.isEmpty) return "old";
    this.follow(race);
    if (!local || runOf(local) !== run) return "new";
    return faceOf(local) === faceOf(race) ? "known" : "answer";
  }

  /**
   * The values that a race has.
   * @param {Race} race
   */
  follow(race) {
    if (this.held) this.owner.mark("held", false);
    this.held = this.pending = this.bent = false;
    this.local = null;
    this.start = race.scene.start;
    this.ground = race.ground;
    if (this.engine && race.live) this.engine.numbers.set(race.live.numbers);
  }

  /** @param {Race} race */
  async prepare(race) {
    const wanted = programOf(race);
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    this.destroy();
    if (!race.live) return;
    const [source, given] = await Promise.all([sources.get(race.live.code), tables.get(race.live.tables)]);
    const program = await load(source);
    if (wanted !== this.wanted || !program) return;
    const engine = (this.engine = new Engine(program, source, given, this.base));
    this.owner.mark("follows", true);
    this.follow(this.base);
    whenIdle(() => engine === this.engine && engine.warm(this.start));
  }

  /** The program is of no use any more. */
  destroy() {
    this.halt();
    this.engine?.destroy();
    this.engine = this.local = null;
    this.held = this.pending = false;
    for (const state of /** @type {const} */ (["follows", "held"])) this.owner.mark(state, false);
  }

  halt() {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    this.frame = 0;
  }

  /**
   * The hand `moves` or lets go; `what` is then to be sent. Whether the race can follow: if not, the server is to be asked.
   * @param {Change} change
   * @param {Report} what
   * @param {boolean} moves
   */
  follows(change, what, moves) {
    if (!this.engine) return false;
    if (moves) this.move(change);
    else this.release(change, what);
    return true;
  }

  /** @param {Change} change */
  move(change) {
    if (!this.held) this.owner.mark("held", true);
    this.held = true;
    this.pending = false;
    this.set(change);
    this.frame ||= requestAnimationFrame(() => this.look());
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.local && this.picture.rest(this.local), REST);
  }

  /** @param {Change} change */
  set({ start, numbers, shape }) {
    if (start) this.start = start;
    for (const [place, value] of numbers ?? []) if (this.engine) this.engine.numbers[place] = value;
    this.bent ||= Boolean(shape);
    if (shape && !this.ground.stale) this.ground = { ...this.ground, stale: true };
  }

  /** Once a frame: the paths from here; if they come later, the start at least. */
  look() {
    this.frame = 0;
    const { engine, start } = this;
    if (engine?.isSlow) {
      const { scene, ...before } = this.local ?? this.base;
      this.picture.preview({ ...before, scene: { ...scene, start } });
    }
    engine?.ask(start, (runs) => {
      if (!this.held) return;
      this.local = this.race(runs);
      this.picture.preview(this.local);
      if (this.bent && performance.now() > this.due) this.bend();
    });
  }

  /** @param {Run[]} runs */
  race(runs) {
    return localRace(this.asked, runs, this.ground);
  }

  /** What the server is asked for: the race from here, with these numbers. */
  get asked() {
    const { base, start } = this;
    const numbers = Float64Array.from(this.engine?.numbers ?? []);
    const live = base.live && { ...base.live, numbers };
    return { ...base, ...renamed(base, numbers), scene: { ...base.scene, start }, live };
  }

  /** The contours of the surface as it is now, on a grid half as fine. */
  bend() {
    const begin = performance.now();
    this.measure(2);
    this.bent = false;
    if (this.local) this.picture.refill({ ...this.local, ground: this.ground });
    // As long as they took: so that paths have their time.
    this.due = 2 * performance.now() - begin;
  }

  /**
   * The losses of the surface as it is now.
   * @param {number} coarse how many cells of the grid become one
   */
  measure(coarse) {
    const { engine, base } = this;
    if (!engine) return;
    const { grid, digest: _, ...ground } = base.ground;
    const [nx, ny] = grid.map((count) => Math.round((count - 1) / coarse) + 1);
    const { machine, numbers } = engine;
    const known = base.bounded ? base.lowest : Infinity;
    const losses = lossGrid((x, y) => machine.loss(x, y), base.scene.box, [nx, ny], known);
    this.ground = { ...ground, ...losses, stale: true, digest: JSON.stringify([[...numbers], nx, ny]) };
  }

  /**
   * The picture is drawn in full, and then `what` is sent.
   * @param {Change} change
   * @param {Report} what
   */
  release(change, what) {
    this.halt();
    this.set(change);
    if (change.shape || this.bent) this.measure(1);
    this.bent = false;
    this.awaited.add(runOf(this.asked));
    this.held = this.pending = true;
    this.engine?.ask(this.start, (runs) => {
      if (!this.pending) return;
      this.held = this.pending = false;
      this.local = this.race(runs);
      this.owner.mark("held", false);
      this.owner.settle(this.local);
    });
    this.owner.tell(what);
  }
}
