// Maps that a view has asked for, by their names: each is asked for once, and they share a progress bar.

/** @import { Found, MapJob, MapResult } from "../../types" */
/** @import { Handle } from "../maps/pool.js" */

/** What maps: workers, or the server. @typedef {Pick<import("../maps/pool.js").Pool, "map">} Mapper */

/**
 * @typedef {{ result: MapResult, job: MapJob }} Known what is known, and of which job
 * @typedef {{ pool: Mapper, key: string, job: MapJob, handle: Handle, share: number, known: Known | null }} Asked
 * @typedef {{ progress(share: number | null, cancel?: () => void): void, alone(): void }} Told
 */

/** The jobs of one view. */
export class Jobs {
  /**
   * @param {Told} told of how far they are, and of a browser that lets no worker run
   * @param {() => void} heard whenever more is known
   */
  constructor(told, heard) {
    this.told = told;
    this.heard = heard;
    /** @type {Map<string, Asked>} */ this.all = new Map();
    /** @type {Mapper | null} who can map nothing */ this.failed = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.later = undefined;
  }

  /**
   * Begins the job `name`, unless it is the same as before.
   * @param {Mapper} pool
   * @param {string} name
   * @param {MapJob} job
   */
  ask(pool, name, job) {
    const before = this.all.get(name);
    const key = keyOf(job);
    if (before?.key === key && before.pool === pool) return;
    before?.handle.cancel();
    /** @type {Asked} what is known of the old one is shown until there is more */
    const asked = { pool, key, job, share: 0, known: before?.pool === pool ? before.known : null, handle: NONE };
    this.all.set(name, asked);
    asked.handle = pool.map({ ...job, key: name }, (result, share) => this.hear(name, asked, result, share));
    asked.handle.done.then(
      () => this.report(),
      () => this.all.get(name) === asked && this.fail(pool),
    );
    this.report();
  }

  /**
   * Nobody asks for others than these any more.
   * @param {string[]} names
   */
  keep(names) {
    for (const [name, { handle }] of this.all) {
      if (names.includes(name)) continue;
      handle.cancel();
      this.all.delete(name);
    }
  }

  /**
   * @param {string} name
   * @param {Asked} asked
   * @param {MapResult} result
   * @param {number} share
   */
  hear(name, asked, result, share) {
    if (this.all.get(name) !== asked) return;
    asked.known = { result, job: asked.job };
    asked.share = share;
    this.report();
    this.heard();
  }

  /** All that is known, by the names of the jobs. @returns {Found[]} */
  get found() {
    return [...this.all].flatMap(([name, { known }]) => (known ? [{ name, ...known }] : []));
  }

  /** What is known of a job, or of the one before it. @param {string} name */
  known(name) {
    return this.all.get(name)?.known ?? null;
  }

  /** @param {string} name */
  result(name) {
    return this.known(name)?.result ?? null;
  }

  /** Whether all is known of a job. @param {string} name */
  isDone(name) {
    const asked = this.all.get(name);
    return asked !== undefined && asked.share >= 1 && asked.known?.job === asked.job;
  }

  /** Whether all is known that was asked for. */
  get areDone() {
    return [...this.all.values()].every(({ share }) => share >= 1);
  }

  get share() {
    const shares = [...this.all.values()].map(({ share, handle }) => Math.max(share, handle.share));
    return shares.length ? shares.reduce((a, b) => a + b) / shares.length : 1;
  }

  /** From this one nothing will ever be known. @param {Mapper} pool */
  fail(pool) {
    this.failed = pool;
    this.stop();
    this.told.alone();
    this.heard();
  }

  report() {
    clearTimeout(this.later);
    if (this.areDone) return this.told.progress(null);
    this.told.progress(this.share, () => this.stop());
    this.later = setTimeout(() => this.report(), AGAIN);
  }

  /** What is known stays. */
  stop() {
    for (const asked of this.all.values()) {
      asked.handle.cancel();
      asked.share = 1;
    }
    this.report();
  }

  destroy() {
    clearTimeout(this.later);
    this.keep([]);
    this.told.progress(null);
  }
}

/** @type {Handle} */
const NONE = { done: Promise.resolve(null), cancel: () => {}, share: 0 };
// Milliseconds after which it is told again how far they are.
const AGAIN = 200;

/**
 * What a job is, as text: the numbers of fields that vary are none of it.
 * @param {MapJob} job
 */
function keyOf({ k, numbers, starts, fields }) {
  const all = fields.flatMap(({ beside = [], ...first }) => [first, ...beside]);
  const free = new Set(all.flatMap(({ places }) => places));
  const fixed = [...numbers].map((value, place) => (free.has(place) ? null : value));
  const points = "points" in starts ? [...starts.points] : [starts.n, ...starts.box];
  return JSON.stringify([k, fixed, points, all.map(({ places, values }) => [places, [...values]])]);
}
