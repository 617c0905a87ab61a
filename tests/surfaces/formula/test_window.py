"""Window and start: something is seen, and the race begins on a slope."""

import numpy as np
import pytest

from surfaces import EXAMPLES, SURFACES, Box, Formula, Point, as_formula

OURS = {name: as_formula(cls()).text for name, cls in SURFACES.items()}
TEXTS = OURS | {
    **{example.title: example.text for example in EXAMPLES},
    **{text: text for text in ("x", "x y", "ln x + y^2", "sqrt(4 - x^2 - y^2)", "(x - 30)^2 + y^2", "sin(20x) + y^2", "1/(x^2 + y^2)")},
    **{text: text for text in ("asin(10x) + y", "ln x + ln y + 1/(x y)", "(x^2 + y^2)/1e6", "e^x + e^y - 3x", "tan x + y", "ln(x - 5) + y")},
}  # fmt: skip


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_something_is_seen(text):
    surface = Formula(text)
    box, losses = surface.domain, surface(surface.domain.mesh(41, 41))
    finite = losses[np.isfinite(losses)]
    assert finite.size > 0.6 * losses.size
    assert np.ptp(finite) > 1e-9 * np.abs(finite).max()
    assert box.width == pytest.approx(box.height) or box.x0 > 0 or box.y0 > 0


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_race_begins_on_a_slope(text):
    surface = Formula(text)
    losses = surface(surface.domain.mesh(41, 41))
    assert surface.domain.contains(surface.start)
    assert np.isfinite(surface(surface.start))
    assert np.hypot(*surface.gradient(surface.start)) > 0
    assert 0.4 < np.mean(losses[np.isfinite(losses)] < surface(surface.start)) < 0.97


FEW = [
    "Bowl",
    "Booth",
    "Matyas",
    "Rosenbrock",
    "Beale",
    "DixonPrice",
    "Himmelblau",
    "StyblinskiTang",
    "DoubleWell",
    "Peaks",
    "Bumps",
]


@pytest.mark.parametrize("name", FEW)
def test_a_few_minima_are_all_in_the_window(name):
    surface = as_formula(SURFACES[name]())
    chosen = Formula(surface.text, **surface.parameters).domain
    assert all(chosen.contains(point) for point in surface.minima)


def test_a_minimum_far_out_is_found():
    assert Formula("(x - 300)^2 + (y + 20)^2").domain.contains((300.0, -20.0))


def test_a_given_window_is_kept_and_the_start_lies_in_it():
    surface = Formula("x^2 + y^2", domain=Box(5.0, 6.0, -9.0, -8.0))
    assert surface.domain == Box(5.0, 6.0, -9.0, -8.0)
    assert surface.domain.contains(surface.start)
    assert Formula("x^2", start=Point(9.0, 9.0)).start == Point(9.0, 9.0)


def test_the_window_follows_the_parameters():
    assert Formula("(x - a)^2 + y^2", a=40.0).domain.contains((40.0, 0.0))
