// One path on a panel: a faint line for the whole of it, and a bold trail that grows with the clock.

const WIDTH = 2.2;
const CASING = 2.6;

export class Trail {
  constructor(racer) {
    this.racer = racer;
  }

  // Pixels of every step, once for each zoom or resize. `lengths` keeps a dash in place while the trail grows.
  project(ground) {
    const { x, y, last } = this.racer;
    this.px = new Float32Array(last + 1);
    this.py = new Float32Array(last + 1);
    this.lengths = new Float32Array(last + 1);
    for (let t = 0; t <= last; t++) {
      [this.px[t], this.py[t]] = ground.toPixel(x[t], y[t]).map(inReach);
      if (t) this.lengths[t] = this.lengths[t - 1] + Math.hypot(this.px[t] - this.px[t - 1], this.py[t] - this.py[t - 1]);
    }
    this.drawn = 0;
  }

  // Where the path is at a time between two steps.
  at(time) {
    const end = this.px.length - 1;
    const t = Math.min(time, end);
    const i = Math.min(Math.floor(t), Math.max(0, end - 1));
    const part = t - i;
    const j = Math.min(i + 1, end);
    return [this.px[i] + part * (this.px[j] - this.px[i]), this.py[i] + part * (this.py[j] - this.py[i])];
  }

  ghost(context, colour) {
    trace(context, this.px, this.py, 0, this.px.length - 1);
    context.setLineDash([]);
    Object.assign(context, { strokeStyle: colour, lineWidth: 1.3 });
    context.stroke();
  }

  // Whether more is drawn than `time` has.
  isAhead(time) {
    return time < this.drawn;
  }

  // Adds the stretch from what is drawn already up to `time`; the casing goes under everything there is.
  extend(context, time, colour, casing) {
    const from = this.drawn;
    const to = Math.min(time, this.px.length - 1);
    if (to <= from) return;
    this.stretch(context, from, to);
    context.setLineDash([]);
    Object.assign(context, { strokeStyle: casing, lineWidth: WIDTH + CASING, globalCompositeOperation: "destination-over" });
    context.stroke();
    context.setLineDash(this.racer.dash);
    context.lineDashOffset = this.lengthAt(from);
    Object.assign(context, { strokeStyle: colour, lineWidth: WIDTH, globalCompositeOperation: "source-over" });
    context.stroke();
    this.drawn = to;
  }

  lengthAt(time) {
    const i = Math.floor(time);
    const j = Math.min(i + 1, this.lengths.length - 1);
    return this.lengths[i] + (time - i) * (this.lengths[j] - this.lengths[i]);
  }

  stretch(context, from, to) {
    context.beginPath();
    context.moveTo(...this.at(from));
    for (let t = Math.floor(from) + 1; t <= to; t++) context.lineTo(this.px[t], this.py[t]);
    context.lineTo(...this.at(to));
  }

  // The step whose point is nearest to a pixel, and how far away it is.
  nearest(px, py, time) {
    let [best, step] = [Infinity, 0];
    for (let t = 0; t <= Math.min(time, this.px.length - 1); t++) {
      const gap = Math.hypot(this.px[t] - px, this.py[t] - py);
      if (gap < best) [best, step] = [gap, t];
    }
    return { gap: best, step };
  }
}

function trace(context, px, py, from, to) {
  context.beginPath();
  context.moveTo(px[from], py[from]);
  for (let t = from + 1; t <= to; t++) context.lineTo(px[t], py[t]);
}

// Canvases draw pixels beyond a few million in the wrong place.
const inReach = (pixel) => Math.min(1e5, Math.max(-1e5, pixel));
