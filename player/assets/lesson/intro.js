// What stands above the plots: the story of the surface, or in a lesson how far its task is done.

import { make } from "../page/dom.js";
import { say } from "../page/words.js";
import { isTooFine } from "../plots/contours.js";
import { isReached } from "./goal.js";

/** @import { Race } from "../../types" */

/** A line or two of text. */
export class Intro {
  constructor() {
    this.element = make("p", { className: "intro" });
    this.task = make("output", { className: "task" });
    this.edit = make("button", { type: "button", textContent: say("Edit f"), ariaLabel: say("Edit f as a formula") });
    this.edit.title = say("Edit f as a formula: write this surface as one, and change it");
  }

  /** @param {Race} race */
  show(race) {
    const { surface, story, note, recorded } = race.scene;
    // It keeps its place where it does not hold, so that nothing jumps when a start or a rate is moved.
    const said = make("i", { textContent: ` ${note}` });
    said.style.visibility = recorded ? "" : "hidden";
    const hint = make("span", {}, say("Press Play, or move the start on any plot."));
    const together = make("i", { className: "together" }, hint, race.scene.editable ? this.edit : "");
    const rest = race.lesson ? [race.lesson.goal ? this.task : hint] : [story, " ", together, note ? said : ""];
    const fine = isTooFine(race) ? say("The waves are too fine for contour lines.") : "";
    this.element.replaceChildren(make("b", {}, `${surface}. `), ...rest, " ", fine);
    this.follow(race);
  }

  /**
   * The race as it is under the hand.
   * @param {Pick<Race, "lesson" | "racers">} race
   */
  follow({ lesson, racers }) {
    if (!lesson?.goal) return;
    const isDone = lesson.done || isReached(lesson.goal, racers);
    const text = isDone ? say("✓ Task done") : say("○ Task: not done yet");
    if (this.task.textContent !== text) this.task.textContent = text;
    this.task.classList.toggle("done", isDone);
  }
}
