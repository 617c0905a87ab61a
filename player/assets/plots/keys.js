// The start marker by keyboard: arrows move it over the surface, and are told once they pause.

import { PAUSE } from "../page/later.js";
import { startAt } from "../race.js";

/** @import { Point } from "../../types" */
/** @import { Panel } from "./panel.js" */
/** @import { Listener } from "./pointer.js" */

// Shares of the window that a press goes.
const NEAR = 0.01;
const FAR = 0.1;
/** @type {Record<string, [dx: number, dy: number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** What keys do to the start marker of one panel. */
export class Keys {
  /**
   * @param {Panel} panel
   * @param {Pick<Listener, "moveStart">} listener
   */
  constructor(panel, listener) {
    this.panel = panel;
    this.listener = listener;
    /** @type {Point} where the keys have moved it */ this.at = [0, 0];
    /** @type {ReturnType<typeof setTimeout> | undefined} while a move has not been told */ this.timer = undefined;
    panel.start.addEventListener("keydown", (event) => this.press(event));
    panel.start.addEventListener("blur", () => this.tell());
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const way = WAYS[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    // The clock listens to arrows, too.
    event.stopPropagation();
    event.preventDefault();
    if (this.timer === undefined) this.at = this.panel.race.scene.start;
    clearTimeout(this.timer);
    this.move(way, event.shiftKey ? FAR : NEAR);
    this.timer = setTimeout(() => this.tell(), PAUSE);
  }

  /**
   * @param {[dx: number, dy: number]} way
   * @param {number} share
   */
  move([dx, dy], share) {
    const [x0, x1, y0, y1] = this.panel.ground.axes.view;
    const [x, y] = this.at;
    this.at = startAt(this.panel.race.scene.box, x + dx * share * (x1 - x0), y + dy * share * (y1 - y0));
    this.listener.moveStart(...this.at, true);
  }

  tell() {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.listener.moveStart(...this.at, false);
  }
}
