import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Clock } from "../../player/assets/controls/clock.js";

let frames = [];
globalThis.requestAnimationFrame = (tick) => frames.push(tick);
globalThis.cancelAnimationFrame = (frame) => (frames[frame - 1] = () => {});

function run(now) {
  const due = frames;
  frames = [];
  due.forEach((tick) => tick(now));
}

function clockOf(steps) {
  const clock = new Clock(() => {});
  clock.steps = steps;
  return clock;
}

beforeEach(() => (frames = []));

test("a run takes eight seconds at any number of steps, and stops at its end", () => {
  for (const steps of [10, 200, 2000]) {
    const clock = clockOf(steps);
    clock.play();
    run(1000);
    run(5000);
    assert.equal(clock.time, steps / 2);
    run(9000);
    assert.equal(clock.time, steps);
    assert.equal(clock.playing, false);
    assert.equal(frames.length, 0);
  }
});

test("twice the speed is half the time", () => {
  const clock = clockOf(100);
  clock.speed = 2;
  clock.play();
  run(1000);
  run(2000);
  assert.equal(clock.time, 25);
});

test("a loop begins again, and goes on", () => {
  const clock = clockOf(100);
  clock.loop = true;
  clock.play();
  run(1000);
  run(20000);
  assert.equal(clock.time, 0);
  assert.equal(clock.playing, true);
});

test("to play at the end begins at the start", () => {
  const clock = clockOf(100);
  clock.seek(100);
  clock.play();
  assert.equal(clock.time, 0);
});

test("time never leaves the run", () => {
  const clock = clockOf(100);
  for (const [to, is] of [
    [-1, 0],
    [1e9, 100],
    [Infinity, 100],
    [-Infinity, 0],
    [99.5, 99.5],
  ]) {
    clock.seek(to);
    assert.equal(clock.time, is);
  }
});

test("a move ends at a whole step, in the direction of the move", () => {
  const clock = clockOf(100);
  for (const [from, by, to] of [
    [3.4, 1, 4],
    [3.4, -1, 3],
    [3, 1, 4],
    [3, -1, 2],
    [3.4, 10, 13],
    [0, -1, 0],
    [100, 1, 100],
    [50.5, -Infinity, 0],
    [50.5, Infinity, 100],
  ]) {
    clock.seek(from);
    clock.move(by);
    assert.equal(clock.time, to, `${from} by ${by}`);
    assert.equal(clock.playing, false);
  }
});

test("a step counts as reached in spite of rounding", () => {
  const clock = clockOf(100);
  clock.seek(6.999999999999);
  assert.equal(clock.step, 7);
  clock.seek(6.99);
  assert.equal(clock.step, 6);
});

test("what changes within one frame is drawn once", () => {
  let drawn = 0;
  const clock = new Clock(() => drawn++);
  clock.steps = 10;
  clock.seek(1);
  clock.seek(2);
  clock.pause();
  run(1000);
  assert.equal(drawn, 1);
});
