// The switches of what is drawn: each reports a setting of the scene and waits for the page to answer.

import { make } from "../page/dom.js";
import { LATER } from "../page/later.js";
import { reveal } from "../page/reveal.js";
import { say } from "../page/words.js";
import { areTogether } from "../race.js";
import { Share } from "./share.js";
import { isElsewhere } from "./transport.js";

/** @import { Look, Race, Report, Switch, Tell } from "../../types" */
/** @import { Player } from "../player.js" */

// What is drawn on contours only: in space these switches stay where they are, without effect.
const FLAT = ["overlay", "field", "basins"];

/** A button for each switch of a scene, and one to take it along. */
export class Views {
  /**
   * @param {Tell} tell
   * @param {Player} player
   */
  constructor(tell, player) {
    this.tell = tell;
    /** @type {Race} */ this.race = LATER;
    /** @type {HTMLButtonElement[]} */ this.buttons = [];
    const attributes = { role: "group", "aria-label": say("What is drawn") };
    this.switches = make("div", { className: "switches", attributes });
    const about = say("A picture, a film, a page that stays alive, data, code, or the address");
    this.share = new Share(() => import("../take/race.js").then(({ takeRace }) => takeRace(player)), about);
    this.element = make("div", { className: "views" }, this.switches, this.share.element);
    this.onKey = this.onKey.bind(this);
    document.addEventListener("keydown", this.onKey);
  }

  /** @param {Race} race */
  show(race) {
    this.race = race;
    const { look, switches } = race.scene;
    if (this.buttons.length !== switches.length) this.build(switches);
    switches.forEach((one, i) => {
      this.buttons[i].setAttribute("aria-pressed", String(isOn(one, look)));
      this.buttons[i].hidden = !one.offered;
      this.buttons[i].disabled = look.view3d && FLAT.includes(one.key);
    });
  }

  /** @param {Switch[]} switches */
  build(switches) {
    this.buttons = switches.map(({ key, title, help }, i) => {
      const button = make("button", { type: "button", textContent: title, title: help, dataset: { key } });
      button.addEventListener("click", () => this.press(i));
      return button;
    });
    this.switches.replaceChildren(...this.buttons);
  }

  /** @param {number} i */
  press(i) {
    const { look, switches } = this.race.scene;
    if (!isOn(switches[i], look)) reveal(switches[i].key);
    this.tell(/** @type {Report} */ ({ [switches[i].key]: pressed(switches[i], look) }));
  }

  /** @param {KeyboardEvent} event */
  onKey({ key, target, ctrlKey, metaKey, altKey }) {
    if (!this.race || ctrlKey || metaKey || altKey) return;
    const { present } = this.race.scene.look;
    if (key === "Escape" && present) this.tell({ present: false });
    if (key.toLowerCase() === "p" && !isElsewhere(target)) this.tell({ present: !present });
  }

  destroy() {
    document.removeEventListener("keydown", this.onKey);
    this.share.destroy();
  }
}

/**
 * @param {Switch} one
 * @param {Look} look
 */
const isOn = ({ key, on }, look) => (key === "overlay" ? areTogether(look) : on.includes(look[key]));

/**
 * What a switch sets when it is pressed: of one plot or many what this screen has by itself is left to each screen.
 * @param {Switch} one
 * @param {Look} look
 */
export function pressed(one, look) {
  const is = isOn(one, look);
  if (one.key !== "overlay") return is ? one.off : one.on[0];
  return areTogether({ overlay: "auto" }) === is ? (is ? "0" : "1") : "auto";
}
