import assert from "node:assert/strict";
import { test } from "node:test";
import { MARGIN, arrange, equalScale, plotSize } from "../../player/assets/page/layout.js";

const SQUARE = [-2, 2, -2, 2];
const BOXES = [SQUARE, [0, 3, 0, 1], [-1, 1, -5, 5], [0, 10, 0, 1]];
const SCREENS = [
  [390, 600],
  [800, 700],
  [1080, 780],
  [1600, 950],
];

test("scales are equal up to three to one", () => {
  assert.equal(equalScale([0, 3, 0, 1]), true);
  assert.equal(equalScale([0, 3.01, 0, 1]), false);
  assert.equal(equalScale([0, 1, 0, 3]), true);
  assert.equal(equalScale([0, 1, 0, 3.01]), false);
});

test("the drawing area has the shape of the window", () => {
  const [width, height] = plotSize(436, [0, 2, 0, 1]);
  assert.equal(width - MARGIN.l - MARGIN.r, 2 * (height - MARGIN.t - MARGIN.b));
});

test("panels fit beside one another, at least 150 px wide", () => {
  for (const [width, height] of SCREENS) {
    for (const box of BOXES) {
      for (let panels = 1; panels <= 12; panels++) {
        const { columns, plot, beside } = arrange(panels, width, height, 100, box, 0);
        assert.ok(columns >= 1 && columns <= 4);
        assert.ok(columns * plot[0] + 14 * (columns - 1) <= width, `${panels} panels at ${width}`);
        assert.ok(plot[0] >= 150);
        assert.equal(beside, panels === 1 && width >= 900);
      }
    }
  }
});

test("four plots, controls and loss plot fill one screen and no more", () => {
  const { plot, loss } = arrange(4, 1080, 780, 100, SQUARE, 0);
  assert.ok(plot[1] + 30 + 14 + loss[1] + 14 + 100 <= 780);
});

test("the loss plot and the data share what is below, or what is beside", () => {
  for (const lines of [1, 2]) {
    for (const [width, height] of SCREENS) {
      for (const panels of [1, 4]) {
        const { data, loss, plot, beside } = arrange(panels, width, height, 100, SQUARE, lines);
        const room = beside ? width - plot[0] - 14 : width;
        assert.ok(data[0] <= room && loss[0] <= room);
        assert.ok([...data, ...loss].every((side) => Number.isInteger(side) && side > 0));
      }
    }
  }
  assert.equal(arrange(4, 1080, 780, 100, SQUARE, 0).data, undefined);
});

test("a phone has one column", () => {
  assert.equal(arrange(4, 390, 700, 100, SQUARE, 0).columns, 1);
});
