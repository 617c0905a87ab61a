// Maps of settings: which values and starts are tried, what they have in common, who wins, and which window is shown.

import assert from "node:assert/strict";
import { test } from "node:test";
import { entrant, firstsOf, ranked, winsOf } from "../../player/assets/atlas/fair/contest.js";
import { settingsOf, Tuned, tunedOf } from "../../player/assets/atlas/fair/tuned.js";
import { gridOf, laneOf, pairOf, wholeOf, within, zoomed } from "../../player/assets/atlas/plane/pair.js";
import { levelOf } from "../../player/assets/atlas/plane/shades.js";
import { KIND } from "../../player/assets/page/outcome.js";
import { Jobs } from "../../player/assets/sweeps/jobs.js";
import { bestOf, columnsOf, quartiles } from "../../player/assets/sweeps/spread.js";
import { fresh, sequence, spread, startsOf } from "../../player/assets/sweeps/starts.js";
import { nearest, numbersOf, ownNumbers, rates, rateOf, shortly, spaced } from "../../player/assets/sweeps/values.js";

const RATE = {
  key: "Momentum.lr",
  numbers: [0, 3],
  low: 1e-5,
  high: 10,
  least: 1e-5,
  symbol: "α",
  title: "learning rate",
};
const MASS = { key: "Momentum.momentum", numbers: [1], low: 0, high: 0.99, least: 0, symbol: "ρ", title: "momentum" };
const OTHER = { key: "Adam.lr", numbers: [2], low: 0.1, high: 10, least: 0.1, symbol: "α", title: "learning rate" };
const RACE = {
  live: { numbers: Float64Array.of(0.1, 0.9, 0.5, 0.1) },
  methods: [
    { key: "Momentum", name: "Momentum", fields: [RATE, MASS] },
    { key: "Adam", name: "Adam", fields: [OTHER] },
  ],
  racers: [{ panel: 0 }, { panel: 1 }],
  map: {
    plane: { of: "Momentum", across: "lr", upward: "momentum" },
    swept: { Momentum: ["lr", "momentum"], Adam: ["lr"] },
  },
};
const BOX = [-2, 4, 0, 1];

test("rates go up in equal ratios, ends included", () => {
  const tried = rates([1e-5, 10]);
  assert.equal(tried.length, 200);
  assert.deepEqual([tried[0], tried[199]], [1e-5, 10]);
  const ratio = 10 ** (6 / 199);
  for (let i = 1; i < 200; i++) assert.ok(Math.abs(tried[i] / tried[i - 1] / ratio - 1) < 2e-3, String(i));
  assert.deepEqual(
    [...spaced([0, 0.9], 4, false)].map((v) => v.toFixed(1)),
    ["0.0", "0.3", "0.6", "0.9"],
  );
  assert.equal(nearest([1, 10, 100], 30, true), 1);
  assert.equal(nearest([1, 10, 100], 60, false), 2);
});

test("a rate is a field on a logarithmic scale that runs here", () => {
  assert.equal(rateOf({ fields: [RATE, MASS] }), RATE);
  assert.equal(rateOf({ fields: [MASS] }), null);
  assert.equal(rateOf({ fields: [{ ...RATE, numbers: [] }] }), null);
});

test("what was told goes to all places of its field, and what others read is no matter of one's own", () => {
  assert.deepEqual([...numbersOf(RACE, { "Momentum.lr": 0.2, "Other.lr": 7 })], [0.2, 0.9, 0.5, 0.2]);
  assert.deepEqual([...ownNumbers(RACE, 0, RACE.live.numbers)], [0.1, 0.9, 0, 0.1]);
  assert.deepEqual([...ownNumbers(RACE, 1, RACE.live.numbers)], [0, 0, 0.5, 0]);
});

test("a value of a fine grid keeps the digits that tell it from its neighbours", () => {
  assert.equal(new Set(shortly(spaced([0.5, 0.5 + 1e-9], 64, false))).size, 64);
  assert.deepEqual([...shortly(spaced([0, 1], 11, false))].slice(2, 5), [0.2, 0.3, 0.4]);
});

test("starts lie all over the window, are the same for a seed, and others for the judge", () => {
  const [points, again] = [spread(BOX, 64, 3), spread(BOX, 64, 3)];
  assert.deepEqual(points, again);
  assert.notDeepEqual(points, spread(BOX, 64, 4));
  assert.notDeepEqual(points, fresh(BOX, 64, 3));
  const cells = new Set();
  for (let i = 0; i < 128; i += 2) {
    const [u, v] = [(points[i] + 2) / 6, points[i + 1]];
    assert.ok(u >= 0 && u < 1 && v >= 0 && v < 1);
    cells.add(4 * Math.floor(4 * u) + Math.floor(4 * v));
  }
  assert.equal(cells.size, 16, "none of sixteen parts is empty");
  assert.deepEqual([...startsOf({ box: BOX, start: [1, 0.5] }, { starts: 1, seed: 3 })], [1, 0.5]);
});

/** Two values from three starts: the first arrives twice, the second never. */
const RESULT = {
  n: [2, 3],
  kind: Int8Array.from([KIND.CONVERGED, KIND.MOVING, KIND.CONVERGED, KIND.DIVERGED, KIND.LOCAL, -1]),
  step: Int32Array.from([10, -1, 30, 5, 4, -1]),
  loss: Float64Array.from([1, 3, 1, 8, 2, NaN]),
};

test("a value is told by quartiles over the starts that are known", () => {
  assert.deepEqual(quartiles([4, 1, 3, 2]), [1, 2, 3]);
  assert.deepEqual(quartiles([Infinity, 1]), [1, 1, Infinity]);
  const [first, second] = columnsOf(RESULT, 1);
  assert.deepEqual(first, { known: 3, loss: [0, 0, 1], steps: [10, 30, Infinity], arrived: 2 / 3 });
  assert.deepEqual(second, { known: 2, loss: [2, 2, Infinity], steps: [Infinity, Infinity, Infinity], arrived: 0 });
  assert.equal(bestOf([null, second, first]), 2);
  assert.equal(bestOf([null]), -1);
});

test("who arrives sooner wins; of those who never arrive who ends lower", () => {
  const [a, b] = [
    { steps: [5, Infinity, Infinity], losses: [0, 1, 9] },
    { steps: [6, Infinity, 7], losses: [0, 2, 0] },
  ];
  assert.deepEqual([winsOf(a, b), winsOf(b, a)], [2, 1]);
  assert.deepEqual(firstsOf([a, b]), [2, 1]);
  const lanes = {
    n: [3, 1],
    kind: Int8Array.of(1, 1, 0),
    step: Int32Array.of(3, 4, -1),
    loss: Float64Array.of(0, 0, 5),
  };
  const good = entrant({ name: "good" }, lanes, 0);
  const bad = entrant({ name: "bad" }, { ...lanes, kind: Int8Array.of(0, 0, 0) }, 0);
  assert.deepEqual(ranked([bad, good]), [good, bad]);
  assert.equal(entrant({}, { ...lanes, kind: Int8Array.of(1, -1, 0) }, 0), null, "not all is known");
});

test("a pair of fields: what was told comes first, and no field is on both sides", () => {
  const pair = pairOf(RACE, {});
  assert.deepEqual([pair.k, pair.across, pair.upward], [0, RATE, MASS]);
  assert.deepEqual(pairOf(RACE, { across: "momentum", upward: "momentum" }).upward, RATE);
  assert.equal(pairOf({ ...RACE, methods: [RACE.methods[1]] }, {}), null);
});

test("a window around a point keeps it, in ratios on a logarithmic side, and stays within the whole one", () => {
  const pair = pairOf(RACE, {});
  const whole = wholeOf(pair);
  assert.deepEqual(whole, [1e-5, 10, 0, 0.99]);
  const [a0, a1, b0, b1] = zoomed(pair, [0.01, 1, 0.2, 0.6], 2, [0.1, 0.4]);
  assert.ok(Math.abs(a0 * a1 - 0.01) < 1e-12 && Math.abs(a1 / a0 - 10) < 1e-9);
  assert.ok(Math.abs(b0 - 0.3) < 1e-12 && Math.abs(b1 - 0.5) < 1e-12);
  assert.deepEqual(within(pair, zoomed(pair, whole, 0.5, [1, 0.5])), whole);
  assert.deepEqual(within(pair, [0.123456789, 0.2, 0.1, 0.5]), [0.12346, 0.2, 0.1, 0.5]);
  assert.equal(within(pair, [0.1, 0.1 + 1e-13, 0, 0.5]), null);
  const grid = gridOf(pair, [0.01, 1, 0, 0.9], 4);
  assert.equal(laneOf(pair, grid, [0.05, 0.61]), 2 * 4 + 1);
});

test("with the rate those fields are tuned that are asked for", () => {
  const small = { ...OTHER, key: "Momentum.eps", numbers: [4] };
  const race = {
    methods: [{ key: "Momentum", name: "Momentum", fields: [RATE, small, MASS] }],
    map: { swept: { Momentum: ["lr", "eps", "momentum"] } },
  };
  const keys = (/** @type {"rate" | "memory" | "all"} */ how) =>
    tunedOf(race, { panel: 0 }, how).map(({ key }) => key.slice(9));
  assert.deepEqual(
    [keys("rate"), keys("memory"), keys("all")],
    [["lr"], ["lr", "momentum"], ["lr", "eps", "momentum"]],
  );
});

test("settings are as many as there are trials, all over the ranges of their fields, and others with another seed", () => {
  const [rate, mass] = settingsOf([RATE, MASS], 64, 0);
  for (const [values, { least, low, high }] of [
    [rate, RATE],
    [mass, MASS],
  ]) {
    const middle = least ? Math.sqrt(least * high) : (low + high) / 2;
    assert.equal(values.length, 64);
    assert.ok(values.every((one) => one >= low && one <= high));
    assert.ok(Math.abs(values.filter((one) => one < middle).length - 32) <= 2);
  }
  assert.notDeepEqual(settingsOf([RATE, MASS], 64, 1)[0], rate);
  assert.deepEqual([...settingsOf([RATE], 4, 9)[0]], [...rates([1e-5, 10], 4)]);
  const square = spread([0, 1, 0, 1], 9, 0);
  sequence(2, 9, 0).forEach((point, i) => point.forEach((v, j) => assert.ok(Math.abs(v - square[2 * i + j]) < 1e-12)));
});

test("a method is tuned with all fields of a setting at once, and has the best of them", () => {
  const map = { swept: { Momentum: ["lr", "momentum"], Adam: ["lr"] } };
  const packet = { ...RACE, map, racers: [{ panel: 0 }, { panel: 1 }], best: 0 };
  const one = new Tuned(packet, 0, { tuned: "memory", trials: 3, seed: 0 });
  const [{ places, values, beside }] = one.job(RACE.live.numbers, Float64Array.of(1, 2)).fields;
  assert.deepEqual([places, beside.map((field) => field.places)], [RATE.numbers, [MASS.numbers]]);
  assert.equal(one.best, null);
  const kind = Int8Array.of(KIND.MOVING, KIND.CONVERGED, KIND.MOVING);
  one.learn({ n: [3, 1], kind, step: Int32Array.of(-1, 7, -1), loss: Float64Array.of(1, 0, 2) });
  assert.deepEqual(one.best, [values[1], beside[0].values[1]]);
  assert.deepEqual(Array.from(one.with(RACE.live.numbers)), [values[1], beside[0].values[1], 0.5, values[1]]);
});

test("colours go by powers of ten from the lowest loss to the highest", () => {
  const level = levelOf({ type: "log", range: [-4, 0] }, 0);
  for (const [loss, share] of [
    [1e-4, 0],
    [0.01, 0.5],
    [1, 1],
  ])
    assert.ok(Math.abs(level(loss) - share) < 1e-12);
  assert.ok(level(0) < 0);
});

const pool = () => {
  const asked = [];
  return {
    asked,
    map(job, heard) {
      const one = { job, heard, stopped: false };
      asked.push(one);
      return { done: new Promise(() => {}), cancel: () => (one.stopped = true), share: 0 };
    },
  };
};

test("a job is asked for once, unless something changes that does not vary; a newer one stops it", () => {
  const [here, told] = [pool(), []];
  const jobs = new Jobs({ progress: (share) => told.push(share), alone() {} }, () => told.push("heard"));
  const job = (rate, mass) => ({
    k: 0,
    numbers: Float64Array.of(rate, mass),
    starts: { points: Float64Array.of(0, 1) },
    fields: [{ places: [0], values: Float64Array.of(1, 2) }],
  });
  jobs.ask(here, "a", job(0.1, 0.9));
  jobs.ask(here, "a", job(0.2, 0.9));
  assert.equal(here.asked.length, 1);
  here.asked[0].heard("half", 0.5);
  assert.equal(jobs.result("a"), "half");
  assert.ok(!jobs.isDone("a"));
  jobs.ask(here, "a", job(0.2, 0.8));
  assert.ok(here.asked[0].stopped);
  assert.equal(jobs.result("a"), "half", "what is known of the old one is shown until there is more");
  here.asked[0].heard("late", 1);
  assert.equal(jobs.result("a"), "half");
  here.asked[1].heard("new", 1);
  assert.ok(jobs.isDone("a") && jobs.areDone);
  assert.deepEqual(told.slice(-2), [null, "heard"]);
  jobs.destroy();
  assert.equal(jobs.result("a"), null);
});
