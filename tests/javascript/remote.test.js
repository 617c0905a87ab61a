// What the server is asked to map where nothing runs here, and what comes of its answers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { questionOf, Remote, resultOf } from "../../player/assets/atlas/remote.js";

const field = (key, ...numbers) => ({ key, numbers });
const PACKET = {
  live: { numbers: Float64Array.of(0.1, 0.9, 0.5, 3) },
  racers: [{ panel: 0 }, { panel: 1 }],
  methods: [
    { fields: [field("Adam.lr", 2)] },
    { fields: [field("Momentum.lr", 0), field("Momentum.momentum", 1), field("Momentum.form")] },
  ],
};
const JOB = {
  k: 1,
  numbers: Float64Array.of(0.1, 0.8, 0, 3),
  starts: { points: Float64Array.of(1, 2) },
  fields: [{ places: [0], values: Float64Array.of(0.01, 0.02) }],
};

test("a question names fields: those that vary, and those that are not as in the race", () => {
  assert.deepEqual(questionOf(PACKET, JOB, "a"), {
    id: "a",
    k: 1,
    fixed: { "Momentum.momentum": 0.8 },
    fields: [{ "Momentum.lr": [0.01, 0.02] }],
    points: [1, 2],
  });
  const beside = [{ places: [1], values: Float64Array.of(0.5, 0.6) }];
  const together = questionOf(PACKET, { ...JOB, fields: [{ ...JOB.fields[0], beside }] }, "a");
  assert.deepEqual(
    [together.fixed, together.fields],
    [{}, [{ "Momentum.lr": [0.01, 0.02], "Momentum.momentum": [0.5, 0.6] }]],
  );
});

const turn = () => new Promise((done) => setTimeout(done, 5));
const rows = (n) =>
  resultOf(
    n,
    Float32Array.from({ length: 6 * n[0] * n[1] }, (_, i) => i),
  );

test("questions are told together, an answer settles its own, and one that is stopped is asked no more", async () => {
  const told = [];
  const remote = new Remote(
    () => PACKET,
    (wanted) => told.push(wanted.map(({ id }) => id)),
  );
  const heard = [];
  const first = remote.map(JOB, (result, share) => heard.push([result.n, share]));
  const second = remote.map(JOB);
  await turn();
  assert.equal(told.length, 1);
  const [a, b] = told[0];
  remote.hear([
    { id: a, result: rows([2, 1]) },
    { id: "of another page", result: rows([2, 1]) },
  ]);
  assert.deepEqual([...(await first.done).kind], [0, 1]);
  assert.deepEqual(heard, [[[2, 1], 1]]);
  second.cancel();
  assert.equal(await second.done, null);
  await turn();
  assert.deepEqual(told.slice(1), [[]]);
  remote.hear([{ id: b, result: rows([2, 1]) }]);
  const third = remote.map(JOB);
  await turn();
  remote.hear([{ id: told.at(-1)[0], result: rows([0, 0]) }]);
  await assert.rejects(third.done, /cannot map/);
});
