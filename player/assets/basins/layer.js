// A map of starts on a contour plot: its pixels under the contour lines, the letters of the minima over them.

import { Pixels } from "../atlas/basins/pixels.js";
import { markMinima } from "../atlas/basins/marks.js";
import { reading } from "../atlas/basins/tally.js";
import { clip, fit, make } from "../page/dom.js";
import { say } from "../page/words.js";

/** @import { Box, MapResult, Pixel, Point, Race } from "../../types" */
/** @import { Looks } from "../atlas/basins/looks.js" */
/** @import { Panel } from "../plots/panel.js" */

// How much of a pattern is seen: contour lines and paths lie over it.
const FAINT = 0.5;

/** The map of one panel. */
export class Layer {
  /** @param {Panel} panel */
  constructor(panel) {
    this.panel = panel;
    this.map = make("canvas", { className: "basinmap", attributes: { role: "img" }, hidden: true });
    this.letters = make("canvas", { className: "letters", attributes: { "aria-hidden": "true" }, hidden: true });
    this.pixels = new Pixels(FAINT);
    /** @type {Point[]} */ this.minima = [];
    /** @type {unknown[]} what is drawn, beside the result */ this.news = [];
    /** @type {Looks | null} */ this.looks = null;
    /** Whose map it is, and of which starts. */
    this.name = "";
    /** @type {Box | null} */ this.box = null;
  }

  get isShown() {
    return !this.map.hidden;
  }

  /** @param {boolean} is */
  show(is) {
    this.map.hidden = this.letters.hidden = !is;
    this.panel.plot.classList.toggle("mapped", is);
  }

  /**
   * @param {MapResult} result
   * @param {Box} of
   * @param {Looks} looks
   * @param {number[]} kinds that there are
   * @param {Point[]} minima
   */
  take(result, of, looks, kinds, minima) {
    const news = [result.stride, of, looks, minima];
    if (this.isShown && result === this.pixels.result && news.every((one, i) => one === this.news[i])) return;
    this.news = news;
    this.pixels.take(result, of, looks, kinds);
    this.minima = minima;
    this.looks = looks;
    this.box = of;
    this.show(true);
    this.project();
  }

  /**
   * What becomes of who starts nearest to a point, in lines; none where there is no map.
   * @param {Pick<Race, "words">} race
   * @param {number} x
   * @param {number} y
   */
  read({ words }, x, y) {
    const { box, looks, minima, name } = this;
    const { result } = this.pixels;
    if (!this.isShown || !box || !looks || !result) return [];
    const [x0, x1, y0, y1] = box;
    const [nx, ny] = result.n;
    const [i, j] = [((x - x0) / (x1 - x0)) * (nx - 1), ((y - y0) / (y1 - y0)) * (ny - 1)].map(Math.round);
    if (!(i >= 0 && i < nx && j >= 0 && j < ny)) return [];
    const [, ...lines] = reading({ words, minima }, result, j * nx + i, [x, y], looks.isFew);
    return [say("{name} from here:", { name }), ...lines];
  }

  /** @param {string} text for who hears the page */
  label(text) {
    this.map.setAttribute("aria-label", text);
  }

  /** Where everything is in pixels now. */
  project() {
    if (!this.isShown) return;
    const { ground, size, theme, toPixel } = this.panel;
    const { frame } = ground.axes;
    const [map, letters] = [this.map, this.letters].map((canvas) => clip(fit(canvas, ...size), frame));
    this.pixels.draw(map, toPixel, size, theme);
    const shown = (/** @type {Pixel} */ [px, py]) =>
      px >= frame.left && px <= frame.left + frame.width && py >= frame.top && py <= frame.top + frame.height;
    const places = this.minima.map((point) => toPixel(...point));
    markMinima(
      letters,
      places.map((at) => (shown(at) ? at : null)),
      this.looks?.isFew ?? true,
      theme,
    );
  }
}
