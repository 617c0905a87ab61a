"""Sine and cosine of our own: against 60 digits, and the same in JavaScript as where they are written."""

import json

import numpy as np
import pytest

from compiler import module_of
from compiler.trigonometry import FARTHEST, cosine, sine

mpmath = pytest.importorskip("mpmath", reason="the exact values need mpmath")

WORST = 1.35
"""Units in the last place."""


def numbers(rng, count):
    """Of every size, those by which a period is cut, and what is next to them."""
    sizes = 10.0 ** rng.uniform(-12, np.log10(FARTHEST), count) * rng.choice([-1, 1], count)
    halves = np.pi / 2 * rng.integers(-30_000, 30_000, count)
    near = np.pi / 2 + rng.uniform(-0.3, 0.3, count)
    return np.concatenate([sizes, halves, np.nextafter(halves, 0), halves * (1 + 1e-10), near])


@pytest.mark.parametrize(("ours", "exact"), [(sine, "sin"), (cosine, "cos")], ids=["sin", "cos"])
def test_wrong_in_the_last_digit_at_most(ours, exact, rng):
    x = numbers(rng, 400)
    with mpmath.workdps(60):
        for at, value in zip(x.tolist(), ours(x).tolist(), strict=True):
            true = getattr(mpmath, exact)(mpmath.mpf(at))
            assert abs(mpmath.mpf(value) - true) <= WORST * np.spacing(abs(float(true))), at


def test_javascript_has_the_same_bits(node, rng):
    x = numbers(rng, 2000)
    script = "console.log(JSON.stringify(JSON.parse(new TextDecoder().decode(input)).map((x) => [sine(x), cosine(x)])))"
    found = np.array(node(module_of([script]), json.dumps(x.tolist()).encode()))
    np.testing.assert_array_equal(found.T, [sine(x), cosine(x)])


def test_what_is_too_large_is_left_to_the_browser(node):
    script = "console.log(JSON.stringify([1e6, -1e300, Infinity, NaN].map((x) => [sine(x), Math.sin(x), cosine(x), Math.cos(x)].map(String))))"
    for ours, theirs, ours_too, theirs_too in node(module_of([script]), b""):
        assert (ours, ours_too) == (theirs, theirs_too)
