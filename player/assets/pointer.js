// The mouse or finger on a panel: click or drag sets the start, dragging the ground pans, hovering reads.

const CLICK = 4;
const THROTTLE = 60;
const PATIENCE = 500;

export class Pointer {
  // `player` is told: moveStart(panel, x, y, live), hover(panel, px, py) and leave().
  constructor(panel, player) {
    Object.assign(this, { panel, player });
    this.panel.start.addEventListener("pointerdown", (event) => this.grab(event));
    this.panel.plot.addEventListener("pointerdown", (event) => this.press(event), true);
    this.panel.plot.addEventListener("pointermove", (event) => this.hover(event));
    this.panel.plot.addEventListener("pointerleave", () => this.player.leave());
  }

  position(event) {
    const box = this.panel.plot.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  isInside([px, py]) {
    const { left, top, width, height } = this.panel.ground.frame;
    return px >= left && px <= left + width && py >= top && py <= top + height;
  }

  hover(event) {
    const at = this.position(event);
    if (event.buttons || !this.isInside(at)) this.player.leave();
    else this.player.hover(this.panel, ...at);
  }

  // A press that doesn't move is a click, even where Plotly takes the events for itself.
  press(event) {
    if (event.button || event.target === this.panel.start || !this.isInside(this.position(event))) return;
    const [x, y] = [event.clientX, event.clientY];
    const done = (up) => {
      window.removeEventListener("pointerup", done, true);
      window.removeEventListener("pointercancel", done, true);
      if (up.type === "pointerup" && Math.hypot(up.clientX - x, up.clientY - y) < CLICK) this.moveStart(up, false);
    };
    window.addEventListener("pointerup", done, true);
    window.addEventListener("pointercancel", done, true);
  }

  grab(event) {
    event.preventDefault();
    event.stopPropagation();
    const { start } = this.panel;
    start.setPointerCapture(event.pointerId);
    const move = (moved) => this.moveStart(moved, true);
    const drop = (up) => {
      start.removeEventListener("pointermove", move);
      start.removeEventListener("pointerup", drop);
      start.removeEventListener("pointercancel", drop);
      this.moveStart(up, false);
    };
    start.addEventListener("pointermove", move);
    start.addEventListener("pointerup", drop);
    start.addEventListener("pointercancel", drop);
  }

  moveStart(event, live) {
    const [x, y] = this.panel.ground.toData(...this.position(event));
    this.player.moveStart(x, y, live);
  }
}

// Sends the latest of many values: not more often than `THROTTLE`, and not before the last one was answered.
export class Throttle {
  constructor(send) {
    Object.assign(this, { send, waiting: null, busy: 0, timer: 0 });
  }

  push(value) {
    this.waiting = value;
    if (!this.busy) this.flush();
  }

  answered() {
    if (!this.busy) return;
    const rest = THROTTLE - (performance.now() - this.busy);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), Math.max(0, rest));
  }

  flush() {
    this.busy = 0;
    if (this.waiting === null) return;
    this.send(this.waiting);
    this.waiting = null;
    this.busy = performance.now();
    this.timer = setTimeout(() => this.flush(), PATIENCE);
  }

  destroy() {
    clearTimeout(this.timer);
  }
}
