"""Formulas written out: JavaScript and scalar Python say what NumPy does, and walk the same paths."""

import json

import numpy as np
import pytest

from descent import descend, javascript
from descent.compiled import python
from optimizers import Adam, GradientDescent
from surfaces import EXAMPLES, Box, Formula, Point

SMOOTH = (
    "sin x + cos y + tan(x/4) + asin(x/4) + acos(y/4) + atan(x y) + sinh x + cosh y + tanh(x y) + exp(x/2) + log1p(x^2)"
    " + ln(2 + x^2) + log2(3 + y^2) + log10(5 + x^2) + sqrt(r + 1) + expm1(x/9)"
)
KINKED = (
    "cbrt x y + |x - y| + sign y + floor x + step(x + y) + max(x, y) min(x, 2) + theta + where(0 < x < 1, x^2, y) + clip(y, -1, 1)"
    " + hypot(x, 1) + atan2(y, 2)"
)
AROUND = Box(-3.0, 3.0, -3.0, 3.0)
FORMULAS = {
    **{example.title: example.surface for example in EXAMPLES},
    "all smooth functions": Formula(SMOOTH, domain=AROUND, start=Point(1.3, -0.7)),
    "all others": Formula(KINKED, domain=AROUND, start=Point(1.3, -0.7)),
    "powers": Formula("x^7 + y^-2 + a^x + (x^2 + 1)^1.5 + (y^2 + 1)^b", a=1.5, b=2.5, domain=Box(-2.0, 2.0, 0.5, 2.0)),
}
SCRIPT = """
const asked = JSON.parse(new TextDecoder().decode(input));
const said = ([x, y]) => [loss(x, y), ...gradient(x, y)].map(v => Number.isNaN(v) ? "NaN" : String(v));
console.log(JSON.stringify(asked.map(said)));
"""


@pytest.fixture(params=FORMULAS.values(), ids=FORMULAS)
def surface(request):
    return request.param


def test_javascript_says_what_numpy_does(surface, node, rng):
    box = surface.domain
    w = np.stack([rng.uniform(box.x0, box.x1, 200), rng.uniform(box.y0, box.y1, 200)])
    said = node(javascript(GradientDescent(), surface, 1) + SCRIPT, json.dumps(w.T.tolist()).encode())
    ours = np.array([[float(v.replace("Infinity", "inf")) for v in row] for row in said]).T
    theirs = np.stack([surface(w), *surface.gradient(w)])
    assert np.array_equal(np.isfinite(ours), np.isfinite(theirs))
    size = np.maximum(np.abs(theirs), 1e-3)
    assert np.nanmax(np.abs(ours - theirs) / size) < 1e-12


@pytest.mark.parametrize("optimizer", [GradientDescent(lr=0.01), Adam(lr=0.05)], ids=["GradientDescent", "Adam"])
def test_a_run_in_scalar_python_is_that_in_numpy(surface, optimizer):
    """`descend` takes the one for one path, and the other for a batch."""
    assert python(optimizer, surface)
    one = descend(surface, optimizer, surface.start, 20).points
    many = descend(surface, optimizer, np.array([surface.start, surface.start]).T, 20).points[..., 0]
    assert np.allclose(one, many, rtol=1e-9, atol=1e-9, equal_nan=True)


def test_a_parameter_is_a_number_of_the_program():
    """A slider needs no new code."""
    text = "x^2 + b y^2"
    sources = [
        javascript(Adam(), Formula(text, b=b, domain=Box(-2.0, 2.0, -2.0, 2.0), start=Point(1.0, 1.0)), 10)
        for b in (1.0, 3.0)
    ]
    before, after = (source.split("export const defaults")[0] for source in sources)
    assert before == after
    assert '"Formula.b": 3.0' in sources[1]
