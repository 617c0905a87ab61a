"""Equation, source and PyTorch script of each optimizer in the race, and the whole race in Python."""

import inspect
from textwrap import dedent

from export.python_script import as_python
from export.torch_script import as_pytorch
from optimizers.rules.adam import Adam
from scenes import default_scene
from tests.views.running import run
from tests.views.widgets.test_own_table import address
from views.widgets.explain import snippet


def test_it_is_shown_only_when_asked_for():
    assert not run().code
    assert len(run(code="1").code) == 9


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


def test_the_whole_race_is_a_script():
    app = run(code="1", steps="40", v="2")
    assert app.code[-1].value == as_python(default_scene().but(steps=40).setup).rstrip()
    assert not [box for box in app.checkbox if box.key == "code.table"]


def test_the_users_own_table_is_in_it_if_they_say_so():
    app = run(**address(), code="1")
    assert app.code[-1].value.startswith("# The table is your own")
    app.checkbox(key="code.table").check().run()
    assert "rows=(" in app.code[-1].value
