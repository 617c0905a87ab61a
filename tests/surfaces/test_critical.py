"""Critical points: what is stated is found, no more and no fewer, and the index agrees."""

import numpy as np
import pytest

from surfaces import Box, CriticalPoints, DataSurface, boundary_index, find_critical_points
from surfaces.critical import SINGULAR
from surfaces.plateaus import Michalewicz
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
    return values.min() <= SINGULAR * max(values.max(), 1)


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
