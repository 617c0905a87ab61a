// Who races in a picture: swatch, name, learning rate, loss and outcome.

import { hasHappened } from "../controls/now.js";
import { number, steady } from "../page/format.js";
import { isTight } from "../page/layout.js";
import { outcomeIn } from "../page/outcome.js";
import { ink } from "../page/theme.js";
import { say } from "../page/words.js";
import { drawHead } from "../plots/marker.js";
import { valueOf } from "../tuning/scale.js";
import { fontOf, write } from "./text.js";

/** @import { Race, Racer, Theme } from "../../types" */
/** @import { Place } from "./layout.js" */

const SWATCH = 34;
const AIR = 8;
// What a loss looks like that takes as much room as any.
const LONGEST = "−8.88e−88";

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
  const isWorded = racers.every((racer) => hasRoom(context, race, racer, racers, type, size[0], isHigh));
  const word = isWorded ? say("loss") + " " : "";
  racers.forEach((racer, i) => {
    const y = place.y + line * (i * (isHigh ? 2 : 1) + 0.5);
    const text = word + steady(racer.above[Math.min(step, racer.last)] + race.best);
    const loss = drawLoss(context, racer, text, place.x + size[0], y + (isHigh ? line : 0), type, leader);
    drawSwatch(context, racer, place.x + SWATCH / 2, y, type);
    const [name, ...more] = wordsOf(race, racer, racers, type, step);
    const [x, room] = [place.x + SWATCH + AIR, size[0] - SWATCH - AIR];
    write(context, isHigh ? [name] : [name, ...more], x, y, room - (isHigh ? 0 : loss));
    if (isHigh) write(context, more, x, y + line, room - loss);
  });
}

/**
 * Whether there is room for the word "loss" to the end of the race: it does not come and go in a film.
 * @param {CanvasRenderingContext2D} context
 * @param {Race} race
 * @param {Racer} racer
 * @param {Racer[]} racers
 * @param {Theme} theme
 * @param {number} width of the place
 * @param {boolean} isHigh whether the name stands above
 */
function hasRoom(context, race, racer, racers, theme, width, isHigh) {
  const words = wordsOf(race, racer, racers, theme, race.scene.steps).slice(isHigh ? 1 : 0);
  const loss = { text: ["▸", say("loss"), " ", LONGEST].join(""), font: fontOf(theme, 700, theme.name), gap: AIR };
  let taken = SWATCH + AIR;
  for (const { text, font, gap } of [...words, loss].filter(({ text }) => text)) {
    context.font = font;
    taken += context.measureText(text).width + gap;
  }
  return taken <= width;
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
 * @param {Racer} racer
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {Theme} theme
 * @param {Racer | null} leader
 */
function drawLoss(context, racer, text, x, y, theme, leader) {
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
