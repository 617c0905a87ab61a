// Pictures of a race: where everything stands, and a drawing that is written down as SVG.

import assert from "node:assert/strict";
import { test } from "node:test";
import { frameOf, layOut, typeOf } from "../../player/assets/compose/layout.js";
import { drawNames } from "../../player/assets/compose/names.js";
import { SvgPen } from "../../player/assets/compose/pen.js";
import { cut } from "../../player/assets/compose/text.js";
import { drawTitle } from "../../player/assets/compose/words.js";

globalThis.innerWidth = 1400;
const SLIDE = [1280, 720];

/** The left, right, top and bottom of a place. */
const ends = ({ x, y, size: [width, height] }) => [x, x + width, y, y + height];
const overlap = (a, b) => {
  const [[a0, a1, a2, a3], [b0, b1, b2, b3]] = [ends(a), ends(b)];
  return Math.min(a1, b1) - Math.max(a0, b0) > 1 && Math.min(a3, b3) - Math.max(a2, b2) > 1;
};

test("whoever races, everything stands on the slide and nothing on anything else", () => {
  for (const box of [
    [-3, 3, -3, 3],
    [-5, 5, -1, 9],
    [0, 20, 0, 8],
    [0, 100, 0, 1],
  ])
    for (const data of [false, true])
      for (const counts of [[0], [1], [4], [12], ...[2, 3, 4, 5, 8, 12].map((n) => Array(n).fill(1)), [2, 2, 2]]) {
        const plan = layOut(counts, box, SLIDE, typeOf(SLIDE), { data, curves: true });
        const all = [...plan.plots, ...plan.names, plan.curves, ...(data ? [plan.data] : []), plan.title, plan.legend];
        const told = JSON.stringify({ box, data, counts, all });
        for (const [i, one] of all.entries()) {
          const [left, right, top, bottom] = ends(one);
          assert.ok(left >= 0 && right <= SLIDE[0] + 1 && top >= 0 && bottom <= SLIDE[1] + 1, told);
          for (const other of all.slice(i + 1)) assert.ok(!overlap(one, other), `${i} ${told}`);
        }
        assert.ok(plan.curves.size.every((length) => length > 80) && plan.plots[0].size[0] > 90, told);
      }
});

test("a plot keeps equal scales when it is zoomed to another shape", () => {
  const { width, height } = frameOf([400, 400], [0, 2, 0, 1], { tick: 12 });
  assert.ok(Math.abs(width / height - 2) < 1e-9 && width <= 400);
});

/** A context that takes every letter for ten pixels. */
const pen = () => new SvgPen((text) => 10 * text.length);
const drawn = (draw) => {
  const context = pen();
  draw(context);
  return context.file([100, 50], "A & B").replace(/^.*<\/defs>/s, "");
};

test("lines, circles and texts are written where they are drawn", () => {
  const svg = drawn((context) => {
    Object.assign(context, { strokeStyle: "red", lineWidth: 2, font: "600 20px Arial, sans-serif" });
    context.setLineDash([3, 1]);
    context.moveTo(0, 0.123);
    context.lineTo(10, 5);
    context.stroke();
    context.beginPath();
    context.arc(5, 5, 2, 0, 7);
    context.fill();
    Object.assign(context, { textAlign: "right", textBaseline: "middle", fillStyle: "blue" });
    context.fillText("x < y", 50, 20);
  });
  assert.match(svg, /<path d="M0 0.12L10 5" fill="none" stroke="red" stroke-width="2"[^>]*stroke-dasharray="3 1"/);
  assert.match(svg, /<path d="M3 5a2 2 0 1 1 4 0a2 2 0 1 1 -4 0Z" fill="#000000"/);
  assert.match(svg, /<text x="50" y="26.6" text-anchor="end" font-family="Arial, sans-serif" font-size="20"/);
  assert.match(svg, /fill="blue" xml:space="preserve">x &lt; y<\/text>/);
});

test("what is saved comes back, and what is moved, clipped or turned ends there", () => {
  const svg = drawn((context) => {
    context.save();
    context.translate(3, 4);
    context.fillStyle = "red";
    context.rect(0, 0, 9, 9);
    context.clip();
    context.fillRect(0, 0, 1, 1);
    context.restore();
    context.fillRect(2, 2, 1, 1);
  });
  const moved = '<g transform="translate(3 4)"><clipPath id="clip-1"><path d="M0 0h9v9h-9Z"></path></clipPath>';
  const inner = '<g clip-path="url(#clip-1)"><rect x="0" y="0" width="1" height="1" fill="red"></rect></g></g>';
  assert.equal(svg, `${moved}${inner}<rect x="2" y="2" width="1" height="1" fill="#000000"></rect></svg>`);
});

test("a casing goes under what is there, and no further than its group", () => {
  const svg = drawn((context) => {
    context.fillRect(0, 0, 1, 1);
    context.save();
    context.translate(1, 1);
    for (const [x, globalCompositeOperation] of [
      [2, "source-over"],
      [3, "destination-over"],
    ]) {
      context.globalCompositeOperation = globalCompositeOperation;
      context.fillRect(x, 0, 1, 1);
    }
    context.restore();
  });
  assert.deepEqual(
    [...svg.matchAll(/x="(\d)"/g)].map(([, x]) => x),
    ["0", "3", "2"],
  );
});

test("a drawing that stands in several places is written once", () => {
  const context = pen();
  for (const x of [0, 50]) context.picture({ svg: "<b/>", size: [10, 10] }, x, 0, 40, 40);
  const file = context.file([100, 50], "<&>\u0001");
  assert.equal(file.match(/<b\/>/g).length, 1);
  assert.equal(file.match(/xlink:href="#ground-0"/g).length, 2);
  assert.match(file, /<title>&lt;&amp;&gt;<\/title>/);
});

test("a text is cut to its room", () => {
  assert.equal(cut(pen(), "abcdef", 60), "abcdef");
  assert.equal(cut(pen(), "abcdef", 59), "abcd…");
  assert.equal(cut(pen(), "abc", 5), "");
});

test("a formula that somebody has typed is the title, cut to its room", () => {
  const theme = { name: 10, tick: 8, text: "#000", font: "Arial" };
  const title = (formula, width) => {
    const place = { x: 0, y: 0, size: [width, 40] };
    const race = { scene: { surface: "Your own formula", formula, story: "" } };
    return drawn((context) => drawTitle(context, race, place, theme)).match(/>([^<]+)<\/text>/)[1];
  };
  assert.equal(title("", 400), "Your own formula");
  assert.equal(title("f(x, y) = x^2", 400), "f(x, y) = x^2");
  assert.equal(title("f(x, y) = x^2", 190), "f(x, y) =…");
});

test("the number beside a name is labelled where there is room", () => {
  const theme = { name: 10, tick: 8, text: "#000", font: "Arial", ground: "#fff" };
  const racer = { name: "Adam", panel: 0, above: [1, 0.5], last: 1, dash: [], marker: "circle", light: "#00f" };
  const field = { symbol: "α", numbers: [], value: 0.1 };
  const race = { scene: { steps: 1 }, best: 0, live: null, methods: [{ fields: [field] }] };
  const named = (width) =>
    drawn((context) => drawNames(context, race, [racer], { x: 0, y: 0, size: [width, 20] }, theme, 1, null));
  assert.match(named(400), />loss 0.500</);
  assert.match(named(150), />0.500</);
});
