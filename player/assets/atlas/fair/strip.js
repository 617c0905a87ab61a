// A row of dots for each method, one for each start: how its runs are spread.

import { Axis } from "../../curves/axis.js";
import { drawAxes } from "../../curves/paper.js";
import { fit, make } from "../../page/dom.js";
import { ink } from "../../page/theme.js";
import { say } from "../../page/words.js";

/** @import { Frame, Size, Theme } from "../../../types" */
/** @import { LossAxis } from "../../curves/lossaxis.js" */
/** @import { Entrant } from "./contest.js" */

// Of a row, as so many times the height of a number; around the drawing area; and where those stand that never arrive.
const ROW = 3.6;
const AROUND = { left: 8, right: 14, top: 8, bottom: 3 };
const NEVER = 5;
const DOT = 3.4;
/** An axis without numbers. */
const BARE = /** @type {Axis} */ (/** @type {unknown} */ ({ ticks: () => [] }));

/** The plot of a contest. */
export class Strip {
  /** @param {string} label */
  constructor(label) {
    this.canvas = make("canvas");
    this.element = make("div", { className: "dots", attributes: { role: "img", "aria-label": label } }, this.canvas);
  }

  /**
   * @param {Entrant[]} entrants the best first
   * @param {number} width
   * @param {Theme} theme
   * @param {LossAxis} along
   * @param {{ title: string, of: (one: Entrant) => { dots: number[], middle: [number, number, number] } }} what
   */
  draw(entrants, width, theme, along, { title, of }) {
    const { tick } = theme;
    const height = AROUND.top + ROW * tick * entrants.length + AROUND.bottom * tick;
    /** @type {Size} */ const size = [width, Math.round(height)];
    const right = AROUND.right + NEVER * tick;
    /** @type {Frame} */
    const frame = {
      left: AROUND.left,
      top: AROUND.top,
      width: width - AROUND.left - right,
      height: ROW * tick * entrants.length,
    };
    const axis = new Axis(along.range, [frame.left, frame.left + frame.width], along.type === "log");
    Object.assign(this.element.style, { width: `${size[0]}px`, height: `${size[1]}px` });
    const context = fit(this.canvas, ...size);
    drawAxes(this.canvas, frame, { step: axis, loss: BARE }, [title, ""], theme, size);
    const never = frame.left + frame.width + (NEVER * tick) / 2;
    Object.assign(context, { fillStyle: theme.text, textAlign: "center", textBaseline: "top" });
    context.font = `${theme.tick}px ${theme.font}`;
    context.fillText(say("never"), never, frame.top + frame.height + 3);
    /** @param {number} value */
    const place = (value) =>
      Number.isFinite(value) ? Math.min(never, Math.max(frame.left, axis.toPixel(value))) : never;
    entrants.forEach((one, row) => {
      const { dots, middle } = of(one);
      const centre = frame.top + ROW * tick * (row + 0.5);
      const colour = ink(one.racer, theme);
      this.write(context, one.racer.name, frame.left + 4, centre - ROW * tick * 0.5 + 2, theme, colour);
      this.box(
        context,
        /** @type {[number, number, number]} */ (middle.map(place)),
        centre + 0.5 * tick,
        colour,
        theme,
      );
      dots.forEach((value, i) =>
        this.dot(context, place(value), centre + (0.5 + 0.5 * Math.sin(7 * i)) * tick, colour, theme),
      );
    });
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {string} text
   * @param {number} px
   * @param {number} py
   * @param {Theme} theme
   * @param {string} colour
   */
  write(context, text, px, py, theme, colour) {
    Object.assign(context, { fillStyle: colour, textAlign: "left", textBaseline: "top" });
    context.font = `600 ${theme.tick}px ${theme.font}`;
    context.fillText(text, px, py);
  }

  /**
   * The middle half of the starts, and their median.
   * @param {CanvasRenderingContext2D} context
   * @param {[number, number, number]} middle
   * @param {number} py
   * @param {string} colour
   * @param {Theme} theme
   */
  box(context, [first, median, third], py, colour, { tick }) {
    Object.assign(context, { fillStyle: colour, globalAlpha: 0.2 });
    context.fillRect(first, py - 0.8 * tick, Math.max(1, third - first), 1.6 * tick);
    context.globalAlpha = 1;
    context.fillRect(median - 1.5, py - 0.8 * tick, 3, 1.6 * tick);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {number} px
   * @param {number} py
   * @param {string} colour
   * @param {Theme} theme
   */
  dot(context, px, py, colour, { ground, thick }) {
    context.beginPath();
    context.arc(px, py, DOT * thick, 0, 2 * Math.PI);
    Object.assign(context, { fillStyle: colour, strokeStyle: ground, lineWidth: 1 });
    context.fill();
    context.stroke();
  }
}
