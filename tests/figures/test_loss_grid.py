"""The ground of the contours."""

from dataclasses import dataclass

import numpy as np
import pytest

from figures import loss_grid
from surfaces import SURFACES, Box, Point, Surface


@pytest.mark.parametrize("name", SURFACES)
def test_cells_are_square_and_few(name):
    ground = loss_grid(SURFACES[name]())
    ny, nx = ground.above.shape
    assert nx * ny <= 15_200
    assert ground.box.width / nx == pytest.approx(ground.box.height / ny, rel=0.05)
    assert ground.above[np.isfinite(ground.above)].min() >= 0


def test_a_loss_that_spans_decades_gets_a_logarithmic_scale_and_a_plain_one_does_not():
    assert loss_grid(SURFACES["Rosenbrock"]()).eps > 0
    assert loss_grid(SURFACES["Saddle"]()).eps == 0


@pytest.mark.parametrize("b", [30.0, 100.0, 200.0])
def test_a_valley_narrower_than_a_cell_is_no_chain_of_beads(b):
    """Along its floor the heights between grid points are the true ones to 0.7 of the way between two of 17 contour lines."""
    interpolate = pytest.importorskip("scipy.interpolate")
    ground = loss_grid(SURFACES["Rosenbrock"](b=b))
    ys, xs = (np.linspace(low, high, n) for (low, high), n in zip(((-1, 3), (-2, 2)), ground.above.shape, strict=True))
    heights = interpolate.RegularGridInterpolator((ys, xs), np.log10(ground.above + ground.eps))
    x = np.linspace(0.5, 1.7, 2000)
    errors = heights(np.stack([x * x, x], axis=-1)) - np.log10((1 - x) ** 2 + ground.eps)
    assert np.ptp(errors) < 0.7 / 17 * (np.log10(ground.high + ground.eps) - np.log10(ground.eps))


@dataclass(frozen=True)
class Odd(Surface):
    """Whatever `f` makes of it."""

    domain = Box(-1.0, 1.0, -1.0, 1.0)
    start = Point(0.0, 0.0)
    kind: str = ""

    def f(self, x, y):
        shapes = {
            "flat": 0 * x + 7,
            "nan": np.nan * x,
            "spike": np.where((x > 0.99) & (y > 0.99), 1e300, x * x),
            "hole": np.where(x > 0, np.nan, x),
            "offset": 1e16 + x,
        }
        return shapes[self.kind]

    def df(self, x, y):
        return 0 * x, 0 * y

    def d2f(self, x, y):
        return 0 * x, 0 * x, 0 * x


@pytest.mark.parametrize("kind", ["flat", "nan", "spike", "hole", "offset"])
def test_numbers_that_break_pictures(kind):
    ground = loss_grid(Odd(kind=kind))
    assert np.isfinite([ground.low, ground.high, ground.eps]).all()
    assert ground.high < 1e3
