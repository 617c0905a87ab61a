"""The programs of all rules in Chromium, whose JavaScript is not that of Node, from a Blob as the page gets them."""

import pytest

from optimizers import OPTIMIZERS
from surfaces import SURFACES
from tests.references.cases import assert_steps_agree, case, layered
from tests.sampling import some

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

RUN = """async ([source, data]) => {
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const { answer } = await import(url);
    URL.revokeObjectURL(url);
    return answer(data);
}"""


def test_every_step_of_every_rule(visit):
    pairs = some(
        {(rule, name): (rule, name) for rule in OPTIMIZERS for name in SURFACES},
        lambda pair: {"rule": pair[0], "on": pair[1]},
    )
    cases = [case(rule, name, 1) for rule, name in pairs] + [layered(seed) for seed in range(100, 115)]
    page = visit().open().page
    assert_steps_agree(cases, lambda module, data: page.evaluate(RUN, [module, data]))
