"""Loops, lookups and memories that are said with a construct: the same in NumPy, in Python and in JavaScript."""

from typing import NamedTuple

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from compiler import (
    Begun,
    Compiled,
    Graph,
    Stepped,
    Untraceable,
    averaged,
    by_step,
    chosen_by,
    fold,
    listening,
    no_rows,
    noted,
    path_function,
    pushed,
    repeat,
    taken,
    tally,
    trace,
)
from tests.compiler.test_expressions import Once, assert_same, in_javascript, in_numpy, in_python

PLACES = [(x, y) for x in (0.3, 1.5, 40.0, 1e5) for y in (2.0, 3.0)]


def halved(x, y):
    """Halve x until it is below y, at most 8 times; and how often."""

    def step(a, n):
        is_done = a < y
        return (np.where(is_done, a, a / 2), n + np.where(is_done, 0.0, 1.0)), is_done

    return repeat(step, (x, 0.0 * x), 8)


def nested(x, y):
    """A loop in a loop: each of 3 turns halves until below y, and doubles."""

    def outer(a):
        b, n = halved(a, y)
        return (2 * b + n,), a > 1e9

    return repeat(outer, (x,), 3)


@pytest.mark.parametrize("of", [halved, nested])
def test_a_loop_that_ends_by_itself(of, node):
    expected = np.array([np.stack([in_numpy(of, [place])[0] for place in PLACES])])[0]
    assert_same(in_python(of, PLACES), expected)
    assert_same(in_javascript(of, PLACES, node), expected)


def test_a_path_that_is_done_stays_as_it_is_in_a_batch():
    alone = [in_numpy(halved, [place])[0] for place in PLACES]
    assert_array_equal(in_numpy(halved, PLACES), alone)


class Examples(NamedTuple):
    """Two columns."""

    a: np.ndarray
    b: np.ndarray

    @property
    def size(self):
        return len(self.a)


EXAMPLES = Examples(np.arange(1.0, 8.0), np.linspace(-1, 1, 14).reshape(7, 2))


def parts(x, y, examples):
    return x[:, None] * examples.a, (y[:, None, None] * examples.b).sum(axis=-1) + examples.a


def mean_of(x, y):
    return averaged(parts, x, y, EXAMPLES)


def test_a_mean_over_examples():
    expected = np.array([[np.mean(p) for p in parts(np.array([x]), np.array([y]), EXAMPLES)] for x, y in PLACES])
    found = in_python(mean_of, PLACES)
    assert np.abs(found - expected).max() <= 1e-15 * np.abs(expected).max()


class Walk:
    """A run whose steps say what `of` says of (w, t), which is added to w."""

    def __init__(self, of):
        self.of = of

    def begin(self, w):
        return Begun((w, 0), w)

    def advance(self, state, t):
        w, taken_steps = state
        w = w + self.of(w, taken_steps)
        tally(w, "asked")
        return Stepped((w, taken_steps + 1), ~(np.abs(w) < 1e6).all(), w)

    def finish(self, state, steps):
        return ()


def walked(of, steps=12):
    """(points, counts): as Python and as the same run in NumPy."""
    written, _, counts = Compiled(trace(Graph(), Walk(of)))(1.0, 2.0, steps, {})
    w, points = np.array([1.0, 2.0]), [(1.0, 2.0)]
    for t in range(steps):
        w = w + of(w, t)
        points.append(tuple(w))
    return np.array(written).reshape(-1, 2), np.array(points), counts


def drawn(t, scale):
    return scale * np.random.default_rng(t).normal(size=2)


def first_steps(w, t):
    """A rule that branches on its first two steps."""
    if not t:
        return w * 0 + 5
    return w / t if t == 1 else -w / (t + 2)


@pytest.mark.parametrize(
    "of",
    [
        lambda w, t: by_step(drawn, t + 1, 0.5),
        lambda w, t: by_step(drawn, t, 2.0) * w,
        lambda w, t: 0.9 ** (t + 1) * w,
        first_steps,
    ],
    ids=["draws", "draws from 0", "powers", "first steps"],
)
def test_what_depends_on_the_number_of_the_step(of):
    found, expected, counts = walked(of)
    assert_array_equal(found, expected)
    assert counts == {"asked": 12}


def batch(t):
    return np.arange(7)[: 1 + t % 3]


def batched(w, t):
    examples = taken(EXAMPLES, chosen_by(batch, t))
    if isinstance(examples, Examples):
        x, y = w[:, None]
        return np.array([p.mean() for p in parts(x, y, examples)])
    return np.stack(averaged(parts, *w, examples))


def test_each_step_sees_its_own_examples():
    found, expected, _ = walked(batched, 6)
    assert np.abs(found - expected).max() <= 1e-14 * np.abs(expected).max()


class Remembering(Walk):
    """A run that remembers the last three points that were right of the one before, and sums them up, weighed, there and back."""

    def begin(self, w):
        return Begun((w, no_rows(2, w)), w)

    def advance(self, state, t):
        w, rows = state
        rows = pushed(rows, w, w[0] > 1.0, 3)
        there, kept = fold(lambda s, row, _: (s * 0.5 + row[0], s), 0.0 * w[0], rows, when=w[1] > -5)
        back, _ = fold(lambda s, row, k: (s + row[1] * k, None), there, rows, kept, backwards=True)
        w = np.stack([np.cos(9 * w[0]) + 1 + 0.01 * there, 0.1 * back - 1])
        return Stepped((w, rows), w[0] > 1e9, w)


def in_a_batch(run, places, steps):
    w = np.array(places).T
    state, points = run.begin(w).state, [w]
    for t in range(steps):
        state, _, w = run.advance(state, t)
        points.append(w)
    return np.moveaxis(np.array(points), -1, 0)


def test_a_memory_of_the_last_rows():
    places = [(1.0, 2.0), (2.0, -1.0), (-3.0, 0.5)]
    program = Compiled(trace(Graph(), Remembering(None)))
    together = in_a_batch(Remembering(None), places, 15)
    for place, expected in zip(places, together, strict=True):
        found = np.array(program(*place, 15, {})[0]).reshape(-1, 2)
        assert np.abs(found - in_a_batch(Remembering(None), [place], 15)[0]).max() <= 1e-14
        assert np.abs(found - expected).max() <= 1e-14


@pytest.mark.parametrize(
    ("of", "reason"),
    [
        (lambda w, t: w / (1 if w[0] > 0 else 2), "a branch depends on it"),
        (lambda w, t: w * (1 if t < 5 else 2), "a branch depends on it"),
        (lambda w, t: by_step(drawn, t, w[0]), "what a step gets depends on it"),
        (lambda w, t: by_step(drawn, 2 * t, 1.0), "its number only"),
        (lambda w, t: np.linalg.inv(np.stack([w, w])), "inv is not traced"),
        (lambda w, t: w.no_such_thing, "AttributeError"),
    ],
)  # fmt: skip
def test_the_reason_is_told(of, reason):
    with pytest.raises(Untraceable, match=reason):
        trace(Graph(), Walk(of))


class Growing(Walk):
    def advance(self, state, t):
        return Stepped((state[0], (0, 0)), False, state[0])


class Counting(Walk):
    def advance(self, state, t):
        return Stepped((state[0], state[1] + 2), False, state[0])


class FromOne(Walk):
    """Counts its steps, but not from 0."""

    def begin(self, w):
        return Begun((w, 1), w)


class Softening(Walk):
    """Whole numbers that become halves: what is cut off from them would be lost on a program for whole numbers."""

    def begin(self, w):
        return Begun((w, np.array(3)), w)

    def advance(self, state, t):
        return Stepped((state[0] + np.add(state[1], 0.0).astype(int), state[1] / 2), False, state[0])


def softened(x, y):
    """The same in a loop."""
    return repeat(lambda a, n: ((a + n, n / 2), a > 9), (x, 3), 4)


@pytest.mark.parametrize(
    ("run", "reason"),
    [
        (Growing(None), "changes its form"),
        (Counting(None), "not that of the steps"),
        (FromOne(lambda w, t: w / t), "not that of the steps"),
        (Softening(None), "changes its type"),
        (Once(softened), "changes its type"),
    ],
    ids=["grows", "counts by two", "counts from one", "softens", "softens in a loop"],
)
def test_a_state_that_is_none_of_these_is_refused(run, reason):
    with pytest.raises(Untraceable, match=reason):
        trace(Graph(), run)


def test_what_nobody_needs_is_left_out():
    source = Compiled(trace(Graph(), Once(lambda x, y: (x + 0 * np.exp(y) if False else x + 1,)))).source
    assert "exp" not in source


def test_what_is_noted_is_heard_by_who_is_listening():
    assert noted("a", 1.0) == 1.0
    with listening() as heard:
        assert noted("a", 2.0, before=1.5) == 2.0
        with listening() as nearer:
            noted("b", 3.0)
        noted("a", 4.0)
    noted("c", 5.0)
    assert heard == {"a": 4.0, "a before": 1.5}
    assert nearer == {"b": 3.0}


def test_nobody_listens_after_a_mistake():
    with pytest.raises(ZeroDivisionError), listening() as heard:
        noted("a", 1 / 0)
    noted("b", 1.0)
    assert heard == {}


class Noting:
    """A run that doubles and notes it, and writes down what it heard; the first step is told apart."""

    def begin(self, w):
        return Begun((w, 0), ())

    def advance(self, state, t):
        w, count = state
        with listening() as heard:
            after = noted("w", 2 * w if count else w + 1, before=w)
        return Stepped((after, count + 1), False, tuple(heard.values()))

    def finish(self, state, steps):
        return ()


def test_notes_of_a_traced_step_are_those_of_its_own_body(node):
    """Each of two, in Python and in JavaScript, where variables have changed by the time they are written down."""
    program, expected = trace(Graph(), Noting()), [[2, 4, 1, 3], [4, 8, 2, 4], [8, 16, 4, 8]]
    assert len(program.walk.bodies) == 2
    assert np.reshape(Compiled(program)(1.0, 3.0, 3, {})[0], (3, 4)).tolist() == expected
    places = [f"out[4 * ({{t}} - 1) + {k}]" for k in range(4)]
    piece = path_function(program, places, ("x", "y", "out"), lambda _: [])
    run = f"const out = []; ({piece.source})(3, [], [], [], [])(1, 3, out); console.log(JSON.stringify(out));"
    assert np.reshape(node(run, b""), (3, 4)).tolist() == expected
