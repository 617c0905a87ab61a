"""What losses, gradients and Hessians are to hundreds of digits, and how far a float may be from that.

Derived by SymPy from definitions that nobody took from the code under test, up to the third derivatives, and evaluated by
mpmath.
"""

from functools import cache
from itertools import pairwise, product

import numpy as np

from surfaces import DataSurface, Regularized
from surfaces.data.base import OnExamples
from surfaces.layers.base import Tilted, Wrapper
from tests.surfaces.formulas import FORMULAS, mpmath, sympy, x, y

QUANTITIES = ("f", "∂x", "∂y", "∂xx", "∂xy", "∂yy")
ORDERS = (), (x,), (y,), (x, x), (x, y), (y, y), (x, x, x), (x, x, y), (x, y, y), (y, y, y)
RELATIVE = 1e-9
ROUNDED = 8 * np.finfo(float).eps
"""How exactly a point is known, relative to its coordinates: what a component that crosses 0 cannot be better than."""
SMALLEST = np.finfo(float).tiny
"""Below this a coordinate is known to a fixed number of digits after the point; the square of its root is not known at all."""
UNDERFLOW = 8 * np.finfo(float).smallest_subnormal
LARGEST = np.finfo(float).max
OFFSETS = (1e-308, 1e-300, 1e-200, 1e-160, 1e-100, 1e-16, 1e-8, 1e-4)


def derived(f):
    """`f` and its derivatives; what is infinite at a kink is left out."""
    return [(f.diff(*order) if order else f).replace(sympy.DiracDelta, lambda *_: 0) for order in ORDERS]


@cache
def of_formula(surface):
    f = FORMULAS[type(surface).__name__]
    fields = {symbol: sympy.Rational(getattr(surface, symbol.name)) for symbol in f.free_symbols - {x, y}}
    return sympy.lambdify([x, y], derived(f.subs(fields)), "mpmath", cse=True)


def of_example(name):
    """The loss of one example, with the features a, b (of each of three classes) and the target t."""
    t, a, b = sympy.Symbol("t", real=True), sympy.symbols("a:3", real=True), sympy.symbols("b:3", real=True)
    z = [x * p + y * q for p, q in zip(a, b, strict=True)]
    margin, own = 1 - t * z[0], sympy.Piecewise((z[0], sympy.Eq(t, 0)), (z[1], sympy.Eq(t, 1)), (z[2], True))
    losses = {
        "LinearRegression": (z[0] - t) ** 2,
        "LogisticRegression": sympy.log(1 + sympy.exp(-t * z[0])),
        "HingeLoss": sympy.Piecewise((margin, margin > 0), (0, True)),
        "SquaredHingeLoss": sympy.Piecewise((margin**2, margin > 0), (0, True)),
        "Softmax": sympy.log(sum(map(sympy.exp, z))) - own,
        "TinyNetwork": (y * sympy.tanh(x * a[0]) - t) ** 2,
    }
    return (x, y, *a, *b, t), losses[name]


@cache
def of_examples(name):
    symbols, loss = of_example(name)
    return sympy.lambdify(symbols, derived(loss), "mpmath", cse=True)


def columns(features):
    """Three columns of features (N, K), or one three times."""
    return list(features.T) if features.ndim > 1 else [features] * 3


def exact(surface, w):
    """(f, ∂x, ∂y, ∂xx, ∂xy, ∂yy) and the sizes of the third derivatives at `w`, of examples the means of both; None at a kink."""
    point = [mpmath.mpf(c) for c in w]
    if isinstance(surface, Regularized | Tilted):
        inner = exact(surface.surface, w)
        return inner and ([p + q for p, q in zip(inner[0], _added(surface, *point), strict=True)], inner[1])
    if (examples := examples_of(surface)) is None:
        return _split([_values(of_formula(surface), point)])
    rows = zip(*columns(examples.a), *columns(examples.b), examples.target, strict=True)
    each = of_examples(type(innermost(surface)).__name__)
    return _split([_values(each, [*point, *(mpmath.mpf(float(v)) for v in row)]) for row in rows])


def _added(layer, u, v):
    """What a layer adds to the loss, its gradient and its Hessian."""
    if isinstance(layer, Tilted):
        p, q = map(mpmath.mpf, layer.slope)
        return p * u + q * v, p, q, 0, 0, 0
    l1, l2 = mpmath.mpf(layer.l1), mpmath.mpf(layer.l2)
    slopes = (l1 * mpmath.sign(c) + 2 * l2 * c for c in (u, v))
    return l1 * (abs(u) + abs(v)) + l2 * (u * u + v * v), *slopes, 2 * l2, 0, 2 * l2


def innermost(surface):
    return innermost(surface.surface) if isinstance(surface, Wrapper) else surface


def examples_of(surface):
    """Those that the loss is the mean over, None if it is one formula."""
    if isinstance(surface, DataSurface | OnExamples):
        return surface.examples
    return examples_of(surface.surface) if isinstance(surface, Wrapper) else None


def _values(function, arguments):
    try:
        return [mpmath.mpf(v) for v in function(*arguments)]
    except ZeroDivisionError:
        return None


def _split(rows):
    if None in rows:
        return None
    sums = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    return sums[:6], [sum(map(abs, column)) / len(rows) for column in list(zip(*rows, strict=True))[6:]]


def digits(surface, w):
    """How many are needed at `w`: near the origin, or where examples saturate, little is left of what cancels."""
    nearest = max((-np.log10(abs(c)) for c in w if 0 < abs(c) < 1), default=0)
    return int((60 if examples_of(surface) is None else 400) + 3 * nearest)


def allowed(values, thirds, w):
    """The largest errors: 1e-9 of the value, and what rounding the point costs, which moves it by a subnormal at least.

    A second derivative may vanish twice over (a product of two factors that both vanish): it is known to the square of the
    rounding then.
    """
    u, v = (max(abs(c), SMALLEST) for c in w)
    f, gx, gy, xx, xy, yy = map(abs, values)
    moved = [u * p + v * q for p, q in ((gx, gy), (xx, xy), (xy, yy), *pairwise(thirds))]
    floors = [SMALLEST, 0, 0, *[ROUNDED**2 * max(xx, xy, yy)] * 3]
    known = zip((f, gx, gy, xx, xy, yy), moved, floors, strict=True)
    return [RELATIVE * value + ROUNDED * move + floor + UNDERFLOW for value, move, floor in known]


def errors(surface, w, known):
    """Quantity → error as a multiple of what is allowed, for those that are wrong at `w`."""
    (xx, xy), (yx, yy) = surface.hessian(w).tolist()
    ours = float(surface(w)), *surface.gradient(w).tolist(), xx, xy, yy
    assert xy == yx or np.isnan(xy)
    compared = zip(QUANTITIES, ours, *known[:1], allowed(*known, w), strict=True)
    return {quantity: float(e) for quantity, o, t, bound in compared if not (e := _excess(o, t, bound)) <= 1}


def _excess(ours, truth, bound):
    if abs(truth) > LARGEST and np.isinf(ours):
        return 0.0 if (ours > 0) == (truth > 0) else np.inf
    return abs(ours - truth) / bound if np.isfinite(ours) else np.inf


def wrong(surface, points):
    """{point: errors} for those of `points` that lie inside the window and where `surface` is not right."""
    found = {}
    for w in dict.fromkeys((float(u), float(v)) for u, v in points):
        if surface.domain.contains(w) and not on_a_kink(surface, w):
            with mpmath.workdps(digits(surface, w)):
                known = exact(surface, w)
                if known and (bad := errors(surface, w, known)):
                    found[w] = bad
    return found


def on_a_kink(surface, w):
    """Whether rounding decides on which side of a hinge an example lies."""
    if "Hinge" not in type(innermost(surface)).__name__:
        return False
    a, b, t = examples_of(surface)
    p, q = w[0] * a, w[1] * b
    return bool((np.abs(1 - t * (p + q)) < 1e-13 * (1 + np.abs(p) + np.abs(q))).any())


def inside(surface, rng, n):
    """`n` random points, the corners and the middles of the edges, the middle, and the start."""
    box = surface.domain
    drawn = np.stack([rng.uniform(box.x0, box.x1, n), rng.uniform(box.y0, box.y1, n)]).T
    edges = product((box.x0, (box.x0 + box.x1) / 2, box.x1), (box.y0, (box.y0 + box.y1) / 2, box.y1))
    return [*drawn, *edges, surface.start]


def near_axes(surface, rng):
    """On both axes and beside them, near the origin and far from it, and beside the diagonals."""
    box = surface.domain
    for t in OFFSETS:
        u, v = rng.uniform(box.x0, box.x1), rng.uniform(box.y0, box.y1)
        yield from ((t, 0.0), (0.0, -t), (-t, t), (t, 0.6 * t), (0.3 * t, -t), (t, rng.choice(OFFSETS)))
        yield from ((t, v), (-t, v), (u, t), (u, -t), (0.0, v), (u, 0.0), (t, 1.0), (1.0, -t), (u, u + t), (u, t - u))


def near_critical(surface, rng, most=4):
    """Right at critical points and at a few round numbers, a float beside them, and by small steps."""
    known = [rng.permutation(np.reshape(points, (-1, 2)))[:most] for points in kinds(surface)]
    for u, v in np.concatenate([*known, [(1.0, 1.0), (-1.0, 0.0), (0.5, -0.5), (2.0, 1.0)]]):
        yield from ((u, v), (np.nextafter(u, np.inf), np.nextafter(v, -np.inf)))
        yield from ((u + t * i, v + t * j) for t in OFFSETS[-3:] for i, j in ((1, 0), (0, 1), (-1, 0.7)))


def kinds(surface):
    return surface.minima, surface.saddles, surface.maxima


def crossings(surface, rng, n):
    """Where a component of the gradient or the Hessian changes its sign on random segments: both floats beside it."""
    box = surface.domain
    for i, j in ((0, None), (1, None), (0, 0), (0, 1), (1, 1)):

        def component(w, i=i, j=j):
            return surface.gradient(w)[i] if j is None else surface.hessian(w)[i, j]

        low, high = (np.stack([rng.uniform(box.x0, box.x1, 200), rng.uniform(box.y0, box.y1, 200)]) for _ in "ab")
        high[1, :60], high[0, 60:120] = low[1, :60], low[0, 60:120]
        first = np.sign(component(low))
        some = rng.permutation(np.flatnonzero(first * np.sign(component(high)) < 0))[:n]
        low, high, first = low[:, some], high[:, some], first[some]
        for _ in range(70):
            middle = (low + high) / 2
            same = np.sign(component(middle)) == first
            low, high = np.where(same, middle, low), np.where(same, high, middle)
        yield from (*low.T, *high.T)
