import assert from "node:assert/strict";
import { test } from "node:test";
import { pressed } from "../../player/assets/controls/views.js";
import { KIND } from "../../player/assets/page/outcome.js";
import { areTogether, groupsOf, isSameCast, leaderAt, startAt } from "../../player/assets/race.js";

const racer = (above, panel = 0) => ({ above, last: above.length - 1, panel, outcome: {} });
/** A race on a surface with a bottom. */
const bounded = (...racers) => ({ racers, bounded: true });

test("the leader has the lowest loss of those still running", () => {
  const racers = [racer([5, 4, 3, 2]), racer([5, 3, 3.5]), racer([5, 1])];
  assert.equal(leaderAt(bounded(...racers), 0), null);
  assert.equal(leaderAt(bounded(...racers), 1), racers[2]);
  assert.equal(leaderAt(bounded(...racers), 2), racers[0]);
  assert.equal(leaderAt(bounded(...racers), 3), racers[0]);
  assert.equal(leaderAt(bounded(racers[0]), 3), null);
});

test("a loss that is no number leads nobody", () => {
  const racers = [racer([1, 2]), racer([1, NaN])];
  assert.equal(leaderAt(bounded(...racers), 1), racers[0]);
});

test("nobody leads once somebody has left where there is no bottom", () => {
  const racers = [{ ...racer([1, 0, -1, -2]), outcome: { kind: KIND.LEFT, step: 2 } }, racer([1, 1, 1, 1])];
  assert.equal(leaderAt({ racers, bounded: false }, 1), racers[0]);
  assert.equal(leaderAt({ racers, bounded: false }, 2), null);
  assert.equal(leaderAt({ racers, bounded: true }, 2), racers[0]);
});

test("who shares a plot: those of a panel, or all", () => {
  const racers = [racer([1], 0), racer([1], 0), racer([1], 1)];
  assert.deepEqual(groupsOf({ racers, scene: { look: { overlay: "0", view3d: false } } }), [
    racers.slice(0, 2),
    racers.slice(2),
  ]);
  assert.deepEqual(groupsOf({ racers: [], scene: { look: { overlay: "0", view3d: false } } }), [[]]);
  assert.deepEqual(groupsOf({ racers, scene: { look: { overlay: "1", view3d: false } } }), [racers]);
  assert.deepEqual(groupsOf({ racers, scene: { look: { overlay: "0", view3d: true } } }), [racers]);
});

test("one plot is what a phone has by itself, and anybody who asks for it", (t) => {
  const look = { overlay: "auto", view3d: false };
  for (const [width, together] of [
    [390, true],
    [640, false],
  ]) {
    globalThis.innerWidth = width;
    t.after(() => delete globalThis.innerWidth);
    const asked = ["auto", "0", "1"].map((overlay) => areTogether({ overlay }));
    assert.deepEqual(asked, [together, false, true]);
    assert.equal(groupsOf({ racers: [racer([1], 0), racer([1], 1)], scene: { look } }).length, together ? 1 : 2);
    // A switch pressed twice leaves each screen its own.
    const once = pressed({ key: "overlay" }, look);
    assert.equal(once, together ? "0" : "1");
    assert.equal(pressed({ key: "overlay" }, { overlay: once }), "auto");
  }
  assert.deepEqual(
    [true, false].map((future) => pressed({ key: "future", on: [true], off: false }, { future })),
    [false, true],
  );
});

test("a start is in the window, and has as many digits as one can see", () => {
  const box = [-2, 2, -1, 1];
  assert.deepEqual(startAt(box, 0.123456, -0.98765), [0.123, -0.988]);
  assert.deepEqual(startAt(box, -99, 99), [-2, 1]);
  assert.deepEqual(startAt([-512, 512, -512, 512], 123.456, 0.7), [123, 1]);
  assert.deepEqual(startAt([0, 1e-3, 0, 1e-3], 0.00012345678, 0), [0.000123, 0]);
});

test("the clock stays while the same methods race on the same surface", () => {
  const race = (surface, ...keys) => ({ scene: { surface }, racers: keys.map((key) => ({ key })) });
  const before = race("Ravine", "Adam", "Adam~2");
  assert.ok(isSameCast(race("Ravine", "Adam", "Adam~2"), before));
  assert.ok(!isSameCast(race("Bowl", "Adam", "Adam~2"), before));
  assert.ok(!isSameCast(race("Ravine", "Adam", "Adam~3"), before));
  assert.ok(!isSameCast(race("Ravine", "Adam"), before));
  assert.ok(!isSameCast(before, null));
});
