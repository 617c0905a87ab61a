// One map of starts: its minima with their letters, the start of the race, and over it the start that is read with its path.

import { make } from "../../page/dom.js";
import { LATER } from "../../page/later.js";
import { ink } from "../../page/theme.js";
import { drawHead, swatch } from "../../plots/marker.js";
import { MapPlot } from "./mapplot.js";
import { line, markMinima, ring } from "./marks.js";

/** @import { Box, MapResult, Point, Racer, Size, Theme } from "../../../types" */
/** @import { Around } from "../arrange.js" */
/** @import { Looks } from "./looks.js" */

// How much of a pattern is seen: it lies over what it tells apart.
const FAINT = 0.65;

/**
 * The map of one racer, on which a start and its path are read.
 * @extends {MapPlot<{ start: Point, path: Float64Array }>}
 */
export class BasinPlot extends MapPlot {
  constructor() {
    super("map", FAINT, {});
    this.who = make("div", { className: "who" });
    this.caption = make("figcaption", {});
    this.element = make("figure", { className: "basin" }, this.who, this.surface, this.caption);
    /** @type {Racer} */ this.racer = LATER;
    /** @type {number[]} of outcomes that there are */ this.kinds = [];
    /** @type {Box} the window that is shown */ this.box = [0, 1, 0, 1];
  }

  /**
   * @param {Racer} racer
   * @param {Theme} theme
   * @param {Size} size
   * @param {Around} around
   */
  build(racer, theme, size, around) {
    this.fit(size, around, theme);
    this.racer = racer;
    this.who.replaceChildren(swatch(racer, ink(racer, theme), theme.ground), make("b", { textContent: racer.name }));
    this.element.style.setProperty("--wide", `${size[0]}px`);
  }

  /**
   * A result for the window `box`, as it looks.
   * @param {MapResult} result
   * @param {Box} box
   * @param {Looks} looks
   * @param {number[]} kinds that there are
   */
  take(result, box, looks, kinds) {
    this.kinds = kinds;
    this.pixels.take(result, box, looks, kinds);
  }

  /**
   * The map, its axes, and the known minima in their window.
   * @param {Box} box
   * @param {Point[]} minima
   * @param {boolean} isFew whether minima have letters
   * @param {Point} start of the race
   */
  draw(box, minima, isFew, start) {
    this.box = box;
    this.look(box);
    this.paint(
      (context) => {
        const shown = (/** @type {Point} */ point) => (this.shows(point) ? this.toPixel(...point) : null);
        markMinima(context, minima.map(shown), isFew, this.theme);
        if (this.shows(start)) ring(context, this.toPixel(...start), 5, this.theme);
      },
      ["", ""],
    );
  }

  /**
   * Whether a point is in the window.
   * @param {Point} point
   */
  shows([x, y]) {
    const [x0, x1, y0, y1] = this.box;
    return x >= x0 && x <= x1 && y >= y0 && y <= y1;
  }

  /** @type {MapPlot<{ start: Point, path: Float64Array }>["drawCross"]} */
  drawCross(context, { start, path }) {
    const { racer, theme } = this;
    const colour = ink(racer, theme);
    const end = line(context, path, this.toPixel, colour, theme.ground);
    ring(context, this.toPixel(...start), 6, theme);
    if (end) drawHead(context, racer, end, colour, theme.ground);
  }
}
