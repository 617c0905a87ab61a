// The switches of what is drawn: each reports a setting of the scene and waits for the page to answer.

import { make } from "./dom.js";

const flag = (key) => ({ is: (race) => race[key], turn: (race) => ({ [key]: !race[key] }) });
const word = (key, on) => ({ is: (race) => race[key] === on, turn: (race) => ({ [key]: race[key] === on ? "off" : on }) });

// `is`: whether it is on; `turn`: what changes; `offered`: whether there is such a thing in this race.
const SWITCHES = [
  { text: "One plot", title: "All paths on one plot, or side by side", ...flag("overlay"), offered: (race) => !race.relief && race.racers.length > 1 },
  { text: "Test loss", title: "The loss on examples that are not learned from: its contours, its minimum, its curve", ...word("lines", "test"), offered: (race) => race.offers.test },
  { text: "Penalty", title: "Contours of the loss without penalty and of the penalty, whose sum is minimized", ...word("lines", "parts"), offered: (race) => race.offers.parts },
  { text: "λ curve", title: "Training loss, test loss and the minimum against the strength of the penalty", ...flag("strengths"), offered: (race) => race.offers.strengths },
  { text: "Field", title: "Arrows that point downhill", ...flag("field"), offered: (race) => !race.relief },
  { text: "Theory", title: "What the Hessian promises, and whether it comes true", is: (race) => race.theory !== "off", turn: (race) => ({ theory: race.theory === "off" ? "minimum" : "off" }) },
  { text: "Code", title: "Equation, source and PyTorch script of each optimizer", ...flag("code") },
  { text: "3-D", title: "The surface in three dimensions", ...flag("relief") },
  { text: "Log height", title: "Logarithmic heights, so that the floor of a deep valley shows", ...flag("logheight"), offered: (race) => race.relief },
];

export class Views {
  constructor(report) {
    this.buttons = SWITCHES.map(({ text, title, turn }) => {
      const button = make("button", { type: "button", textContent: text, title });
      button.addEventListener("click", () => report(turn(this.race)));
      return button;
    });
    this.element = make("div", { className: "views", attributes: { role: "group", "aria-label": "What is drawn" } }, ...this.buttons);
  }

  show(race) {
    this.race = race;
    SWITCHES.forEach(({ is, offered }, i) => {
      this.buttons[i].setAttribute("aria-pressed", Boolean(is(race)));
      this.buttons[i].hidden = Boolean(offered) && !offered(race);
    });
  }
}
