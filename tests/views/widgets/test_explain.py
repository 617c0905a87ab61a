"""Equation, source and PyTorch script of each optimizer in the race."""

import inspect
from textwrap import dedent

from export.torch_script import as_pytorch
from optimizers.rules.adam import Adam
from scenes import default_scene
from tests.views.running import run
from views.widgets.explain import snippet


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


def test_the_script_is_that_of_torch_code():
    setup = default_scene().setup
    assert snippet(setup.optimizers[3], setup) == as_pytorch(
        setup.optimizers[3], setup.surface, setup.start, setup.steps
    )
