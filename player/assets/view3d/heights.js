// How high the surface is drawn in three dimensions: the loss, or its logarithm.

/** @import { Bounds } from "../../types" */

// Where no loss spans decades, a logarithm still needs something to begin with: this share of the highest.
const LEAST = 1e-3;
// What is less than this share of the highest is rounding.
const EXACT = 1e-9;
// How far above the ground a path runs, as a share of all heights, so that it is not half sunk.
const LIFT = 0.012;

/** From losses to heights and back. */
export class Heights {
  /**
   * @param {Bounds} bounds
   * @param {boolean} log
   */
  constructor({ low, high, eps }, log) {
    this.low = low;
    this.high = high;
    this.log = log;
    this.eps = eps || LEAST * high;
    this.bottom = this.of(0);
    this.top = this.of(high);
  }

  /**
   * From a loss above the lowest one to a height; what is higher than the colours reach is cut off.
   * @param {number} above
   */
  of(above) {
    const cut = Math.min(above, this.high);
    return this.log ? Math.log10(Math.max(cut, 0) + this.eps) : cut;
  }

  /**
   * The height of what lies on the ground, and is to be seen.
   * @param {number} above
   */
  lifted(above) {
    return this.of(above) + LIFT * (this.top - this.bottom);
  }

  /**
   * And back to the loss.
   * @param {number} height
   */
  loss(height) {
    const above = this.log ? 10 ** height - this.eps : height;
    return (above < EXACT * this.high ? 0 : above) + this.low;
  }
}
