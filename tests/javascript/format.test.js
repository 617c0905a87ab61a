// That `number` agrees with Python's is tested with Python: tests/player/test_javascript.py.

import assert from "node:assert/strict";
import { test } from "node:test";
import { number, rigid, steady } from "../../player/assets/page/format.js";

test("numbers have few digits, a true minus sign and no zeros at their end", () => {
  const cases = { 0.0123: "0.0123", "-2.5": "−2.5", 1.2e-7: "1.2e−7", 100000: "1e5", 99999: "99999", 0.5: "0.5" };
  for (const [value, text] of Object.entries(cases)) assert.equal(number(Number(value)), text);
});

test("what is no number has a sign of its own", () => {
  assert.deepEqual(
    [NaN, Infinity, -Infinity, -0].map((v) => number(v)),
    ["–", "∞", "−∞", "0"],
  );
});

test("what has underflowed is 0", () => {
  assert.deepEqual(
    [5e-324, -5e-324, 9.9e-301].map((v) => [number(v), steady(v)]),
    Array(3).fill(["0", "0.000"]),
  );
  assert.deepEqual([number(1e-300), steady(1e-300)], ["1e−300", "1.00e−300"]);
});

test("halves go to the even digit, as in Python", () => {
  assert.deepEqual(
    [0.125, 0.375, -0.125, 1.25e10, 2.5e-1].map((v) => number(v, 2)),
    ["0.12", "0.38", "−0.12", "1.2e10", "0.25"],
  );
  assert.equal(number(0.15, 1), "0.1"); // it is a little less than that
  assert.equal(number(0.25, 1), "0.2");
});

test("a steady number keeps all its digits, so that it stays as wide as it is", () => {
  assert.deepEqual([1, 12, 123, 1234, 12345].map(steady), ["1.000", "12.00", "123.0", "1234", "12345"]);
  assert.deepEqual([0, 0.05, 0.001, 1e5, -1e-7].map(steady), ["0.000", "0.050", "1.00e−3", "1.00e5", "−1.00e−7"]);
  assert.deepEqual([NaN, Infinity].map(steady), ["–", "∞"]);
});

test("a rigid number has three significant digits, all of them", () => {
  assert.deepEqual([1, 12, 123, 1234, 0.05].map(rigid), ["1.00", "12.0", "123", "1230", "0.0500"]);
  assert.deepEqual([0.9996, 99.96, -0.0099996].map(rigid), ["1.00", "100", "−0.0100"]);
  assert.deepEqual([-0.0123, 0, 1e-7, -2.5e5].map(rigid), ["−0.0123", "0.00", "1.00e−7", "−2.50e5"]);
  assert.deepEqual([NaN, -Infinity].map(rigid), ["–", "−∞"]);
});
