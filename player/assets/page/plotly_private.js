// All that is used of Plotly and that it does not document. tests/browser/test_private.py says which of it has changed.

/** @import { Box, Frame, Pixel, Point, Size } from "../../types" */

/**
 * Where an axis lies within its plot, and how data become pixels along it and back.
 * @typedef {{
 *   range: [number, number], _offset: number, _length: number, d2p(value: number): number, p2d(pixel: number): number,
 * }} Axis
 */

/** The axes of a plot that Plotly draws in `element`. Nothing is known of them before it has. */
export class Axes {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
  }

  /** @returns {{ xaxis: Axis, yaxis: Axis }} */
  get drawn() {
    return /** @type {any} */ (this.element)._fullLayout;
  }

  /** @returns {Frame} */
  get frame() {
    const { xaxis: x, yaxis: y } = this.drawn;
    return { left: x._offset, top: y._offset, width: x._length, height: y._length };
  }

  /** @returns {Box} */
  get view() {
    const { xaxis: x, yaxis: y } = this.drawn;
    return [...x.range, ...y.range];
  }

  /**
   * @param {number} x
   * @param {number} y
   * @returns {Pixel}
   */
  toPixel(x, y) {
    const { xaxis, yaxis } = this.drawn;
    return [xaxis._offset + xaxis.d2p(x), yaxis._offset + yaxis.d2p(y)];
  }

  /**
   * The same while the axes stay as they are: for many points, without asking Plotly for each.
   * @returns {(x: number, y: number) => Pixel}
   */
  fixed() {
    const [x0, x1, y0, y1] = this.view;
    const { left, top, width, height } = this.frame;
    const [kx, ky] = [width / (x1 - x0), height / (y0 - y1)];
    return (x, y) => [left + kx * (x - x0), top + ky * (y - y1)];
  }

  /**
   * @param {number} px
   * @param {number} py
   * @returns {Point}
   */
  toData(px, py) {
    const { xaxis, yaxis } = this.drawn;
    return [xaxis.p2d(px - xaxis._offset), yaxis.p2d(py - yaxis._offset)];
  }
}

/**
 * The elements that hold the contours, one for each loss.
 * @param {HTMLElement} element
 */
export function contourLayers(element) {
  return [...element.querySelectorAll(".contourlayer > .contour")];
}

/** @typedef {number[]} Matrix four columns of four numbers each, one after the other */

/**
 * A plot in space: what it draws, what it calls before it draws and how it is turned then, and how it is told that something has
 * moved.
 * @typedef {{ pickSlots?: number }} Solid
 * @typedef {{
 *   traces: Record<string, { data: object, refineData?: boolean, update(trace: object): void }>,
 *   glplot: {
 *     objects: Solid[], add(one: Solid): void, remove(one: Solid): void, redraw(): void, onrender(): void,
 *     cameraParams: Record<"model" | "view" | "projection", Matrix>,
 *   },
 *   dataScale: number[], render(): void,
 * }} Scene
 */

/**
 * @param {HTMLElement} element
 * @returns {Scene}
 */
const sceneOf = (element) => /** @type {any} */ (element)._fullLayout.scene._scene;

/**
 * Other places for some traces in space, each under its number. `Plotly.restyle` computes all traces anew, the surface, too.
 * @param {HTMLElement} element
 * @param {Map<number, object>} places
 */
export function moveTraces(element, places) {
  const { data, _fullData } = /** @type {any} */ (element);
  const { traces, glplot } = sceneOf(element);
  for (const [i, place] of places) {
    Object.assign(data[i], place);
    traces[_fullData[i].uid].update(Object.assign(_fullData[i], place));
  }
  glplot.redraw();
}

/**
 * Have `call` called whenever the picture in space is drawn, with where its points are on it: `width` and `height` are its own.
 * @param {HTMLElement} element
 * @param {Size} size
 * @param {(lens: (x: number, y: number, z: number) => Pixel) => void} call
 */
export function whenDrawn(element, [width, height], call) {
  const scene = sceneOf(element);
  scene.glplot.onrender = () => {
    scene.render();
    const { model, view, projection } = scene.glplot.cameraParams;
    call((...place) => {
      const scaled = [...place.map((v, i) => v * scene.dataScale[i]), 1];
      const [x, y, , w] = [model, view, projection].reduce((v, matrix) => times(matrix, v), scaled);
      return [(width * (1 + x / w)) / 2, (height * (1 - y / w)) / 2];
    });
  };
  scene.glplot.redraw();
}

/**
 * @param {Matrix} m
 * @param {number[]} v
 */
const times = (m, v) => [0, 1, 2, 3].map((i) => v.reduce((sum, one, k) => sum + m[i + 4 * k] * one, 0));

/**
 * Spares a scene what nobody sees. By itself Plotly draws it a second time and reads that picture back, to know what is under the
 * mouse, which nobody asks here; and it divides each cell of a surface in four, between which it interpolates.
 * @param {HTMLElement} element
 */
export function lighten(element) {
  const { traces, glplot } = sceneOf(element);
  for (const trace of Object.values(traces).filter(({ refineData }) => refineData)) {
    trace.refineData = false;
    trace.update(trace.data);
  }
  const picked = glplot.objects.filter(({ pickSlots }) => pickSlots);
  if (!picked.length) return;
  for (const one of picked) one.pickSlots = 0;
  // The places in that other picture are dealt out anew whenever something comes or goes.
  const passing = {};
  glplot.add(passing);
  glplot.remove(passing);
}
