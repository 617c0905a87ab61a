"""The recorded learning rates: a sample is found again, and all of them are numbers of their sliders."""

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from params import params_of
from references import recorded, tuned
from references.recording import rates as recorder
from scenes import default_for, preferred
from surfaces import ALL_SURFACES

SAMPLE = ["Bowl", "Ravine", "Saddle"]
"""An easy surface, the first page's, and one without a bottom."""


def test_every_pair_is_recorded():
    found = {surface: set(rates) for surface, rates in recorded()["rates"].items()}
    assert found == {name: set(recorder.METHODS) for name in ALL_SURFACES}
    assert recorded()["steps"] == {name: cls.steps for name, cls in ALL_SURFACES.items()}


@pytest.mark.parametrize("surface", SAMPLE)
def test_a_sample_is_found_again(surface):
    with np.errstate(all="ignore"):
        assert recorder.on_surface(ALL_SURFACES[surface](), recorder.METHODS) == recorded()["rates"][surface]


def test_the_recorded_rate_is_the_default(surface_class, optimizer_class):
    if field := tuned(optimizer_class):
        declared, chosen = (
            params_of(optimizer_class)[field],
            getattr(default_for(optimizer_class, surface_class), field),
        )
        assert chosen == recorded()["rates"][surface_class.__name__][optimizer_class.__name__]
        assert chosen in preferred(declared.low, declared.high)


def test_the_smallest_rate_within_a_tenth_is_the_best():
    assert recorder.best_of(np.array([1.0, 2.0, 3.0, 4.0]), np.array([9.0, 5.4, 5.0, 5.3])) == 2.0


def test_a_run_that_arrives_is_worth_its_steps_and_luck_is_not_counted():
    arrived = np.array([[3.0, np.inf, np.inf, np.inf, np.inf], [9.0, 8.0, 7.0, np.inf, np.inf]])
    np.testing.assert_array_equal(recorder.worth(arrived, np.zeros((2, 5))), [np.inf, 9.0])


def test_methods_without_a_rate_have_none():
    assert {name for name, cls in OPTIMIZERS.items() if not tuned(cls)} == {"RandomSearch", "Newton", "LBFGS"}
