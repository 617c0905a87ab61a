// The colour scale of the contours: logarithmic where the loss spans decades (figures/relief.py decides).

import { number } from "./format.js";

const LEVELS = 17;

export class Scale {
  constructor({ low, high, eps }) {
    Object.assign(this, { low, high, eps });
    [this.start, this.end] = [this.level(0), this.level(high)];
  }

  // From a loss above the lowest one to a height on the colour scale, and back to the loss.
  level(above) {
    return this.eps ? Math.log10(above + this.eps) : above;
  }

  loss(level) {
    const loss = (this.eps ? 10 ** level - this.eps : level) + this.low;
    // Rounding is no loss.
    return Math.abs(loss) < 1e-9 * this.high ? 0 : loss;
  }

  // Where contour lines lie, for Plotly.
  contours(levels = LEVELS) {
    const size = (this.end - this.start) / levels || 1;
    return { start: this.start + size / 2, end: this.end - size / 2, size, showlines: true };
  }

  // `count` losses at equal distances on the scale, as text.
  ticks(count) {
    const at = (i) => this.start + ((this.end - this.start) * i) / (count - 1);
    return Array.from({ length: count }, (_, i) => number(this.loss(at(i)), 2));
  }
}
