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
  const [r, g, b] = pixel(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b < 128;
}

/**
 * What a colour looks like over a ground, as one that is not transparent.
 * @param {string} colour
 * @param {number} opacity
 * @param {string} ground
 */
export const faded = (colour, opacity, ground) => `rgb(${pixel(ground, colour, opacity).slice(0, 3).join()})`;

/**
 * Red, green and blue of a colour, and of another one over it.
 * @param {string} ground
 * @param {string} colour
 * @param {number} opacity
 */
function pixel(ground, colour = ground, opacity = 1) {
  const context = pen(make("canvas"));
  for (const [fillStyle, globalAlpha] of /** @type {[string, number][]} */ ([
    [ground, 1],
    [colour, opacity],
  ])) {
    Object.assign(context, { fillStyle, globalAlpha });
    context.fillRect(0, 0, 1, 1);
  }
  return context.getImageData(0, 0, 1, 1).data;
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
