import assert from "node:assert/strict";
import { test } from "node:test";
import { Cue } from "../../player/assets/lesson/cue.js";
import { isReached, valueOf } from "../../player/assets/lesson/goal.js";
import { KIND } from "../../player/assets/page/outcome.js";

const run = (key, more = {}) => ({
  key,
  x: [0, 1],
  y: [2, 3],
  last: 1,
  standing: { reached: 7, loss: 0.5, distance: 0.25, length: 1.5 },
  outcome: { kind: KIND.CONVERGED },
  ...more,
});

test("a formula is read off the end of a run", () => {
  const runs = [run("Adam"), run("Adam~2", { standing: { reached: -1 } })];
  assert.equal(valueOf(["arrival", "Adam"], runs), 7);
  assert.equal(valueOf(["arrival", "Adam~2"], runs), Infinity);
  assert.equal(valueOf(["y", "Adam"], runs), 3);
  assert.equal(valueOf(["<", ["arrival", "Adam"], ["arrival", "Adam~2"]], runs), true);
  assert.equal(valueOf(["or", ["==", ["outcome", "Adam"], "DIVERGED"], ["not", [">", 2, 3]]], runs), true);
  assert.equal(valueOf(["and", ["<=", ["-", 0, 1], 0], ["!=", "a", "a"]], runs), false);
});

test("a goal is not reached while nobody knows what became of a run", () => {
  const goal = ["!=", ["outcome", "Adam"], "CONVERGED"];
  assert.equal(isReached(goal, [run("Adam", { outcome: { kind: KIND.LOCAL } })]), true);
  assert.equal(isReached(goal, [run("Adam", { outcome: { kind: NaN } })]), false);
});

/** A clock that writes down what it is told. */
function told() {
  const done = [];
  const clock = {
    playing: false,
    play: () => done.push("play"),
    pause: () => done.push("pause"),
    seek: (t) => done.push(t),
  };
  const root = { dataset: {}, classList: { toggle: () => {} }, getBoundingClientRect: () => ({ top: 0 }) };
  globalThis.window = { innerHeight: 900 };
  globalThis.document = { querySelector: () => null };
  return { done, root, cue: new Cue(clock, root), news: () => done.splice(0) };
}

test("a screen begins at its first step, and an answer plays it", () => {
  const { cue, root, news } = told();
  cue.take({ lesson: { place: "momentum 1", run: 4 } });
  assert.deepEqual(news(), ["pause", 0]);
  cue.take({ lesson: { place: "momentum 1", run: 4 } });
  assert.deepEqual(news(), []);
  cue.take({ lesson: { place: "momentum 1", run: 5 } });
  assert.deepEqual(news(), [0, "play"]);
  assert.equal(root.dataset.run, "5");
  cue.take({ lesson: { place: "momentum 2", run: 5 } });
  assert.deepEqual(news(), ["pause", 0]);
});

test("a task that has just been done is played from its first step, and one that was done before is not", () => {
  const { cue, news } = told();
  cue.take({ lesson: { place: "momentum 3", run: 4, done: false } });
  news();
  cue.take({ lesson: { place: "momentum 3", run: 4, done: true } });
  assert.deepEqual(news(), [0, "play"]);
  cue.take({ lesson: { place: "momentum 3", run: 4, done: true } });
  assert.deepEqual(news(), []);
  cue.take({ lesson: { place: "momentum 4", run: 4, done: true } });
  assert.deepEqual(news(), ["pause", 0]);
});

test("outside lessons the clock is left alone", () => {
  const { cue, news } = told();
  cue.take({ lesson: null });
  cue.take({ lesson: null });
  assert.deepEqual(news(), []);
});
