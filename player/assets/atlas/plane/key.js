// What the colours and patterns of a map of settings mean.

import { PATTERNED, tile } from "../basins/looks.js";
import { called } from "../basins/tally.js";
import { make } from "../../page/dom.js";
import { number } from "../../page/format.js";
import { KIND } from "../../page/outcome.js";

/** @import { MapResult, OutcomeWords, Theme } from "../../../types" */
/** @import { Looks } from "../basins/looks.js" */

/** The key of a map. */
export class Key {
  constructor() {
    this.title = make("span");
    this.strip = make("span", { className: "strip" });
    this.low = make("span");
    this.high = make("span");
    this.kinds = make("span", { className: "kinds" });
    this.element = make("div", { className: "mapkey" }, this.title, this.low, this.strip, this.high, this.kinds);
  }

  /**
   * @param {string} title of the colours
   * @param {[low: number, high: number]} range
   * @param {string[]} ramp
   */
  colours(title, [low, high], ramp) {
    this.title.textContent = title;
    this.low.textContent = number(low, 2);
    this.high.textContent = number(high, 2);
    this.strip.style.background = `linear-gradient(to right, ${ramp.join(", ")})`;
  }

  /**
   * The kinds that have no colour of the ramp, of those that there are.
   * @param {MapResult} result
   * @param {OutcomeWords[]} words
   * @param {Looks} looks
   * @param {Theme} theme
   */
  patterns(result, words, looks, theme) {
    const kinds = [...new Set(result.kind)].filter((kind) => kind >= 0 && isGrey(looks, kind));
    this.kinds.replaceChildren(
      ...kinds
        .sort((a, b) => a - b)
        .map((kind) => {
          const patch = make("b", { className: "patch" });
          patch.style.backgroundColor = `rgb(${looks.grey(kind)})`;
          const ink = kind === KIND.DIVERGED ? theme.ground : theme.text;
          if (PATTERNED.includes(kind)) patch.style.backgroundImage = `url(${tile(kind, ink).toDataURL()})`;
          return make("span", {}, patch, called(words, { kind, minimum: -1 }));
        }),
    );
  }
}

/**
 * Whether a kind has a colour of its own, and none of the ramp.
 * @param {Pick<Looks, "shade">} looks
 * @param {number} kind
 */
export const isGrey = ({ shade }, kind) =>
  shade === "loss" ? [KIND.LEFT, KIND.DIVERGED].includes(kind) : ![KIND.CONVERGED, KIND.LOCAL].includes(kind);
