import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Throttle } from "../../player/assets/controls/throttle.js";

let now = 0;
let due = [];
mock.method(performance, "now", () => now);
mock.method(globalThis, "setTimeout", (work, after) => due.push({ work, at: now + after }));
mock.method(globalThis, "clearTimeout", (timer) => timer && (due[timer - 1].at = Infinity));

function pass(milliseconds) {
  now += milliseconds;
  for (const timer of due.filter(({ at }) => at <= now)) {
    timer.at = Infinity;
    timer.work();
  }
}

beforeEach(() => {
  now = 1000;
  due = [];
});

function throttle() {
  const sent = [];
  return [new Throttle((value) => sent.push(value)), sent];
}

test("the first is sent at once, the latest of the others when it was answered", () => {
  const [queue, sent] = throttle();
  [1, 2, 3].forEach((at) => queue.push({ at }));
  assert.deepEqual(sent, [{ at: 1 }]);
  pass(10);
  queue.answered();
  assert.deepEqual(sent, [{ at: 1 }]);
  pass(49);
  assert.deepEqual(sent, [{ at: 1 }]);
  pass(1);
  assert.deepEqual(sent, [{ at: 1 }, { at: 3 }]);
});

test("without an answer it waits, but not for ever", () => {
  const [queue, sent] = throttle();
  queue.push({ at: 1 });
  queue.push({ at: 2 });
  pass(499);
  assert.deepEqual(sent, [{ at: 1 }]);
  pass(1);
  assert.deepEqual(sent, [{ at: 1 }, { at: 2 }]);
});

test("nothing is sent after the end", () => {
  const [queue, sent] = throttle();
  queue.push({ at: 1 });
  queue.push({ at: 2 });
  queue.destroy();
  pass(1000);
  assert.deepEqual(sent, [{ at: 1 }]);
});

test("the latest of one matter does not drop another", () => {
  const [queue, sent] = throttle();
  [{ at: 1 }, { rate: 1 }, { at: 2 }, { rate: 2 }].forEach((value) => queue.push(value));
  pass(500);
  assert.deepEqual(sent, [{ at: 1 }, { rate: 2, at: 2 }]);
});
