"""The helpers of a window."""

import numpy as np

from surfaces import SURFACES, Box

BOX = Box(-1.0, 3.0, 0.0, 2.0)


def test_a_box_knows_its_sides():
    assert (BOX.width, BOX.height, BOX.size) == (4, 2, 4)
    assert Box(0, 1, 0, 5).size == 5


def test_a_box_contains_its_edge():
    assert all(BOX.contains(corner) for corner in [(-1, 0), (3, 0), (-1, 2), (3, 2)])
    assert not any(BOX.contains(w) for w in [(-1.01, 1), (3.01, 1), (0, -0.01), (0, 2.01), (np.nan, 1), (1, np.nan)])


def test_a_box_contains_points_one_by_one():
    w = np.array([[[0.0, 9.0], [3.0, -2.0]], [[1.0, 1.0], [2.0, 9.0]]])
    np.testing.assert_array_equal(BOX.contains(w), [[True, False], [True, False]])


def test_a_mesh_has_x_along_its_columns_and_y_along_its_rows():
    x, y = BOX.mesh(3, 2)
    np.testing.assert_array_equal(x, [[-1, 1, 3], [-1, 1, 3]])
    np.testing.assert_array_equal(y, [[0, 0, 0], [2, 2, 2]])


def test_a_mesh_ends_exactly_at_the_edge():
    assert BOX.contains(Box(-5.12, 5.12, 0.1, 0.7).mesh(50, 50)).any()
    assert all(s.domain.contains(s.domain.mesh(37, 41)).all() for s in SURFACES.values())
