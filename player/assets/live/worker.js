// What does not fit into a frame is computed here, beside the page.

import { load } from "./programs.js";
import { buffers, runAll } from "./runner.js";

/** @import { Machine, Point } from "../../types" */
/** @import { Plan } from "./runner.js" */

/**
 * What the page says: first what is to be run, then from where and with which numbers.
 * @typedef {{ source: string, plan: Plan, tables: Float64Array[] }} Begin
 * @typedef {{ start: Point, numbers: Float64Array }} Ask
 */

/** @type {Promise<(ask: Ask) => void>} */
let ready;

/** @param {Begin} begin */
async function begin({ source, plan, tables }) {
  const program = await load(source);
  if (!program) throw new Error("this page lets no module be imported from a Blob");
  /** @type {Float64Array | undefined} */
  let numbers;
  /** @type {Machine} */
  let machine;
  /** @param {Ask} ask */
  return (ask) => {
    numbers ??= Float64Array.from(ask.numbers);
    numbers.set(ask.numbers);
    machine ??= program.make(plan.steps, numbers, tables);
    const runs = runAll(machine, plan, ask.start);
    self.postMessage(runs, { transfer: buffers(runs) });
  };
}

self.addEventListener("message", ({ data }) => {
  if ("source" in data) ready = begin(data);
  else void ready.then((run) => run(data));
});
