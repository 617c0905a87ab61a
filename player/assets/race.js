// What follows from a race alone: who leads, who shares a plot, and how exactly a start is told.

import { outcomeAt } from "./controls/now.js";
import { isNarrow } from "./page/layout.js";
import { KIND } from "./page/outcome.js";

/** @import { Box, Look, Point, Race, Racer } from "../types" */

/**
 * Whoever has the lowest loss; nobody before the first step, alone, or once somebody has left the window downhill where there is
 * no bottom: farther out is no better.
 * @template {Pick<Racer, "above" | "last" | "outcome">} R
 * @param {{ racers: R[], bounded: boolean }} race
 * @param {number} step
 * @returns {R | null}
 */
export function leaderAt({ racers, bounded }, step) {
  if (!step || racers.length < 2) return null;
  if (!bounded && racers.some((racer) => outcomeAt(racer, step).kind === KIND.LEFT)) return null;
  /** @param {R} racer */
  const loss = (racer) => (step > racer.last ? Infinity : racer.above[step]);
  return racers.reduce((a, b) => (loss(b) < loss(a) ? b : a));
}

/**
 * Whether all run on one plot: as somebody asked for, else on a phone.
 * @param {Pick<Look, "overlay">} look
 */
export const areTogether = ({ overlay }) => (overlay === "auto" ? isNarrow() : overlay === "1");

/**
 * Who runs on which plot.
 * @template {Pick<Racer, "panel">} R
 * @param {{ scene: { look: Pick<Look, "overlay" | "view3d"> }, racers: R[] }} race
 */
export function groupsOf({ racers, scene: { look } }) {
  if (areTogether(look) || look.view3d) return [racers];
  // A surface on which nobody runs is shown, too.
  const count = Math.max(1, ...racers.map((racer) => 1 + racer.panel));
  return Array.from({ length: count }, (_, i) => racers.filter((racer) => racer.panel === i));
}

/**
 * Whether the same methods race on the same surface, wherever from and with whatever hyperparameters: then the clock stays.
 * @param {Pick<Race, "scene" | "racers">} race
 * @param {Pick<Race, "scene" | "racers"> | null} before
 */
export const isSameCast = (race, before) => before !== null && castOf(race) === castOf(before);

/** @param {Pick<Race, "scene" | "racers">} race */
const castOf = ({ scene: { surface }, racers }) => JSON.stringify([surface, racers.map(({ key }) => key)]);

/**
 * The point of a window that is nearest to (x, y), to about a thousandth of the window.
 * @param {Box} box
 * @param {number} x
 * @param {number} y
 * @returns {Point}
 */
export function startAt([x0, x1, y0, y1], x, y) {
  const digits = Math.max(0, 3 - Math.floor(Math.log10(x1 - x0)));
  /**
   * @param {number} v
   * @param {number} low
   * @param {number} high
   */
  const round = (v, low, high) => Number(Math.min(high, Math.max(low, v)).toFixed(digits));
  return [round(x, x0, x1), round(y, y0, y1)];
}
