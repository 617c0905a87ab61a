import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { BUDGET, Engine } from "../../player/assets/live/engine.js";

let now = 0;
mock.method(performance, "now", () => now);

const RACE = {
  racers: [{}, {}],
  scene: { steps: 3 },
  tested: false,
  columns: { standings: ["loss"], outcomes: ["kind"] },
  live: { numbers: [0.5] },
};

/** Each racer goes to the right by the number, and takes so many milliseconds; the second ends early. */
const program = (takes) => ({
  make: (steps, numbers) => ({
    run(k, x, y, points, losses, tests, told) {
      now += takes.at;
      for (let t = 0; t <= steps; t++) {
        points.set(k && t > 1 ? [NaN, NaN] : [x + t * numbers[0], y], 2 * t);
        losses[t] = t;
      }
      told.set([losses[steps], k]);
    },
  }),
});

function engine(takes = { at: 0 }) {
  const hired = [];
  const hire = () => {
    const other = { posted: [], postMessage: (what) => other.posted.push(what), terminate: () => (other.gone = true) };
    hired.push(other);
    return other;
  };
  return [new Engine(program(takes), "source", [], RACE, hire), hired];
}

const nothing = () => {};

test("a run that fits a frame is there at once, with the numbers as they are now", () => {
  const [one] = engine();
  one.numbers[0] = 2;
  let runs;
  one.ask([1, 5], (found) => (runs = found));
  assert.deepEqual([...runs[0].x], [1, 3, 5, 7]);
  assert.deepEqual([...runs[0].y], [5, 5, 5, 5]);
  assert.deepEqual([...runs[1].told], [3, 1]);
  assert.deepEqual([runs[0].last, runs[1].last], [3, 1]);
});

test("a picture keeps its numbers when the next is computed", () => {
  const [one] = engine();
  const seen = [];
  one.ask([1, 0], (runs) => seen.push(runs));
  one.ask([2, 0], (runs) => seen.push(runs));
  assert.deepEqual([seen[0][0].x[0], seen[1][0].x[0]], [1, 2]);
});

test("what was too long once stays here, twice in a row goes to a worker", () => {
  const takes = { at: BUDGET };
  const [one, hired] = engine(takes);
  one.ask([0, 0], nothing);
  takes.at = 0;
  one.ask([0, 0], nothing);
  takes.at = BUDGET;
  one.ask([0, 0], nothing);
  assert.equal(hired.length, 0);
  one.ask([0, 0], nothing);
  assert.equal(hired.length, 1);
  assert.ok(one.isSlow);
  assert.deepEqual(hired[0].posted, [
    { source: "source", plan: { racers: 2, steps: 3, tested: false, columns: 2 }, tables: [] },
  ]);
});

function slow() {
  const [one, hired] = engine({ at: BUDGET });
  one.ask([0, 0], nothing);
  one.ask([0, 0], nothing);
  hired[0].posted.length = 0;
  return [one, hired[0]];
}

test("of the starts that come while the worker is busy the latest wins", () => {
  const [one, other] = slow();
  const seen = [];
  for (const x of [1, 2, 3]) one.ask([x, 0], () => seen.push(x));
  assert.deepEqual(
    other.posted.map(({ start }) => start),
    [[1, 0]],
  );
  other.onmessage({ data: [] });
  assert.deepEqual(
    other.posted.map(({ start }) => start),
    [
      [1, 0],
      [3, 0],
    ],
  );
  other.onmessage({ data: [] });
  assert.deepEqual(seen, [1, 3]);
  assert.equal(other.posted.length, 2);
});

test("without its worker the page computes again, what it waited for first", () => {
  const [one, other] = slow();
  const seen = [];
  for (const x of [1, 2]) one.ask([x, 0], (runs) => seen.push(runs[0].x[0]));
  other.onerror();
  assert.ok(other.gone && !one.isSlow);
  assert.deepEqual(seen, [2]);
  one.ask([4, 0], (runs) => seen.push(runs[0].x[0]));
  one.ask([5, 0], (runs) => seen.push(runs[0].x[0]));
  assert.deepEqual(seen, [2, 4, 5]);
});

test("warming up takes a blink at most", () => {
  const [one] = engine({ at: 1000 });
  const before = now;
  one.warm([0, 0]);
  assert.equal(now - before, 1000);
});
