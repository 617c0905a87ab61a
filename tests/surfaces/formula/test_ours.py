"""Our analytic surfaces as formulas: the same numbers as their classes."""

import numpy as np
import pytest

from descent.compiled import inputs_of
from params import params_of
from surfaces import SURFACES, LinearRegression, Regularized, as_formula

BESIDE = 1 + 4 * np.finfo(float).eps
HIGH = 1 << 10
"""How much of a sum may cancel before its digits are no longer asked for."""


def inside(surface, rng, count):
    box = surface.domain
    return np.stack([rng.uniform(box.x0, box.x1, count), rng.uniform(box.y0, box.y1, count)])


def values(surface, w):
    return [surface(w), *surface.gradient(w), *surface.hessian(w).reshape(4, -1)]


def changed(cls, rng):
    """One with other numbers than by default."""
    declared = params_of(cls)
    picked = {n: p.low + (p.high - p.low) * rng.uniform(0.1, 0.9) for n, p in declared.items()}
    return cls(**{n: round(v) if isinstance(declared[n].default, int) else v for n, v in picked.items()})


@pytest.mark.parametrize("kind", ["as by default", "with other numbers"])
def test_a_formula_is_the_surface(surface_class, kind, rng):
    surface = surface_class() if kind == "as by default" else changed(surface_class, rng)
    formula, w = as_formula(surface), inside(surface, rng, 1000)
    for ours, theirs, beside in zip(
        *(values(s, p) for s, p in ((formula, w), (surface, w), (surface, w * BESIDE))), strict=True
    ):
        # Well-conditioned is what has not lost ten bits to terms that cancel, and what the rounding of a point leaves as it is.
        size = np.maximum(np.abs(theirs), np.abs(theirs).max() / HIGH)
        assert (np.abs(ours - theirs) <= 1e-12 * size + np.abs(beside - theirs)).all()


def test_a_formula_has_the_numbers_of_the_surface_its_window_and_its_start(surface_class):
    surface = surface_class()
    formula = as_formula(surface)
    assert (formula.domain, formula.start) == (surface.domain, surface.start)
    assert sorted(inputs_of(formula).values()) == sorted(map(float, inputs_of(surface).values()))
    spans = [(p.low, p.high) for p in params_of(type(formula)).values()]
    assert sorted(spans) == sorted((p.low, p.high) for p in params_of(surface_class).values())


def test_every_surface_says_whether_it_is_smooth_as_its_formula_does(surface_class):
    assert as_formula(surface_class()).smooth == surface_class().smooth


def test_losses_of_data_and_with_layers_are_no_formulas():
    assert as_formula(LinearRegression()) is None
    assert as_formula(Regularized(SURFACES["Bowl"]())) is None


def test_the_critical_points_that_are_found_are_the_known_ones(surface_class):
    surface = surface_class()
    if not surface.smooth or surface_class.__name__ in ("DropWave", "Griewank", "MonkeySaddle"):
        pytest.skip("kinks and circles are not found")
    known, found = surface.critical, as_formula(surface).critical
    assert [len(found.minima), len(found.saddles)] == [len(known.minima), len(known.saddles)]
    apart = [np.hypot(*(np.array(found.minima) - point).T).min() for point in known.minima]
    assert max(apart, default=0.0) < 1e-6 * surface.domain.size
