// The switches of what is drawn: each reports a setting of the scene and waits for the page to answer.

import { make } from "./dom.js";

const SWITCHES = {
  field: { text: "Field", title: "Arrows that point downhill", next: (race) => !race.field },
  theory: { text: "Theory", title: "What the Hessian promises, and whether it comes true", next: (race) => (race.theory === "off" ? "minimum" : "off") },
  code: { text: "Code", title: "Equation, source and PyTorch script of each optimizer", next: (race) => !race.code },
  relief: { text: "3-D", title: "The surface in three dimensions", next: (race) => !race.relief },
  logheight: { text: "Log height", title: "Logarithmic heights, so that the floor of a deep valley shows", next: (race) => !race.logheight },
};

export class Views {
  constructor(report) {
    this.buttons = Object.entries(SWITCHES).map(([key, { text, title, next }]) => {
      const button = make("button", { type: "button", textContent: text, title, dataset: { key } });
      button.addEventListener("click", () => report({ [key]: next(this.race) }));
      return button;
    });
    this.element = make("div", { className: "views", attributes: { role: "group", "aria-label": "What is drawn" } }, ...this.buttons);
  }

  show(race) {
    this.race = race;
    for (const button of this.buttons) {
      const { key } = button.dataset;
      button.setAttribute("aria-pressed", Boolean(race[key]) && race[key] !== "off");
      button.hidden = key === (race.relief ? "field" : "logheight");
    }
  }
}
