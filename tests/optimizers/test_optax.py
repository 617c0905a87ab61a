"""Rules that PyTorch does not have, against the paths that Optax walked, and Optax itself where it is installed."""

from dataclasses import replace

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from optimizers.parts import title
from params import params_of
from references.comparison import compare, paths_of

CASES = paths_of("optax")[1]
RULES = {type(case.optimizer): case.optimizer for case in CASES}
FIELDS = [(cls, field) for cls in RULES for field in params_of(cls) if field not in ("form", "dampening")]


def name_of(case):
    return f"{title(case.optimizer)} on {case.surface.label}{', tuned' * case.tuned}"


def axes(case):
    """A rule with its defaults, a rule with other settings, and each surface."""
    return {"rule": (type(case.optimizer), case.tuned), "surface": type(case.surface)}


@pytest.mark.sampled(axes=axes)
@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_paths_and_steps_are_those_of_optax(case):
    evidence = compare(case)
    assert evidence.holds, evidence
    assert evidence.steps == 1000


@pytest.mark.seldom(3)
@pytest.mark.parametrize("cls", RULES)
def test_each_rule_is_compared_to_the_end_of_a_path_on_three_surfaces(cls):
    whole = {type(c.surface).__name__ for c in CASES if type(c.optimizer) is cls and compare(c).together == 1000}
    assert whole == {"Ravine", "Rosenbrock", "Himmelblau"}


@pytest.mark.parametrize(("cls", "field"), FIELDS)
def test_the_proof_sees_every_field(cls, field):
    def nudged(case):
        optimizer = replace(case.optimizer, **{field: getattr(case.optimizer, field) * 0.99})
        return replace(case, optimizer=optimizer, points=case.points[:80])

    assert not all(compare(nudged(case)).holds for case in CASES if type(case.optimizer) is cls)


def test_what_is_recorded_here_has_no_twin_in_torch():
    assert all(rule.torch is None or rule.torch.call(rule) is None for rule in RULES.values())
    assert {"Lion", "AdaBelief", "Yogi", "SignSGD"} == {
        cls.__name__ for cls in RULES if OPTIMIZERS[cls.__name__].torch is None
    }


def test_the_recording_is_what_optax_does():
    pytest.importorskip("optax", reason="optax is not installed: the recorded paths are the proof")
    from references.recording import record_optax

    for case, recorded in list(zip(record_optax.cases(), CASES, strict=True))[::5]:
        again = record_optax.run(case, 20)
        np.testing.assert_allclose(again, recorded.points[:21], rtol=1e-9, atol=1e-9)
