import assert from "node:assert/strict";
import { test } from "node:test";
import { Clock } from "../../player/assets/controls/clock.js";
import { Pace, paceOf } from "../../player/assets/controls/pace.js";

globalThis.requestAnimationFrame = () => 1;

const race = (pacing, ...racers) => ({
  scene: { look: { pacing }, box: [0, 10, 0, 10], steps: racers[0].x.length - 1 },
  racers,
});
const along = (...x) => ({ x, y: x.map(() => 5) });

test("by step all steps take as long", () => {
  assert.equal(paceOf(race("step", along(0, 9, 10))), null);
});

test("by path a step takes the longer the farther the farthest goes, and none is skipped", () => {
  const { over } = paceOf(race("path", along(0, 8, 8, 8, 8), along(5, 5, 5, 5, 7)));
  const shares = over.slice(1).map((share, i) => share - over[i]);
  assert.ok(Math.abs(shares[0] - 0.69) < 1e-12);
  assert.ok(Math.abs(shares[3] - 0.21) < 1e-12);
  assert.ok(Math.abs(shares[1] - 0.05) < 1e-12);
});

test("only what is seen counts: not what is beyond the window, nor after the end of a path", () => {
  const [far, edge] = [along(0, 2, 1e6, NaN), along(0, 2, 10, 10)].map((racer) => paceOf(race("path", racer)).over);
  assert.deepEqual(far, edge);
});

test("where nobody moves, all steps take as long", () => {
  assert.equal(paceOf(race("path", along(3, 3, 3))), null);
});

test("time goes on, is over with the run, and a share there and back is the same", () => {
  const pace = new Pace([5, 1, 3, 1]);
  let before = -1;
  for (let share = 0; share <= 1; share += 0.01) {
    const time = pace.timeAt(share);
    assert.ok(time > before);
    assert.ok(Math.abs(pace.shareAt(time) - share) < 1e-12);
    before = time;
  }
  assert.equal(pace.timeAt(1.5), 4);
  assert.equal(pace.timeAt(0.25), 0.5);
});

test("a run takes as long by path as by step, from wherever it was sought", () => {
  const clock = new Clock(() => {});
  Object.assign(clock, { steps: 4, pace: new Pace([5, 1, 3, 1]) });
  clock.play();
  clock.advance(1000);
  clock.advance(5000);
  assert.equal(clock.time, 1);
  clock.seek(0);
  clock.advance(13000);
  assert.equal(clock.time, 4);
  assert.equal(clock.playing, false);
});
