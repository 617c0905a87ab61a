// Colours from the page's theme, which Streamlit hands down as CSS properties.

import { make, pen } from "./dom.js";
import { typeFor } from "./layout.js";

/** @import { ArrowKind, Race, Style, Ramps, Theme, Type } from "../../types" */

/**
 * The theme of the page around an element, with the sizes of type and lines there.
 * @param {Element} root
 * @param {Type} type
 * @returns {Theme}
 */
export function readTheme(root, type = typeFor(0, false)) {
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
    ...type,
  };
}

/** What of a theme is a colour, in light mode: .streamlit/config.toml. */
export const LIGHT = { dark: false, ground: "#ffffff", text: "#1c2530", accent: "#1d4ed8", border: "#d5dbe4" };

/** Names on the page. */
const PROPERTIES = /** @type {const} */ ({
  ground: "background-color",
  text: "text-color",
  accent: "primary-color",
  border: "border-color",
  font: "font",
});

/** What a part of the page may have for itself. @typedef {Partial<Record<keyof typeof PROPERTIES, string>>} Dress */

/**
 * Gives a part of the page colours or a font of its own; without them it is as the page again.
 * @param {HTMLElement} root
 * @param {Dress} own
 */
export function dressApart(root, own) {
  for (const [key, name] of Object.entries(PROPERTIES))
    root.style.setProperty(`--st-${name}`, own[/** @type {keyof typeof PROPERTIES} */ (key)] ?? "");
  Object.assign(root.style, { color: own.text ?? "", fontFamily: own.font ?? "" });
}

/**
 * Hands a theme down to the style sheet.
 * @param {HTMLElement} root
 * @param {Theme} theme
 */
export function dress(root, { dark, full, tick, name, thick }) {
  root.classList.toggle("present", full);
  root.classList.toggle("dark", dark);
  for (const [key, size] of Object.entries({ tick, name, thick })) root.style.setProperty(`--${key}`, String(size));
}

/**
 * The colours of the arrows of a step.
 * @param {Race["arrows"]} arrows
 * @param {Theme} theme
 */
export const arrowInks = (arrows, { dark }) =>
  /** @type {Record<ArrowKind, string>} */ (
    Object.fromEntries(Object.entries(arrows).map(([kind, colours]) => [kind, colours[Number(dark)]]))
  );

/**
 * Hands them down to the style sheet.
 * @param {HTMLElement} root
 * @param {Race["arrows"]} arrows
 * @param {Theme} theme
 */
export function tint(root, arrows, theme) {
  for (const [kind, ink] of Object.entries(arrowInks(arrows, theme))) root.style.setProperty(`--${kind}`, ink);
}

/** @param {string} colour */
function isDark(colour) {
  const [r, g, b] = pixel(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b < 128;
}

/**
 * Red, green and blue of a colour.
 * @param {string} colour
 */
export function pixel(colour) {
  const context = pen(make("canvas"));
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
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
  tickfont: { size: theme.tick, color: theme.text },
  tickangle: 0,
  ticklabeloverflow: "allow",
});
