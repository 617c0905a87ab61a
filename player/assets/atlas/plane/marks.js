// What is drawn over a map of two fields: marks and the cross-hair. All have a casing, so that they are seen on any colour.

import { inReach } from "../../page/dom.js";

/** @import { Frame, Pixel, Theme } from "../../../types" */

/** @typedef {"ring" | "star"} Shape */

const RING = 6;
const STAR = { radius: 8, inner: 0.42, tips: 5 };

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Pixel} at
 * @param {Shape} shape
 * @param {Theme} theme
 */
export function drawMark(context, at, shape, theme) {
  const [px, py] = inReach(at);
  const path = new Path2D();
  if (shape === "ring") path.arc(px, py, RING, 0, 2 * Math.PI);
  else star(path, px, py);
  cased(context, path, theme.ground, theme.text, 2);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Pixel} at
 * @param {Frame} frame
 * @param {Theme} theme
 */
export function drawCross(context, [px, py], { left, top, width, height }, theme) {
  const path = new Path2D();
  path.rect(px, top, 0, height);
  path.rect(left, py, width, 0);
  cased(context, path, theme.ground, theme.text, 1);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Path2D} path
 * @param {string} casing
 * @param {string} colour
 * @param {number} width
 */
function cased(context, path, casing, colour, width) {
  Object.assign(context, { strokeStyle: casing, lineWidth: width + 2.5 });
  context.stroke(path);
  Object.assign(context, { strokeStyle: colour, lineWidth: width });
  context.stroke(path);
}

/**
 * @param {Path2D} path
 * @param {number} px
 * @param {number} py
 */
function star(path, px, py) {
  const { radius, inner, tips } = STAR;
  for (let i = 0; i < 2 * tips; i++) {
    const [angle, far] = [(Math.PI * i) / tips - Math.PI / 2, i % 2 ? inner * radius : radius];
    path.lineTo(px + far * Math.cos(angle), py + far * Math.sin(angle));
  }
  path.closePath();
}
