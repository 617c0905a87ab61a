// The place of the film in the dialog: what makes films is loaded with it.

import { make } from "../page/dom.js";
import { say } from "../page/words.js";
import { section } from "./parts.js";

/** @import { Player } from "../player.js" */

/** What fills the section, and gives what stops it. @typedef {(section: HTMLElement, player: Player) => () => void} Fill */

const FILM = "../film/film.js";

/** Filled anew each time the dialog opens. */
export class FilmSection {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    this.stop = () => {};
    /** How often it was opened or closed. */ this.turn = 0;
    this.inner = make("div");
    this.element = section(say("Film"), say("The whole run at 1280 × 720, for a slide or a page."), this.inner);
  }

  async open() {
    const mine = ++this.turn;
    /** @type {{ film: Fill }} */
    const { film } = await import(FILM);
    if (mine !== this.turn) return;
    this.inner.replaceChildren();
    this.stop = film(this.inner, this.player);
  }

  close() {
    this.turn++;
    this.stop();
    this.stop = () => {};
  }
}
