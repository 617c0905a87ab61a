"""Where arithmetic ends: no slope, no curvature, overflow. A step alone never warns (warnings are errors here)."""

import numpy as np
import pytest

from descent import Kind, descend
from optimizers import OPTIMIZERS
from optimizers.rules.adam import AdamW
from optimizers.rules.first_order import ASGD
from optimizers.rules.second_order import Newton
from optimizers.rules.successors import Yogi
from optimizers.schedules import Exponential
from optimizers.wrappers import Decayed, Scheduled
from surfaces import SURFACES
from tests.optimizers.losses import Everywhere, walk

RULES = {name: cls() for name, cls in OPTIMIZERS.items()}
RULES["saddle-free Newton"] = Newton(form="saddle-free")
RULES["wrapped"] = Scheduled(Decayed(OPTIMIZERS["Adam"]()), Exponential(10.0))
SHRINK = ASGD, AdamW, Scheduled
ROSENBROCK = SURFACES["Rosenbrock"]()
each_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


@each_rule
def test_without_a_slope_there_is_no_step(rule):
    path = walk(rule, Everywhere(), [1.0, -2.0], 5)
    still = np.abs(path).max(axis=0) <= [1.0, 2.0] if isinstance(rule, SHRINK) else (path == path[0]).all()
    assert still.all()


@each_rule
def test_who_starts_at_a_minimum_stays_there(rule):
    for name in ("Bowl", "Ravine", "ThreeHumpCamel", "Rastrigin", "Ackley", "LogPlateau"):
        assert (walk(rule, SURFACES[name](), [0.0, 0.0], 20) == 0).all(), name


@each_rule
def test_an_enormous_or_tiny_slope_leads_to_a_finite_place(rule):
    steps = 1 if isinstance(rule, Yogi) else 4  # Yogi compares v with g², both of which have overflowed by then
    for slope in (1e160, 1e300, -1e300, 1e-200, 5e-324):
        assert np.isfinite(walk(rule, Everywhere(slope=slope, bend=1.0), [1.0, -2.0], steps)).all()


@each_rule
@pytest.mark.parametrize("far", [1e60, 1e200, 1e308])
def test_far_away_a_step_is_silent(rule, far):
    for name in ("Ravine", "Rosenbrock", "Beale", "Ackley", "Peaks"):
        assert walk(rule, SURFACES[name](), [far, -far], 4).shape == (5, 2)


@each_rule
@pytest.mark.parametrize("nonsense", [np.nan, np.inf, -np.inf])
def test_a_loss_that_is_no_number_is_borne(rule, nonsense):
    assert walk(rule, Everywhere(nonsense, nonsense, nonsense), [1.0, -2.0], 4).shape == (5, 2)


@each_rule
def test_a_lane_that_overflows_leaves_the_others_alone(rule):
    starts = np.array([[1e200, -1.2, np.nan, 0.5], [-1e200, 1.0, 1.0, 0.5]])
    batch = walk(rule, ROSENBROCK, starts, 6)
    for lane in (1, 3):
        np.testing.assert_allclose(batch[..., lane], walk(rule, ROSENBROCK, starts[:, lane], 6), rtol=1e-12)


@pytest.mark.parametrize("name", [name for name, cls in OPTIMIZERS.items() if hasattr(cls(), "lr")])
def test_an_enormous_learning_rate_diverges_or_leaves_and_says_so(name):
    run = descend(ROSENBROCK, OPTIMIZERS[name](lr=1e300), ROSENBROCK.start, 5)
    assert run.outcome.kind in (Kind.DIVERGED, Kind.LEFT, Kind.MOVING)
    assert np.isfinite(run.points[: int(run.last) + 1]).all()
    assert walk(OPTIMIZERS[name](lr=1e300), ROSENBROCK, ROSENBROCK.start, 5).shape == (6, 2)
