// What the colours and patterns of the maps mean.

import { fit, make } from "../../page/dom.js";
import { number } from "../../page/format.js";
import { KIND } from "../../page/outcome.js";
import { say } from "../../page/words.js";
import { PALE, PATTERNED, tile } from "./looks.js";
import { called, letter, pointed } from "./tally.js";

/** @import { Race, Theme } from "../../../types" */
/** @import { Looks } from "./looks.js" */

/** @typedef {Pick<Race, "minima" | "words" | "scene">} Explained */

const CHIP = /** @type {const} */ ([26, 17]);

/** A line below the maps. */
export class Legend {
  /** @param {string} className */
  constructor(className = "legend") {
    this.element = make("div", { className });
  }

  /**
   * @param {Explained} packet
   * @param {Looks} looks
   * @param {Theme} theme
   * @param {number[]} kinds that the maps have
   */
  show(packet, looks, theme, kinds) {
    const { minima, words } = packet;
    const isHued = looks.shade === "minimum" && looks.isFew;
    const places = minima.map((at, i) => {
      const name = make("b", { textContent: letter(i) });
      return item(isHued ? chip(looks.hue(i), null, theme) : name, isHued ? name : "", pointed(at));
    });
    const others = kinds
      .filter((kind) => kind !== KIND.CONVERGED && !(kind === KIND.MOVING && looks.shade === "loss"))
      .map((kind) => item(chip(looks.grey(kind), kind, theme), called(words, { kind, minimum: -1 })));
    this.element.replaceChildren(...(looks.isFew ? places : []), ...others, ...this.scales(packet, looks));
  }

  /**
   * From little to much.
   * @param {Explained} packet
   * @param {Looks} looks
   */
  scales({ scene: { steps } }, looks) {
    const { ramp, range, shade, losses } = looks;
    const colours = ramp.map(css).join(", ");
    if (shade === "steps") return [scale(say("steps"), colours, "0", String(steps))];
    if (shade === "loss") return [scale(say("loss at the end"), colours, number(losses[0], 2), number(losses[1], 2))];
    if (!looks.isFew) return [scale(say("loss at the minimum"), colours, number(range[0], 2), number(range[1], 2))];
    if (!looks.heights.length) return [];
    const hue = looks.hue(0);
    const pale = hue.map((v, i) => v + PALE * (looks.ground[i] - v));
    return [scale(say("steps"), `${css(hue)}, ${css(pale)}`, "0", String(steps))];
  }
}

/** @param {number[]} colour */
const css = (colour) => `rgb(${colour.map(Math.round).join(" ")})`;

/** @param {...(Node | string)} parts */
const item = (...parts) => make("span", { className: "item" }, ...parts.flatMap((part) => (part ? [part, " "] : [])));

/**
 * @param {number[]} colour
 * @param {number | null} kind whose pattern lies over it
 * @param {Theme} theme
 */
function chip(colour, kind, theme) {
  const canvas = make("canvas", { className: "chip", attributes: { "aria-hidden": "true" } });
  const context = fit(canvas, ...CHIP);
  context.fillStyle = css(colour);
  context.fillRect(0, 0, ...CHIP);
  if (kind === null || !PATTERNED.includes(kind)) return canvas;
  const stroke = kind === KIND.DIVERGED ? theme.ground : theme.text;
  context.fillStyle = /** @type {CanvasPattern} */ (context.createPattern(tile(kind, stroke), "repeat"));
  context.fillRect(0, 0, ...CHIP);
  return canvas;
}

/**
 * @param {string} what
 * @param {string} colours
 * @param {string} low
 * @param {string} high
 */
function scale(what, colours, low, high) {
  const strip = make("i", { className: "strip" });
  strip.style.background = `linear-gradient(to right, ${colours})`;
  return make("span", { className: "scale" }, what, " ", low, strip, high);
}
