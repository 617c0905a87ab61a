// Formulas to try: links, of which a plain click stays in the session.

import { make } from "../page/dom.js";
import { say } from "../page/words.js";

/** @import { FormulaHeader } from "../../types" */

/** A list under a button. */
export class Tries {
  /** @param {(text: string) => void} choose */
  constructor(choose) {
    this.choose = choose;
    this.key = "";
    this.list = make("ul");
    this.element = make(
      "details",
      { className: "tries" },
      make("summary", { textContent: say("Try this") }),
      this.list,
    );
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.close(true));
    this.element.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !this.element.contains(relatedTarget)) this.close(false);
    });
  }

  /** @param {boolean} back whether the button has the focus then */
  close(back) {
    this.element.open = false;
    if (back) this.element.querySelector("summary")?.focus();
  }

  /** @param {FormulaHeader["examples"]} examples */
  show(examples) {
    const key = JSON.stringify(examples);
    if (key === this.key) return;
    this.key = key;
    this.list.replaceChildren(...examples.map((one) => make("li", {}, this.link(one))));
  }

  /** @param {FormulaHeader["examples"][number]} example */
  link({ title, story, text, address }) {
    const [name, formula] = [make("strong", { textContent: title }), make("code", { textContent: text })];
    const link = make("a", { href: address }, name, formula, make("span", { textContent: story }));
    link.addEventListener("click", (event) => {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      this.close(true);
      this.choose(text);
    });
    return link;
  }
}
