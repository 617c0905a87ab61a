// The controls: play, scrub, step, speed, loop; by mouse and by keyboard.

import { make } from "./dom.js";

const SPEEDS = [0.25, 0.5, 1, 2, 4, 8];
const PAGE = 10;
const ICONS = {
  play: "M3 1.5v13l11-6.5z", pause: "M3 2h3.6v12H3zM9.4 2H13v12H9.4z", first: "M2 2h2v12H2zM14 2v12L5 8z",
  last: "M12 2h2v12h-2zM2 2v12l9-6z", back: "M12 2v12L4 8z", forward: "M4 2v12l8-6z",
  loop: "M8 3V.5L12 4 8 7.5V5a3.5 3.5 0 1 0 3.5 3.5h2A5.5 5.5 0 1 1 8 3z",
};

export class Transport {
  constructor(clock, report) {
    Object.assign(this, { clock, report });
    this.play = button("Play", "play", () => clock.toggle());
    this.play.classList.add("primary");
    this.play.append(make("span", { className: "word", textContent: "Play" }));
    this.loop = button("Loop", "loop", () => this.report({ loop: !clock.loop }));
    this.range = make("input", { type: "range", min: 0, value: 0, step: 1, className: "scrub", attributes: { "aria-label": "Step" } });
    this.range.addEventListener("input", () => { clock.pause(); clock.seek(Number(this.range.value)); });
    this.speed = make("select", { className: "speed", title: "Playback speed", attributes: { "aria-label": "Speed" } });
    this.speed.addEventListener("change", () => this.report({ speed: Number(this.speed.value) }));
    this.count = make("output", { className: "count" });
    this.element = make("div", { className: "transport", attributes: { role: "group", "aria-label": "Playback" } },
      this.play,
      button("First step", "first", () => clock.move(-Infinity)),
      button("Step back", "back", () => clock.move(-1)),
      button("Step forward", "forward", () => clock.move(1)),
      button("Last step", "last", () => clock.move(Infinity)),
      this.range, this.count, this.speed, this.loop);
    this.onKey = (event) => this.key(event);
    document.addEventListener("keydown", this.onKey);
  }

  show(race) {
    this.range.max = race.steps;
    const speeds = SPEEDS.includes(race.speed) ? SPEEDS : [...SPEEDS, race.speed].sort((a, b) => a - b);
    this.speed.replaceChildren(...speeds.map((s) => make("option", { value: s, textContent: `${s}×`, selected: s === race.speed })));
    this.loop.setAttribute("aria-pressed", race.loop);
  }

  draw() {
    const { step, steps, playing } = this.clock;
    const name = playing ? "Pause" : "Play";
    if (this.play.getAttribute("aria-label") !== name) {
      this.play.setAttribute("aria-label", name);
      this.play.querySelector("path").setAttribute("d", ICONS[name.toLowerCase()]);
      this.play.querySelector(".word").textContent = name;
    }
    this.range.value = step;
    this.range.style.setProperty("--done", `${(100 * step) / steps}%`);
    this.count.textContent = `${String(step).padStart(String(steps).length, "\u2007")} / ${steps}`;
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.isElsewhere(event.target)) return;
    const far = event.shiftKey ? PAGE : 1;
    const action = {
      " ": () => this.clock.toggle(), ArrowLeft: () => this.clock.move(-far), ArrowRight: () => this.clock.move(far),
      Home: () => this.clock.move(-Infinity), End: () => this.clock.move(Infinity),
    }[event.key];
    if (!action || (event.key === " " && event.target.closest?.("button"))) return;
    event.preventDefault();
    action();
  }

  // Keys belong to a field or widget that has the focus, unless it is our own range.
  isElsewhere(target) {
    if (target === this.range || !target.closest) return false;
    return Boolean(target.closest("input, select, textarea, [contenteditable], [role=slider], [role=combobox], [role=listbox], [role=dialog]"));
  }

  destroy() {
    document.removeEventListener("keydown", this.onKey);
  }
}

function button(name, icon, onClick) {
  const element = make("button", { type: "button", title: name, attributes: { "aria-label": name } });
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[icon]);
  const image = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [k, v] of Object.entries({ viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": "true" })) image.setAttribute(k, v);
  image.append(path);
  element.append(image);
  element.addEventListener("click", onClick);
  return element;
}
