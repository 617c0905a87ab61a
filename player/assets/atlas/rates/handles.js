// The rate that each method has now, as a handle on its curve: dragged, or moved by keys.

import { make } from "../../page/dom.js";
import { PAUSE } from "../../page/later.js";
import { ink } from "../../page/theme.js";
import { head } from "../../plots/marker.js";
import { nearest } from "../../sweeps/values.js";

/** @import { Style, Theme } from "../../../types" */
/** @import { CurvePlot } from "./curves.js" */

/**
 * Where a handle is: at a rate, among those that are tried, and at a loss. text: what is told of it.
 * @typedef {{ key: string, style: Style, name: string, values: Float64Array, value: number, loss: number, text: string }} Handle
 */

/** How many values a key goes on. @type {Record<string, number>} */
const KEYS = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: -1e9,
  End: 1e9,
};

/** The handles on one plot. */
export class Handles {
  /**
   * @param {CurvePlot} plot
   * @param {(key: string, value: number, isLast: boolean) => void} moved
   */
  constructor(plot, moved) {
    this.plot = plot;
    this.moved = moved;
    /** @type {Map<string, HTMLElement>} */ this.elements = new Map();
    /** @type {Map<string, Handle>} */ this.now = new Map();
    /** The one that is under the hand. */ this.held = "";
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.resting = undefined;
  }

  get isHeld() {
    return this.held !== "";
  }

  /**
   * @param {Handle[]} handles
   * @param {Theme} theme
   */
  show(handles, theme) {
    this.now = new Map(handles.map((one) => [one.key, one]));
    for (const [key, element] of this.elements)
      if (!this.now.has(key)) {
        element.remove();
        this.elements.delete(key);
      }
    for (const one of handles) this.place(one, this.elements.get(one.key) ?? this.add(one), theme);
  }

  /** @param {Handle} handle */
  add({ key }) {
    const element = make("div", { className: "handle", tabIndex: 0, dataset: { key }, attributes: { role: "slider" } });
    element.addEventListener("pointerdown", (event) => this.grab(key, element, event));
    element.addEventListener("keydown", (event) => this.press(key, event));
    this.plot.element.append(element);
    this.elements.set(key, element);
    return element;
  }

  /**
   * @param {Handle} handle
   * @param {HTMLElement} element
   * @param {Theme} theme
   */
  place({ style, name, values, value, loss, text }, element, theme) {
    const [px, py] = this.plot.place(value, loss);
    const { top, height } = this.plot.frame;
    element.style.transform = `translate(${px}px, ${Math.min(top + height, Math.max(top, py))}px)`;
    const look = JSON.stringify([ink(style, theme), style.marker, theme.ground]);
    if (element.dataset.look !== look) element.replaceChildren(head(style, ink(style, theme), theme.ground));
    element.dataset.look = look;
    const attributes = {
      label: name,
      valuemin: values[0],
      valuemax: values[values.length - 1],
      valuenow: value,
      valuetext: text,
    };
    for (const [key, said] of Object.entries(attributes)) element.setAttribute(`aria-${key}`, String(said));
  }

  /**
   * @param {string} key
   * @param {HTMLElement} element
   * @param {PointerEvent} event
   */
  grab(key, element, event) {
    if (event.button !== 0) return;
    event.preventDefault();
    element.focus();
    element.setPointerCapture(event.pointerId);
    this.held = key;
    element.onpointermove = (moved) => this.drag(key, moved);
    element.onpointerup = element.onpointercancel = () => {
      element.onpointermove = element.onpointerup = element.onpointercancel = null;
      this.held = "";
      this.moved(key, this.valueOf(key), true);
    };
  }

  /** @param {string} key */
  valueOf(key) {
    return this.now.get(key)?.value ?? NaN;
  }

  /**
   * @param {string} key
   * @param {PointerEvent} event
   */
  drag(key, event) {
    const handle = this.now.get(key);
    if (!handle) return;
    const px = event.clientX - this.plot.element.getBoundingClientRect().left;
    const value = handle.values[nearest(handle.values, this.plot.axes.step.toValue(px), true)];
    if (value !== handle.value) this.moved(key, value, false);
  }

  /**
   * @param {string} key
   * @param {KeyboardEvent} event
   */
  press(key, event) {
    const handle = this.now.get(key);
    const by = KEYS[event.key];
    if (!handle || !by || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const { values, value } = handle;
    const at = Math.min(values.length - 1, Math.max(0, nearest(values, value, true) + by));
    this.moved(key, values[at], false);
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.moved(key, this.valueOf(key), true), PAUSE);
  }

  destroy() {
    clearTimeout(this.resting);
  }
}
