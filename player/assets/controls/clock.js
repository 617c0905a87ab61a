// The one clock that drives everything. `time` is in steps and may lie between two of them.

const RUN_SECONDS = 8;

/** Plays, pauses and seeks; `onChange` is called once a frame in which something changed. */
export class Clock {
  /** @param {(clock: Clock) => void} onChange */
  constructor(onChange) {
    this.onChange = onChange;
    this.time = 0;
    this.steps = 0;
    this.speed = 1;
    this.loop = false;
    /** @type {import("./pace.js").Pace | null} how long each step takes, null if all take as long */ this.pace = null;
    this.playing = false;
    /** The number of the frame that was asked for, 0 if none. */
    this.frame = 0;
    /** When the last frame of a playback was, in milliseconds, 0 before its first. */
    this.last = 0;
    this.tick = this.tick.bind(this);
  }

  get step() {
    return Math.floor(this.time + 1e-9);
  }

  play() {
    if (this.time >= this.steps) this.time = 0;
    this.playing = true;
    this.last = 0;
    this.request();
  }

  pause() {
    this.playing = false;
    this.request();
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  /** @param {number} time */
  seek(time) {
    this.time = Math.min(this.steps, Math.max(0, time));
    this.request();
  }

  /**
   * To the next whole step in that direction, and no further on its own.
   * @param {number} by
   */
  move(by) {
    this.playing = false;
    this.seek((by > 0 ? this.step : Math.ceil(this.time)) + by);
  }

  request() {
    this.frame ||= requestAnimationFrame(this.tick);
  }

  /** @param {number} now in milliseconds */
  tick(now) {
    this.frame = 0;
    if (this.playing) this.advance(now);
    this.onChange(this);
  }

  /** @param {number} now in milliseconds */
  advance(now) {
    const elapsed = this.last ? (now - this.last) / 1000 : 0;
    this.last = now;
    const share = (elapsed * this.speed) / RUN_SECONDS;
    this.time = this.pace ? this.pace.after(this.time, share) : this.time + share * this.steps;
    if (this.time >= this.steps) this.finish();
    if (this.playing) this.request();
  }

  finish() {
    this.time = this.loop ? 0 : this.steps;
    this.playing = this.loop;
  }

  destroy() {
    cancelAnimationFrame(this.frame);
  }
}
