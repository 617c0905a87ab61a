"""What is shown of a step is what the step computes: parts add up to it, rates lead to it, and torch has the same averages."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from compiler import listening
from descent import Noting
from optimizers import OPTIMIZERS
from optimizers.rules.adam import Adam, AdamW
from optimizers.rules.first_order import GradientDescent, Momentum, Nesterov
from optimizers.schedules import Cosine
from optimizers.showing import NOW, RATE, STEP
from optimizers.wrappers import Decayed, Scheduled
from player.packing.anatomy import arrows_of
from surfaces import SURFACES
from tests.optimizers.losses import Given
from tests.references.cases import any_numbers

LOSSES = [SURFACES[name]() for name in ("Rosenbrock", "Himmelblau", "Ravine")]
ADAPTIVE = [name for name, cls in OPTIMIZERS.items() if name.startswith(("Ada", "RMS", "NAdam", "RAdam", "Yogi"))]
FACTORS = (r"\hat m", r"\bar m", "g")
"""What the rate of each axis multiplies: the first of these that a rule notes."""
TORCH = {
    "exp_avg": "m", "exp_avg_sq": "v", "exp_inf": "u", "max_exp_avg_sq": r"v_\max", "momentum_buffer": "v", "sum": "s",
    "square_avg": "s", "grad_avg": r"\bar g", "acc_delta": "d", "step_size": r"\Delta", "mu_product": r"\prod_{i \le t} \mu_i",
    "eta": r"\eta",
}  # fmt: skip
"""What torch keeps → what a step notes."""


def heard(optimizer, loss, start, steps=4):
    """What is noted in each of the first steps from `start`."""
    noting, w = Noting(optimizer, loss), np.array(start, float)
    state = w, optimizer.init(w)
    for t in range(steps):
        with np.errstate(all="ignore"):
            stepped, notes = noting.heard(state, t)
        state = stepped.state
        yield notes


def everywhere(rules, rng, many=6):
    """Each of `rules` with any numbers, on a loss and from somewhere in its window: what is noted in a few steps."""
    for make in rules:
        for _ in range(many):
            optimizer, loss = make(rng), LOSSES[rng.integers(len(LOSSES))]
            x0, x1, y0, y1 = loss.domain
            for notes in heard(optimizer, loss, rng.uniform((x0, y0), (x1, y1))):
                if np.isfinite(notes["w"]).all():
                    yield optimizer, notes


def added_up(arrow, notes):
    return sum(
        factor * np.prod([np.broadcast_to(notes[name], 2) for name in names], axis=0) for factor, names in arrow.terms
    )


def assert_near(found, expected, *sizes):
    """Equal but for what rounding does to numbers of these sizes."""
    scale = max(np.abs(size).max() for size in (expected, *sizes))
    assert_allclose(found, expected, rtol=0, atol=1e-12 * scale)


RULES = {name: lambda rng, cls=cls: any_numbers(cls, rng) for name, cls in OPTIMIZERS.items()}
ADDING = [name for name, cls in OPTIMIZERS.items() if cls.arrows and not any(arrow.scaled for arrow in cls.arrows)]


def test_some_parts_add_up():
    assert ADDING == ["GradientDescent", "Momentum", "Nesterov", "ASGD"]


@pytest.mark.parametrize("name", ADDING)
def test_parts_add_up_to_the_step(name, rng):
    plain = RULES[name]
    wrapped = [
        plain,
        lambda rng: any_numbers(Decayed, rng, plain(rng)),
        lambda rng: Scheduled(any_numbers(Decayed, rng, plain(rng)), Cosine(3)),
    ]
    for optimizer, notes in everywhere(wrapped, rng):
        parts = [added_up(arrow, notes) for arrow in arrows_of(optimizer)]
        assert_near(sum(parts), added_up(STEP, notes), notes["w"], notes["w before"], *parts)


@pytest.mark.parametrize("rule", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_every_rule_notes_its_gradient_and_what_its_arrows_need(rule, rng):
    for optimizer, notes in everywhere([RULES[rule.__name__]], rng, 3):
        assert {name for arrow in (*arrows_of(optimizer), STEP) for _, names in arrow.terms for name in names} <= set(
            notes
        )
        assert_allclose(added_up(STEP, notes), notes["w"] - notes["w before"], rtol=0, atol=0)
        assert notes[NOW] == getattr(optimizer, "lr", 1.0)
        assert ("g" in notes) == (rule.__name__ != "RandomSearch")
        if (optimizer.arrows and optimizer.arrows[0].scaled) or not optimizer.arrows:
            assert all(arrow.scaled for arrow in arrows_of(optimizer) if arrow.kind in ("gradient", "memory"))


@pytest.mark.parametrize("form", ["lookahead", "rearranged"])
def test_the_gradient_is_that_of_where_it_is_taken(form):
    loss, rule = LOSSES[1], Nesterov(0.01, 0.9, form)
    *_, last = heard(rule, loss, (1.0, 2.0))
    ahead = last["w before"] + (0.9 * last["v before"] if form == "lookahead" else 0.0)
    assert_allclose(last["g"], loss.gradient(ahead), rtol=1e-14)


@pytest.mark.parametrize("name", ADAPTIVE)
def test_the_rate_of_each_axis_leads_to_the_step(name, rng):
    fixed = {"momentum": 0.0} if name == "RMSProp" else {}
    for _, notes in everywhere([lambda rng: any_numbers(OPTIMIZERS[name], rng, **fixed)], rng):
        factor = next(notes[factor] for factor in FACTORS if factor in notes)
        decay = notes[NOW] * notes.get(r"\lambda", 0.0) * notes["w before"]
        step = added_up(STEP, notes)
        assert_near(-notes[RATE] * factor - decay, step, notes["w"], notes["w before"], decay)


def test_a_fixed_rate_is_alike_on_both_axes(rng):
    """And that of an axis whose gradients have been large is small."""
    *_, notes = heard(Adam(0.1), SURFACES["Ravine"](), (1.0, 1.0))
    g, rate = np.abs(notes["g"]), notes[RATE]
    assert (g[0] > g[1]) == (rate[0] < rate[1])
    assert RATE not in next(heard(GradientDescent(), LOSSES[0], (1.0, 1.0)))


def test_decay_is_a_part_of_its_own():
    *_, notes = heard(Decayed(Momentum(0.01), 0.3), LOSSES[1], (1.0, 2.0))
    assert_allclose(notes["decay"], 0.01 * 0.3 * notes["w before"], rtol=1e-15)
    assert_allclose(notes[r"\mathrm{step}(w)"] - notes["decay"], notes["w"], rtol=0, atol=0)
    *_, notes = heard(Decayed(Momentum(0.01), 0.3, intercept=False), LOSSES[1], (1.0, 2.0))
    assert notes["decay"][1] == 0.0


def test_the_rate_of_a_schedule_is_that_of_the_step():
    rates = [notes[NOW] for notes in heard(Scheduled(Decayed(Adam(0.1), 0.1), Cosine(4)), LOSSES[1], (1.0, 2.0))]
    assert_allclose(rates, 0.1 * Cosine(4)(np.arange(4)), rtol=1e-15)


def test_the_forms_of_a_rule_are_told_apart():
    assert Momentum().variant is None
    assert "w + v" in Momentum(form="step").variant.equations
    assert r"v_\max" in Adam(amsgrad=True).variant.equations
    assert r"\hat m" not in Adam(amsgrad=True, bias_correction=False).variant.equations
    assert r"v_\max" not in Adam(bias_correction=False).variant.equations
    assert AdamW().variant is None


@pytest.mark.usefixtures("float64")
@pytest.mark.parametrize("name", [name for name, cls in OPTIMIZERS.items() if cls.torch and name != "LBFGS"])
def test_averages_are_those_that_torch_keeps(name, rng):
    torch = pytest.importorskip("torch", reason="torch is not installed: recorded paths are the proof")
    compared = set()
    for _ in range(8):
        rule = any_numbers(OPTIMIZERS[name], rng, **OPTIMIZERS[name].torch.where)
        weights, gradients = torch.tensor(start := rng.normal(size=2), requires_grad=True), rng.normal(size=(6, 2))
        class_name, arguments = rule.torch.call(rule)
        theirs = getattr(torch.optim, class_name)([weights], **arguments)
        w, state = start.copy(), rule.init(start)
        for t, g in enumerate(gradients):
            weights.grad = torch.tensor(g)
            theirs.step()
            with listening() as notes:
                w, state = rule.step(w, Given(g), state)
            kept = theirs.state[weights]
            for key in TORCH.keys() & {k for k, v in kept.items() if v is not None}:
                compared.add(key)
                assert_allclose(notes[TORCH[key]], np.asarray(kept[key]), rtol=1e-12, atol=1e-14, err_msg=key)
            if r"\hat m" in notes:
                corrected = kept["exp_avg"].numpy() / (1 - rule.beta1 ** (t + 1))
                assert_allclose(notes[r"\hat m"], corrected, rtol=1e-12)
            if r"\hat v" in notes and rule.__class__ is not Adam:
                assert_allclose(notes[r"\hat v"], kept["exp_avg_sq"].numpy() / (1 - rule.beta2 ** (t + 1)), rtol=1e-12)
    assert compared or name == "GradientDescent"
