import assert from "node:assert/strict";
import { test } from "node:test";
import { placeOf, valueAt } from "../../player/assets/controls/sliders.js";

const LOG = { low: 1e-4, high: 10, least: 1e-4, whole: false };
const ZERO = { low: 0, high: 100, least: 1e-3, whole: false };
const PLAIN = { low: -90, high: 90, least: 0, whole: false };
const WHOLE = { low: 3, high: 20, least: 0, whole: true };

test("a slider reaches both ends of its range", () => {
  for (const slider of [LOG, ZERO, PLAIN]) {
    assert.equal(valueAt(slider, 0), slider.low);
    assert.equal(valueAt(slider, 500), slider.high);
  }
  assert.equal(valueAt(WHOLE, 0), 3);
  assert.equal(valueAt(WHOLE, 17), 20);
});

test("every place has a value of its own, to three digits, and is found again", () => {
  for (const slider of [LOG, ZERO, PLAIN]) {
    let before = -Infinity;
    for (let place = 0; place <= 500; place++) {
      const value = valueAt(slider, place);
      assert.ok(value > before && value === Number(value.toPrecision(3)));
      assert.equal(placeOf(slider, value), place);
      before = value;
    }
  }
});

test("the middle of a logarithmic slider is the geometric mean", () => {
  assert.equal(valueAt(LOG, 250), 0.0316);
  assert.equal(valueAt(ZERO, 1), 1e-3);
});
