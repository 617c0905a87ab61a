import assert from "node:assert/strict";
import { test } from "node:test";

import { Mounts } from "../../player/assets/page/mounts.js";

/** What stands in elements, of which `ended` tells when it is at its end. */
function mounts() {
  const ended = [];
  return { ended, all: new Mounts((parent) => ({ parent, destroy: () => ended.push(parent) })) };
}

test("a mount that was overtaken ends nothing", () => {
  const { ended, all } = mounts();
  const parent = { isConnected: true };
  const first = all.in(parent);
  all.leaving(parent)();
  assert.equal(all.in(parent), first);
  assert.deepEqual(ended, []);
});

test("what has left the page is at its end, once", () => {
  const { ended, all } = mounts();
  const [parent, other] = [{ isConnected: true }, { isConnected: true }];
  const first = all.in(parent);
  all.in(other);
  const leaves = [all.leaving(parent), all.leaving(parent)];
  parent.isConnected = false;
  for (const leave of leaves) leave();
  assert.deepEqual(ended, [parent]);
  assert.notEqual(all.in(parent), first);
});
