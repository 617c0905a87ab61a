// Where the points of a window lie on a plot.

import { Axis } from "../../curves/axis.js";

/** @import { Box, Frame, Pixel, Point, Size } from "../../../types" */
/** @import { Around } from "../arrange.js" */

/** A window on a drawing area. */
export class Plane {
  constructor() {
    /** @type {Box} the window that is shown */ this.box = [0, 1, 0, 1];
    /** @type {Size} */ this.size = [1, 1];
    /** @type {Frame} */ this.frame = { left: 0, top: 0, width: 1, height: 1 };
    this.x = new Axis([0, 1], [0, 1]);
    this.y = new Axis([0, 1], [1, 0]);
  }

  /**
   * @param {Size} size
   * @param {Around} around
   */
  fit(size, { left, right, top, bottom }) {
    this.size = size;
    this.frame = { left, top, width: size[0] - left - right, height: size[1] - top - bottom };
  }

  /** @param {Box} box */
  look(box) {
    const { left, top, width, height } = this.frame;
    this.box = box;
    this.x = new Axis([box[0], box[1]], [left, left + width]);
    this.y = new Axis([box[2], box[3]], [top + height, top]);
  }

  /**
   * @param {number} x
   * @param {number} y
   * @returns {Pixel}
   */
  toPixel(x, y) {
    return [this.x.toPixel(x), this.y.toPixel(y)];
  }

  /**
   * @param {number} px
   * @param {number} py
   * @returns {Point}
   */
  toData(px, py) {
    return [this.x.toValue(px), this.y.toValue(py)];
  }

  /**
   * Whether a pixel is on the drawing area.
   * @param {number} px
   * @param {number} py
   */
  holds(px, py) {
    const { left, top, width, height } = this.frame;
    return px >= left && px <= left + width && py >= top && py <= top + height;
  }

  /**
   * Whether a point is in the window.
   * @param {Point} point
   */
  shows([x, y]) {
    const [x0, x1, y0, y1] = this.box;
    return x >= x0 && x <= x1 && y >= y0 && y <= y1;
  }
}
