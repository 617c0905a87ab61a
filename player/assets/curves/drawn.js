// What is drawn over the examples, and what stands above them, on the page and on pictures of it.

import { inReach, outline } from "../page/dom.js";
import { ink } from "../page/theme.js";
import { say } from "../page/words.js";
import { SYMBOLS, weights } from "./examples.js";
import { MODELS } from "./models.js";

/** @import { Box, Examples, Point, Racer, Theme } from "../../types" */
/** @import { ToPixel } from "../plots/preview.js" */

const RING = 6.5;

/**
 * The numbers of the examples that a step sees, if it does not see all.
 * @param {Pick<Examples, "batch" | "seen">} examples
 * @param {number} step
 */
export const seenAt = (examples, step) => (step && examples.batch ? examples.seen(step) : []);

/**
 * How many examples there are, and what the signs mean.
 * @param {Pick<Examples, "train" | "test" | "batch" | "classes">} examples
 * @param {number} seen how many a step sees
 * @returns {[count: string, signs: string]}
 */
export function caption({ train, test, batch, classes }, seen) {
  const signs = classes.map((name, k) => `${SYMBOLS[k]?.[1]}\u00a0${name}`);
  const ringed = seen ? say("{count} in this step's batch", { count: seen }) : say("in this step's batch");
  const count = say("{train} training examples (large) · {test} test examples (small)", {
    train: train.count,
    test: test.count,
  });
  return [count, [...(batch ? [`◯\u00a0${ringed}`] : []), ...signs].join("\u2003")];
}

/**
 * Rings around the examples that a step sees.
 * @param {CanvasRenderingContext2D} context
 * @param {ToPixel} toPixel
 * @param {Pick<Examples, "train">} examples
 * @param {number[]} seen
 * @param {Theme} theme
 */
export function drawRings(context, toPixel, { train: { across, upward } }, seen, theme) {
  Object.assign(context, { strokeStyle: theme.accent, lineWidth: 2 });
  context.setLineDash([]);
  for (const i of seen) {
    context.beginPath();
    context.arc(...inReach(toPixel(across[i], upward[i])), RING, 0, 2 * Math.PI);
    context.stroke();
  }
}

/**
 * What the weights of a racer say of the examples.
 * @param {CanvasRenderingContext2D} context
 * @param {ToPixel} toPixel
 * @param {Box} box
 * @param {Pick<Examples, "model" | "means">} examples
 * @param {Racer} racer
 * @param {number} time
 * @param {Theme} theme
 */
export function drawModel(context, toPixel, box, { model, means }, racer, time, theme) {
  for (const points of MODELS[model](weights(racer, time), box, means))
    drawLine(context, toPixel, points, racer, theme);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {ToPixel} toPixel
 * @param {Point[]} points
 * @param {Racer} racer
 * @param {Theme} theme
 */
function drawLine(context, toPixel, points, racer, theme) {
  const path = outline(context);
  for (const [across, upward] of points) path.lineTo(...inReach(toPixel(across, upward)));
  context.setLineDash([]);
  Object.assign(context, { strokeStyle: theme.ground, lineWidth: 4.4, globalAlpha: 0.8 });
  context.stroke(path);
  context.setLineDash(racer.dash);
  Object.assign(context, { strokeStyle: ink(racer, theme), lineWidth: 2.2, globalAlpha: 1 });
  context.stroke(path);
}
