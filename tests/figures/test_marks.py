"""Which critical points are drawn."""

import pytest

from figures import marks
from figures.marks import MARKED
from surfaces import DATA_SURFACES, SURFACES


def test_global_minima_are_told_from_local_ones():
    assert {kind: len(places) for kind, places in marks(SURFACES["Himmelblau"]()).items()} == {
        "best": 4, "minima": 0, "saddles": 4, "maxima": 1,
    }  # fmt: skip


def test_too_many_are_not_drawn_but_the_best_are():
    known = marks(SURFACES["Rastrigin"]())
    assert known["best"] == ((0, 0),)
    assert known["minima"] == ()


@pytest.mark.parametrize("name", SURFACES)
def test_every_surface_has_something_to_mark(name):
    """Stated or found: no smooth surface is without its critical points."""
    surface = SURFACES[name]()
    assert surface.minima or surface.saddles or surface.maxima
    assert all(len(places) <= MARKED for places in marks(surface).values())
    assert len(marks(surface)["best"]) >= bool(surface.minima)


def test_a_whole_region_of_lowest_loss_has_no_star():
    """Four examples that a line parts: any point of a wedge is as good as another."""
    for name in ("HingeLoss", "SquaredHingeLoss"):
        assert not any(marks(DATA_SURFACES[name](n=4, seed=10)).values())
        assert len(marks(DATA_SURFACES[name]())["best"]) == 1
