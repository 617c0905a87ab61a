"""Every rule on every surface, from its default start and with the hyperparameters that suit it."""

import numpy as np
import pytest

from descent import Kind, descend, suited
from optimizers import OPTIMIZERS
from optimizers.second_order import Newton
from surfaces import SURFACES

STEPS = 300
UPHILL = {
    "ASGD": {"Michalewicz"},  # it starts on a plateau, where all that moves it is its decay towards the origin
    "AdamW": {"Eggholder"},  # the window is 1000 wide: with steps as long, the decay αλ outweighs the loss
    "LBFGS": {"Levy13"},  # no line search: its first step past a hill goes as far as the curvature says
    "Newton": {"Himmelblau", "Rastrigin", "Griewank", "Levy13", "Ackley", "DropWave", "LogPlateau", "Michalewicz",
               "Eggholder"},  # to whatever critical point the local parabola has, or away where there is none
}  # fmt: skip
STILL = {
    "Newton": {"AbsoluteValue"},  # straight walls have no curvature
    "LBFGS": {"Michalewicz"},  # as torch's, it stops where a step promises less than 10⁻⁹
}
DIVERGES = {"Newton": {"LogPlateau"}}  # concave all the way out: each step is an ever longer one uphill


@pytest.mark.parametrize("rule", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_each_does_something_sensible_on_each_surface(rule):
    for name, surface in SURFACES.items():
        run = descend(surface(), suited(rule, surface), surface.start, STEPS)
        story = UPHILL.get(rule.__name__, set()) | STILL.get(rule.__name__, set())
        assert (run.losses[run.last] < run.losses[0]) == (name not in story), name
        assert (run.outcome.kind == Kind.DIVERGED) == (name in DIVERGES.get(rule.__name__, ())), name
        assert np.isfinite(run.points[: int(run.last) + 1]).all()


@pytest.mark.parametrize("surface", SURFACES.values(), ids=SURFACES)
def test_saddle_free_newton_ends_no_higher_and_at_no_saddle(surface):
    run = descend(surface(), Newton(0.5, 1e-3, "saddle-free"), surface.start, STEPS)
    assert run.losses[run.last] <= run.losses[0]
    assert run.outcome.kind not in (Kind.SADDLE, Kind.MAXIMUM)
