// What stands over the picture in space, whole and as the legend shows it: the heads, the start and the critical points.

import { MARKS, START } from "../controls/legend.js";
import { make } from "../page/dom.js";
import { ink } from "../page/theme.js";
import { head } from "../plots/marker.js";

/** @import { Pixel, Point, Race, Racer, Theme } from "../../types" */
/** @import { Heights } from "./heights.js" */
/** @import { Place } from "./space.js" */

/** Signs and heads, each at its place in space. */
export class Signs {
  constructor() {
    this.element = make("div", { className: "signs" });
    /** @type {[element: HTMLElement, place: Place][]} */ this.still = [];
    /** @type {SVGElement[]} */ this.heads = [];
    /** @type {Place[]} of the heads */ this.places = [];
  }

  /**
   * @param {Race} race
   * @param {Racer[]} racers
   * @param {Heights} heights
   * @param {Place | undefined} start
   * @param {Theme} theme
   */
  show(race, racers, heights, start, theme) {
    /** @type {[string, Place][]} */
    const signs = [...signsOf(race, heights), ...(start ? [/** @type {[string, Place]} */ ([START, start])] : [])];
    this.still = signs.map(([textContent, place]) => [make("b", { textContent }), place]);
    this.heads = racers.map((racer) => head(racer, ink(racer, theme), theme.ground));
    this.element.replaceChildren(...this.still.map(([element]) => element), ...this.heads);
  }

  /**
   * Puts all where the picture, as it is turned now, has them.
   * @param {(x: number, y: number, z: number) => Pixel} lens
   */
  follow(lens) {
    for (const [element, place] of this.still) put(element, place, lens);
    this.heads.forEach((element, i) => put(element, this.places[i], lens));
  }
}

/**
 * @param {HTMLElement | SVGElement} element
 * @param {Place} place
 * @param {(x: number, y: number, z: number) => Pixel} lens
 */
function put({ style }, { x, y, z }, lens) {
  const isSomewhere = x !== null && y !== null && z !== null;
  style.visibility = isSomewhere ? "" : "hidden";
  if (!isSomewhere) return;
  const [px, py] = lens(x, y, z);
  style.transform = `translate(${px.toFixed(1)}px, ${py.toFixed(1)}px)`;
}

/**
 * The critical points in the window, as the legend writes them.
 * @param {Pick<Race, "ground" | "lowest" | "scene">} race
 * @param {Heights} heights
 * @returns {[sign: string, place: Place][]}
 */
export function signsOf({ ground, lowest, scene: { box } }, heights) {
  const [x0, x1, y0, y1] = box;
  const [nx, ny] = ground.grid;
  /** @param {Point} at */
  const nearest = ([x, y]) =>
    ground.rows[Math.round(((ny - 1) * (y - y0)) / (y1 - y0))][Math.round(((nx - 1) * (x - x0)) / (x1 - x0))];
  return MARKS.flatMap(({ kind, sign }) =>
    (ground.stale ? [] : ground.marks[kind])
      .filter(([x, y]) => x >= x0 && x <= x1 && y >= y0 && y <= y1)
      .map(([x, y]) => {
        const above = kind === "best" ? lowest - heights.low : nearest([x, y]);
        return /** @type {[string, Place]} */ ([sign, { x, y, z: heights.lifted(above) }]);
      }),
  );
}
