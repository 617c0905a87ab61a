// What stands over a plot for each optimizer on it.

import { make } from "./dom.js";
import { steady } from "./format.js";
import { swatch } from "./marker.js";

// Swatch, name, the loss now, and the outcome once there is one.
export function label(racer, colour, casing) {
  const loss = make("output", { className: "loss" });
  const outcome = make("span", { className: "outcome" });
  const element = make("div", { className: "label" }, swatch(racer, colour, casing),
    make("span", { className: "who", textContent: racer.name, title: racer.standing.outcome }), loss, outcome);
  for (const part of [element, outcome]) part.style.setProperty("--ink", colour);
  return {
    element,
    outcome,
    update(step, best, leads) {
      setText(loss, steady(racer.above[Math.min(step, racer.last)] + best));
      setText(outcome, racer.outcome.step >= 0 && step >= racer.outcome.step ? racer.outcome.short : "");
      element.classList.toggle("leads", leads);
    },
  };
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
