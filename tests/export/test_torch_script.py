"""The pasted script, for whatever somebody may write in Python: one number is one number, and a sweep is none."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose

from descent import descend
from export.torch_script import as_pytorch
from optimizers import OPTIMIZERS, SCHEDULES, Decayed, Scheduled
from optimizers.schedules import Constant, Exponential, OneCycle, Step
from params import params_of
from surfaces import DATA_SURFACES, SURFACES, Minibatch, NoisyGradient, Regularized

BOWL = SURFACES["Bowl"]()
ADAM = OPTIMIZERS["Adam"](lr=0.05)
KINDS = {"NumPy's": np.float64, "half as long": np.float32, "an array of one": np.array}


def in_kind(rule, kind):
    """`rule` with its numbers in another kind."""
    numbers = {n: getattr(rule, n) for n, p in params_of(type(rule)).items() if isinstance(p.default, float)}
    return replace(rule, **{name: kind(value) for name, value in numbers.items()})


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("name", [name for name, cls in OPTIMIZERS.items() if cls.torch])
def test_the_kind_of_a_number_changes_nothing(torch, name, kind, pasted):
    rule = replace(OPTIMIZERS[name](lr=0.0625), **OPTIMIZERS[name].torch.where)
    rule = in_kind(in_kind(rule, kind), float)
    schedule = Step(every=np.int64(3), gamma=kind(0.5))
    theirs = pasted(as_pytorch(Scheduled(in_kind(rule, kind), schedule), BOWL, BOWL.start, 10))
    ours = descend(BOWL, Scheduled(rule, Step(3, 0.5)), BOWL.start, 10).points
    assert_allclose(theirs, ours, rtol=1e-12, atol=1e-12)


def test_whole_numbers_are_numbers(torch, pasted):
    for rule in (replace(ADAM, lr=1, beta1=0), replace(ADAM, beta2=0), OPTIMIZERS["RMSProp"](lr=1, rho=0)):
        ours = descend(BOWL, rule, (1, 2), 10).points
        assert_allclose(pasted(as_pytorch(rule, BOWL, (1, 2), 10)), ours, rtol=1e-12, atol=1e-12)


def test_so_they_are_in_what_a_loss_wears(torch, pasted):
    rosenbrock = SURFACES["Rosenbrock"](a=np.float64(0.5), b=np.float64(10.0))
    data = Minibatch(DATA_SURFACES["LogisticRegression"](), size=np.int64(8), seed=np.int64(1))
    for surface in (
        Regularized(rosenbrock, l1=np.float64(0.1), l2=np.float64(0.2)),
        NoisyGradient(rosenbrock, sigma=np.float64(0.1)),
        data,
    ):
        ours = descend(surface, ADAM, np.array([0.5, 0.5]), 10).points
        theirs = pasted(as_pytorch(ADAM, surface, np.array([0.5, 0.5]), 10))
        assert_allclose(theirs, ours, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(
    "sweep",
    [
        replace(ADAM, lr=np.array([0.1, 0.2])),
        replace(ADAM, beta1=np.array([0.9])),
        Decayed(ADAM, np.array([0.1, 0.2])),
        Scheduled(ADAM, Exponential(np.array([0.9, 0.99]))),
    ],
)
def test_a_sweep_is_no_one_path(sweep):
    with pytest.raises(ValueError, match="one number"):
        as_pytorch(sweep, BOWL, BOWL.start, 10)


@pytest.mark.parametrize(
    "surface",
    [
        NoisyGradient(Regularized(SURFACES["Rosenbrock"](), l1=0.1), sigma=0.5),
        Regularized(Minibatch(DATA_SURFACES["LogisticRegression"](), size=5), l2=0.1),
    ],
)
def test_a_script_says_where_it_ended_and_the_whole_loss_there(torch, surface, capsys):
    ours = descend(surface, ADAM, (0.5, 0.5), 30)
    exec(script := as_pytorch(ADAM, surface, (0.5, 0.5), 30), {})
    x, y = ours.points[-1]
    assert capsys.readouterr().out == f"({x:.6g}, {y:.6g}) after 30 steps, loss {ours.losses[-1]:.6g}\n"
    assert "pip install torch" in script.split("import")[0]


def test_decays_add_up_and_a_constant_schedule_is_none(torch, pasted):
    twice = Scheduled(Decayed(Scheduled(Decayed(ADAM, 0.3), Exponential(0.9)), 0.4), Constant())
    ours = descend(BOWL, twice, BOWL.start, 20).points
    assert_allclose(pasted(as_pytorch(twice, BOWL, BOWL.start, 20)), ours, rtol=1e-12, atol=1e-12)


def test_two_schedules_are_refused():
    with pytest.raises(ValueError, match="one schedule, and here are two"):
        as_pytorch(Scheduled(Decayed(Scheduled(ADAM, Step()), 0.1), Exponential()), BOWL, BOWL.start, 10)


@pytest.mark.parametrize(("length", "peak"), [(20, 0.05), (2, 0.5), (4, 0.25)])
def test_a_cycle_that_torch_cannot_run_is_refused(torch, length, peak):
    sgd = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    with pytest.raises(ZeroDivisionError):
        torch.optim.lr_scheduler.OneCycleLR(sgd, 1.0, length, pct_start=peak, cycle_momentum=False)
    with pytest.raises(ValueError, match="divides by zero"):
        as_pytorch(Scheduled(ADAM, OneCycle(length, peak)), BOWL, BOWL.start, 10)


@pytest.mark.parametrize("name", [name for name, cls in SCHEDULES.items() if cls in (OneCycle, Step, Exponential)])
@pytest.mark.parametrize("steps", [0, 1, 2, 5])
def test_short_runs_have_scripts(torch, name, steps, pasted):
    rule = Scheduled(ADAM, SCHEDULES[name]())
    ours = descend(BOWL, rule, BOWL.start, steps).points
    assert_allclose(pasted(as_pytorch(rule, BOWL, BOWL.start, steps)), ours, rtol=1e-12)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (OPTIMIZERS["BFGS"](), r"^PyTorch has no BFGS with these settings\.$"),
        (OPTIMIZERS["Nesterov"](), r"^PyTorch has no Nesterov with these settings: form = lookahead\.$"),
        (OPTIMIZERS["Adam"](bias_correction=False), r"with these settings: bias_correction = False\.$"),
        (Decayed(OPTIMIZERS["Momentum"](), 0.1), r"^PyTorch's SGD has no decoupled weight decay\.$"),
    ],
)
def test_refusals_say_what_is_in_the_way(rule, words):
    with pytest.raises(ValueError, match=words):
        as_pytorch(rule, BOWL, BOWL.start, 10)
