"""What is compiled, against the steps that it was made of: every rule on every surface, from the same points.

Chromium runs the same in tests/browser/test_compiled.py.
"""

import json
from itertools import product
from typing import ClassVar

import numpy as np
import pytest

from descent import descend, python
from descent.compiled import OURS, settled
from descent.script.pieces import path
from optimizers import OPTIMIZERS, GradientDescent
from references import compare_compiled
from surfaces import ALL_SURFACES, SURFACES, Bowl, NumericalGradient, Rosenbrock
from tests.references.cases import STEPS, assert_steps_agree, case, layered
from tests.sampling import EVERYTHING, some

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


@pytest.fixture
def answered(node):
    """What a module answers in Node."""
    script = "\nconsole.log(JSON.stringify(answer(JSON.parse(new TextDecoder().decode(input)))));"
    return lambda module, data: node(module + script, json.dumps(data).encode())


PAIRS = some(
    {pair: pair for pair in product(OPTIMIZERS, ALL_SURFACES)}, lambda pair: {"rule": pair[0], "on": pair[1]}, 70
)
PARTS = 4


@pytest.mark.seldom(2)
@pytest.mark.parametrize("part", range(PARTS))
def test_every_step_on_every_surface_in_javascript(part, answered):
    assert_steps_agree([case(rule, name) for rule, name in PAIRS[part::PARTS]], answered)


@pytest.mark.parametrize("part", range(12) if EVERYTHING else range(2))
def test_rules_and_losses_with_layers_in_javascript(part, answered):
    assert_steps_agree([layered(seed) for seed in range(15 * part, 15 * part + 15)], answered)


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("rule", OPTIMIZERS)
@pytest.mark.sampled(40)
def test_every_step_on_every_surface_in_python(rule, surface):
    one = case(rule, surface)
    assert compare_compiled(one.optimizer, one.loss, STEPS, one.start)[1]


def test_every_pair_is_written_down():
    """Nothing is left to the server but a gradient by complex steps, which JavaScript has no numbers for."""
    left = {
        (rule, name): found.why
        for rule, name in PAIRS
        if not (found := settled(path, OPTIMIZERS[rule](), ALL_SURFACES[name]())).made
    }
    assert left == {}
    assert "np.imag" in settled(path, GradientDescent(), NumericalGradient(Rosenbrock(), formula="complex step")).why


def test_no_two_inputs_have_one_name():
    """They are told apart by the names of their classes, of which an optimizer and its loss share none."""
    assert len({cls.__name__ for cls in OURS}) == len(OURS)


class Doubled(GradientDescent):
    """Somebody's own rule, which does more than it says."""

    seen: ClassVar[list] = []

    def step(self, w, loss, state):
        self.seen.append(w)
        return super().step(w, loss, state)


def test_a_rule_that_is_not_ours_runs_as_it_is():
    assert python(Doubled(0.1), Bowl()) is None
    run = descend(Bowl(), Doubled(0.1), (1.0, 1.0), 7)
    assert len(Doubled.seen) == 7
    np.testing.assert_array_equal(run.points, descend(Bowl(), GradientDescent(0.1), (1.0, 1.0), 7).points)
