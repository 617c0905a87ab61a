"""Every rule against torch itself: one step from the same point and the same state, with fields and gradients drawn at random."""

from itertools import pairwise

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from optimizers.rules import adam as a
from optimizers.rules import adaptive as d
from optimizers.rules import first_order as f
from optimizers.rules import second_order as h
from optimizers.rules.moments import Moments
from params import params_of
from surfaces import SURFACES

torch = pytest.importorskip("torch", reason="torch is not installed: references/ holds what it does")

TWINS = {name: cls for name, cls in OPTIMIZERS.items() if cls.torch}
TOLERANCE = 1e-14
STATE_TOLERANCE = 1e-12
"""For what is kept; the variance s − ḡ² of centered RMSProp is a difference of nearly equal numbers."""
DRAWS = 20
BEFORE = 7
"""Steps that fill the state before the one that is compared."""

# torch's state → ours; None where torch keeps nothing because these fields do not need it.
STATES = {
    "GradientDescent": lambda s, t: f.NoState(),
    "Momentum": lambda s, t: f.FirstVelocity(s["momentum_buffer"], t),
    "Nesterov": lambda s, t: f.Velocity(s["momentum_buffer"]),
    "Rprop": lambda s, t: f.StepSizes(s["step_size"], s["prev"]),
    "ASGD": lambda s, t: f.Average(s["eta"], s["ax"], t),
    "AdaGrad": lambda s, t: d.SquareSum(s["sum"], t),
    "AdaDelta": lambda s, t: d.Squares(s["square_avg"], s["acc_delta"]),
    "RMSProp": lambda s, t: d.SquareMean(s["square_avg"], s.get("grad_avg"), s.get("momentum_buffer")),
    "Adam": lambda s, t: a.Maximum(s["exp_avg"], s["exp_avg_sq"], s.get("max_exp_avg_sq"), t),
    "AdamW": lambda s, t: Moments(s["exp_avg"], s["exp_avg_sq"], t),
    "Adamax": lambda s, t: a.Norms(s["exp_avg"], s["exp_inf"], t),
    "NAdam": lambda s, t: a.Product(s["exp_avg"], s["exp_avg_sq"], s["mu_product"], t),
    "RAdam": lambda s, t: Moments(s["exp_avg"], s["exp_avg_sq"], t),
    "LBFGS": lambda s, t: h.History(
        np.concatenate([_stacked(s["old_stps"], 2), _stacked(s["old_dirs"], 2), _stacked(s["ro"])[:, None]], axis=1),
        s["H_diag"], s["d"] * s["t"], s["prev_flat_grad"], s["n_iter"],
    ),
}  # fmt: skip


class Given:
    """A loss of which only the gradient is asked, and that is given."""

    def __init__(self, g):
        self.g = g

    def gradient(self, w):
        return self.g


pytestmark = pytest.mark.usefixtures("float64")


def _stacked(tensors, *shape):
    return torch.stack(list(tensors)) if tensors else torch.zeros(0, *shape)


def drawn(declared, rng):
    """A value from anywhere on the slider."""
    if isinstance(declared.default, bool):
        return bool(rng.integers(2))
    low, high = declared.low, declared.high
    value = float(np.exp(rng.uniform(np.log(low), np.log(high))) if declared.log else rng.uniform(low, high))
    return int(value) if isinstance(declared.default, int) else value


def optimizer_of(name, rng):
    cls = TWINS[name]
    fields = {n: drawn(p, rng) for n, p in params_of(cls).items() if not p.options}
    return cls(**fields | dict(cls.torch.where))


def run(optimizer, w, gradient, steps):
    """Let torch take `steps` steps from `w`; yields its point and state after each, and the gradient it was given."""
    weights = torch.tensor(w, requires_grad=True)
    name, arguments = optimizer.torch.call(optimizer)
    theirs = getattr(torch.optim, name)([weights], **arguments)
    for t in range(1, steps + 1):
        g = gradient(weights.detach().numpy())
        weights.grad = torch.tensor(g)
        theirs.step(lambda: torch.tensor(0.0))
        yield weights.detach().numpy().copy(), kept(optimizer, theirs.state[weights], t), g


def kept(optimizer, state, t):
    """Torch's state as ours."""
    copies = {k: v.detach().clone() if torch.is_tensor(v) else v for k, v in state.items()}
    state = STATES[type(optimizer).__name__](copies, t)
    return type(state)(*(leaf if leaf is None else np.asarray(leaf, float)[()] for leaf in state))


def filled(state, optimizer, w):
    """`state` with what torch does not keep as it is at the start."""
    pairs = zip(state, optimizer.init(w), strict=True)
    return type(state)(*(fresh if leaf is None else leaf for leaf, fresh in pairs))


def assert_same_step(optimizer, before, after):
    """One step of ours from torch's point and state against torch's next point and state."""
    (w, state, _), (expected, then, g) = before, after
    ours, ours_then = optimizer.step(w, Given(g), filled(state, optimizer, w))
    assert np.abs(ours - expected).max() <= TOLERANCE * max(np.abs(w).max(), np.abs(expected).max()), optimizer
    for name, theirs in then._asdict().items():
        if theirs is not None:
            np.testing.assert_allclose(
                getattr(ours_then, name),
                theirs,
                rtol=0,
                atol=STATE_TOLERANCE * np.abs(theirs).max(initial=0.0),
                err_msg=name,
            )


@pytest.mark.parametrize("name", TWINS)
def test_one_step_from_the_same_point_and_state(name):
    rng = np.random.default_rng(list(OPTIMIZERS).index(name))
    for _ in range(DRAWS):
        optimizer, size = optimizer_of(name, rng), 10 ** rng.uniform(-3, 3)
        *_, before, after = run(
            optimizer, rng.normal(size=2), lambda w, size=size: size * rng.normal(size=2), BEFORE + 1
        )
        assert_same_step(optimizer, before, after)


@pytest.mark.sampled
@pytest.mark.parametrize("surface", ["Ravine", "Rosenbrock", "Himmelblau"])
@pytest.mark.parametrize("history", [1, 3, 100])
def test_every_step_of_lbfgs_from_the_state_of_torch(surface, history):
    """Its pairs are differences of nearly equal gradients, so that only its state tells where the next step leads."""
    surface, optimizer = SURFACES[surface](), OPTIMIZERS["LBFGS"](history=history)
    pairs = list(pairwise(run(optimizer, np.array(surface.start), surface.gradient, 120)))
    firm = [pair for pair in pairs if response(optimizer, *pair) <= TOLERANCE]
    assert len(firm) > 0.9 * len(pairs)
    for before, after in firm:
        assert_same_step(optimizer, before, after)


def response(optimizer, before, after):
    """How far a step moves when lengths have another unit, which changes nothing but how each operation is rounded."""
    (w, state, _), (_, _, g) = before, after

    def measured(unit):
        units = np.array([unit, unit, 1 / unit, 1 / unit, 1.0])
        inner = {"pairs": state.pairs * units, "scale": state.scale * unit * unit}
        other = state._replace(**inner, move=state.move * unit, g=state.g / unit)
        return optimizer.step(w * unit, Given(g / unit), other)[0] / unit

    steps = [measured(unit) for unit in (1.0, 3.0, 7.0, 11.0)]
    return np.ptp(steps, axis=0).max() / max(np.abs(w).max(), np.abs(steps).max())


def test_torchs_state_is_known_for_every_twin():
    assert STATES.keys() == TWINS.keys()
