// The colour scale of the contours: logarithmic where the loss spans decades (figures/loss_grid.py decides).

import { number } from "../page/format.js";

/** @import { Bounds, ColourScale } from "../../types" */

export const LEVELS = 17;

/**
 * From losses to colours and back.
 * @implements {ColourScale}
 */
export class Scale {
  /** @param {Bounds} bounds */
  constructor({ low, high, eps }) {
    this.low = low;
    this.high = high;
    this.eps = eps;
    this.start = this.level(0);
    this.end = this.level(high);
  }

  /**
   * From a loss above the lowest one to a height on the colour scale.
   * @param {number} above
   */
  level(above) {
    return this.eps ? Math.log10(above + this.eps) : above;
  }

  /**
   * And back to the loss.
   * @param {number} level
   */
  loss(level) {
    const loss = (this.eps ? 10 ** level - this.eps : level) + this.low;
    // Rounding is no loss.
    return Math.abs(loss) < 1e-9 * this.high ? 0 : loss;
  }

  /** Where contour lines lie, for Plotly. */
  contours(levels = LEVELS) {
    const size = (this.end - this.start) / levels || 1;
    return { start: this.start + size / 2, end: this.end - size / 2, size, showlines: true };
  }

  /**
   * `count` losses at equal distances on the scale, as text.
   * @param {number} count
   */
  ticks(count) {
    /** @param {number} i */
    const at = (i) => this.start + ((this.end - this.start) * i) / (count - 1);
    return Array.from({ length: count }, (_, i) => number(this.loss(at(i)), 2));
  }
}
