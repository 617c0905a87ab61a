// Who races in a picture: swatch, name, learning rate, loss and outcome.

import { hasHappened } from "../controls/now.js";
import { number, steady } from "../page/format.js";
import { isTight } from "../page/layout.js";
import { outcomeIn } from "../page/outcome.js";
import { ink } from "../page/theme.js";
import { drawHead } from "../plots/marker.js";
import { valueOf } from "../tuning/scale.js";
import { fontOf, write } from "./text.js";

/** @import { Race, Racer, Theme } from "../../types" */
/** @import { Place } from "./layout.js" */

const SWATCH = 34;
const AIR = 8;

/**
 * The names of a plot, one below the other; the loss below a name where there is no room beside it.
 * @param {CanvasRenderingContext2D} context
 * @param {Race} race
 * @param {Racer[]} racers
 * @param {Place} place
 * @param {Theme} theme
 * @param {number} step
 * @param {Racer | null} leader
 */
export function drawNames(context, race, racers, place, theme, step, leader) {
  const { size } = place;
  const isHigh = isTight(size[0], theme.name, racers.length) && size[1] > 2 * racers.length * theme.name;
  const line = Math.min(1.45 * theme.name, size[1] / racers.length / (isHigh ? 2 : 1));
  const type = { ...theme, name: Math.min(theme.name, 0.8 * line) };
  context.textBaseline = "middle";
  racers.forEach((racer, i) => {
    const y = place.y + line * (i * (isHigh ? 2 : 1) + 0.5);
    const loss = drawLoss(context, race, racer, place.x + size[0], y + (isHigh ? line : 0), type, step, leader);
    drawSwatch(context, racer, place.x + SWATCH / 2, y, type);
    const [name, ...more] = wordsOf(race, racer, racers, type, step);
    const [x, room] = [place.x + SWATCH + AIR, size[0] - SWATCH - AIR];
    write(context, isHigh ? [name] : [name, ...more], x, y, room - (isHigh ? 0 : loss));
    if (isHigh) write(context, more, x, y + line, room - loss);
  });
}

/**
 * What stands beside a swatch.
 * @param {Race} race
 * @param {Racer} racer
 * @param {Racer[]} racers
 * @param {Theme} theme
 * @param {number} step
 */
function wordsOf(race, racer, racers, theme, step) {
  const [bold, plain] = [600, 400].map((weight) => fontOf(theme, weight, theme.name));
  const look = { fillStyle: theme.text, gap: AIR };
  const isTold = racers.length > 1 && hasHappened(racer, step);
  const outcome = isTold ? outcomeIn(race.words, racer.outcome).short : "";
  return [
    { ...look, text: racer.name, font: bold },
    { ...look, text: rateOf(race, racer), font: plain, globalAlpha: 0.8 },
    { ...look, text: outcome, font: bold, fillStyle: ink(racer, theme) },
  ];
}

/**
 * The learning rate of a racer, unless its name tells it.
 * @param {Race} race
 * @param {Racer} racer
 */
function rateOf(race, racer) {
  const [field] = race.methods[racer.panel].fields;
  const value = valueOf(race, field);
  const rate = `${field.symbol || field.title} = ${typeof value === "number" ? number(value) : value}`;
  return racer.rival || racer.name.includes(rate) ? "" : rate;
}

/**
 * The loss at a step, that of the leader bold and with a sign; how much room it takes.
 * @param {CanvasRenderingContext2D} context
 * @param {Race} race
 * @param {Racer} racer
 * @param {number} x
 * @param {number} y
 * @param {Theme} theme
 * @param {number} step
 * @param {Racer | null} leader
 */
function drawLoss(context, race, racer, x, y, theme, step, leader) {
  const text = steady(racer.above[Math.min(step, racer.last)] + race.best);
  const font = fontOf(theme, racer === leader ? 700 : 400, theme.name);
  Object.assign(context, { font, textAlign: "right", fillStyle: theme.text });
  context.fillText(text, x, y);
  const width = context.measureText(text).width + AIR;
  if (racer !== leader) return width + theme.name;
  context.fillStyle = ink(racer, theme);
  context.fillText("▸", x - width, y);
  return width + theme.name;
}

/**
 * Line with dash, and marker on top.
 * @param {CanvasRenderingContext2D} context
 * @param {Racer} racer
 * @param {number} x
 * @param {number} y
 * @param {Theme} theme
 */
function drawSwatch(context, racer, x, y, theme) {
  const colour = ink(racer, theme);
  Object.assign(context, { strokeStyle: colour, lineWidth: 2.2, lineDashOffset: 0 });
  context.setLineDash(racer.dash);
  context.beginPath();
  context.moveTo(x - SWATCH / 2, y);
  context.lineTo(x + SWATCH / 2, y);
  context.stroke();
  drawHead(context, racer, [x, y], colour, theme.ground);
}
