// What a hand does to a map: it reads a start, draws the window that is to be mapped next, or opens the race.

/** @import { Box, Pixel, Point } from "../../../types" */
/** @import { BasinPlot } from "./plot.js" */

// Pixels after which a press is a drag, and how much a turn of the wheel or a key zooms.
const SLACK = 5;
const WHEEL = 0.0025;
const BY_KEY = 2;
/** @type {Record<string, [di: number, dj: number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const FAR = 10;

/**
 * What a hand needs of a plot.
 * @typedef {Pick<BasinPlot, "surface" | "frame" | "holds" | "select" | "cell" | "toData">} Handled
 */
/**
 * Whoever is told: of a place by its column and row, of steps of the keyboard, of windows.
 * @template {Handled} P
 * @typedef {{
 *   read(plot: P, i: number, j: number): void, step(plot: P, di: number, dj: number): void, leave(): void, open(): void,
 *   zoomBy(factor: number, point?: Point): void, zoomTo(box: Box): void, back(): void, home(): void,
 * }} Told
 */

/**
 * The hand on one map.
 * @template {Handled} [P=BasinPlot]
 */
export class Hand {
  /**
   * @param {P} plot
   * @param {Told<P>} reader
   */
  constructor(plot, reader) {
    this.plot = plot;
    this.reader = reader;
    /** @type {Pixel | null} where a press began */ this.from = null;
    const { surface } = plot;
    surface.addEventListener("pointerdown", (event) => this.press(event));
    surface.addEventListener("pointermove", (event) => this.move(event));
    surface.addEventListener("pointerup", (event) => this.release(event));
    surface.addEventListener("pointercancel", () => this.drop());
    surface.addEventListener("pointerleave", (event) => this.out(event));
    surface.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    surface.addEventListener("keydown", (event) => this.key(event));
  }

  /**
   * @param {MouseEvent} event
   * @returns {Pixel}
   */
  at({ clientX, clientY }) {
    const { left, top } = this.plot.surface.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }

  /** @param {PointerEvent} event */
  press(event) {
    if (event.button || !this.plot.holds(...this.at(event))) return;
    this.from = this.at(event);
    // One finger scrolls the page.
    if (event.pointerType !== "touch") this.plot.surface.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const at = this.at(event);
    if (this.from && event.pointerType !== "touch") return this.drag(at);
    if (this.plot.holds(...at)) this.reader.read(this.plot, ...this.plot.cell(...at));
    else this.reader.leave();
  }

  /**
   * The window that is drawn, which nothing that is read may cover.
   * @param {Pixel} at
   */
  drag(at) {
    if (this.isDrag(at)) this.reader.leave();
    this.plot.select(this.isDrag(at) ? this.window(at) : null);
  }

  /** @param {PointerEvent} event */
  release(event) {
    const at = this.at(event);
    const { from } = this;
    const window = from && this.isDrag(at) ? this.window(at) : null;
    this.drop();
    if (!from) return;
    if (window) return event.pointerType === "touch" ? undefined : this.reader.zoomTo(window);
    this.reader.read(this.plot, ...this.plot.cell(...at));
    // A finger has read nothing before it comes down.
    if (event.pointerType !== "touch") this.reader.open();
  }

  /** A finger that is gone leaves what it has read. @param {PointerEvent} event */
  out(event) {
    if (!this.from && event.pointerType !== "touch") this.reader.leave();
  }

  drop() {
    this.from = null;
    this.plot.select(null);
  }

  /** @param {Pixel} at */
  isDrag(at) {
    return this.from !== null && Math.hypot(at[0] - this.from[0], at[1] - this.from[1]) > SLACK;
  }

  /**
   * The window between where the press began and here, in the shape that the whole one has.
   * @param {Pixel} at
   * @returns {Box}
   */
  window(at) {
    const { width, height } = this.plot.frame;
    const from = /** @type {Pixel} */ (this.from);
    const [dx, dy] = [at[0] - from[0], at[1] - from[1]];
    const share = Math.max(Math.abs(dx) / width, Math.abs(dy) / height);
    const to = /** @type {Pixel} */ ([
      from[0] + (dx < 0 ? -1 : 1) * share * width,
      from[1] + (dy < 0 ? -1 : 1) * share * height,
    ]);
    const [[ax, ay], [bx, by]] = [this.plot.toData(...from), this.plot.toData(...to)];
    return [Math.min(ax, bx), Math.max(ax, bx), Math.min(ay, by), Math.max(ay, by)];
  }

  /**
   * The wheel scrolls the page, unless Ctrl is held.
   * @param {WheelEvent} event
   */
  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    if (this.plot.holds(...this.at(event)))
      this.reader.zoomBy(Math.exp(-WHEEL * event.deltaY), this.plot.toData(...this.at(event)));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = WAYS[event.key];
    const does = /** @type {Record<string, () => void>} */ ({
      Enter: () => this.reader.open(),
      "+": () => this.reader.zoomBy(BY_KEY),
      "=": () => this.reader.zoomBy(BY_KEY),
      "-": () => this.reader.zoomBy(1 / BY_KEY),
      Backspace: () => this.reader.back(),
      Home: () => this.reader.home(),
      Escape: () => this.reader.leave(),
    });
    if (!way && !(event.key in does)) return;
    event.preventDefault();
    event.stopPropagation();
    const times = event.shiftKey ? FAR : 1;
    if (way) this.reader.step(this.plot, way[0] * times, way[1] * times);
    else does[event.key]();
  }
}
