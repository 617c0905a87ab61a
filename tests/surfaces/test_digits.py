"""Every loss, gradient and Hessian against hundreds of digits, anywhere in the window: relative to it, however small."""

from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("mpmath", reason="the exact values need mpmath")
pytest.importorskip("sympy", reason="the exact values need SymPy")

from params import params_of
from surfaces import DATA_SURFACES, SURFACES, Minibatch, NoisyGradient, Regularized
from surfaces.data.linear_models import HingeLoss, LinearRegression, LogisticRegression
from surfaces.data.network import TinyNetwork
from surfaces.data.softmax import Softmax
from tests.sampling import nothing, portion
from tests.surfaces.exact import crossings, inside, near_axes, near_critical, wrong
from tests.surfaces.shapes import ENDS, FORMS, FORMULAIC, loop

FEW = 6
"""Examples: enough to cancel each other."""
FACES = {name: surface for name, surface in ENDS.items() if type(surface).__name__ in DATA_SURFACES}
CUT = {name: replace(surface, n=FEW) for name, surface in FACES.items()}
DRAWN = {f"{name}-seed {seed}": cls(n=FEW, seed=seed) for name, cls in DATA_SURFACES.items() for seed in (1, 2, 3)} | {
    name: replace(surface, n=FEW) for name, surface in FORMS.items()
}
TABLES = {
    f"{name} on {source}": cls(n=12, source=source)
    for name, cls in DATA_SURFACES.items()
    for source in params_of(cls)["source"].options[1:]
}
PARTED = {
    "separable classes": LogisticRegression(n=4, noise=0.3, scale=10.0, seed=2),
    "separable clouds": Softmax(n=4, noise=0.3, scale=10.0, seed=2),
    "clouds far apart": Softmax(n=5, noise=2.0, scale=10.0, seed=3),
}


@pytest.mark.seldom(20)
@pytest.mark.parametrize("surface", **loop(FORMULAIC))
def test_surfaces_are_right_to_the_digits_that_a_point_has(surface, rng):
    critical, axes = near_critical(surface, rng, 2), rng.permutation([*near_axes(surface, rng)])[:70]
    points = [*inside(surface, rng, 15), *axes, *critical, *crossings(surface, rng, 2)]
    assert wrong(surface, portion(points, rng)) == {}


def test_bumps_of_any_two_depths(rng):
    """What cancels between equal dents must not be lost between unequal ones."""
    for one, other, width in ((0.0, 5.0, 0.05), (5.0, 0.0, 0.3), (5.0, 4.999999, 1.0), (1.0, 1.0, 0.05)):
        surface = SURFACES["Bumps"](depth1=one, depth2=other, width=width)
        assert wrong(surface, [*inside(surface, rng, 40), *near_axes(surface, rng), *crossings(surface, rng, 5)]) == {}


def test_between_the_bumps_as_densely_as_floats_lie(rng):
    surface = SURFACES["Bumps"]()
    saddles = [w + 3e-16 * rng.standard_normal((40, 2)) * (1, 0.3) for w in surface.saddles]
    assert wrong(surface, np.concatenate(saddles)) == {}


def test_drop_wave_from_its_middle_to_the_first_ring(rng):
    angles = rng.uniform(0, 2 * np.pi, 60)
    circles = np.geomspace(1e-5, 0.6, 60) * np.stack([np.cos(angles), np.sin(angles)])
    assert wrong(SURFACES["DropWave"](), circles.T) == {}


def test_a_ravine_at_any_angle(rng):
    for kappa, angle in ((1.0 + 1e-9, 30.0), (1000.0, -45.0), (7.0, 0.0), (40.0, 1e-6), (40.0, 180.0), (2.0, 450.0)):
        surface = SURFACES["Ravine"](kappa=kappa, angle=angle)
        assert wrong(surface, [*inside(surface, rng, 5), *near_axes(surface, rng), *crossings(surface, rng, 3)]) == {}


def test_cusps_of_the_eggholder_from_as_near_as_floats_come(rng):
    surface, xs = SURFACES["Eggholder"](), [*rng.uniform(-512, 512, 20), -94.0, 0.0, 1e-300, 1e-16, 47.0]
    beside = [(u, v + t) for u in xs for v in (-47 - u / 2, u - 47) for t in (0.0, 1e-14, -1e-13, 1e-11, -1e-8)]
    corner = [(t, v) for t in (1e-308, 1e-160, -1e-16) for v in (-47.0, np.nextafter(-47.0, 0.0))]
    assert wrong(surface, [*beside, *corner, (-94.0, 1e-308), (47.0, -1e-160)]) == {}


def test_gorges_of_any_width_where_the_sine_vanishes(rng):
    for m in (1, 2, 3, 5, 10, 20):
        surface, floats = SURFACES["Michalewicz"](m=m), []
        for z in (np.pi / 2**0.5, np.pi, 0.0):
            floats += [z, np.nextafter(z, 0), np.nextafter(z, 9), z - 1e-15, z + 1e-12, z - 1e-8, z + 1e-4]
        assert wrong(surface, [*((z, 1.0) for z in floats), *((2.0, z) for z in floats)]) == {}


@pytest.mark.seldom(8)
@pytest.mark.sampled(20, axes=nothing)
@pytest.mark.parametrize("surface", **loop(DRAWN | CUT | TABLES | PARTED))
def test_losses_of_data_are_right_to_the_digits_that_a_point_has(surface, rng):
    some = rng.permutation(np.array([*near_axes(surface, rng)]))[:15]
    critical = rng.permutation(np.array([*near_critical(surface, rng, 1)]))[:10]
    points = [*inside(surface, rng, 8), *surface.minima, *some, *critical, *crossings(surface, rng, 1)]
    assert wrong(surface, portion(points, rng)) == {}


LOGISTIC = LogisticRegression(n=FEW, noise=0.5, scale=10.0)
LAYERS = {
    "one example": Minibatch(LOGISTIC, 1).at(3),
    "a minibatch of a network": Minibatch(TinyNetwork(), 2).at(1),
    "a minibatch of a table": Minibatch(LinearRegression(source="iris"), 4).at(2),
    "an epoch": Minibatch(LinearRegression(source="iris"), 12).at(5),
    "a test set": HingeLoss(source="iris", n=60).test_surface,
    "a test set of a table": LinearRegression(source="iris").test_surface,
    "a penalty": Regularized(LOGISTIC, l1=0.3, l2=0.05),
    "a penalty on a cone": Regularized(SURFACES["Ackley"](), l1=1e-3, l2=10.0),
    "noise": NoisyGradient(SURFACES["Easom"](), sigma=0.01).at(4),
    "noise on a penalty": NoisyGradient(Regularized(LOGISTIC, l2=0.1)).at(2),
}


@pytest.mark.sampled(10, axes=nothing)
@pytest.mark.parametrize("surface", **loop(LAYERS))
def test_layers_lose_no_digits(surface, rng):
    points = [*inside(surface, rng, 6), *list(near_axes(surface, rng))[::6], *crossings(surface, rng, 1)]
    assert wrong(surface, points) == {}


def test_one_example_of_three_classes_is_right_however_sure_it_is(rng):
    """But where its slope changes its sign: the scores of two classes far from its own are no closer than their rounding."""
    surface = Minibatch(Softmax(n=FEW, noise=0.3, scale=10.0), 1).at(2)
    assert wrong(surface, [*inside(surface, rng, 20), *list(near_axes(surface, rng))[::6]]) == {}
