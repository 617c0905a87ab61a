import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyResult, levelsOf, STRIDES } from "../../player/assets/maps/grid.js";
import { laneRunner, workerText } from "../../player/assets/maps/lanes.js";
import { Pool } from "../../player/assets/maps/pool.js";

/** A machine that tells where a lane begins, and the number that it reads. */
const SOURCE = `const make = (steps, numbers, tables) => ({
  abreast: 4,
  paths: [(x, y, points) => (points.set([x, y, numbers[0], tables[0][0]]), 1)],
  lane: (k, x, y, points, told) => told.set([k, steps, numbers[0], x, y, tables[0][0], 4]),
  lanes(k, starts, count, told, choose) { for (let i = 0; i < count; i++) { choose?.(i); this.lane(k, starts[2 * i], starts[2 * i + 1], null, told.subarray(7 * i)); } },
});`;
const make = new Function(`${SOURCE} return make;`)();
const BOX = /** @type {const} */ ({ box: [0, 4, 10, 20], n: 9 });
const JOB = { k: 2, numbers: Float64Array.of(7), starts: BOX, fields: [] };
const TABLES = [Float64Array.of(0.5)];

/** Workers that answer when they are told to, each what has come to it, one after another. */
function office(takes = 0) {
  const waiting = [];
  const workers = [];
  const hire = (source) => {
    const runner = laneRunner(new Function(`${source.replaceAll(/^export /gm, "")} return make;`)(), 3, TABLES);
    let run;
    const other = {
      asked: [],
      postMessage(what) {
        if (what.job) run = runner(what.job);
        if (!what.lanes) return;
        const { id, level } = what;
        const lanes = what.lanes.slice();
        const mine = run;
        other.asked.push(lanes.length);
        waiting.push(() =>
          other.onmessage({ data: { id, level, lanes, rows: mine(lanes), took: takes * lanes.length } }),
        );
      },
      terminate: () => (other.gone = true),
    };
    workers.push(other);
    return other;
  };
  const work = (count = Infinity, pick = () => 0) => {
    for (let i = 0; i < count && waiting.length; i++) waiting.splice(pick(waiting.length), 1)[0]();
  };
  return { hire, work, workers };
}

const pool = (count, hire, program = { make }) => new Pool(`export ${SOURCE}`, TABLES, 3, program, count, hire);

test("each pixel is in one level, that of the largest stride that divides its row and column", () => {
  for (const n of [
    [1, 1],
    [9, 9],
    [17, 3],
    [200, 1],
    [1, 12],
    [33, 40],
  ]) {
    const seen = new Map();
    levelsOf(n).forEach((lanes, level) => lanes.forEach((lane) => seen.set(lane, [...(seen.get(lane) ?? []), level])));
    assert.equal(seen.size, n[0] * n[1]);
    for (const [lane, levels] of seen) {
      const at = [lane % n[0], Math.floor(lane / n[0])];
      assert.deepEqual(levels, [STRIDES.findIndex((stride) => at.every((i) => i % stride === 0))]);
    }
  }
});

test("a map is the whole window with its edges, rows are y", async () => {
  const { hire, work } = office();
  const going = pool(1, hire).map(JOB);
  work();
  const { n, kind, step, minimum, end, loss, reached, stride } = await going.done;
  assert.deepEqual([n, stride], [[9, 9], 1]);
  assert.deepEqual(Array.from(end.slice(0, 9)), [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4]);
  assert.deepEqual([end[81], end[81 + 9], end[161]], [10, 11.25, 20]);
  for (const [told, value] of [
    [kind, 2],
    [step, 3],
    [minimum, 7],
    [loss, 0.5],
    [reached, 4],
  ])
    assert.ok(told.every((one) => one === value));
});

test("how many workers there are, and which of them is first, changes nothing", async () => {
  const { hire, work } = office();
  const one = pool(1, hire).map(JOB);
  work();
  const three = office(1);
  const other = pool(3, three.hire).map(JOB);
  work();
  three.work(Infinity, (many) => many - 1);
  assert.deepEqual(await other.done, await one.done);
  assert.ok(three.workers.every(({ asked }) => asked.length > 1));
});

test("parcels grow where a clock is too coarse to see the time that they take", () => {
  const { hire, work, workers } = office(0);
  pool(1, hire).map({ ...JOB, starts: { ...BOX, n: 128 } });
  work();
  const [{ asked }] = workers;
  assert.equal(
    asked.reduce((sum, lanes) => sum + lanes, 0),
    128 * 128,
  );
  assert.ok(asked.length < 40, `${asked.length} parcels`);
});

test("what is coarse comes first, and is heard of when it is all there", () => {
  const { hire, work } = office();
  const heard = [];
  pool(2, hire).map({ ...JOB, starts: { ...BOX, n: 16 } }, ({ stride, kind }, share) => {
    const known = kind.reduce((count, one) => count + (one >= 0), 0);
    heard.push([stride, known >= (16 / stride) ** 2, share]);
  });
  work();
  assert.deepEqual(
    heard.map(([stride, all]) => [stride, all]),
    STRIDES.map((stride) => [stride, true]),
  );
  assert.equal(heard.at(-1)[2], 1);
});

test("jobs go on together, the coarse of all first", () => {
  const { hire, work } = office();
  const heard = [];
  const all = pool(1, hire);
  // One parcel of the first job's next level is with the worker before there are others.
  for (const k of [0, 1, 2]) all.map({ ...JOB, k }, ({ stride }) => heard.push([k, stride]));
  work();
  assert.deepEqual(
    heard.map(([, stride]) => stride).sort((a, b) => b - a),
    [8, 8, 8, 4, 4, 4, 2, 2, 2, 1, 1, 1],
  );
  assert.ok(heard.slice(0, 4).filter(([, stride]) => stride === 8).length === 3, heard.join(" "));
  assert.ok(heard.slice(0, 7).filter(([, stride]) => stride >= 4).length >= 6, heard.join(" "));
});

test("who varies together, first the first field, and last the start", async () => {
  const { hire, work } = office();
  const fields = [{ places: [0], values: Float64Array.of(1, 2, 3) }];
  const points = { points: Float64Array.of(5, 6, 7, 8, 9, 10, 11, 12, 13, 14) };
  const going = pool(1, hire).map({ ...JOB, starts: points, fields });
  work();
  const { n, minimum, end } = await going.done;
  assert.deepEqual(n, [3, 5]);
  assert.deepEqual([...minimum], [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3]);
  assert.deepEqual(Array.from(end.slice(0, 7)), [5, 5, 5, 7, 7, 7, 9]);
  const beside = [{ places: [0], values: Float64Array.of(4, 5, 6) }];
  const with_ = pool(1, hire).map({ ...JOB, starts: points, fields: [{ ...fields[0], places: [], beside }] });
  work();
  assert.deepEqual(Array.from((await with_.done).minimum.slice(0, 3)), [4, 5, 6]);
});

test("a job that is stopped is settled with nothing, and its lanes are computed no more", async () => {
  const { hire, work, workers } = office(1);
  const all = pool(1, hire);
  const heard = [];
  const [old, other] = [all.map({ ...JOB, key: "a" }, () => heard.push("old")), all.map({ ...JOB, key: "b" })];
  const now = all.map({ ...JOB, key: "a" });
  assert.equal(now.share, 0);
  other.cancel();
  work();
  assert.deepEqual([await old.done, await other.done, heard], [null, null, []]);
  assert.equal((await now.done).stride, 1);
  assert.equal(now.share, 1);
  assert.ok(workers[0].asked.reduce((sum, some) => sum + some) < 2 * 81);
  const last = all.map(JOB);
  all.destroy();
  assert.equal(await last.done, null);
  assert.ok(workers[0].gone);
});

const refuse = () => {
  throw new Error("no workers here");
};

test("without workers and modules, or with one that fails, a job says so", async () => {
  await assert.rejects(pool(1, refuse, null).map(JOB).done, /no workers here/);
  const { hire, workers } = office();
  const failing = pool(1, hire, null).map(JOB);
  workers[0].onerror();
  await assert.rejects(failing.done, /failed/);
});

test("without workers the page computes the same by itself, and answers in between", async () => {
  const { hire, work } = office();
  const fields = [{ places: [0], values: Float64Array.of(1, 2, 3) }];
  const by = pool(1, hire).map({ ...JOB, fields });
  work();
  let turns = 0;
  const turning = setInterval(() => turns++);
  const here = pool(3, refuse).map({ ...JOB, fields });
  assert.deepEqual(await here.done, await by.done);
  clearInterval(turning);
  assert.ok(turns > 0);
});

test("what a worker had that fails is computed by the page, and a program that fails there, too, is given up", async () => {
  const { hire, work, workers } = office();
  const all = pool(1, hire);
  const going = all.map({ ...JOB, key: "a" });
  work(1);
  workers[0].onerror();
  assert.equal(
    (await going.done).kind.every((kind) => kind === 2),
    true,
  );
  assert.ok(workers[0].gone);
  const broken = pool(1, refuse, {
    make: () => {
      throw new Error("no such rule");
    },
  });
  await assert.rejects(broken.map(JOB).done, /failed/);
});

test("a path is there at once", () => {
  const { hire } = office();
  const path = pool(1, hire).path({ k: 0, numbers: Float64Array.of(8), start: [1, 2] });
  assert.deepEqual([...path], [1, 2, 8, 0.5, NaN, NaN, NaN, NaN]);
  assert.deepEqual([...pool(1, hire, null).path({ k: 0, numbers: Float64Array.of(8), start: [1, 2] })], [1, 2]);
});

test("the text of a worker is a script, and does what the pool asks", () => {
  const said = [];
  let hear = Object;
  const self = { addEventListener: (_, heard) => (hear = heard), postMessage: (what) => said.push(what) };
  new Function("self", workerText(`export ${SOURCE}`))(self);
  hear({ data: { steps: 3, tables: TABLES } });
  hear({ data: { id: 1, job: JOB, lanes: Int32Array.of(0, 80) } });
  assert.deepEqual([...said[0].rows], [2, 3, 7, 0, 10, 0.5, 4, 2, 3, 7, 4, 20, 0.5, 4]);
  assert.ok(emptyResult([2, 1]).kind.every((kind) => kind === -1));
  assert.equal(make(3, JOB.numbers, TABLES).abreast, 4);
});
