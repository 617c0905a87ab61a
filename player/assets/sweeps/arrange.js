// How much room a view of settings has for its plot, and for what stands beside that, or below it on a narrow page.

/** @import { Size, Theme } from "../../types" */

const GAP = 18;
// Where there is room beside, how wide that is in heights of a number, and how high what stands below is.
const BESIDE = { least: 900, width: 28, below: 280 };
// Of the height, for what stands beside.
const SHARE = 0.5;

/**
 * @param {HTMLElement} element of the view
 * @param {Size} size that it may fill
 * @param {Theme} theme
 * @returns {{ isAside: boolean, room: Size, beside: Size }}
 */
export function arrange(element, [width, height], { tick }) {
  const isAside = width >= BESIDE.least;
  const beside = BESIDE.width * tick;
  element.classList.toggle("aside", isAside);
  element.style.setProperty("--beside", `${beside}px`);
  return isAside
    ? { isAside, room: [width - beside - GAP, height], beside: [beside, Math.round(SHARE * height)] }
    : { isAside, room: [width, height], beside: [width, BESIDE.below] };
}
