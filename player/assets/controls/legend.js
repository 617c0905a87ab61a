// What the marks and colours of the contours mean, in one line.

import { make } from "../page/dom.js";
import { equalScale } from "../page/layout.js";
import { ramp } from "../page/theme.js";
import { marked, say } from "../page/words.js";

/** @import { ArrowKind, LineKind, Mark, Race, Theme } from "../../types" */
/** @import { Scale } from "../plots/scale.js" */

/** The sign of the start. */
export const START = "◎";
/**
 * Sign and name of each kind of critical point.
 * @type {{ kind: Mark, sign: string, name: string }[]}
 */
export const MARKS = [
  { kind: "best", sign: "★", name: marked("minimum") },
  { kind: "minima", sign: "○", name: marked("local minimum") },
  { kind: "saddles", sign: "×", name: marked("saddle") },
  { kind: "maxima", sign: "△", name: marked("maximum") },
  { kind: "bare", sign: "☆", name: marked("minimum without penalty") },
  { kind: "test", sign: "◇", name: marked("test minimum") },
];

/** @type {Record<LineKind, [sign: string, name: string]>} */
const LINES = {
  test: ["╌╌", marked("test loss")],
  data: ["──", marked("loss without penalty")],
  penalty: ["┈┈", marked("penalty")],
};

/** @type {Record<ArrowKind, string>} */
const ARROWS = {
  gradient: marked("the gradient's part, or −g"),
  memory: marked("memory's part"),
  decay: marked("weight decay's part"),
  step: marked("the step"),
};

/**
 * A sign, its meaning, and the kind of the arrow that it stands for.
 * @typedef {[sign: string, name: string, kind?: ArrowKind]} Key
 */

/**
 * The arrows of the step under the clock, if they are drawn.
 * @param {Pick<Race, "scene" | "anatomy">} race
 * @returns {Key[]}
 */
function arrowKeys({ scene: { look }, anatomy }) {
  if (!anatomy || look.view3d) return [];
  const all = anatomy.flatMap(({ arrows }) => arrows);
  const kinds = /** @type {ArrowKind[]} */ (Object.keys(ARROWS));
  const drawn = kinds.filter((kind) => all.some((arrow) => arrow.kind === kind));
  return [
    ...drawn.map((kind) => /** @type {Key} */ (["→", ARROWS[kind], kind])),
    ...when(
      all.some(({ scaled }) => scaled),
      "╌→",
      marked("dashed: a direction, at a length of its own"),
    ),
  ];
}

/**
 * Sign and meaning of all that is drawn in a race.
 * @param {Pick<Race, "scene" | "ground" | "overlays" | "anatomy">} race
 * @returns {Key[]}
 */
export function legendKeys(race) {
  const {
    scene: { box },
    ground: { marks, lines },
    overlays: { forecasts, route, pulls },
  } = race;
  const shown = MARKS.filter(({ kind }) => marks[kind].length);
  return [
    [START, marked("start")],
    ...shown.map(({ sign, name }) => /** @type {[string, string]} */ ([sign, name])),
    ...when(!equalScale(box), "⇲", marked("x and y on different scales")),
    ...when(forecasts.some(Boolean), "┄", marked("forecast")),
    ...when(pulls, "→", marked("downhill for all examples")),
    ...when(pulls, "⇢", marked("for this step's minibatch")),
    ...lines.map(({ kind }) => LINES[kind]),
    ...arrowKeys(race),
    ...when(route.length > 0, "•••", marked("the minimum as λ grows")),
  ];
}

/**
 * @param {boolean} is
 * @param {string} sign
 * @param {string} name
 * @returns {[string, string][]}
 */
const when = (is, sign, name) => (is ? [[sign, name]] : []);

/** The line under the panels: the keys, the colours, and the way back from a zoom. */
export class Legend {
  /**
   * @param {() => void} onReset
   */
  constructor(onReset) {
    this.keys = make("div", { className: "keys" });
    this.bar = make("div", {
      className: "colourbar",
      title: say("The loss that each shade of the contours stands for"),
    });
    this.reset = make("button", { type: "button", className: "reset", textContent: say("Reset view"), hidden: true });
    this.reset.addEventListener("click", onReset);
    this.element = make("div", { className: "legend" }, this.keys, this.reset, this.bar);
  }

  /**
   * @param {Race} race
   * @param {Scale} scale
   * @param {Theme} theme
   */
  show(race, scale, theme) {
    this.keys.replaceChildren(...legendKeys(race).map((one) => key(...one)));
    const strip = make("i", { className: "strip" });
    strip.style.background = `linear-gradient(to right, ${ramp(race.ground, theme).join(", ")})`;
    const ticks = scale.ticks(4).map((text) => make("span", { textContent: text }));
    this.bar.replaceChildren(
      make("b", { textContent: say("loss") }),
      make("div", { className: "ramp" }, strip, make("div", { className: "ticks" }, ...ticks)),
    );
  }
}

/**
 * @param {string} sign
 * @param {string} name
 * @param {ArrowKind} [kind]
 */
const key = (sign, name, kind) =>
  make(
    "span",
    { className: "key" },
    make("b", { textContent: sign, dataset: { sign, ...(kind && { kind }) }, attributes: { "aria-hidden": "true" } }),
    say(name),
  );
