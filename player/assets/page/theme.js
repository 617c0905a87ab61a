// Colours from the page's theme, which Streamlit hands down as CSS properties.

import { make, pen } from "./dom.js";

/** @import { Style, Ramps, Theme } from "../../types" */

/**
 * The theme of the page around an element.
 * @param {Element} root
 * @returns {Theme}
 */
export function readTheme(root) {
  const css = getComputedStyle(root);
  /** @param {string} name */
  const get = (name) => css.getPropertyValue(`--st-${name}`).trim();
  const ground = get("background-color");
  return {
    dark: isDark(ground),
    ground,
    text: get("text-color"),
    accent: get("primary-color"),
    border: get("border-color"),
    font: get("font"),
  };
}

/** @param {string} colour */
function isDark(colour) {
  const context = pen(make("canvas"));
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b < 128;
}

/**
 * The colour of a racer's path.
 * @param {Style} racer
 * @param {Theme} theme
 */
export const ink = (racer, theme) => (theme.dark ? racer.dark : racer.light);

/**
 * The colours of the contours, from low loss to high.
 * @param {Ramps} header
 * @param {Theme} theme
 */
export const ramp = (header, theme) => (theme.dark ? header.ramps.dark : header.ramps.light);

/**
 * The same for Plotly.
 * @param {Ramps} header
 * @param {Theme} theme
 */
export const colourscale = (header, theme) =>
  ramp(header, theme).map((colour, i, all) => [i / (all.length - 1), colour]);

/**
 * Labels of an axis; to measure them would make the browser lay out the page anew for every plot.
 * @param {Theme} theme
 */
export const ticks = (theme) => ({
  tickfont: { size: 10, color: theme.text },
  tickangle: 0,
  ticklabeloverflow: "allow",
});
