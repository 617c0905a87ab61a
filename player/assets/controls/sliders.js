// Sliders for the shape of the surface, which contours and paths follow at once.

import { make } from "../page/dom.js";
import { number } from "../page/format.js";
import { PAUSE } from "../page/later.js";
import { say } from "../page/words.js";

/** @import { Field, Race } from "../../types" */
/** @import { Range } from "../tuning/scale.js" */

const STEPS = 500;

/**
 * Who is told that a slider moves, or has moved.
 * @typedef {(slider: Field, value: number, moves: boolean) => void} Moved
 */

/** @typedef {{ slider: Field, range: HTMLInputElement, value: HTMLOutputElement, element: HTMLElement }} Control */

/** Sliders in lines and columns. */
export class Sliders {
  /** @param {Moved} onMove */
  constructor(onMove) {
    this.onMove = onMove;
    /** @type {Control[]} */ this.controls = [];
    /** What they are, as text. */
    this.key = "";
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.timer = undefined;
    const attributes = { role: "group", "aria-label": say("Shape of the surface") };
    this.element = make("div", { className: "sliders", attributes });
  }

  /** @param {Race} race */
  show({ live, scene }) {
    if (scene.draft) return;
    const sliders = live?.sliders ?? [];
    const key = JSON.stringify(sliders);
    if (key !== this.key) this.build(sliders);
    this.key = key;
    this.element.hidden = !sliders.length;
    for (const control of this.controls) put(control, live?.numbers[control.slider.numbers[0]] ?? 0);
  }

  /** @param {Field[]} sliders */
  build(sliders) {
    clearTimeout(this.timer);
    this.controls = sliders.map((slider) => this.control(slider));
    this.element.replaceChildren(...this.controls.map(({ element }) => element));
  }

  /**
   * @param {Field} slider
   * @returns {Control}
   */
  control(slider) {
    const { title, symbol } = slider;
    const range = make("input", {
      type: "range",
      min: "0",
      max: String(slider.whole ? slider.high - slider.low : STEPS),
      step: "1",
      // What is seen before it, and what that is: of a formula every letter is a parameter.
      ariaLabel: [symbol, title].filter(Boolean).join(" "),
    });
    // The slider itself tells its name and its value.
    const [hint, value] = [make("i", { textContent: symbol || title }), make("output")];
    for (const seen of [hint, value]) seen.setAttribute("aria-hidden", "true");
    const element = make("label", { className: "field", title }, hint, range, value);
    const control = { slider, range, value, element };
    /** @param {boolean} moves */
    const move = (moves) => {
      const now = valueAt(slider, Number(range.value));
      tell(control, now);
      this.onMove(slider, now, moves);
    };
    let [pressed, moving] = [false, false];
    const rest = () => {
      if (!moving) return;
      moving = false;
      move(false);
    };
    range.addEventListener("keydown", () => (pressed = true));
    range.addEventListener("pointerdown", () => (pressed = false));
    range.addEventListener("input", () => {
      moving = true;
      move(true);
    });
    range.addEventListener("change", () => (pressed ? this.wait(rest) : rest()));
    // A finger that scrolls the page after all lets go without a change.
    for (const end of ["blur", "pointercancel"]) range.addEventListener(end, rest);
    return control;
  }

  /**
   * Once no key is pressed for a while.
   * @param {() => void} rest
   */
  wait(rest) {
    clearTimeout(this.timer);
    this.timer = setTimeout(rest, PAUSE);
  }

  destroy() {
    clearTimeout(this.timer);
  }
}

/**
 * @param {Control} control
 * @param {number} value
 */
function put(control, value) {
  const at = String(placeOf(control.slider, value));
  // What stands between two places stays where the hand put it.
  if (valueAt(control.slider, Number(control.range.value)) !== value) control.range.value = at;
  tell(control, value);
}

/**
 * @param {Control} control
 * @param {number} value
 */
function tell({ range, value: output }, value) {
  const text = number(value);
  if (output.textContent === text) return;
  output.textContent = text;
  range.setAttribute("aria-valuetext", text);
}

/**
 * The value at a place of a slider: to three digits, and on a logarithmic scale 0 is one step below the least.
 * @param {Range} slider
 * @param {number} place
 */
export function valueAt({ low, high, least, whole }, place) {
  if (whole) return low + place;
  if (place >= STEPS) return high;
  if (place <= 0) return low;
  const first = low ? 0 : 1;
  const share = (place - first) / (STEPS - first);
  const value = least ? least * (high / least) ** share : low + ((high - low) * place) / STEPS;
  return Math.min(high, Math.max(low, Number(value.toPrecision(3))));
}

/**
 * And back, to the nearest place.
 * @param {Range} slider
 * @param {number} value
 */
export function placeOf({ low, high, least, whole }, value) {
  if (whole) return value - low;
  if (!least) return Math.round((STEPS * (value - low)) / (high - low));
  if (value <= 0) return 0;
  const first = low ? 0 : 1;
  return first + Math.round(((STEPS - first) * Math.log(value / least)) / Math.log(high / least));
}
