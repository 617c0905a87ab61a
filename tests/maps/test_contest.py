"""Settings that are tried from several starts are single runs, and the best of them is best."""

import math

import numpy as np
import pytest

from descent import Kind, descend
from maps import basins, fresh, median, spread, trials
from optimizers import OPTIMIZERS, Decayed
from surfaces import SURFACES, Box, Regularized

HIMMELBLAU = SURFACES["Himmelblau"]()


def arrival(run):
    return int(run.outcome.step) if run.outcome.kind == Kind.CONVERGED else math.inf


def test_a_trial_is_the_single_run():
    rates, momenta, starts = [0.0005, 0.005, 1.0], [0.9, 0.5, 0.1], spread(HIMMELBLAU.domain, 4, 3)
    found = trials(HIMMELBLAU, OPTIMIZERS["Momentum"](), {"lr": rates, "momentum": momenta}, starts, 80)
    alone = [
        [descend(HIMMELBLAU, OPTIMIZERS["Momentum"](*pair), w, 80) for w in starts.T]
        for pair in zip(rates, momenta, strict=True)
    ]
    steps = [[arrival(run) for run in runs] for runs in alone]
    assert found.steps.tolist() == steps
    assert found.diverged.tolist() == [[run.outcome.kind == Kind.DIVERGED for run in runs] for runs in alone]
    for row, runs in zip(found.losses, alone, strict=True):
        ends = [math.inf if run.outcome.kind == Kind.DIVERGED else run.losses[run.last] for run in runs]
        np.testing.assert_allclose(row, ends, rtol=1e-7, atol=1e-15)
    assert found.best == min(range(3), key=lambda i: (sorted(steps[i])[1], sorted(found.losses[i])[1]))


def test_a_median_is_one_of_the_numbers():
    assert median(np.array([3.0, math.inf, 1.0, 2.0])) == 2.0
    assert median(np.array([math.inf, math.inf, 1.0])) == math.inf


def test_starts_lie_all_over_the_window_and_the_judge_has_others():
    """Each quarter of the window has its share, to within the discrepancy of 64 points."""
    box = Box(-2, 6, 1, 3)
    x, y = spread(box, 64)
    quarters = np.histogram2d(x, y, bins=2, range=[[-2, 6], [1, 3]])[0]
    assert abs(quarters - 16).max() <= 2
    assert not {*spread(box, 64, 2)[0]} & {*fresh(box, 64, 2)[0]}
    assert {*spread(box, 64, 2)[0]} != {*spread(box, 64, 3)[0]}


@pytest.mark.parametrize(("name", "lr"), [("GradientDescent", 0.01), ("Momentum", 0.002)])
def test_a_map_judged_on_another_loss_is_the_single_run_judged_there(name, lr):
    """As the second of a pair is: it runs on the loss without its penalty, and its outcome is told on the loss with it."""
    shown = Regularized(HIMMELBLAU, l2=0.8)
    optimizer = Decayed(OPTIMIZERS[name](lr), 1.6)
    found = basins(HIMMELBLAU, optimizer, 9, 600, shown=shown)
    starts = HIMMELBLAU.domain.mesh(9, 9)
    for i, j in ((0, 0), (2, 7), (4, 4), (5, 1), (7, 6), (8, 8)):
        alone = descend(HIMMELBLAU, optimizer, starts[:, i, j], 600, shown)
        assert (found.kind[i, j], found.steps[i, j]) == (alone.outcome.kind, alone.outcome.step)
    own = basins(HIMMELBLAU, optimizer, 9, 600)
    assert (found.kind != own.kind).any()
