import assert from "node:assert/strict";
import { test } from "node:test";
import { LENGTHS, timesOf } from "../../player/assets/film/times.js";

const RATE = 30;
const race = (steps, pacing = "step", x = Array.from({ length: steps + 1 }, (_, t) => 1 / (1 + t))) => ({
  scene: { look: { pacing }, box: [0, 1, 0, 1], steps },
  racers: [{ x, y: x.map(() => 0.5) }],
});
const gaps = (times) => times.slice(1).map((time, k) => time - times[k]);

test("the film stands still at its start and at its end", () => {
  const times = timesOf(race(150), LENGTHS.normal, RATE);
  assert.deepEqual(times.slice(0, 16), Array(16).fill(0));
  assert.ok(times[16] > 0);
  assert.deepEqual(times.slice(-46), Array(46).fill(150));
});

for (const steps of [1, 7, 150, 299, 360]) {
  test(`each of ${steps} steps has as many frames, and one that shows it exactly`, () => {
    const times = timesOf(race(steps), LENGTHS.normal, RATE);
    for (let step = 0; step <= steps; step++) assert.ok(times.includes(step), `step ${step}`);
    const moving = gaps(times).filter(Boolean);
    assert.ok(Math.max(...moving) - Math.min(...moving) < 1e-9);
  });
}

for (const steps of [361, 1000, 2000]) {
  test(`of ${steps} steps each frame shows as many more, all of them whole, and the last`, () => {
    const times = timesOf(race(steps), LENGTHS.normal, RATE);
    assert.ok(times.every(Number.isInteger));
    assert.equal(times.at(-1), steps);
    assert.equal(new Set(gaps(times).filter(Boolean).slice(0, -1)).size, 1);
  });
}

test("a film is about as long as was asked for, whatever the number of steps", () => {
  for (const seconds of Object.values(LENGTHS)) {
    for (let steps = 1; steps <= 3000; steps = Math.ceil(steps * 1.3)) {
      const moving = new Set(timesOf(race(steps), seconds, RATE)).size / RATE;
      assert.ok(moving > seconds / 2 && moving < 1.5 * seconds + 0.1, `${steps} steps take ${moving} s`);
    }
  }
});

test("paced by path, time goes on to the last step, longer where somebody moves far", () => {
  const times = timesOf(race(100, "path"), LENGTHS.short, RATE);
  assert.ok(gaps(times).every((gap) => gap >= 0));
  assert.equal(times.at(-1), 100);
  const moving = times.filter((time) => time > 0 && time < 100);
  assert.ok(moving.filter((time) => time < 5).length > moving.length / 4);
});
