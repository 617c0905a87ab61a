// The mouse or finger on a panel: click or drag sets the start, dragging the ground pans, hovering reads.

/** @import { Pixel } from "../../types" */
/** @import { Panel } from "./panel.js" */

const CLICK = 4;
// Milliseconds within which a second click makes it a double click.
const DOUBLE = 250;

/**
 * Who is told of what happens on a panel, in pixels of its plot or as a point of the surface.
 * @typedef {{
 *   moveStart(x: number, y: number, live: boolean): void,
 *   placeStart(x: number, y: number): void,
 *   resetView(): void,
 *   hover(panel: Panel, px: number, py: number): void,
 *   leave(): void,
 * }} Listener
 */

/** What a mouse or a finger does on one panel. */
export class Pointer {
  /**
   * @param {Panel} panel
   * @param {Listener} listener
   */
  constructor(panel, listener) {
    this.panel = panel;
    this.listener = listener;
    /** @type {DOMRect | null} */ this.place = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} while a click may become a double click */ this.clicked =
      undefined;
    this.measure = this.measure.bind(this);
    panel.start.addEventListener("pointerdown", (event) => this.grab(event));
    panel.plot.addEventListener("pointerdown", (event) => this.press(event), true);
    panel.plot.addEventListener("pointermove", (event) => this.hover(event));
    panel.plot.addEventListener("pointerleave", () => listener.leave());
  }

  /**
   * @param {PointerEvent} event
   * @returns {Pixel}
   */
  position(event) {
    const box = this.place ?? this.panel.plot.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  /** Where the plot is on the page, while somebody drags: to ask at each move makes the browser lay out the page for the answer. */
  measure() {
    this.place = this.panel.plot.getBoundingClientRect();
  }

  /** @param {Pixel} at */
  isInside([px, py]) {
    const { left, top, width, height } = this.panel.ground.axes.frame;
    return px >= left && px <= left + width && py >= top && py <= top + height;
  }

  /** @param {PointerEvent} event */
  hover(event) {
    if (this.place) return;
    const at = this.position(event);
    if (event.buttons || !this.isInside(at)) this.listener.leave();
    else this.listener.hover(this.panel, ...at);
  }

  /**
   * A press that doesn't move is a click, even where Plotly takes the events for itself.
   * @param {PointerEvent} event
   */
  press(event) {
    if (event.button || event.target === this.panel.start || !this.isInside(this.position(event))) return;
    // The wheel then zooms.
    this.panel.plot.focus({ preventScroll: true });
    const [x, y] = [event.clientX, event.clientY];
    /** @param {PointerEvent} up */
    const done = (up) => {
      window.removeEventListener("pointerup", done, true);
      window.removeEventListener("pointercancel", done, true);
      if (up.type === "pointerup" && Math.hypot(up.clientX - x, up.clientY - y) < CLICK) this.click(up);
    };
    window.addEventListener("pointerup", done, true);
    window.addEventListener("pointercancel", done, true);
  }

  /**
   * A click sets the start, once no second one has made of it what resets the view.
   * @param {PointerEvent} event
   */
  click(event) {
    const isDouble = this.clicked !== undefined;
    clearTimeout(this.clicked);
    this.clicked = undefined;
    if (isDouble) {
      this.listener.resetView();
      return;
    }
    const at = this.panel.ground.axes.toData(...this.position(event));
    this.listener.placeStart(...at);
    this.clicked = setTimeout(() => {
      this.clicked = undefined;
      this.listener.moveStart(...at, false);
    }, DOUBLE);
  }

  /** @param {PointerEvent} event */
  grab(event) {
    event.preventDefault();
    event.stopPropagation();
    // The marker has come under the pointer by a first click.
    if (this.clicked !== undefined) {
      this.click(event);
      return;
    }
    const { start } = this.panel;
    start.setPointerCapture(event.pointerId);
    this.measure();
    this.listener.leave();
    window.addEventListener("scroll", this.measure, true);
    /** @param {PointerEvent} moved */
    const move = (moved) => this.moveStart(moved, true);
    /** @param {PointerEvent} up */
    const drop = (up) => {
      start.removeEventListener("pointermove", move);
      start.removeEventListener("pointerup", drop);
      start.removeEventListener("pointercancel", drop);
      window.removeEventListener("scroll", this.measure, true);
      this.moveStart(up, false);
      this.place = null;
    };
    start.addEventListener("pointermove", move);
    start.addEventListener("pointerup", drop);
    start.addEventListener("pointercancel", drop);
  }

  /**
   * @param {PointerEvent} event
   * @param {boolean} live
   */
  moveStart(event, live) {
    const [x, y] = this.panel.ground.axes.toData(...this.position(event));
    this.listener.moveStart(x, y, live);
  }
}
