"""Whatever NumPy makes of numbers, a traced expression makes of them, in Python and in JavaScript: every digit, sign and NaN."""

import json
import math
import random

import numpy as np
import pytest

from compiler import Begun, Compiled, Graph, Piece, Stepped, Untraceable, look_up, module_of, path_function, trace
from compiler.operations import OPERATIONS

NUMBERS = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    -2.5,
    3.0,
    1e-310,
    -5e-324,
    1e-8,
    7.25,
    1e154,
    -1e154,
    1.7e308,
    np.inf,
    -np.inf,
    np.nan,
]
PLACES = [(x, y) for x in NUMBERS for y in NUMBERS]


def _unsigned(f):
    """The larger or smaller of two numbers, without the sign of a zero, which NumPy does not promise."""

    def unsigned(x, y):
        return f(x, y) + 0.0

    unsigned.__name__ = f.__name__
    return unsigned


EXACT = {
    1: [np.negative, np.absolute, np.sqrt, np.sign, np.floor, np.rint, np.square, np.reciprocal, np.positive],
    2: [np.add, np.subtract, np.multiply, np.divide, *map(_unsigned, (np.maximum, np.minimum, np.fmax, np.fmin))],
}
TESTS = {
    1: [np.isnan, np.isinf, np.isfinite],
    2: [np.less, np.less_equal, np.greater, np.greater_equal, np.equal, np.not_equal],
}
ROUNDED = [
    np.exp, np.expm1, np.log, np.log1p, np.log2, np.log10, np.sin, np.cos, np.tan, np.arcsin, np.arccos, np.arctan, np.arctan2,
    np.sinh, np.cosh, np.tanh, np.arcsinh, np.arccosh, np.arctanh, np.cbrt, np.hypot, np.power, np.floor_divide,
]  # fmt: skip
WIDE = [
    s * v for s in (1, -1) for v in (1e-300, 3e-17, 1e-5, 0.1, 0.75, 1.0, 1.5, 3.0, 30.25, 700.0, 710.0, 1e5)
] + NUMBERS
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


class Once:
    """A run of one step, which writes down what `of` makes of its point."""

    def __init__(self, of):
        self.of = of

    def begin(self, w):
        return Begun(w, self._nothing(w))

    def advance(self, w, _):
        return Stepped(w, np.isnan(w[0] - w[0]) & (w[0] == 0), self.of(*w))

    def finish(self, w, steps):
        return ()

    def _nothing(self, w):
        return tuple(0.0 for _ in self.of(*w))


def in_numpy(of, places):
    """(number of places, number of expressions): what NumPy makes of arrays."""
    with np.errstate(all="ignore"):
        found = of(*np.array(places, float).T)
        return np.array([np.broadcast_to(np.asarray(v, float), len(places)) for v in found]).T


def in_python(of, places):
    run = Compiled(trace(Graph(), Once(of)))
    return np.array([run(x, y, 1, {})[0] for x, y in places], float).reshape(len(places), 2, -1)[:, 1]


def in_javascript(of, places, node):
    program = trace(Graph(), Once(of))
    out = [f"out[{k}]" for k in range(len(program.begun))]
    return evaluated(node, path_function(program, out, ("x", "y", "out"), lambda _: []), places, len(out))


def evaluated(node, piece: Piece, places, width):
    """What the function of `piece` writes into an array of so many numbers, at each of the places."""
    numbers = [float(name[1]) for name in piece.numbers]
    script = (
        module_of([f"const piece = {piece.source};"])
        + """
        const [places, numbers, width] = JSON.parse(new TextDecoder().decode(input)).map(v => v);
        const f = piece(1, numbers.map(Number), numbers.map((_, k) => k), [], []);
        const out = new Float64Array(width);
        console.log(JSON.stringify(places.map(([x, y]) => { f(Number(x), Number(y), out); return Array.from(out, v => Object.is(v, -0) ? "-0" : String(v)); })));
    """
    )
    texts = [[repr(v).replace("inf", "Infinity").replace("nan", "NaN") for v in map(float, place)] for place in places]
    found = node(script, json.dumps([texts, [repr(n) for n in numbers], width]).encode())
    return np.array([[float(v.replace("Infinity", "inf")) for v in row] for row in found])


def assert_same(ours, theirs, digits=0.0):
    """Equal, the sign of zeros and NaN included, but for `digits` last digits."""
    assert ours.shape == theirs.shape
    same = (np.isnan(ours) & np.isnan(theirs)) | ((ours == theirs) & (np.signbit(ours) == np.signbit(theirs)))
    if digits:
        with np.errstate(all="ignore"):
            same |= np.abs(ours - theirs) <= digits * np.spacing(np.maximum(np.abs(theirs), 1e-300))
    assert same.all(), (ours[~same][:5], theirs[~same][:5], np.argwhere(~same)[:5])


def expression(rng, depth):
    """A function of x and y, made at random of what is exact."""
    if not depth or rng.random() < 0.15:
        constant = rng.choice(NUMBERS)
        return rng.choice([lambda x, y: x, lambda x, y: y, lambda x, y: constant])
    kind = rng.choice(["one", "two", "two", "where"])
    a, b = expression(rng, depth - 1), expression(rng, depth - 1)
    if kind == "one":
        f = rng.choice(EXACT[1])
        return lambda x, y: f(a(x, y))
    if kind == "two":
        g = rng.choice(EXACT[2])
        return lambda x, y: g(a(x, y), b(x, y))
    test, c = condition(rng, depth - 1), expression(rng, depth - 1)
    return lambda x, y: np.where(test(x, y), a(x, y), c(x, y))


def condition(rng, depth):
    a, b = expression(rng, depth), expression(rng, depth)
    kind = rng.choice(["one", "two", "and", "or", "not"])
    f, g = rng.choice(TESTS[1]), rng.choice(TESTS[2])
    simple = {"one": lambda x, y: f(a(x, y)), "two": lambda x, y: g(a(x, y), b(x, y))}
    if kind in simple:
        return simple[kind]
    one, two = simple["one"], simple["two"]
    made = {
        "and": lambda x, y: one(x, y) & two(x, y),
        "or": lambda x, y: one(x, y) | two(x, y),
        "not": lambda x, y: ~two(x, y),
    }
    return made[kind]


def expressions(seed, count=60):
    rng = random.Random(seed)
    made = [expression(rng, rng.randint(1, 5)) for _ in range(count)]
    return lambda x, y: tuple(e(x, y) for e in made)


@pytest.mark.parametrize("seed", range(6))
def test_exact_expressions_in_python(seed):
    of = expressions(seed)
    assert_same(in_python(of, PLACES), in_numpy(of, PLACES))


@pytest.mark.parametrize("seed", range(6))
def test_exact_expressions_in_javascript(seed, node):
    of = expressions(seed)
    assert_same(in_javascript(of, PLACES, node), in_numpy(of, PLACES))


def rounded(x, y):
    return tuple(f(x, y) if f.nin == 2 else f(x) for f in ROUNDED)


WIDE_PLACES = [(x, y) for x in WIDE for y in (0.5, -0.5, 2.0, 3.0, -1.0, 0.0, 40.0, np.inf, np.nan)]


def test_functions_in_python():
    assert_same(in_python(rounded, WIDE_PLACES), in_numpy(rounded, WIDE_PLACES), digits=2)


def test_functions_in_javascript(node):
    assert_same(in_javascript(rounded, WIDE_PLACES, node), in_numpy(rounded, WIDE_PLACES), digits=2)


def test_whole_powers_are_right_to_the_last_digit(node):
    """Against C's, which are Python's; JavaScript's own are off in every second one."""
    places = [(b, float(n)) for b in (0.9, 0.99, 0.999, 0.9999, 1.0001, -0.95, 0.5, 3.0) for n in range(2, 600, 7)]
    found = in_javascript(lambda x, y: (np.power(x, y),), places, node)
    right = np.array([[math.pow(x, y)] for x, y in places])
    assert_same(found, right, digits=1)
    assert (found == right).mean() > 0.98


def test_every_operation_is_tried():
    tried = {f.__name__ for f in [*EXACT[1], *EXACT[2], *TESTS[1], *TESTS[2], *ROUNDED]}
    assert set(OPERATIONS) - tried == {"where", "integer", "logical_and", "logical_or", "logical_not"}


def shaped(x, y):
    """What moves numbers, and what goes over an axis."""
    w = np.stack([x, y, x - y])
    rows = np.stack([w, w[::-1] + 1])
    return (
        *np.concatenate([w, w]), *np.moveaxis(rows, 1, 0)[1], *np.broadcast_to(x, (2, *np.shape(x))), *rows.sum(axis=0),
        *rows.max(axis=0), rows[0].min(axis=0), (w > 0).all(axis=0), (w > 0).any(axis=0), (w > 0).sum(axis=0), *np.diff(w, axis=0),
        np.clip(x, -1.0, 2.0), *np.zeros_like(w), *np.ones_like(w), *np.full_like(w, 2.5), np.nan_to_num(x),
        np.select([x > 1, y > 1], [x, y], 0.0), *np.multiply.outer(np.array([2.0, 3.0]), x), w.argmin(axis=0),
        *np.take_along_axis(w, w.argmin(axis=0)[None], axis=0), np.radians(x) * 0,
    )  # fmt: skip


def test_shapes():
    places = [(x, y) for x in (0.0, 1.5, -2.0, 1e9) for y in (0.5, -3.0, 2.25)]
    assert_same(in_python(shaped, places), in_numpy(shaped, places))


def test_an_array_is_looked_up_from_both_ends(node):
    table, places = np.arange(12.0).reshape(4, 3), [(i, 0.0) for i in (0.0, 1.0, 3.0, -1.0, -4.0)]

    def of(x, _):
        i = x.astype(int)
        return (*np.moveaxis(look_up(table, i), -1, 0), look_up(table[:, 1], i))

    assert_same(in_python(of, places), in_numpy(of, places))


def truths(x, y):
    """Numbers as truth values, where NaN is true and zero is not, and truth values as numbers, where 1 + 1 is 1 until they are."""
    w, p, q = np.stack([x, y]), x > 0, y > 0
    return (
        np.where(x, 1.0, 2.0), *(1.0 * f(x, y) for f in (np.logical_and, np.logical_or, np.logical_xor)), 1.0 * np.logical_not(x),
        1.0 * w.all(axis=0), 1.0 * w.any(axis=0), 1.0 * w[:1].any(axis=0), 1.0 * np.logical_and(x, True), 1.0 * (p ^ q),
        1.0 * (p + q), 1.0 * (p * q), p.astype(float) + q.astype(float), p.astype(int) + q.astype(int), np.stack([p, q]).sum(axis=0),
    )  # fmt: skip


def test_truth_values(node):
    expected = in_numpy(truths, PLACES)
    assert_same(in_python(truths, PLACES), expected)
    assert_same(in_javascript(truths, PLACES, node), expected)


@pytest.mark.parametrize(
    "asks",
    [
        lambda x: 1.0 if x > 0 else 2.0, lambda x: float(x), lambda x: int(x), lambda x: math.sin(x), lambda x: np.asarray(x, float),
        lambda x: range(x), lambda x: {x: 1}, lambda x: np.linalg.norm(x), lambda x: np.sort(np.stack([x, x])), lambda x: bool((x > 0).all()),
        lambda x: [1.0, 2.0][x], lambda x: np.arange(3)[x], lambda x: np.nextafter(x, x),
        lambda x: x.astype(int) & 1, lambda x: ~x, lambda x: np.diff(np.stack([x, x, x]), n=2), lambda x: np.zeros_like(x, shape=(3,))[0],
        lambda x: np.nan_to_num(x, nan=1.0), lambda x: np.add.reduce(np.stack([x, x]), initial=5.0),
        lambda x: np.sum(np.stack([x, x]), axis=0, initial=5.0), lambda x: np.add(x, x, out=x),
    ],
)  # fmt: skip
def test_who_asks_for_a_value_or_for_what_is_not_traced_is_told(asks):
    with pytest.raises(Untraceable):
        trace(Graph(), Once(lambda x, y: (asks(x),)))
