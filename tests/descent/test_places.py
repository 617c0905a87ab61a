"""Where the known critical points are, looked up in a grid."""

import numpy as np
import pytest

from descent import known_places
from surfaces import SURFACES


@pytest.mark.parametrize("name", ["Bowl", "Saddle", "Himmelblau", "Peaks", "Rastrigin", "Eggholder"])
def test_every_known_point_is_near_itself_and_nothing_else_is_nearer(name):
    surface = SURFACES[name]()
    places, known = known_places(surface), np.array([*surface.minima, *surface.saddles, *surface.maxima]).T
    numbers, gaps = places.nearest(known)
    assert numbers.tolist() == list(range(known.shape[1]))
    assert not gaps.any()


def test_nowhere_near_there_is_none():
    numbers, gaps = known_places(SURFACES["Himmelblau"]()).nearest(np.array([[0.5, 1e9, np.nan], [3.0, 0.0, 0.0]]))
    assert numbers.tolist() == [-1, -1, -1]
    assert np.isnan(gaps).all()
