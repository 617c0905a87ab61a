"""The recorded learning rates: a sample is found again, and all of them are numbers of their sliders."""

import numpy as np
import pytest

from descent import descend
from optimizers import OPTIMIZERS
from params import params_of
from references import recorded, tuned
from references.recording import rates as recorder
from scenes import default_for, preferred
from surfaces import ALL_SURFACES

SAMPLE = ["Ravine", "Saddle", "StyblinskiTang"]
"""The first page's, one without a bottom, and one with several minima: of products and sums alone, the same on every machine."""


def test_every_pair_is_recorded_with_the_scenes_as_they_are():
    """If this fails, a surface or a method has changed: python -m references.recording.rates."""
    found = {surface: set(rates) for surface, rates in recorded()["rates"].items()}
    assert found == {name: set(recorder.METHODS) for name in ALL_SURFACES}
    assert recorded()["steps"] == {name: cls.steps for name, cls in ALL_SURFACES.items()}
    assert recorded()["starts"] == {name: list(cls.start) for name, cls in ALL_SURFACES.items()}
    assert recorded()["tried"] == {name: recorder.tried_on(cls()) for name, cls in ALL_SURFACES.items()}


@pytest.mark.parametrize("surface", SAMPLE)
def test_a_sample_is_found_again(surface):
    assert recorder.on_surface(ALL_SURFACES[surface]()) == recorded()["rates"][surface]


def test_the_recorded_rate_is_the_default(surface_class, optimizer_class):
    if field := tuned(optimizer_class):
        declared, chosen = (
            params_of(optimizer_class)[field],
            getattr(default_for(optimizer_class, surface_class), field),
        )
        assert chosen == recorded()["rates"][surface_class.__name__][optimizer_class.__name__]
        assert chosen in preferred(declared.low, declared.high)


def test_the_smallest_rate_within_a_tenth_is_taken():
    assert recorder.within(np.array([9.0, 5.4, 5.0, 5.3])).tolist() == [False, True, True, True]


INF = np.inf
"""Nowhere, and never."""


def worth(depth, step=None):
    depth = np.array(depth, float)
    return recorder.steps_to_arrive(depth, np.array(step) if step else np.full(depth.shape, 5.0), 1e-9).tolist()


def test_arrival_counts_at_the_lowest_minimum_that_is_reached_from_most_starts():
    assert worth([[0, 0, 0, 7, 7], [7, 7, 7, 7, 7]]) == [5, INF]


def test_neither_a_lucky_start_nor_lucky_neighbours_count():
    calm = [7, 7, 7, 7, 7]
    assert worth([[0, 0, 7, 7, 7], calm]) == [5, 5]
    assert worth([[7, 0, 0, 0, 0], calm]) == [5, 5]
    assert worth([[INF, 0, 0, 0, 0], calm]) == [INF, 5]


def test_the_median_of_the_steps_counts_and_not_the_fastest():
    assert worth([[0, 0, 0, 0, 0]], [[9, 1, 8, 2, 3]]) == [3]


def test_a_leap_that_happens_to_end_low_is_not_low():
    losses = np.ones((21, 2, 5))
    losses[-1, 0], losses[-2:, 1] = 0.0, 0.5
    assert recorder.final_loss(losses).tolist() == [1.0, 0.5]


def test_a_final_loss_is_as_low_only_if_it_has_come_down_as_far():
    """Of 10 above the bottom and 0.5 below the start, a tenth of the one is more than all of the other."""
    assert recorder.as_low(np.array([10.5, 10.04, 10.0]), 10.5, 0.0).tolist() == [False, True, True]


@pytest.mark.parametrize("name", ["Saddle", "MonkeySaddle"])
def test_without_a_bottom_no_step_is_longer_than_one_can_see(name):
    surface = ALL_SURFACES[name]()
    for method in ("SignSGD", "AdaGrad", "RMSProp", "Adam", "Lion"):
        first = descend(surface, default_for(OPTIMIZERS[method], ALL_SURFACES[name]), surface.start, 1).points
        assert 0 < np.abs(np.diff(first, axis=0)).max() <= surface.domain.size / 20
    assert default_for(OPTIMIZERS["GradientDescent"], ALL_SURFACES["Saddle"]).lr < 1.0


def test_methods_without_a_rate_have_none():
    assert {name for name, cls in OPTIMIZERS.items() if not tuned(cls)} == {"RandomSearch", "Newton", "LBFGS"}
