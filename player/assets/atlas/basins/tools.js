// What is chosen of the basins: how fine they are, what their colours tell, and the ways into the map and back.

import { make } from "../../page/dom.js";
import { say } from "../../page/words.js";

/** @import { MapHeader, Report } from "../../../types" */
/** @import { Frame } from "../frame.js" */
/** @import { Reader } from "./reader.js" */

/** The controls beside the choice of views. */
export class Tools {
  /**
   * @param {Frame} frame
   * @param {Reader} reader
   */
  constructor(frame, reader) {
    this.frame = frame;
    this.shades = make("div", {
      className: "shades",
      attributes: { role: "group", "aria-label": say("What colours tell") },
    });
    this.sizes = make("select", {
      title: say("Starts along each side"),
      attributes: { "aria-label": say("Starts along each side") },
    });
    this.sizes.addEventListener("change", () => frame.tell({ n: this.sizes.value }));
    this.near = button("+", say("Zoom in: drag a window on a map, or hold Ctrl and turn the wheel"), () =>
      reader.zoomBy(2),
    );
    this.back = button(say("Back"), say("The window before"), () => reader.back());
    this.home = button(say("Whole window"), say("All starts of the surface"), () => reader.home());
    this.race = button(say("Race from here"), say("Open the race from the start that is read"), () => reader.open());
    this.race.classList.add("away");
    this.near.setAttribute("aria-label", say("Zoom in"));
    const ways = make("div", { className: "ways" }, this.near, this.back, this.home, this.race);
    this.element = make("div", {}, this.shades, this.sizes, ways);
  }

  /**
   * @param {MapHeader} settings
   * @param {boolean} isWhole whether the whole window is shown
   */
  show({ choices, n, shade, sizes }, isWhole) {
    if (!this.shades.childElementCount) this.shades.replaceChildren(...choices.shade.map((one) => this.shadeOf(one)));
    for (const one of /** @type {Iterable<HTMLElement>} */ (this.shades.children))
      one.setAttribute("aria-pressed", String(one.dataset.key === shade));
    if (!this.sizes.childElementCount)
      this.sizes.replaceChildren(
        ...sizes.map((size) => make("option", { value: size, textContent: `${size} × ${size}` })),
      );
    this.sizes.value = n;
    this.back.disabled = this.home.disabled = isWhole;
  }

  /** @param {boolean} isRead whether a start is read */
  follow(isRead) {
    if (this.race.disabled === isRead) this.race.disabled = !isRead;
  }

  /** @param {import("../../../types").MapChoice} one */
  shadeOf({ key, title, help }) {
    const one = button(title, help, () => this.frame.tell(/** @type {Report} */ ({ shade: key })));
    one.dataset.key = key;
    return one;
  }
}

/**
 * @param {string} text
 * @param {string} title
 * @param {() => void} does
 */
function button(text, title, does) {
  const element = make("button", { type: "button", textContent: text, title });
  element.addEventListener("click", does);
  return element;
}
