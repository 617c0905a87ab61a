import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { Answers } from "../../player/assets/alone/answers.js";
import { unzipped } from "../../player/assets/alone/loader.js";

const KEYS = ["overlay", "inspect", "field", "view3d", "code"];

/** A race as a page brings it, with all that it may show. */
function brought() {
  const [number, choice] = [
    { key: "Adam.beta1", numbers: [1] },
    { key: "Adam.schedule", numbers: [] },
  ];
  return {
    live: { code: "", sliders: [], numbers: [0.1, 0.9] },
    anatomy: [{ columns: ["g"] }],
    overlays: { arrows: { lines: 3 }, pulls: true, hessian: null, hues: null },
    ground: { stale: false },
    racers: [{ x: [1, 2] }],
    methods: [{ key: "Adam", fields: [{ key: "Adam.lr", numbers: [0] }, number, choice] }],
    scene: {
      start: [0, 0],
      steps: 5,
      recorded: true,
      editable: true,
      look: { overlay: "auto", inspect: true, field: true, view3d: false },
      switches: KEYS.map((key) => ({ key, offered: key !== "overlay" })),
    },
  };
}

const OFF = { inspect: false, field: false };
const offered = ({ scene }) => scene.switches.filter((one) => one.offered).map(({ key }) => key);

test("what needs a server is not offered", () => {
  const { first } = new Answers(brought(), OFF);
  assert.deepEqual(offered(first), ["inspect", "field"]);
  assert.equal(first.scene.editable, false);
  assert.deepEqual(
    first.methods[0].fields.map(({ key }) => key),
    ["Adam.lr", "Adam.beta1"],
  );
});

test("nor is what the page has not brought", () => {
  const race = { ...brought(), anatomy: null, overlays: { arrows: null, pulls: false, hues: null } };
  const { first } = new Answers(race, OFF);
  assert.deepEqual(offered(first), []);
});

test("basins are mapped where the race runs", () => {
  const race = brought();
  race.overlays.hues = ["#00f"];
  assert.ok(new Answers(race, OFF).has("basins"));
  assert.ok(!new Answers({ ...race, live: null }, OFF).has("basins"));
});

test("a switch shows what was brought, and hides it again", () => {
  const answers = new Answers(brought(), OFF);
  const { first } = answers;
  assert.deepEqual([first.anatomy, first.overlays.arrows, first.overlays.pulls], [null, null, false]);
  const on = answers.after(first, { inspect: true, field: true, count: 7 });
  assert.deepEqual(on.anatomy, brought().anatomy);
  assert.deepEqual(on.overlays, brought().overlays);
  assert.equal(on.heard, 7);
  const off = answers.after(on, { field: false, count: 8 });
  assert.deepEqual([off.overlays.arrows, off.anatomy], [null, brought().anatomy]);
});

test("what nobody can answer changes nothing", () => {
  const answers = new Answers(brought(), OFF);
  const after = answers.after(answers.first, { view3d: true, code: true, start: [0, 0], "Adam.schedule": "Cosine" });
  assert.deepEqual({ ...after, heard: undefined }, { ...answers.first, heard: undefined });
});

test("rates are as recorded until one of them, or the start, is moved", () => {
  const answers = new Answers(brought(), OFF);
  const { first } = answers;
  const moved = { ...first, scene: { ...first.scene, start: [1, 0] } };
  const tuned = { ...first, live: { code: "", sliders: [], numbers: [0.2, 0.9] } };
  const recorded = [first, moved, tuned, first].map((race) => answers.after(race, {}).scene.recorded);
  assert.deepEqual(recorded, [true, false, false, true]);
});

test("nothing is shown that was told of other paths, or of another surface", () => {
  const answers = new Answers(brought(), OFF);
  const moved = { ...answers.first, racers: [{ x: [3, 4] }] };
  assert.deepEqual(answers.after(moved, { field: true }).overlays, { ...brought().overlays, pulls: false });
  const bent = { ...moved, ground: { stale: true } };
  assert.equal(answers.after(bent, { field: true }).overlays.arrows, null);
});

test("a packet is unpacked to the byte", async () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, i) => (i * 37) % 256);
  const text = gzipSync(bytes).toString("base64");
  assert.deepEqual(new Uint8Array(await unzipped(text).arrayBuffer()), bytes);
});
