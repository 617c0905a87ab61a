import assert from "node:assert/strict";
import { test } from "node:test";
import { hasHappened, outcomeAt, ranked, standingAt, stayedFrom } from "../../player/assets/controls/now.js";
import { KIND } from "../../player/assets/page/outcome.js";

const ended = {
  loss: 1.5,
  distance: 2,
  reached: 2,
  length: 8,
  evaluations: 9,
  test: 2,
  gap: 0.5,
  gradients: 8,
  epochs: 4,
};
const run = (changes = {}) => ({
  x: [0, 3, 3, 3, 3],
  y: [0, 4, 5, 6, 7],
  above: [5, 4, 3, 2, 1],
  test: null,
  last: 4,
  standing: ended,
  outcome: { kind: KIND.CONVERGED, step: 3, near: KIND.CONVERGED },
  ...changes,
});
const race = { best: 0.5, minima: [[3, 6], [0, 9]], ground: {} }; // prettier-ignore

test("at the end, and beyond it, the standings are those that were told", () => {
  for (const step of [4, 5, 200]) assert.equal(standingAt(race, run(), step), ended);
});

test("before the end they are those of the step", () => {
  const now = standingAt(race, run(), 2);
  assert.deepEqual([now.loss, now.distance, now.length], [3.5, 1, 6]);
  assert.deepEqual([now.evaluations, now.gradients, now.epochs], [4.5, 4, 2]);
  assert.deepEqual(
    [0, 1, 2].map((step) => standingAt(race, run(), step).reached),
    [-1, -1, 2],
  );
  assert.equal(standingAt({ ...race, minima: [] }, run(), 2).distance, NaN);
  assert.equal(standingAt({ ...race, ground: { stale: true } }, run(), 2).distance, NaN);
});

test("the gap to the test loss is told where the loss has no penalty in it", () => {
  const tests = [9, 8, 7, 6, 2];
  assert.equal(standingAt(race, run({ test: tests }), 1).gap, 8 - 4.5);
  assert.equal(standingAt(race, run({ test: tests, standing: { ...ended, gap: 0.7 } }), 1).gap, NaN);
});

test("an outcome is told once it has happened", () => {
  assert.deepEqual(
    [2, 3, 4].map((step) => outcomeAt(run(), step).kind),
    [KIND.MOVING, KIND.CONVERGED, KIND.CONVERGED],
  );
  const moving = run({ outcome: { kind: KIND.MOVING, step: -1 } });
  assert.deepEqual(
    [3, 4].map((step) => hasHappened(moving, step)),
    [false, true],
  );
});

test("who has left does not stay anywhere", () => {
  assert.deepEqual(
    [2, 3].map((step) => stayedFrom(run(), step)),
    [-1, 3],
  );
  for (const kind of [KIND.LEFT, KIND.MOVING]) {
    assert.equal(stayedFrom(run({ outcome: { kind, step: 1 } }), 4), -1);
  }
});

test("who has arrived first is first, and the others follow by their loss", () => {
  const moves = { kind: KIND.MOVING, step: -1 };
  const late = run({ above: [5, 4, 3, 2, 0] });
  const hovers = run({ above: [5, 4, 3, 3, 3], outcome: { kind: KIND.HOVERING, step: 1, near: KIND.CONVERGED } });
  const local = run({ above: [5, 1, 1, 1, -1], outcome: { kind: KIND.LOCAL, step: 1 } });
  const broken = run({ above: [5, NaN], last: 1, outcome: moves });
  const all = [broken, late, hovers, local];
  assert.deepEqual(ranked(all, 0), all);
  assert.deepEqual(ranked(all, 2), [hovers, local, late, broken]);
  assert.deepEqual(ranked(all, 4), [hovers, late, local, broken]);
});
