"""Maps of formulas: what workers make of every function that can be typed is what a single run makes of it."""

import numpy as np
import pytest

from descent import Racing, module
from optimizers import Adam, GradientDescent
from surfaces import Box, Formula, Point
from tests.player.test_maps import assert_lanes_are_runs, lanes

AROUND = {"domain": Box(-2.0, 2.0, -2.0, 2.0), "start": Point(1.3, -0.7)}
FORMULAS = {
    "smooth": "sin(x)^2 + tan(x/4)^2 + asin(x/9) y + acos(y/9)^2 + atan(x y)^2 + sinh(x/2)^2 + cosh y + tanh(x y) + log2(3 + y^2)",
    "also smooth": "exp(x/2) + log1p(x^2) + ln(2 + y^2) + log10(5 + x^2) + (x^2 + 1)^1.5 + a^y + y^4 + atan2(y, 9) + expm1(x/9)^2",
    "kinked": "|x - y| + cbrt(x)^2 + max(x, y)^2 + min(y, 2)^2 + r + where(x < 1, x^2, 2x - 1) + step(x) + sign(y) + floor(x/9)",
}


@pytest.mark.parametrize("text", FORMULAS.values(), ids=FORMULAS)
def test_a_pixel_is_the_single_run(text, node):
    loss, steps = Formula(text, **AROUND), 40
    rules = [GradientDescent(0.02), Adam(0.05)]
    made = module([Racing(rule, loss) for rule in rules], loss, None, steps, mapping=True)
    assert not made.left
    starts, which = loss.domain.mesh(6, 6).reshape(2, -1), range(0, 36, 5)
    found = lanes(node, made, steps, *({"k": k, "starts": {"box": [*loss.domain], "n": 6}} for k in range(len(rules))))
    for rule, rows in zip(rules, found, strict=True):
        assert np.isfinite(rows[:, 5]).all()
        assert assert_lanes_are_runs(rows, loss, rule, starts, steps, which) >= 5
