"""What every surface promises, at its defaults and at both ends of its sliders, with nothing but NumPy.

A surface that says `smooth = False` has no Hessian to check; its gradient is checked all the same, since random points
miss its kinks.
"""

import numpy as np
import pytest

from params import params_of
from surfaces import ALL_SURFACES, Box, DataSurface, Point, Surface

STEP = 1e-30
EPS = np.finfo(float).eps
POINTS = 60
ROUNDING = 1e-13
NEARBY = 1e-3
"""The radius, as a share of the window, at which a critical point is compared with its surroundings."""
KINDS = ("minima", "saddles", "maxima")
ENDS = {"default": lambda p: p.default, "low": lambda p: p.low, "high": lambda p: p.high}
VARIANTS = [(cls, end) for cls in ALL_SURFACES.values() for end in (ENDS if params_of(cls) else ("default",))]


@pytest.fixture(params=VARIANTS, ids=[f"{cls.__name__}-{end}" for cls, end in VARIANTS])
def surface(request, settings_of):
    cls, end = request.param
    return settings_of(cls, ENDS[end])


@pytest.fixture
def w(surface, rng):
    """Random points inside the window, shape (2, n)."""
    box = surface.domain
    return np.stack([rng.uniform(box.x0, box.x1, POINTS), rng.uniform(box.y0, box.y1, POINTS)])


@np.errstate(all="ignore")
def slopes(function, w):
    """What a complex step finds, which takes no difference, of `function(x, y)` at `w` (2, n): shape (2, ..., n)."""
    return np.stack([np.imag(function(*(w + step))) / STEP for step in 1j * STEP * np.eye(2)[:, :, None]])


def test_gradient_is_the_slope_of_the_loss(surface, w):
    """Relative to the value, or to what rounding the point costs."""
    gradient, lost = surface.gradient(w), np.einsum("ijn,jn->in", np.abs(surface.hessian(w)), np.abs(w))
    assert (np.abs(gradient - slopes(surface.f, w)) <= 1e-9 * np.abs(gradient) + 8 * EPS * lost).all()


def test_hessian_is_the_slope_of_the_gradient(surface, w):
    if not surface.smooth:
        pytest.skip("a surface with kinks has no Hessian everywhere")
    hessian, slope = surface.hessian(w), slopes(lambda x, y: np.stack(np.broadcast_arrays(*surface.df(x, y))), w)
    assert (np.abs(hessian - slope) <= 1e-9 * np.abs(hessian) + 1e-14 * np.abs(hessian).max(axis=(0, 1))).all()


def columns(points):
    return np.array(points, float).reshape(-1, 2).T


def critical_points(surface):
    """All that are stated: shape (2, n)."""
    return columns([point for kind in KINDS for point in getattr(surface, kind)])


def curvatures(surface, w):
    """The eigenvalues of the Hessian at `w` (2, n), the lower first: shape (2, n)."""
    return np.linalg.eigvalsh(np.moveaxis(surface.hessian(w), 2, 0)).T


def fits(kind, lowest, highest):
    """Whether what lies between `lowest` and `highest` all around a point may belong to a critical point of `kind`."""
    return {"minima": lowest >= 0, "saddles": (lowest <= 0) & (highest >= 0), "maxima": highest <= 0}[kind]


def test_gradient_vanishes_at_critical_points(surface):
    if isinstance(surface, DataSurface) and not surface.smooth:
        pytest.skip("its minimum is a corner, where the gradient is that of one side")
    points = critical_points(surface)
    steep = np.abs(curvatures(surface, points)).max(axis=0)
    assert (np.hypot(*surface.gradient(points)) <= ROUNDING * steep * surface.domain.size).all()


@pytest.mark.parametrize("kind", KINDS)
def test_curvature_at_critical_points_has_their_signs(surface, kind):
    """A Hessian that is flat (a monkey saddle) or stands for none (a cone) fits every kind; the next test decides."""
    low, high = curvatures(surface, columns(getattr(surface, kind)))
    flat = 1e-9 * np.maximum(np.abs(low), np.abs(high))
    low, high = np.where(np.abs(low) < flat, 0, low), np.where(np.abs(high) < flat, 0, high)
    assert fits(kind, low, high).all()


@pytest.mark.parametrize("kind", KINDS)
def test_loss_around_critical_points_is_higher_lower_or_both(surface, kind):
    angle = np.linspace(0, 2 * np.pi, 49)[:-1, None]
    ring = NEARBY * surface.domain.size * np.stack([np.cos(angle), np.sin(angle)])
    points = columns(getattr(surface, kind))
    rise = surface(points[:, None] + ring) - surface(points)
    noise = ROUNDING * np.maximum(1, np.abs(surface(points)))
    assert (np.abs(rise) > noise).any(axis=0).all()
    assert fits(kind, rise.min(axis=0) + noise, rise.max(axis=0) - noise).all()


def test_critical_points_are_distinct_and_inside_the_window(surface):
    points = critical_points(surface)
    assert surface.domain.contains(points).all()
    assert len(np.unique(points, axis=1).T) == points.shape[1]


def shapes_of(surface, w):
    return surface(w).shape, surface.gradient(w).shape, surface.hessian(w).shape


SHAPES = [(), (0,), (1,), (3,), (4, 5), (2, 1, 3)]


@pytest.mark.sampled
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_shapes_follow_the_points(surface, shape):
    assert shapes_of(surface, np.ones((2, *shape))) == (shape, (2, *shape), (2, 2, *shape))


class Plane(Surface):
    """All that is written is constant."""

    domain, start = Box(-1, 1, -1, 1), Point(0, 0)

    def f(self, x, y):
        return x - 2 * y

    def df(self, x, y):
        return 1, -2

    def d2f(self, x, y):
        return 0, 0, 0


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_constants_fill_the_shape_of_the_points(shape):
    assert shapes_of(Plane(), np.ones((2, *shape))) == (shape, (2, *shape), (2, 2, *shape))


def test_points_may_be_given_as_whole_numbers(surface):
    assert surface((1, -1)) == surface((1.0, -1.0))
    np.testing.assert_array_equal(surface.gradient([1, -1]), surface.gradient([1.0, -1.0]))


def test_points_are_left_as_they_are(surface, w):
    before = w.copy()
    w.flags.writeable = False
    shapes_of(surface, w)
    np.testing.assert_array_equal(w, before)


def test_answers_belong_to_the_caller(surface, w):
    """An optimizer may change the gradient that it got; the next one must not feel it."""
    first = surface.gradient(w)
    kept = first.copy()
    first[:] = np.nan
    np.testing.assert_array_equal(surface.gradient(w), kept)


def test_a_point_that_is_none_has_no_loss(surface):
    assert np.isnan(surface((np.nan, np.nan)))
    assert np.isnan(surface.gradient((np.nan, np.nan))).any()


def test_every_step_sees_one_loss_however_often_it_asks(surface, w):
    np.testing.assert_array_equal(surface.at(3)(w), surface.at(3)(w))
    np.testing.assert_array_equal(surface.at(3).gradient(w), surface.at(3).gradient(w))
