// What zooms a panel: the wheel where that is meant, and two fingers. One finger scrolls the page.

/** @import { Box, Pixel, Point } from "../../types" */
/** @import { Panel } from "./panel.js" */

/**
 * Two fingers on a plot: the point of the surface and the window when they came, and how far they are apart.
 * @typedef {{ point: Point, view: Box, apart: number }} Grip
 */

/** The zoom of one panel. Plotly zooms by the wheel itself, and would pan by one finger. */
export class Zoom {
  /**
   * @param {Panel} panel
   * @param {(view: Box) => void} onView
   */
  constructor(panel, onView) {
    this.panel = panel;
    this.onView = onView;
    /** @type {Grip | null} */ this.grip = null;
    const { plot } = panel;
    plot.addEventListener("wheel", (event) => this.wheel(event), { capture: true, passive: true });
    plot.addEventListener("touchstart", (event) => this.touch(event), { capture: true, passive: false });
    plot.addEventListener("touchmove", (event) => this.spread(event), { capture: true, passive: false });
    plot.addEventListener("touchend", () => (this.grip = null));
    plot.addEventListener("touchcancel", () => (this.grip = null));
  }

  /**
   * The wheel scrolls the page, unless the plot has the focus or Ctrl is held.
   * @param {WheelEvent} event
   */
  wheel(event) {
    if (!event.ctrlKey && !event.metaKey && !this.panel.plot.contains(document.activeElement)) event.stopPropagation();
  }

  /** @param {TouchEvent} event */
  touch(event) {
    event.stopPropagation();
    this.grip = null;
    if (event.touches.length !== 2) return;
    if (event.cancelable) event.preventDefault();
    const { axes } = this.panel.ground;
    const { middle, apart } = this.fingers(event);
    this.grip = { point: axes.toData(...middle), view: axes.view, apart };
  }

  /** @param {TouchEvent} event */
  spread(event) {
    event.stopPropagation();
    if (!this.grip || event.touches.length !== 2) return;
    if (event.cancelable) event.preventDefault();
    const { middle, apart } = this.fingers(event);
    const { left, top, width, height } = this.panel.ground.axes.frame;
    this.onView(zoomed(this.grip, apart, (middle[0] - left) / width, 1 - (middle[1] - top) / height));
  }

  /**
   * @param {TouchEvent} event
   * @returns {{ middle: Pixel, apart: number }}
   */
  fingers({ touches: [a, b] }) {
    const box = this.panel.plot.getBoundingClientRect();
    const middle = /** @type {Pixel} */ ([
      (a.clientX + b.clientX) / 2 - box.left,
      (a.clientY + b.clientY) / 2 - box.top,
    ]);
    return { middle, apart: Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)) };
  }
}

/**
 * The window in which the point that was gripped lies between the fingers, at shares (u, v) of the plot from the lower left.
 * @param {Grip} grip
 * @param {number} apart
 * @param {number} u
 * @param {number} v
 * @returns {Box}
 */
export function zoomed({ point: [x, y], view: [x0, x1, y0, y1], apart: before }, apart, u, v) {
  const [width, height] = [x1 - x0, y1 - y0].map((size) => (size * before) / apart);
  return [x - u * width, x + (1 - u) * width, y - v * height, y + (1 - v) * height];
}
