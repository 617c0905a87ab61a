// What is said while there is no connection is said once it is back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Line } from "../../player/assets/page/line.js";

/** A connection that a test opens and closes, and what a server hears. */
function wire() {
  const listeners = new Set();
  const connection = {
    isOpen: true,
    whenBack: (heard) => {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    return: () => {
      connection.isOpen = true;
      for (const heard of listeners) heard();
    },
  };
  const said = [];
  const line = new Line(connection);
  const counts = [];
  line.send = ({ count, ...what }) => {
    counts.push(count);
    said.push(what);
  };
  return { connection, line, said, counts };
}

test("while there is a connection, everything is said at once", () => {
  const { line, said } = wire();
  line.tell({ speed: 2 });
  assert.deepEqual(said, [{ speed: 2 }]);
});

test("what is not known to be heard is said again: of two reports that wait at once the server hears the second", () => {
  const { line, said, counts } = wire();
  line.tell({ start: [1, 2] });
  line.tell({ loop: true });
  line.heard(counts[0]);
  line.tell({ speed: 2 });
  line.heard(counts[2]);
  line.tell({ start: [3, 4] });
  assert.deepEqual(said, [
    { start: [1, 2] },
    { start: [1, 2], loop: true },
    { start: [1, 2], loop: true, speed: 2 },
    { start: [3, 4] },
  ]);
  assert.equal(new Set(counts).size, 4);
});

test("while there is none, the latest of each matter is kept, and said once", () => {
  const { connection, line, said, counts } = wire();
  connection.isOpen = false;
  for (const what of [{ start: [1, 2] }, { speed: 2 }, { start: [3, 4] }]) line.tell(what);
  assert.deepEqual(said, []);
  connection.return();
  assert.deepEqual(said, [{ start: [3, 4], speed: 2 }]);
  line.heard(counts[0]);
  connection.return();
  assert.deepEqual(said.slice(1), [{}]);
});

test("after its end it says nothing", () => {
  const { connection, line, said } = wire();
  line.destroy();
  connection.return();
  assert.deepEqual(said, []);
});
