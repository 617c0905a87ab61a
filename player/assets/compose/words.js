// What stands over and under the plots of a picture.

import { legendKeys } from "../controls/legend.js";
import { arrowInks } from "../page/theme.js";
import { say } from "../page/words.js";
import { fontOf, write } from "./text.js";

/** @import { Race, Scene, Theme } from "../../types" */
/** @import { Place } from "./layout.js" */

// What the number of the step takes, as so many times the height of a name.
const STEP = 9;
// The sign that has the colour of the accent, as in player.css.
const SEEN = "⇢";

/**
 * What a picture is called: a surface by its name, and what somebody has typed by itself.
 * @param {Scene} scene
 */
export const titleOf = ({ surface, formula }) => formula || surface;

/**
 * The surface, and what there is to see on it.
 * @param {CanvasRenderingContext2D} context
 * @param {Race} race
 * @param {Place} place
 * @param {Theme} theme
 */
export function drawTitle(context, { scene }, { x, y, size: [width] }, theme) {
  const { name, tick, text: fillStyle } = theme;
  context.textBaseline = "top";
  const loud = { text: titleOf(scene), font: fontOf(theme, 700, 1.2 * name), fillStyle };
  write(context, [loud], x, y, width - STEP * name);
  const quiet = { text: scene.story, font: fontOf(theme, 400, tick + 1), fillStyle, globalAlpha: 0.8 };
  write(context, [quiet], x, y + 1.45 * name, width);
}

/**
 * At the end of the same line the step.
 * @param {CanvasRenderingContext2D} context
 * @param {Race} race
 * @param {Place} place
 * @param {Theme} theme
 * @param {number} step
 */
export function drawStep(context, { scene: { steps } }, { x, y, size: [width] }, theme, step) {
  const look = { font: fontOf(theme, 400, theme.name), textBaseline: "top", textAlign: "right" };
  Object.assign(context, { ...look, fillStyle: theme.text });
  context.fillText(say("step {step} of {steps}", { step, steps }), x + width, y);
}

/**
 * What the signs mean.
 * @param {CanvasRenderingContext2D} context
 * @param {Race} race
 * @param {Place} place
 * @param {Theme} theme
 */
export function drawLegend(context, race, { x, y, size: [width, height] }, theme) {
  const look = { font: fontOf(theme, 400, theme.tick), fillStyle: theme.text };
  const inks = arrowInks(race.arrows, theme);
  const words = legendKeys(race).flatMap(([sign, name, kind]) => [
    { ...look, text: sign, gap: 5, fillStyle: kind ? inks[kind] : sign === SEEN ? theme.accent : theme.text },
    { ...look, text: say(name), globalAlpha: 0.8, gap: 18 },
  ]);
  context.textBaseline = "middle";
  write(context, words, x, y + height / 2, width);
}
