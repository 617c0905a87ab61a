// Which fields are mapped, how finely, and what the colours show; and the ways back from a window within.

import { make } from "../../page/dom.js";
import { say } from "../../page/words.js";
import { button, selector } from "../../sweeps/tools.js";
import { ableOf, nameOf, sweptOf } from "./pair.js";

/** @import { MapHeader, MapPacket, MethodField, Report, Tell } from "../../../types" */
/** @import { Pair } from "./pair.js" */

// A finer map of one method takes longer than anybody waits.
const FINEST = 256;

/** The controls of the plane. */
export class PairTools {
  /**
   * @param {Tell} tell
   * @param {Pick<import("./reader.js").PlaneReader, "back" | "home" | "open">} reader
   */
  constructor(tell, reader) {
    /** @type {Pair | null} */ this.pair = null;
    this.of = selector(say("Method"), (of) => tell({ of, across: null, upward: null, range: null }));
    this.across = selector("→", (name) => tell(this.chosen(name, this.name("upward"))));
    this.upward = selector("↑", (name) => tell(this.chosen(this.name("across"), name)));
    this.across.select.ariaLabel = say("Field across");
    this.upward.select.ariaLabel = say("Field upward");
    this.n = selector(say("Grid"), (n) => tell({ n }));
    this.shade = selector(say("Colours"), (shade) => tell(/** @type {Report} */ ({ shade })));
    this.back = button(say("Back"), say("The window before"), () => reader.back());
    this.home = button(say("All values"), say("All values that the fields may have"), () => reader.home());
    this.race = button(say("Race with these"), say("Open the race with the values that are read"), () => reader.open());
    this.race.classList.add("away");
    const selectors = [this.of, this.across, this.upward, this.n, this.shade].map(({ element }) => element);
    this.element = make("div", {}, ...selectors, this.back, this.home, this.race);
  }

  /** @param {"across" | "upward"} side */
  name(side) {
    return this.pair ? nameOf(this.pair[side]) : "";
  }

  /**
   * Two fields: if one is chosen that the other side has, they change places.
   * @param {string} across
   * @param {string} upward
   * @returns {Report}
   */
  chosen(across, upward) {
    const of = this.pair?.method.key ?? null;
    if (across !== upward) return { of, across, upward, range: null };
    return { of, across: this.name("upward"), upward: this.name("across"), range: null };
  }

  /**
   * @param {MapPacket} packet
   * @param {Pair} pair
   * @param {MapHeader} settings
   * @param {boolean} canGoBack
   * @param {boolean} isWithin
   */
  show(packet, pair, { n, shade, sizes }, canGoBack, isWithin) {
    this.pair = pair;
    this.of.show(
      ableOf(packet).map(({ key, name }) => [key, name]),
      pair.method.key,
    );
    const fields = sweptOf(packet, pair.method).map(
      (field) => /** @type {[string, string]} */ ([nameOf(field), titleOf(field)]),
    );
    this.across.show(fields, nameOf(pair.across));
    this.upward.show(fields, nameOf(pair.upward));
    const able = sizes.filter((size) => Number(size) <= FINEST);
    this.n.show(
      able.map((size) => [size, say("{n} × {n}", { n: size })]),
      Number(n) > FINEST ? String(FINEST) : n,
    );
    this.shade.show(
      [
        ["loss", say("final loss")],
        ["steps", say("steps to arrive")],
      ],
      shade === "steps" ? "steps" : "loss",
    );
    this.back.disabled = !canGoBack;
    this.home.disabled = !isWithin;
  }

  /** Whether there are values to race with. @param {boolean} isRead */
  follow(isRead) {
    this.race.disabled = !isRead;
  }
}

/** @param {MethodField} field */
const titleOf = ({ symbol, title }) => (symbol ? `${symbol} ${title}` : title);
