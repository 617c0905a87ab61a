// What the marks and colours of the contours mean, in one line.

import { make } from "./dom.js";
import { MARK_NAMES } from "./ground.js";
import { ramp } from "./theme.js";

const SIGNS = { best: "★", minima: "○", saddles: "×", maxima: "△", bare: "☆", test: "◇" };
const LINES = { test: ["╌╌", "test loss"], data: ["──", "loss without penalty"], penalty: ["┈┈", "penalty"] };

export class Legend {
  constructor(onReset, views) {
    this.keys = make("div", { className: "keys" });
    this.bar = make("div", { className: "colourbar", title: "The loss that each shade of the contours stands for" });
    this.reset = make("button", { type: "button", className: "reset", textContent: "Reset view", hidden: true });
    this.reset.addEventListener("click", onReset);
    this.element = make("div", { className: "legend" }, this.keys, this.reset, views.element, this.bar);
  }

  show(race, scale, theme, equal) {
    const kinds = Object.keys(SIGNS).filter((kind) => race.marks[kind].length);
    const keys = kinds.map((kind) => key(SIGNS[kind], MARK_NAMES[kind]));
    const note = equal ? [] : [key("⇲", "x and y on different scales")];
    if (race.forecasts.some(Boolean)) note.push(key("┄", "forecast"));
    note.push(...race.overlaid.map(({ kind }) => key(...LINES[kind])));
    if (race.route.length) note.push(key("•••", "the minimum as λ grows"));
    this.keys.replaceChildren(key("◎", "start"), ...keys, ...note);
    const colours = ramp(race, theme).join(", ");
    const strip = make("i", { className: "strip" });
    strip.style.background = `linear-gradient(to right, ${colours})`;
    const ticks = scale.ticks(4).map((text) => make("span", { textContent: text }));
    this.bar.replaceChildren(make("b", { textContent: "loss" }), make("div", { className: "ramp" }, strip, make("div", { className: "ticks" }, ...ticks)));
  }
}

const key = (sign, name) => make("span", { className: "key" }, make("b", { textContent: sign, attributes: { "aria-hidden": "true" } }), name);
