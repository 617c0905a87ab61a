"""The rules against PyTorch: recorded paths always, and torch itself where it is installed."""

from dataclasses import asdict, replace

import numpy as np
import pytest

from descent import descend, suited
from descent.proof import Case, comparable, compare, recording
from descent.torch_code import as_pytorch
from descent.wrapping import Parts, wrap
from optimizers import OPTIMIZERS
from optimizers.adam import Adam
from optimizers.schedules import SCHEDULES, Constant, Cosine, Exponential, InverseSquareRoot, OneCycle, Step
from optimizers.wrappers import Decayed
from surfaces import SURFACES

CASES = recording()[1]
TWINS = {name: cls for name, cls in OPTIMIZERS.items() if cls.torch}


def name_of(case):
    return f"{case.optimizer}-{type(case.surface).__name__}".replace("Scheduled", "")[:60]


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_paths_and_steps_are_those_of_torch(case):
    evidence = compare(case)
    assert evidence.holds, evidence
    assert evidence.steps >= 5


@pytest.mark.parametrize("name", TWINS)
def test_every_twin_is_recorded_on_three_surfaces(name):
    seen = {type(case.surface).__name__ for case in CASES if type(case.optimizer) is TWINS[name]}
    assert seen == {"Ravine", "Rosenbrock", "Himmelblau"}


def test_most_paths_are_compared_to_the_end():
    whole = [comparable(case) == len(case.points) - 1 for case in CASES]
    assert np.mean(whole) > 0.6


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
    from tests.reference import record

    return record


def test_the_recording_is_what_torch_does(record):
    for case, recorded in list(zip(record.cases(), CASES, strict=True))[::6]:
        again = record.run(case, 20)
        np.testing.assert_allclose(again, recorded.points[:21], rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("name", TWINS)
def test_live_from_a_seeded_start_with_seeded_fields(record, name):
    rng = np.random.default_rng(list(OPTIMIZERS).index(name))
    for surface in record.LOSSES:
        plain = suited(OPTIMIZERS[name], SURFACES[surface])
        fields = asdict(plain) | record.ALWAYS.get(name, {})
        fields["lr"] *= rng.uniform(0.3, 0.9)
        start = tuple(float(c) for c in SURFACES[surface].start + rng.uniform(-0.2, 0.2, 2))
        case = {"optimizer": name, "fields": fields, "schedule": None, "surface": surface}
        points = record.run(case, 100, start)
        ours = Case(OPTIMIZERS[name](**fields), SURFACES[surface](), points, tuned=True)
        assert compare(ours).holds, compare(ours)


def pasted(optimizer, surface, steps=60):
    """The path of the script that the page offers."""
    space = {}
    exec(as_pytorch(optimizer, surface, surface.start, steps), space)
    return np.array([w.numpy() for w in space["path"]])


def assert_same_path(optimizer, surface):
    ours = descend(surface, optimizer, surface.start, 60).points
    np.testing.assert_allclose(pasted(optimizer, surface), ours, rtol=1e-8, atol=1e-8)


@pytest.mark.parametrize("name", SURFACES)
def test_the_script_walks_our_path_on_every_surface(record, name):
    assert_same_path(suited(Adam, SURFACES[name]), SURFACES[name]())


@pytest.mark.parametrize("name", TWINS)
def test_the_script_walks_our_path_with_every_twin(record, name):
    optimizer = replace(suited(TWINS[name], SURFACES["Ravine"]), **record.ALWAYS.get(name, {}))
    assert_same_path(optimizer, SURFACES["Ravine"](kappa=10.0, angle=-30.0))


@pytest.mark.parametrize("schedule", [Step(20), Exponential(0.97), Cosine(60), OneCycle(61)], ids=lambda s: s.label)
@pytest.mark.parametrize("decay", [0.0, 0.1])
def test_the_script_has_schedules_and_weight_decay(record, schedule, decay):
    optimizer = wrap(Parts(suited(Adam, SURFACES["Himmelblau"]), decay, schedule))
    assert_same_path(optimizer, SURFACES["Himmelblau"]())


@pytest.mark.parametrize(
    ("optimizer", "words"),
    [
        (OPTIMIZERS["Lion"](), "no Lion"),
        (OPTIMIZERS["Nesterov"](), "no Nesterov with these settings"),
        (Decayed(OPTIMIZERS["RMSProp"](), 0.1), "no decoupled weight decay"),
        (wrap(Parts(Adam(), 0.0, InverseSquareRoot())), "no schedule like inverse square root"),
        (wrap(Parts(Adam(), 0.0, OneCycle(length=20))), "longer than the run"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_what_torch_has_not_is_said_in_words(optimizer, words):
    with pytest.raises(ValueError, match=words):
        as_pytorch(optimizer, SURFACES["Bowl"](), SURFACES["Bowl"].start, 50)


@pytest.mark.parametrize("name", SURFACES)
def test_the_script_is_python(name):
    surface = SURFACES[name]()
    compile(as_pytorch(suited(Adam, SURFACES[name]), surface, surface.start, 10), "pasted", "exec")


def test_all_schedules_are_known_to_the_tests():
    assert {Constant, Step, Exponential, Cosine, OneCycle, InverseSquareRoot} < set(SCHEDULES.values())
