// The controls: play, scrub, step, speed, loop; by mouse and by keyboard.

import { make } from "../page/dom.js";
import { say } from "../page/words.js";
import { svg } from "../plots/marker.js";

/** @import { Race, Tell } from "../../types" */
/** @import { Clock } from "./clock.js" */

const SPEEDS = [0.25, 0.5, 1, 2, 4, 8];
const PAGE = 10;
const ICONS = {
  play: "M3 1.5v13l11-6.5z",
  pause: "M3 2h3.6v12H3zM9.4 2H13v12H9.4z",
  first: "M2 2h2v12H2zM14 2v12L5 8z",
  last: "M12 2h2v12h-2zM2 2v12l9-6z",
  back: "M12 2v12L4 8z",
  forward: "M4 2v12l8-6z",
  path: "M0.5 8a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0zM4.5 8a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0zM12.5 8a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0z",
  loop: "M8 3V.5L12 4 8 7.5V5a3.5 3.5 0 1 0 3.5 3.5h2A5.5 5.5 0 1 1 8 3z",
};
const FIELDS =
  "input, select, textarea, [contenteditable], [role=slider], [role=combobox], [role=listbox], [role=dialog]";

/** The controls of a clock. */
export class Transport {
  /**
   * @param {Clock} clock
   * @param {Tell} tell
   */
  constructor(clock, tell) {
    this.clock = clock;
    this.icon = svg("path", { d: ICONS.play });
    this.word = make("span", { className: "word", textContent: say("Play") });
    this.play = button(say("Play"), this.icon, () => clock.toggle());
    this.play.classList.add("primary");
    this.play.append(this.word);
    this.loop = iconButton(say("Loop"), "loop", () => tell({ loop: !clock.loop }));
    const path = say("By path: slower where somebody moves far");
    this.path = iconButton(path, "path", () => tell({ pacing: this.path.ariaPressed === "true" ? "step" : "path" }));
    const step = { min: "0", value: "0", step: "1", attributes: { "aria-label": say("Step") } };
    this.range = make("input", { type: "range", className: "scrub", ...step });
    this.range.addEventListener("input", () => this.scrub());
    const speed = { title: say("Playback speed"), attributes: { "aria-label": say("Speed") } };
    this.speed = make("select", { className: "speed", ...speed });
    this.speed.addEventListener("change", () => tell({ speed: Number(this.speed.value) }));
    // Not spoken at each step.
    this.count = make("output", { className: "count", attributes: { "aria-live": "off" } });
    this.element = make(
      "div",
      { className: "transport", attributes: { role: "group", "aria-label": say("Playback") } },
      this.play,
      iconButton(say("First step"), "first", () => clock.move(-Infinity)),
      iconButton(say("Step back"), "back", () => clock.move(-1)),
      iconButton(say("Step forward"), "forward", () => clock.move(1)),
      iconButton(say("Last step"), "last", () => clock.move(Infinity)),
      this.range,
      this.count,
      this.speed,
      this.path,
      this.loop,
    );
    this.onKey = this.onKey.bind(this);
    document.addEventListener("keydown", this.onKey);
  }

  /** @param {Race} race */
  show(race) {
    this.range.max = String(race.scene.steps);
    const speeds = SPEEDS.includes(race.scene.look.speed)
      ? SPEEDS
      : [...SPEEDS, race.scene.look.speed].sort((a, b) => a - b);
    const options = speeds.map((s) =>
      make("option", { value: String(s), textContent: `${s}×`, selected: s === race.scene.look.speed }),
    );
    this.speed.replaceChildren(...options);
    this.path.setAttribute("aria-pressed", String(race.scene.look.pacing === "path"));
    this.loop.setAttribute("aria-pressed", String(race.scene.look.loop));
  }

  draw() {
    const { step, steps, playing } = this.clock;
    const name = playing ? say("Pause") : say("Play");
    if (this.play.getAttribute("aria-label") !== name) {
      this.play.setAttribute("aria-label", name);
      this.icon.setAttribute("d", playing ? ICONS.pause : ICONS.play);
      this.word.textContent = name;
    }
    this.range.value = String(step);
    this.range.style.setProperty("--done", `${(100 * step) / steps}%`);
    this.count.textContent = `${String(step).padStart(String(steps).length, "\u2007")} / ${steps}`;
  }

  scrub() {
    this.clock.pause();
    this.clock.seek(Number(this.range.value));
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target)) return;
    const action = this.action(event.key, event.shiftKey ? PAGE : 1);
    if (!action || (event.key === " " && event.target instanceof Element && event.target.closest("button:not(.start)")))
      return;
    event.preventDefault();
    action();
  }

  /**
   * What a key does; nothing if it is none of ours.
   * @param {string} key
   * @param {number} far how many steps an arrow goes
   * @returns {(() => void) | undefined}
   */
  action(key, far) {
    if (key === " ") return () => this.clock.toggle();
    const by = { ArrowLeft: -far, ArrowRight: far, Home: -Infinity, End: Infinity }[key];
    return by === undefined ? undefined : () => this.clock.move(by);
  }

  destroy() {
    document.removeEventListener("keydown", this.onKey);
  }
}

/**
 * Whether a key is meant for something else: for a field or widget that has the focus, but for our own range.
 * @param {EventTarget | null} target
 */
export const isElsewhere = (target) =>
  target instanceof Element && target.closest(FIELDS) !== null && !target.matches(".scrub");

/**
 * @param {string} name
 * @param {keyof typeof ICONS} icon
 * @param {() => void} onClick
 */
const iconButton = (name, icon, onClick) => button(name, svg("path", { d: ICONS[icon] }), onClick);

/**
 * @param {string} name
 * @param {SVGElement} icon
 * @param {() => void} onClick
 */
function button(name, icon, onClick) {
  const element = make("button", { type: "button", title: name, attributes: { "aria-label": name } });
  element.append(svg("svg", { viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": "true" }, icon));
  element.addEventListener("click", onClick);
  return element;
}
