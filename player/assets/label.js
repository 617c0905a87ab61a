// What stands over a plot for each optimizer on it.

import { make } from "./dom.js";
import { steady } from "./format.js";
import { swatch } from "./marker.js";

// Swatch, name, the loss now, and the outcome once there is one.
export function label(runner, colour, casing) {
  const loss = make("output", { className: "loss" });
  const fate = make("span", { className: "fate" });
  const element = make("div", { className: "label" }, swatch(runner, colour, casing),
    make("span", { className: "who", textContent: runner.name, title: runner.standing.outcome }), loss, fate);
  for (const part of [element, fate]) part.style.setProperty("--ink", colour);
  return {
    element,
    fate,
    update(step, best, leads) {
      setText(loss, steady(runner.above[Math.min(step, runner.last)] + best));
      setText(fate, runner.fate.step >= 0 && step >= runner.fate.step ? runner.fate.short : "");
      element.classList.toggle("leads", leads);
    },
  };
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
