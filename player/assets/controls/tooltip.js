// Reads the loss under the pointer: at the nearest point of the grid, or at the nearest step of a path.

import { make } from "../page/dom.js";
import { number } from "../page/format.js";
import { say } from "../page/words.js";

/** @import { LossGrid, Race, Racer } from "../../types" */
/** @import { Panel } from "../plots/panel.js" */

/** A few lines beside the pointer. */
export class Tooltip {
  constructor() {
    this.element = make("div", { className: "tooltip", hidden: true });
  }

  /**
   * What is under the pointer at (px, py) of a panel: the loss there, and what becomes of who starts there where that is mapped, or a step that
   * has been taken by `time`.
   * @param {Race} race
   * @param {Panel} panel
   * @param {number} px
   * @param {number} py
   * @param {number} time
   */
  read(race, panel, px, py, time) {
    const near = panel.nearest(px, py, time);
    const at = panel.ground.axes.toData(px, py);
    const lines = near
      ? readStep(race, near.racer, near.step)
      : [...readGround(race, ...at), ...panel.layer.read(race, ...at)];
    const from = panel.plot.getBoundingClientRect();
    const to = this.element.parentElement?.getBoundingClientRect() ?? from;
    this.show(lines, px + from.left - to.left, py + from.top - to.top);
  }

  /**
   * @param {string[]} lines
   * @param {number} x of the pointer, in pixels of the parent
   * @param {number} y
   */
  show(lines, x, y) {
    this.element.replaceChildren(...lines.map((text) => make("div", { textContent: text })));
    this.element.hidden = false;
    const width = this.element.parentElement?.clientWidth ?? 0;
    const left = Math.min(x + 14, width - this.element.offsetWidth - 4);
    this.element.style.transform = `translate(${Math.round(left)}px, ${Math.round(y + 14)}px)`;
  }

  hide() {
    this.element.hidden = true;
  }
}

/**
 * The nearest point of the grid in words.
 * @param {{ scene: Pick<Race["scene"], "box">, ground: LossGrid }} race
 * @param {number} x
 * @param {number} y
 */
export function readGround(race, x, y) {
  const [x0, x1, y0, y1] = race.scene.box;
  const [nx, ny] = race.ground.grid;
  const i = Math.round(((x - x0) / (x1 - x0)) * (nx - 1));
  const j = Math.round(((y - y0) / (y1 - y0)) * (ny - 1));
  if (!(i >= 0 && i < nx && j >= 0 && j < ny)) return [`x ${number(x)}  y ${number(y)}`, say("outside the window")];
  const at = [x0 + (i * (x1 - x0)) / (nx - 1), y0 + (j * (y1 - y0)) / (ny - 1)];
  return [
    `x ${number(at[0])}  y ${number(at[1])}`,
    say("loss {loss}", { loss: number(race.ground.rows[j][i] + race.ground.scale.low, 4) }),
  ];
}

/**
 * A step of a path in words.
 * @param {Pick<Race, "best">} race
 * @param {Pick<Racer, "name" | "x" | "y" | "above" | "test">} racer
 * @param {number} step
 */
export function readStep(race, racer, step) {
  return [
    say("{name}, step {step}", { name: racer.name, step }),
    `x ${number(racer.x[step], 4)}  y ${number(racer.y[step], 4)}`,
    say("loss {loss}", { loss: number(racer.above[step] + race.best, 4) }),
    ...(racer.test ? [say("test loss {loss}", { loss: number(racer.test[step], 4) })] : []),
  ];
}
