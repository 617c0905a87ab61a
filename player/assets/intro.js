// The sentence over a race: what one sees, what one can do, and that it is fair.

import { make } from "./page/dom.js";
import { say } from "./page/words.js";

/** @import { Scene } from "../types" */

/**
 * @param {HTMLElement} element
 * @param {Scene} scene
 */
export function introduce(element, { surface, story, note, recorded }) {
  // It keeps its place where it does not hold, so that nothing jumps when a start or a rate is moved.
  const said = make("i", { textContent: ` ${note}` });
  said.style.visibility = recorded ? "" : "hidden";
  const hint = make("span", {}, " ", say("Press Play, or move the start on any plot."));
  element.replaceChildren(make("b", {}, `${surface}. `), story, hint, note ? said : "");
}
