// The frame around the maps: what is shown, how far it is, and the line to the page.

import { Share } from "../controls/share.js";
import { load, sources, tables } from "../live/programs.js";
import { Pool } from "../maps/pool.js";
import { make } from "../page/dom.js";
import { LATER } from "../page/later.js";
import { typeFor } from "../page/layout.js";
import { Line } from "../page/line.js";
import { scrolled } from "../page/streamlit.js";
import { dress, readTheme } from "../page/theme.js";
import { say } from "../page/words.js";
import { Bar } from "./bar.js";
import { Remote } from "./remote.js";
import { VIEWS } from "./views.js";

/** @import { MapHeader, MapPacket, MapView, Report, Size, Theme } from "../../types" */

// The smallest type, and what stands below the maps on one screen.
const LEAST_TYPE = 13;
const BELOW = 24;
const LEAST_HEIGHT = 300;

/** The maps on the page. */
export class Frame {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.line = new Line();
    /** @type {(what: Report) => void} opens the race */ this.open = () => {};
    /** @type {MapPacket} what is shown */ this.packet = LATER;
    /** The latest, even if its program has not come. */
    this.coming = this.packet;
    /** @type {Theme} */ this.theme = LATER;
    /** @type {Size} what a view may fill */ this.size = [0, 0];
    /** Of the window, when all was built. */
    this.height = 0;
    /** @type {Pool | null} */ this.pool = null;
    /** @type {Remote | null} what maps instead, where nothing runs here */ this.remote = null;
    /** Which program the pool runs. */ this.program = "";
    /** @type {MapView | null} */ this.view = null;
    /** Which view that is. */ this.shown = "";
    this.tabs = make("div", { className: "tabs", attributes: { role: "group", "aria-label": say("What is mapped") } });
    this.tools = make("div", { className: "tools" });
    this.bar = new Bar();
    this.spoken = make("output", { className: "spoken", attributes: { "aria-live": "polite" } });
    this.stage = make("div", { className: "stage" });
    const about = say("A picture, the numbers behind it, or the address");
    this.share = new Share(() => import("../take/maps.js").then(({ takeMaps }) => takeMaps(this)), about);
    this.top = make("div", { className: "top" }, this.tabs, this.bar.element, this.tools, this.share.element);
    this.root = make("div", { className: "atlas" }, this.top, this.stage, this.spoken);
    parent.append(this.root);
    this.resize = this.resize.bind(this);
    this.resized = new ResizeObserver(this.resize);
    this.resized.observe(this.root);
    window.addEventListener("resize", this.resize);
  }

  /** What is mapped, with what was told and may not have been heard. @returns {MapHeader} */
  get settings() {
    return /** @type {MapHeader} */ ({ ...this.packet.map, ...this.line.unheard });
  }

  /** What maps: workers, the page itself, or where neither can the server. */
  get mapper() {
    return this.remote ?? this.pool;
  }

  /**
   * Another packet of the page.
   * @param {MapPacket} packet
   */
  async take(packet) {
    this.coming = packet;
    await this.prepare(packet);
    if (packet !== this.coming) return;
    this.packet = packet;
    this.line.heard(packet.heard);
    this.build();
    this.remote?.hear(packet.answers);
  }

  /**
   * Workers for the program of a packet, unless they are there.
   * @param {MapPacket} packet
   */
  async prepare(packet) {
    const { live, scene } = packet;
    const program = live ? JSON.stringify([live.code, live.tables, scene.steps]) : "";
    if (program === this.program) return;
    const found = live && (await Promise.all([sources.get(live.code), tables.get(live.tables)]));
    const module = found && (await load(found[0]));
    if (this.coming !== packet) return;
    this.pool?.destroy();
    this.pool = found && new Pool(...found, scene.steps, module);
    this.program = program;
  }

  /** Everything that depends on data, size or theme. */
  build() {
    // What is hidden, or on its way out, has no width.
    if (!this.packet || !this.root.clientWidth) return;
    const type = typeFor(window.innerWidth, false);
    this.theme = readTheme(this.stage, { ...type, tick: Math.max(LEAST_TYPE, type.tick) });
    dress(this.root, this.theme);
    this.choose();
    const top = this.stage.getBoundingClientRect().top + scrolled(this.root);
    this.size = [this.root.clientWidth, Math.max(LEAST_HEIGHT, window.innerHeight - Math.max(0, top) - BELOW)];
    this.view?.show(this.packet, this.mapper);
    this.root.dataset.shown = this.shown;
  }

  /** The view that is asked for, and the buttons of all. */
  choose() {
    const { choices, show } = this.settings;
    const offered = choices.show.filter(({ key }) => key in VIEWS);
    if (this.tabs.childElementCount !== offered.length)
      this.tabs.replaceChildren(...offered.map((one) => this.tab(one)));
    for (const tab of /** @type {Iterable<HTMLElement>} */ (this.tabs.children))
      tab.setAttribute("aria-pressed", String(tab.dataset.key === show));
    if (show === this.shown) return;
    this.view?.destroy();
    this.progress(null);
    const view = new (VIEWS[show] ?? VIEWS.basins)(this);
    this.view = view;
    this.shown = show;
    this.stage.replaceChildren(view.element);
    this.tools.replaceChildren(...(view.tools ? [view.tools] : []));
  }

  /** @param {import("../../types").MapChoice} one */
  tab({ key, title, help }) {
    const button = make("button", { type: "button", textContent: title, title: help, dataset: { key } });
    button.addEventListener("click", () => this.tell(/** @type {Report} */ ({ show: key })));
    return button;
  }

  /**
   * Settings that have changed: shown at once, and told to the page.
   * @param {Report} what
   */
  tell(what) {
    this.line.tell(what);
    this.build();
  }

  /**
   * How far something is, from 0 to 1, or null if nothing goes on; what stops it.
   * @param {number | null} share
   * @param {() => void} [cancel]
   * @param {() => number} [now] how far it is whenever that is asked
   */
  progress(share, cancel, now) {
    this.bar.show(share, cancel, now);
  }

  /**
   * The race, with these of its settings.
   * @param {Report} what
   */
  openRace(what) {
    this.open(what);
  }

  /** To who hears the page. @param {string} text */
  say(text) {
    if (this.spoken.textContent !== text) this.spoken.textContent = text;
  }

  /** This browser lets neither a worker nor a module run: the page's server may compute. */
  alone() {
    if (this.remote) return;
    const tell = (/** @type {import("../../types").MapQuestion[]} */ wanted) => this.line.tell({ wanted });
    this.remote = new Remote(() => this.packet, tell);
    this.tell({ alone: true });
  }

  resize() {
    if (this.root.clientWidth !== this.size[0] || window.innerHeight !== this.height) this.build();
    this.height = window.innerHeight;
  }

  destroy() {
    this.view?.destroy();
    this.bar.destroy();
    this.share.destroy();
    this.pool?.destroy();
    this.remote?.destroy();
    this.line.destroy();
    this.resized.disconnect();
    window.removeEventListener("resize", this.resize);
    this.root.remove();
  }
}
