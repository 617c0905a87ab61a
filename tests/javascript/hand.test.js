import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Hand } from "../../player/assets/live/hand.js";
import { faceOf, runOf } from "../../player/assets/live/local.js";
import { sources, tables } from "../../player/assets/live/programs.js";

globalThis.window = globalThis;
let frames = [];
let timers = [];
globalThis.requestAnimationFrame = (work) => frames.push(work);
globalThis.cancelAnimationFrame = (frame) => frame && (frames[frame - 1] = () => {});
mock.method(globalThis, "setTimeout", (work) => timers.push(work));
mock.method(globalThis, "clearTimeout", (timer) => timer && (timers[timer - 1] = () => {}));
// Node imports no Blobs.
mock.method(URL, "createObjectURL", (blob) => blob.address);
mock.method(URL, "revokeObjectURL", () => {});
globalThis.Blob = class {
  constructor([source]) {
    this.address = `data:text/javascript,${encodeURIComponent(source)}`;
  }
};

const SOURCE = `export const make = (steps, numbers) => ({
  run(k, x, y, points, losses, tests, told) {
    for (let t = 0; t <= steps; t++) { points.set([x + t * numbers[0], y], 2 * t); losses[t] = t; }
    told.set([7, 0]);
  },
  loss: (x, y) => numbers[1] * (x * x + y * y),
});`;
tables.keep("", []);
sources.keep("code", SOURCE);
sources.keep("broken", "export const make = ;");

const race = (start, numbers = [1, 1], code = "code", extra = {}) => ({
  digest: String([start, numbers]),
  racers: [{ name: "A", panel: 0, rival: false, light: "#000", x: [], y: [], above: [], test: null, last: 0 }],
  scene: { steps: 2, start, box: [-1, 1, -1, 1], look: { theory: "off" } },
  columns: { standings: ["loss"], outcomes: ["kind"] },
  tested: false,
  bounded: true,
  lowest: 0,
  best: 0,
  ground: { digest: "g", grid: [3, 3], rows: [], scale: { low: 0, high: 1, eps: 0 }, lines: [], marks: {} },
  overlays: { hessian: null, forecasts: [null], pulls: false },
  methods: [{ name: "A", fields: [{ numbers: [0], symbol: "α", title: "learning rate" }] }],
  live: { code, tables: "", numbers: Float64Array.from(numbers), sliders: [{ numbers: [1] }] },
  ...extra,
});

beforeEach(() => {
  frames = [];
  timers = [];
});

const work = () => new Promise((done) => setImmediate(done));
function frame() {
  for (const one of frames.splice(0)) one();
}

async function hand(first = race([0, 0])) {
  const log = [];
  const note = (name) => (what) => log.push([name, what]);
  const picture = { preview: note("preview"), refill: note("refill"), rest: note("rest") };
  const owner = { mark: (state, is) => log.push([state, is]), settle: note("settle"), tell: note("tell") };
  const one = new Hand(picture, owner);
  assert.equal(one.take(first), "new");
  for (let i = 0; i < 20 && !one.engine; i++) await work();
  log.length = 0;
  return [one, log];
}

const names = (log) => log.map(([name]) => name);
const move = (one, start) => one.follows({ start }, { start, live: true }, true);
const drop = (one, start) => one.follows({ start }, { start, live: false }, false);

test("one picture a frame, of the latest place, and nothing is told", async () => {
  const [one, log] = await hand();
  for (const x of [1, 2, 3]) assert.ok(move(one, [x, 0]));
  assert.deepEqual(log, [["held", true]]);
  frame();
  assert.deepEqual(names(log), ["held", "preview"]);
  const { racers, scene } = log[1][1];
  assert.deepEqual([...racers[0].x], [3, 4, 5]);
  assert.deepEqual([scene.start, racers[0].standing, racers[0].outcome], [[3, 0], { loss: 7 }, { kind: 0 }]);
});

test("who lets go has it drawn in full, and then told once", async () => {
  const [one, log] = await hand();
  move(one, [1, 0]);
  frame();
  log.length = 0;
  drop(one, [2, 0]);
  assert.deepEqual(names(log), ["held", "settle", "tell"]);
  assert.deepEqual([...log[1][1].racers[0].x], [2, 3, 4]);
  assert.deepEqual(log[2][1], { start: [2, 0], live: false });
  assert.equal(one.held, false);
});

test("the answer is known already, unless it says more", async () => {
  const [one] = await hand();
  drop(one, [2, 0]);
  assert.equal(one.take(race([2, 0])), "known");
  drop(one, [1, 0]);
  const more = { overlays: { hessian: null, forecasts: [[0, 0.5]], pulls: false } };
  assert.equal(one.take(race([1, 0], [1, 1], "code", more)), "answer");
  drop(one, [3, 0]);
  const pulled = { overlays: { hessian: null, forecasts: [null], pulls: true } };
  assert.equal(one.take(race([3, 0], [1, 1], "code", pulled)), "answer");
  assert.equal(one.take(race([0.5, 0])), "new");
});

test("while the hand moves again, and while a later answer is on its way, an answer is no news", async () => {
  const [one] = await hand();
  drop(one, [1, 0]);
  move(one, [2, 0]);
  assert.equal(one.take(race([1, 0])), "held");
  drop(one, [3, 0]);
  drop(one, [4, 0]);
  assert.equal(one.take(race([3, 0])), "old");
  assert.equal(one.take(race([4, 0])), "known");
});

test("an answer to something else, with the race as it was, is not the end of waiting; for long it is the truth", async () => {
  const [one] = await hand();
  drop(one, [1, 0]);
  assert.equal(one.take(race([0, 0])), "old");
  assert.equal(one.take(race([1, 0])), "known");
  drop(one, [2, 0]);
  one.awaited.patience = 0;
  assert.equal(one.take(race([1, 0])), "new");
});

test("what depends on critical points is unknown while the surface has another shape", async () => {
  const columns = { standings: ["loss", "distance", "reached"], outcomes: ["kind", "step"] };
  const [one, log] = await hand(race([0, 0], [1, 1], "code", { columns }));
  one.follows({ numbers: new Map([[1, -3]]), shape: true }, {}, true);
  frame();
  const [, drawn] = log.findLast(([name]) => name === "preview");
  assert.deepEqual(drawn.racers[0].standing, { loss: 7, distance: NaN, reached: -1 });
  assert.deepEqual(drawn.racers[0].outcome, { kind: NaN, step: -1 });
  one.follows({ numbers: new Map([[1, -3]]), shape: true }, {}, false);
  const [, settled] = log.find(([name]) => name === "settle");
  assert.ok(settled.ground.stale);
  // A minimum that has become deeper: losses count from there.
  assert.equal(settled.best, -6);
  assert.equal(one.take(race([0, 0], [1, -3], "code", { columns })), "answer");
  assert.ok(!one.ground.stale);
});

test("a change elsewhere is news, whatever was awaited", async () => {
  const [one] = await hand();
  drop(one, [1, 0]);
  assert.equal(one.take(race([-1, 0])), "new");
  assert.deepEqual(one.start, [-1, 0]);
});

test("numbers follow a slider, and the ground a surface", async () => {
  const [one, log] = await hand();
  const change = { numbers: new Map([[1, 3]]), shape: true };
  one.follows(change, { "Bowl.k": 3 }, true);
  frame();
  const [, ground] = log.find(([name]) => name === "refill");
  assert.deepEqual(ground.ground.grid, [2, 2]);
  assert.equal(ground.live.numbers[1], 3);
  log.length = 0;
  one.follows(change, { "Bowl.k": 3 }, false);
  const [, settled] = log.find(([name]) => name === "settle");
  assert.deepEqual(
    settled.ground.rows.map((row) => [...row]),
    [
      [6, 3, 6],
      [3, 0, 3],
      [6, 3, 6],
    ],
  );
  assert.deepEqual(log.at(-1), ["tell", { "Bowl.k": 3 }]);
});

test("a name tells the number that is under the hand, and the answer is known", async () => {
  const named = (lr) => {
    const one = race([0, 0], [lr, 1]);
    for (const who of [...one.racers, ...one.methods]) who.name = `A α = ${lr}`;
    return one;
  };
  const [one, log] = await hand(named(0.02));
  const change = { numbers: new Map([[0, 0.05]]) };
  one.follows(change, { "A.lr": 0.05 }, true);
  frame();
  const [, drawn] = log.find(([name]) => name === "preview");
  assert.deepEqual([drawn.racers[0].name, drawn.methods[0].name], ["A α = 0.05", "A α = 0.05"]);
  one.follows(change, { "A.lr": 0.05 }, false);
  assert.equal(one.take(named(0.05)), "known");
});

test("what cannot be imported, and what has no program, is for the server", async () => {
  for (const first of [race([0, 0], [1, 1], "broken"), { ...race([0, 0]), live: null }]) {
    const [one, log] = await hand(first);
    assert.equal(move(one, [1, 0]), false);
    assert.deepEqual(
      log.filter(([, is]) => is),
      [],
    );
  }
});

test("a hand that rests has its axes drawn", async () => {
  const [one, log] = await hand();
  move(one, [1, 0]);
  frame();
  timers.at(-1)();
  assert.deepEqual(names(log), ["held", "preview", "rest"]);
});

test("races that run the same, and look the same", () => {
  const [a, b] = [race([0, 0]), { ...race([0, 0]), digest: "other" }];
  assert.equal(runOf(a), runOf(b));
  assert.equal(faceOf(a), faceOf(b));
  assert.notEqual(runOf(a), runOf(race([0, 1])));
  assert.notEqual(runOf(a), runOf(race([0, 0], [1, 2])));
  assert.notEqual(faceOf(a), faceOf(race([0, 0], [1, 1], "code", { bounded: false })));
});
