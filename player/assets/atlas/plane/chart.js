// A map of two fields, and over it what is chosen, and the pair that is read.

import { MapPlot } from "../basins/mapplot.js";
import { isGrey } from "./key.js";
import { drawCross, drawMark } from "./marks.js";

/** @import { Box, MapResult, Point, Size, Theme } from "../../../types" */
/** @import { Looks } from "../basins/looks.js" */

// Around the drawing area, in heights of a number.
const AROUND = { left: 4.6, right: 14, top: 8, bottom: 3 };

/** A mark on the chart: a pair of values, and how it is drawn. @typedef {{ at: Point, shape: import("./marks.js").Shape }} Mark */
/** What the axes show: from and to, and whether in powers of ten. @typedef {{ range: [number, number], log: boolean, title: string }} Side */

/**
 * A picture of pixels with axes, on which a pair of values is read.
 * @extends {MapPlot<Point>}
 */
export class Chart extends MapPlot {
  /** @param {string} label */
  constructor(label) {
    super("chart", 1, { "aria-label": label });
    /** @type {[across: string, upward: string]} */ this.titles = ["", ""];
  }

  /**
   * @param {Size} size
   * @param {Theme} theme
   * @param {Side} across
   * @param {Side} upward
   */
  rule(size, theme, across, upward) {
    const { tick } = theme;
    this.fit(size, { ...AROUND, left: AROUND.left * tick, bottom: AROUND.bottom * tick }, theme);
    this.look([...across.range, ...upward.range], [across.log, upward.log]);
    this.titles = [across.title, upward.title];
  }

  /**
   * A result for the window `of`, as it looks.
   * @param {MapResult} result
   * @param {Box} of
   * @param {Looks} looks
   */
  take(result, of, looks) {
    const kinds = [...new Set(result.kind)].filter((kind) => isGrey(looks, kind));
    this.pixels.take(result, of, looks, kinds);
  }

  /** @param {Mark[]} marks */
  draw(marks) {
    this.paint((context) => {
      for (const { at, shape } of marks) drawMark(context, this.toPixel(...at), shape, this.theme);
    }, this.titles);
  }

  /** @type {MapPlot<Point>["drawCross"]} */
  drawCross(context, cross) {
    drawCross(context, this.toPixel(...cross), this.frame, this.theme);
  }
}
