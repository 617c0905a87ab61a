// The curves of the losses on their axes, as the page and pictures of it draw them.

import { inReach, outline } from "../page/dom.js";
import { ink } from "../page/theme.js";
import { say } from "../page/words.js";
import { Axis } from "./axis.js";
import { DEEPEST, lossAxis } from "./lossaxis.js";
import { thinned } from "./thinned.js";

/** @import { Floats, Forecast, Frame, Pixel, Point, Race, Racer, Theme } from "../../types" */

// Pieces of a forecast, which is curved where the axis is not logarithmic.
const SAMPLES = 100;

/**
 * Around the drawing area of a loss plot, in pixels.
 * @param {number} tick the height of a number at an axis
 */
export const margin = (tick) => ({ l: 4.6 * tick, r: 12, t: 8, b: 3 * tick });

/**
 * The titles of the axes.
 * @param {Pick<Race, "best" | "tested">} race
 * @returns {[across: string, upward: string]}
 */
export function titlesOf({ best, tested }) {
  const untested = best ? say("loss above the minimum") : say("loss");
  return [say("step"), tested ? say("loss (dotted: on the test set)") : untested];
}

/** All curves of a race, on axes that suit it. */
export class LossLines {
  /**
   * @param {Race} race
   * @param {Frame} frame
   * @param {Theme} theme
   */
  constructor(race, { left, top, width, height }, theme) {
    const { type, range } = lossAxis(race);
    this.theme = theme;
    this.axes = {
      step: new Axis([0, race.scene.steps], [left, left + width]),
      loss: new Axis(range, [top + height, top], type === "log"),
    };
    this.place = this.place.bind(this);
  }

  /** A logarithmic axis keeps losses above nothing. */
  get floor() {
    return this.axes.loss.log ? DEEPEST / 10 : -Infinity;
  }

  /**
   * The pixel of a loss.
   * @param {number} step
   * @param {number} above
   * @returns {Pixel}
   */
  place(step, above) {
    return inReach([this.axes.step.toPixel(step), this.axes.loss.toPixel(Math.max(above, this.floor))]);
  }

  /**
   * Those of all racers, and what theory forecasts of them.
   * @param {CanvasRenderingContext2D} context
   * @param {Race} race
   * @param {boolean} bold
   */
  draw(context, race, bold) {
    const { thick } = this.theme;
    for (const racer of race.racers) {
      const strokeStyle = ink(racer, this.theme);
      Object.assign(context, { strokeStyle, lineWidth: thick * (bold ? 2 : 1.2), globalAlpha: bold ? 1 : 0.3 });
      this.curves(context, racer, bold ? racer.dash : []);
    }
    race.overlays.forecasts.forEach((forecast, i) => {
      const line = outline(context);
      for (const [step, above] of forecastLine(race, i, forecast)) line.lineTo(...this.place(step, above));
      Object.assign(context, { strokeStyle: ink(race.racers[i], this.theme), lineWidth: 1.6, globalAlpha: 1 });
      context.setLineDash([2, 5]);
      context.stroke(line);
    });
  }

  /**
   * The losses of a racer, and dotted those on the test set.
   * @param {CanvasRenderingContext2D} context
   * @param {Racer} racer
   * @param {number[]} dash
   */
  curves(context, racer, dash) {
    context.setLineDash(dash);
    this.curve(context, racer, racer.above);
    context.setLineDash([1.5, 3.5]);
    if (racer.test) this.curve(context, racer, racer.test);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Racer} racer
   * @param {Floats} losses
   */
  curve(context, { last }, losses) {
    const { step, loss } = this.axes;
    const floor = this.floor;
    /** @param {number} t */
    const upward = (t) => loss.toPixel(Math.max(losses[t], floor));
    context.beginPath();
    thinned(context, last + 1, (t) => step.toPixel(t), upward);
    context.stroke();
  }
}

/**
 * What theory says of a racer: steps, and the loss above the best there. It shrinks by the square of the rate; nothing without a
 * forecast.
 * @param {Race} race
 * @param {number} i the number of the racer
 * @param {Forecast | null} forecast
 * @returns {Point[]}
 */
function forecastLine({ racers, scene: { steps }, lowest, best }, i, forecast) {
  if (!forecast) return [];
  const [since, rate] = forecast;
  const every = (steps - since) / SAMPLES;
  const floor = lowest - best;
  const first = racers[i].above[since] - floor;
  return Array.from({ length: SAMPLES + 1 }, (_, t) => [since + t * every, floor + first * rate ** (2 * t * every)]);
}
