"""Equation, source and PyTorch script of each optimizer in the race."""

import inspect
import re
from textwrap import dedent

import pytest

from export.torch_script import as_pytorch
from optimizers import OPTIMIZERS
from optimizers.rules.adam import Adam
from scenes import default_scene
from tests.views.running import run
from views.widgets.explain import _tied, aligned, equations, snippet


def test_it_is_shown_only_when_asked_for():
    assert not run().code
    assert len(run(code="1").code) == 8


def test_the_source_is_the_very_source():
    app = run(code="1", optimizers="Adam")
    assert app.code[0].value == dedent(inspect.getsource(Adam.step)).rstrip()
    assert any("Kingma & Ba" in m.value and r"\beta_1" in m.value for m in app.markdown)


def test_the_script_has_the_current_hyperparameters():
    app = run(code="1", optimizers="Adam", **{"Adam.lr": "0.2", "x": "1.5", "steps": "40"})
    assert "lr=0.2" in app.code[1].value
    assert "[1.5, -0.2]" in app.code[1].value
    assert "range(1, 41)" in app.code[1].value


def test_what_pytorch_has_not_is_a_comment():
    app = run(code="1", optimizers="Lion")
    assert app.code[1].value == "# PyTorch has no Lion with these settings."


def test_equations_stand_below_one_another():
    assert equations(r"a = 1, \qquad b = \frac{1 \quad 2}{3} \quad c") == ["a = 1", r"b = \frac{1 \quad 2}{3}", "c"]
    cases = r"\begin{cases} u & v, \quad \\ x & y \end{cases}"
    assert equations(rf"d \leftarrow {cases} \qquad w \leftarrow d") == [rf"d \leftarrow {cases}", r"w \leftarrow d"]
    assert aligned("See $x$.\n\n$$a = 1,\\quad b$$\n\n$$c \\leftarrow a = b$$ So.") == (
        r"See $x$." + "\n\n" + r"$$\begin{aligned} a &= 1 \\[4pt] & b \\[4pt] c &\leftarrow a = b \end{aligned}$$ So."
    )


@pytest.mark.parametrize("cls", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_no_equation_is_lost(cls):
    told, shown = inspect.getdoc(cls), aligned(inspect.getdoc(cls))
    assert shown.count(r"\leftarrow") == told.count(r"\leftarrow")
    assert all(line.count("&") == 1 for found in re.findall(r"\$\$(.*?)\$\$", told, re.DOTALL)
               for line in map(_tied, equations(found)) if "cases" not in line)  # fmt: skip
    assert shown.count("$$") == 2


def test_the_script_is_that_of_torch_code():
    setup = default_scene().setup
    assert snippet(setup.optimizers[3], setup) == as_pytorch(
        setup.optimizers[3], setup.surface, setup.start, setup.steps
    )
