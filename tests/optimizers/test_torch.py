"""The rules against PyTorch: recorded paths always, and torch itself where it is installed."""

import math
from dataclasses import asdict, replace
from itertools import product

import numpy as np
import pytest

from descent import descend
from export.torch_loss import formula
from export.torch_script import as_pytorch
from optimizers import OPTIMIZERS
from optimizers.parts import Parts, plain_type, title, wrap
from optimizers.rules.adam import Adam
from optimizers.schedules import SCHEDULES, Constant, Cosine, Exponential, InverseSquareRoot, OneCycle, Step
from optimizers.wrappers import Decayed, Scheduled
from params import params_of
from references.comparison import Case, comparable, compare, paths_of
from references.recording.common import SHAPES
from scenes import scaled
from surfaces import SURFACES

CASES = paths_of()[1]
TWINS = {name: cls for name, cls in OPTIMIZERS.items() if cls.torch}
# But L-BFGS, whose pairs are differences of nearly equal gradients: test_same_state.py compares every step of it.
WHOLE = [pair for pair in product(TWINS, ("Ravine", "Rosenbrock", "Himmelblau")) if pair != ("LBFGS", "Rosenbrock")]
# But t0, which has no part in the path: test_same_state.py compares the average that it starts.
FIELDS = [
    (name, field) for name, cls in TWINS.items() for field in params_of(cls) if field not in ("t0", *cls.torch.where)
]


def name_of(case):
    return f"{title(case.optimizer)} on {case.surface.label}{', tuned' * case.tuned}"


def axes(case):
    """A rule with its defaults, a rule with other settings, and each surface."""
    return {"rule": (plain_type(case.optimizer), case.tuned), "surface": type(case.surface)}


def label(schedule):
    return schedule.label


@pytest.mark.sampled(axes=axes)
@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_paths_and_steps_are_those_of_torch(case):
    evidence = compare(case)
    assert evidence.holds, evidence
    assert evidence.steps >= 5


@pytest.mark.parametrize("name", TWINS)
def test_every_twin_is_recorded_on_three_surfaces(name):
    seen = {type(case.surface).__name__ for case in CASES if type(case.optimizer) is TWINS[name]}
    assert seen == {"Ravine", "Rosenbrock", "Himmelblau"}


@pytest.mark.parametrize(("name", "surface"), WHOLE)
def test_each_twin_is_compared_to_the_end_of_a_path(name, surface):
    found = [c for c in CASES if plain_type(c.optimizer) is TWINS[name] and type(c.surface) is SURFACES[surface]]
    assert any(comparable(case) == 1000 for case in found)


@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_the_proof_sees_every_field(name, field):
    """With 1 % less of it, or the switch turned, one of the recorded cases is no longer as recorded."""
    assert not all(compare(nudged(case, field)).holds for case in CASES if type(case.optimizer) is TWINS[name])


def nudged(case, field):
    value = getattr(case.optimizer, field)
    other = (
        not value if isinstance(value, bool) else value - 1 if isinstance(value, int) and value > 1 else value * 0.99
    )
    return replace(case, optimizer=replace(case.optimizer, **{field: other}), points=case.points[:80])


@pytest.mark.parametrize("field", ["beta1", "eps", "lr"])
def test_the_proof_sees_a_rule_that_is_slightly_wrong(field):
    case = next(c for c in CASES if type(c.optimizer) is Adam)
    wrong = replace(case.optimizer, **{field: getattr(case.optimizer, field) * (1 + 1e-4)})
    assert not compare(replace(case, optimizer=wrong)).holds


def test_decayed_adam_is_torchs_adamw():
    case = next(c for c in CASES if type(c.optimizer).__name__ == "AdamW")
    adam = Adam(*(getattr(case.optimizer, name) for name in ("lr", "beta1", "beta2", "eps")))
    assert compare(replace(case, optimizer=Decayed(adam, case.optimizer.weight_decay))).holds


@pytest.fixture
def record():
    pytest.importorskip("torch", reason="torch is not installed: the recorded paths are the proof")
    from references.recording import record_torch

    return record_torch


def test_the_recording_is_what_torch_does(record):
    for case, recorded in list(zip(record.cases(), CASES, strict=True))[::6]:
        again = record.run(case, 20)
        np.testing.assert_allclose(again, recorded.points[:21], rtol=1e-9, atol=1e-9)


def shaped(name):
    """The surface whose loss in PyTorch the recorder has."""
    return SURFACES[name](**SHAPES.get(name, {}))


@pytest.mark.parametrize("name", TWINS)
def test_live_from_a_seeded_start_with_seeded_fields(record, name):
    rng = np.random.default_rng(list(OPTIMIZERS).index(name))
    for surface in record.LOSSES:
        plain = scaled(OPTIMIZERS[name], SURFACES[surface])
        fields = record.ALWAYS.get(name, {}) | {"lr": plain.lr * rng.uniform(0.3, 0.9)}
        start = tuple(float(c) for c in SURFACES[surface].start + rng.uniform(-0.2, 0.2, 2))
        case = record.case(name, surface, fields)
        points = record.run(case, 100, start)
        ours = Case(replace(plain, **fields), shaped(surface), points, tuned=True)
        assert compare(ours).holds, compare(ours)


@pytest.mark.sampled(28)
@pytest.mark.parametrize(
    "schedule", [Step(every=200), Exponential(gamma=0.995), Cosine(700), OneCycle(1001)], ids=label
)
@pytest.mark.parametrize("name", TWINS)
def test_live_with_a_schedule(record, name, schedule):
    fields = record.ALWAYS.get(name, {})
    points = record.run(record.case(name, "Ravine", fields, [type(schedule).__name__, asdict(schedule)]), 60)
    optimizer = Scheduled(replace(scaled(TWINS[name], SURFACES["Ravine"]), **fields), schedule)
    ours = Case(optimizer, shaped("Ravine"), points, tuned=True)
    assert compare(ours).holds, compare(ours)


def pasted(optimizer, surface, steps):
    """The path of the script that the page offers."""
    space = {}
    exec(as_pytorch(optimizer, surface, surface.start, steps), space)
    return np.array([w.numpy() for w in space["path"]])


def assert_same_path(optimizer, surface, steps=100):
    ours = descend(surface, optimizer, surface.start, steps).points
    np.testing.assert_allclose(pasted(optimizer, surface, steps), ours, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("name", SURFACES)
def test_the_script_walks_our_path_on_every_surface(record, name):
    assert_same_path(scaled(Adam, SURFACES[name]), SURFACES[name]())


@pytest.mark.parametrize("name", TWINS)
@pytest.mark.parametrize("other", [False, True], ids=["usual", "other"])
def test_the_script_walks_our_path_with_every_twin(record, name, other):
    changed = record.ALWAYS.get(name, {}) | (record.OTHERWISE[name] if other else {})
    assert_same_path(replace(scaled(TWINS[name], SURFACES["Ravine"]), **changed), SURFACES["Ravine"](10.0, -30.0))


def test_the_script_has_the_fields_of_a_surface(record):
    for surface in (SURFACES["Rosenbrock"](a=-0.5, b=20.0), SURFACES["Himmelblau"]()):
        assert_same_path(scaled(TWINS["GradientDescent"], type(surface)), surface)


@pytest.mark.parametrize("schedule", [Step(20), Exponential(0.97), Cosine(60), OneCycle(100), OneCycle(30)], ids=label)
@pytest.mark.parametrize("decay", [0.0, 0.1])
def test_the_script_has_schedules_and_weight_decay(record, schedule, decay):
    optimizer = wrap(Parts(scaled(Adam, SURFACES["Himmelblau"]), decay, schedule))
    assert_same_path(optimizer, SURFACES["Himmelblau"]())


@pytest.mark.parametrize(
    ("optimizer", "words"),
    [
        (OPTIMIZERS["Lion"](), "no Lion"),
        (OPTIMIZERS["Nesterov"](), "no Nesterov with these settings"),
        (Decayed(OPTIMIZERS["RMSProp"](), 0.1), "no decoupled weight decay"),
        (wrap(Parts(Adam(), 0.0, InverseSquareRoot())), "no schedule like inverse square root"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_what_torch_has_not_is_said_in_words(optimizer, words):
    with pytest.raises(ValueError, match=words):
        as_pytorch(optimizer, SURFACES["Bowl"](), SURFACES["Bowl"].start, 50)


@pytest.mark.parametrize("name", SURFACES)
def test_the_script_is_python(name):
    surface = SURFACES[name]()
    compile(as_pytorch(scaled(Adam, SURFACES[name]), surface, surface.start, 10), "pasted", "exec")


def test_all_schedules_are_known_to_the_tests():
    assert {Constant, Step, Exponential, Cosine, OneCycle, InverseSquareRoot} < set(SCHEDULES.values())


@pytest.mark.parametrize("name", SURFACES)
def test_the_formula_is_that_of_the_surface_with_any_fields(record, name):
    cls, space = SURFACES[name], {"torch": record.torch, "math": math}
    declared = params_of(cls).items()
    surface = cls(**{n: p.low + 0.7 * (p.high - p.low) for n, p in declared if isinstance(p.default, float)})
    exec(formula(surface), space)
    w = np.random.default_rng(0).uniform(cls.domain[::2], cls.domain[1::2], (50, 2)).T
    found = space["surface"].f(*record.torch.tensor(w)).numpy()
    np.testing.assert_allclose(found, surface(w), rtol=1e-12, atol=1e-12 * np.abs(surface(w)).max())
