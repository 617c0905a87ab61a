"""Critical points: what is stated is found, no more and no fewer, and the index agrees."""

from dataclasses import dataclass

import numpy as np
import pytest

from surfaces import Box, CriticalPoints, DataSurface, Point, Surface, boundary_index, find_critical_points
from surfaces.analytic.plateaus import Michalewicz
from tests.surfaces.known import COUNTS
from tests.surfaces.shapes import DEFAULT, SHAPES, loop

KINDS = ("minima", "saddles", "maxima")


def gaps(points, others):
    """The distance of each of `points` to the nearest of `others`."""
    p, q = np.reshape(points, (-1, 2)), np.reshape(others, (-1, 2))
    return np.hypot(*(p[:, None] - q[None]).T).min(axis=0, initial=np.inf)


def ring(surface, point, radius):
    """The places at `radius` times the window's size around `point`: shape (2, 64)."""
    angle = np.linspace(0, 2 * np.pi, 64, endpoint=False) + 0.01
    return np.array(point)[:, None] + radius * surface.domain.size * np.stack([np.cos(angle), np.sin(angle)])


def is_kink(surface, point):
    """Whether the gradient fails to vanish toward `point`."""
    near, far = (np.hypot(*surface.gradient(ring(surface, point, r))).max() for r in (1e-9, 1e-5))
    return near > 0.1 * far


def is_degenerate(surface, point):
    values = np.abs(np.linalg.eigvalsh(surface.hessian(point)))
    return values.min() <= 1e-7 * max(values.max(), 1)


@pytest.mark.seldom(26)
@pytest.mark.sampled
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("surface", **loop(SHAPES))
def test_what_is_stated_is_found_no_more_and_no_fewer(surface, kind):
    found, stated = find_critical_points(surface), getattr(surface, kind)
    sharp = [p for p in stated if not is_kink(surface, p) and not is_degenerate(surface, p)]
    tolerance = 1e-10 * surface.domain.size
    assert len(sharp) == len(set(stated) & set(sharp)) == len(getattr(found, kind))
    assert (gaps(sharp, getattr(found, kind)) < tolerance).all()
    assert (gaps(getattr(found, kind), sharp) < tolerance).all()
    for point in set(stated) - set(sharp):
        assert is_kink(surface, point) != surface.smooth
        assert not surface.smooth or gaps([point], found.degenerate) < 1e-6 * surface.domain.size


@pytest.mark.parametrize("surface", **loop(SHAPES))
def test_the_index_says_that_none_is_missing(surface):
    found = find_critical_points(surface)
    cones = sum(is_kink(surface, point) for point in surface.minima)
    if not found.degenerate and (surface.smooth or found.winding is not None):
        assert found.winding == found.index + cones
        assert found.complete == (cones == 0)


@pytest.mark.parametrize("name", COUNTS)
def test_as_many_as_others_have_counted(name):
    assert tuple(len(getattr(DEFAULT[name], kind)) for kind in KINDS) == COUNTS[name]


@pytest.mark.parametrize("surface", **loop(SHAPES))
def test_points_lie_inside_and_are_what_they_are_called(surface):
    for kind in KINDS:
        for point in getattr(surface, kind):
            assert surface.domain.contains(point)
            rise = surface(ring(surface, point, 1e-4)) - surface(point)
            above, below = bool((rise > 0).any()), bool((rise < 0).any())
            assert (above, below) == {"minima": (True, False), "saddles": (True, True), "maxima": (False, True)}[kind]


@pytest.mark.parametrize("surface", **loop(SHAPES))
def test_gradient_vanishes_and_the_hessian_has_the_right_signs(surface):
    for kind, signs in zip(KINDS, ([1, 1], [-1, 1], [-1, -1]), strict=True):
        for point in getattr(surface, kind):
            values = np.linalg.eigvalsh(surface.hessian(point))
            corner = isinstance(surface, DataSurface) and is_kink(surface, point)
            assert corner or np.hypot(*surface.gradient(point)) <= 1e-12 * surface.domain.size * max(
                np.abs(values).max(), 1e-4
            )
            assert is_kink(surface, point) or is_degenerate(surface, point) or np.sign(values).tolist() == signs


@pytest.mark.parametrize(
    ("name", "box", "index"),
    [
        ("Bowl", None, 1),
        ("Bowl", Box(1.0, 2.0, 1.0, 2.0), 0),
        ("Saddle", None, -1),
        ("MonkeySaddle", None, -2),
        ("Rastrigin", Box(-0.3, 0.3, -0.3, 0.3), 1),
        ("Rastrigin", Box(0.3, 0.7, -0.3, 0.3), -1),
        ("Bowl", Box(0.0, 1.0, -1.0, 1.0), None),
        ("AbsoluteValue", None, None),
        ("Easom", Box(100.0, 101.0, 100.0, 101.0), None),
    ],
)
def test_boundary_index(name, box, index):
    assert boundary_index(DEFAULT[name], box) == index


def test_a_part_of_the_window_holds_a_part_of_the_points():
    found = find_critical_points(DEFAULT["Rastrigin"], Box(-0.7, 0.7, -0.7, 0.7))
    assert (len(found.minima), len(found.saddles), len(found.maxima)) == (1, 4, 4)
    assert found.complete


def test_nothing_is_found_where_the_gradient_is_zero_all_over():
    found = find_critical_points(DEFAULT["Easom"], Box(100.0, 101.0, 100.0, 101.0))
    assert found == CriticalPoints((), (), (), (), winding=None)


def test_a_degenerate_point_is_said_to_be_so():
    found = find_critical_points(DEFAULT["MonkeySaddle"])
    assert len(found.degenerate) == 1
    assert not found.complete


def test_creeping_to_a_flat_edge_is_not_arriving():
    found = find_critical_points(Michalewicz(m=1))
    assert (len(found.minima), len(found.saddles), len(found.maxima)) == (2, 1, 0)
    assert not found.complete


def test_a_circle_of_minima_is_sampled_and_not_listed():
    found = find_critical_points(DEFAULT["DropWave"])
    assert len(found.minima) == 1
    assert len(found.degenerate) < 10_000
    radii = np.hypot(*np.transpose(found.degenerate))
    assert np.abs(radii - 0.5202155588732143).min() < 1e-9


def test_a_point_on_an_axis_is_exactly_there():
    found = find_critical_points(DEFAULT["Schaffer2"])
    coordinates = np.abs([*found.minima, *found.maxima])
    assert ((coordinates == 0) | (coordinates > 1e-3)).all()


def test_a_list_with_a_gap_is_not_complete():
    assert not CriticalPoints(minima=(), saddles=(), maxima=(), degenerate=(), winding=1).complete


@dataclass(frozen=True)
class Narrow(Surface):
    """x² + κ y², turned by 30°."""

    kappa: float = 1e6

    domain, start = Box(-2.0, 2.5, -2.0, 2.5), Point(1.0, 1.0)

    def f(self, x, y):
        xx, xy, yy = self.d2f(x, y)
        return (xx * x * x + 2 * xy * x * y + yy * y * y) / 2

    def df(self, x, y):
        xx, xy, yy = self.d2f(x, y)
        return xx * x + xy * y, xy * x + yy * y

    def d2f(self, x, y):
        c, s = np.cos(np.pi / 6), np.sin(np.pi / 6)
        return 2 * (c * c + self.kappa * s * s), 2 * c * s * (1 - self.kappa), 2 * (s * s + self.kappa * c * c)


@pytest.mark.parametrize("kappa", [1e3, 1e5, 1e6, -1e6])
def test_a_narrow_valley_has_one_minimum_that_is_not_degenerate(kappa):
    """A condition number of a million is a hard problem for descent, and none for a definite Hessian."""
    found = find_critical_points(Narrow(kappa))
    assert (len(found.minima), len(found.saddles), len(found.maxima)) == ((1, 0, 0) if kappa > 0 else (0, 1, 0))
    assert found.degenerate == ()
    assert np.abs([*found.minima, *found.saddles]).max() < 1e-9


@dataclass(frozen=True)
class Twins(Surface):
    """Two wells so far to both sides of a saddle."""

    apart: float = 2e-5

    domain, start = Box(-2.0, 2.0, -2.0, 2.0), Point(1.0, 1.0)

    def f(self, x, y):
        u = x / self.apart
        return (u * u - 1) * (u * u - 1) + (y / self.apart) ** 2

    def df(self, x, y):
        u = x / self.apart
        return 4 * u * (u * u - 1) / self.apart, 2 * y / self.apart**2

    def d2f(self, x, y):
        u = x / self.apart
        return (12 * u * u - 4) / self.apart**2, 0.0, 2.0 / self.apart**2


def test_wells_close_together_are_two():
    found = find_critical_points(Twins(), Box(-0.03, 0.05, -0.04, 0.03))
    assert np.sort(np.transpose(found.minima)[0]) == pytest.approx([-2e-5, 2e-5], rel=1e-9)


@dataclass(frozen=True)
class Pits(Surface):
    """A bowl with pits of Gaussian shape: a place, a radius and a depth each."""

    pits: tuple = ((-4 / 3, 2 / 3, 0.04, 0.5), (1.0, -7 / 6, 0.01, 0.08))

    domain, start = Box(-2.0, 2.0, -2.0, 2.0), Point(1.0, 1.0)

    def f(self, x, y):
        return x * x + y * y - sum(e for _, _, _, e in self.parts(x, y))

    def df(self, x, y):
        parts = self.parts(x, y)
        return 2 * x + sum(u * e / r**2 for u, _, r, e in parts), 2 * y + sum(v * e / r**2 for _, v, r, e in parts)

    def d2f(self, x, y):
        parts = [(u / r, v / r, e / r**2) for u, v, r, e in self.parts(x, y)]
        around = sum(e for *_, e in parts)

        return (
            2 + around - sum(u * u * e for u, _, e in parts),
            -sum(u * v * e for u, v, e in parts),
            2 + around - sum(v * v * e for _, v, e in parts),
        )

    def parts(self, x, y):
        return [(x - a, y - b, r, d * np.exp(-((x - a) ** 2 + (y - b) ** 2) / (2 * r * r))) for a, b, r, d in self.pits]


def test_a_pair_that_the_index_cannot_see_is_found_by_finer_seeds():
    """The smaller pit is narrower than the cells of the second grid, on which the index agrees without its pair."""
    found = find_critical_points(Pits())
    assert (len(found.minima), len(found.saddles)) == (3, 2)
    assert min(np.hypot(*np.subtract(point, (1.0, -7 / 6))) for point in found.minima) < 0.01


class Counted:
    """How many points a surface was asked about."""

    def __init__(self, surface):
        self.asked = 0
        gradient = surface.gradient

        def counted(w):
            self.asked += np.size(w) // 2
            return gradient(w)

        object.__setattr__(surface, "gradient", counted)


@pytest.mark.parametrize(("name", "most"), [("Rastrigin", 65_000), ("Levy13", 350_000), ("Himmelblau", 50_000)])
def test_the_search_ends_when_it_is_sure_and_follows_seeds_near_a_zero_alone(name, most):
    surface = type(DEFAULT[name])()
    counted = Counted(surface)
    find_critical_points.__wrapped__(surface)
    assert counted.asked < most
