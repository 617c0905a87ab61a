import assert from "node:assert/strict";
import { test } from "node:test";
import { arrange, equalScale, isTight, margin, plotSize, typeFor } from "../../player/assets/page/layout.js";

const DESK = typeFor(1400, false);
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
  const [width, height] = plotSize(436, [0, 2, 0, 1], 10);
  const { l, r, t, b } = margin(10);
  assert.equal(width - l - r, 2 * (height - t - b));
});

test("panels fit beside one another, at least 150 px wide", () => {
  for (const [width, height] of SCREENS) {
    for (const box of BOXES) {
      for (let panels = 1; panels <= 12; panels++) {
        const { columns, plot, beside } = arrange(panels, width, height, 100, box, 0, DESK, 1);
        assert.ok(columns >= 1 && columns <= panels);
        assert.ok(columns * plot[0] + 14 * (columns - 1) <= width, `${panels} panels at ${width}`);
        assert.ok(plot[0] >= 150);
        assert.equal(beside, panels === 1 && width >= 900);
      }
    }
  }
});

test("four plots, controls and loss plot fill one screen and no more", () => {
  for (const [width, height] of [
    [1080, 780],
    [1600, 780],
  ]) {
    const { columns, aside, plot, loss } = arrange(4, width, height, 100, SQUARE, 0, DESK, 1);
    const plots = (4 / columns) * (plot[1] + 29 + 14) - 14;
    assert.equal(aside, width === 1080);
    assert.ok((aside ? Math.max(plots, loss[1]) : plots + 14 + loss[1]) + 14 + 100 <= 780);
  }
});

test("the loss plot and the data share what is below, or what is beside", () => {
  for (const lines of [1, 2]) {
    for (const [width, height] of SCREENS) {
      for (const panels of [1, 4]) {
        const { data, loss, plot, beside } = arrange(panels, width, height, 100, SQUARE, lines, DESK, 1);
        const room = beside ? width - plot[0] - 14 : width;
        assert.ok(data[0] <= room && loss[0] <= room);
        assert.ok([...data, ...loss].every((side) => Number.isInteger(side) && side > 0));
      }
    }
  }
  assert.equal(arrange(4, 1080, 780, 100, SQUARE, 0, DESK, 1).data, undefined);
});

test("columns make the plots as large as can be, but for a grid without holes", () => {
  const columns = (panels, width, height) => arrange(panels, width, height, 100, SQUARE, 0, DESK, 1).columns;
  assert.deepEqual([columns(4, 700, 900), columns(4, 1600, 950), columns(12, 1600, 950)], [2, 4, 6]);
  for (const [width, height] of SCREENS) {
    for (let panels = 1; panels <= 12; panels++) {
      const { plot, beside } = arrange(panels, width, height, 100, SQUARE, 0, DESK, 1);
      const over = largest(panels, width, height - 100 - 150 - 14);
      const next = width < 640 ? 0 : largest(panels, width - 240 - 14, height - 100);
      if (!beside) assert.ok(plot[0] >= 0.9 * Math.max(over, next), `${panels} at ${width}`);
    }
  }
});

test("the loss plot stands beside a grid that is much larger for it, and fills what is left", () => {
  for (const [width, height, is] of [
    [660, 707, true],
    [1036, 839, true],
    [704, 963, false],
  ]) {
    const { columns, aside, plot, loss } = arrange(4, width, height, 186, SQUARE, 0, DESK, 1);
    assert.deepEqual([columns, aside], [2, is]);
    if (aside) assert.ok(loss[0] >= 226 && loss[0] + 2 * (plot[0] + 14) <= width && loss[1] + 186 <= height);
  }
  assert.equal(arrange(4, 1556, 1019, 143, SQUARE, 0, typeFor(1920, false), 1).aside, false);
  assert.equal(arrange(4, 660, 480, 186, SQUARE, 2, DESK, 1).aside, false, "the data need as much height again");
});

/** By trying every width, in every number of columns, under names of one line or two. */
function largest(panels, width, height) {
  const fits = (wide) =>
    Array.from({ length: panels }, (_, i) => i + 1).some((columns) => {
      const name = Math.ceil((isTight(wide, DESK.name, 1) ? 2.9 : 1.45) * DESK.name + 8);
      const high = plotSize(wide, SQUARE, DESK.tick)[1] + name + 14;
      return columns * wide + 14 * (columns - 1) <= width && Math.ceil(panels / columns) * high <= height;
    });
  for (let wide = width; wide > 150; wide--) if (fits(wide)) return wide;
  return 150;
}

test("cards take the place of the loss plot, and plots shrink for them as far as a row may", () => {
  const [room, row] = [[0, 250, 350, 2000].map((cards) => arrange(4, 1035, 700, 100, SQUARE, 0, DESK, 1, cards)), 260];
  const wide = room.map(({ plot }) => plot[0]);
  assert.ok(wide[2] <= wide[1] && wide[3] <= wide[2]);
  assert.equal(room[3].columns, 4);
  assert.ok(room[3].plot[1] <= row && room[3].plot[1] > 0.6 * row);
  assert.ok(room.slice(1).every(({ aside }) => !aside));
});

test("a page that is about to get its width has a plan, too", () => {
  for (const width of [50, 150, 400]) assert.ok(arrange(4, width, 900, 100, SQUARE, 0, DESK, 1).plot[0] > 0);
});

test("a phone has a grid of two by two", () => {
  assert.equal(arrange(4, 358, 700, 100, SQUARE, 0, typeFor(390, false), 1).columns, 2);
});

test("type grows with the window, and to present", () => {
  const { tick, name } = typeFor(1920, false);
  assert.ok(tick >= 14 && name >= 20);
  assert.ok(typeFor(1400, false).name < name && typeFor(1920, true).name > name);
  assert.ok(typeFor(1024, true).tick > typeFor(1024, false).tick);
});

test("names that are wider than their plot have room beside the loss plot, too", () => {
  for (const height of [560, 700, 900]) {
    const { plot, loss, beside } = arrange(1, 960, height, 150, SQUARE, 0, DESK, 4);
    assert.ok(beside && Math.max(plot[0], 25 * DESK.name) + 14 + loss[0] <= 960, `${height}`);
  }
});
