"""The race as Python: run, and compared with what the race shows, to the last bit."""

import random
import re
from contextlib import redirect_stdout
from dataclasses import replace
from io import StringIO

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from export.python_script import as_python, source
from optimizers import OPTIMIZERS
from scenes.address import from_query
from scenes.race import Setup, default_scene, play
from surfaces import ALL_SURFACES, EXAMPLES
from surfaces.data.linear_models import LogisticRegression
from surfaces.layers.minibatch import Minibatch
from surfaces.layers.penalty import Regularized
from tests.addresses import address
from tests.sampling import family

OWN = LogisticRegression(
    rows=tuple((i / 7, (i * i) % 5 / 3, float(i % 2)) for i in range(40)),
    columns=("width\n#", 'the "other"', "\\ kind"),
    classes=("no", "yes"),
    n=28,
)


def run(script):
    """What the script calls runs, by their names, and what it prints."""
    space, printed = {}, StringIO()
    with redirect_stdout(printed):
        exec(script, space)
    return space["runs"], printed.getvalue()


def assert_same(setup, script):
    runs, printed = run(script)
    race = play(replace(default_scene(), setup=setup))
    assert [*runs] == [racer.name for racer in race.racers]
    for ours, theirs in zip(race.trajectories, runs.values(), strict=True):
        assert_array_equal(theirs.points, ours.points)
        assert_array_equal(theirs.losses, ours.losses)
        assert theirs.outcome.kind == ours.outcome.kind
    assert printed.count("\n") == len(runs)


@pytest.mark.sampled(axes=lambda surface, rule: family(ALL_SURFACES[surface]) | {"rule": rule})
@pytest.mark.parametrize("rule", OPTIMIZERS)
@pytest.mark.parametrize("surface", ALL_SURFACES)
def test_the_script_runs_the_race_whatever_was_set(surface, rule):
    query = address(random.Random(f"{surface} {rule}"), surface, [rule, "Momentum"])
    assert_same(setup := from_query(query)[0].setup, as_python(setup))


def test_a_script_says_what_it_needs():
    head, code = as_python(default_scene().setup).split("\n\n", 1)
    assert all(line.startswith("# ") for line in head.split("\n"))
    assert "`pip install .` in a clone of Ravine" in head
    assert code.startswith("from descent import")


def test_l2_beside_weight_decay():
    loss = Regularized(Minibatch(LogisticRegression(), size=5), l1=0.01, l2=0.1)
    setup = replace(default_scene().setup, surface=loss, start=LogisticRegression.start, steps=30, versus=True)
    script = as_python(setup)
    assert script.count("LogisticRegression(") == 1
    assert_same(setup, script)


def test_nobody_races():
    assert run(as_python(replace(default_scene().setup, optimizers=(), numbers=()))) == ({}, "")


def test_a_table_of_the_users_own_is_written_only_if_they_say_so():
    setup = replace(default_scene().setup, surface=OWN, start=OWN.start, steps=30)
    with pytest.raises(ValueError, match="only if you say so"):
        as_python(setup)
    assert_same(setup, as_python(setup, with_table=True))


def test_a_sweep_is_no_script():
    sweep = OPTIMIZERS["Adam"](lr=np.array([0.1, 0.2]))
    with pytest.raises(ValueError, match="one number"):
        as_python(replace(default_scene().setup, optimizers=(sweep,), numbers=(1,)))


def test_a_line_is_as_long_as_one_can_read():
    setup = replace(default_scene().setup, surface=Regularized(Minibatch(OWN), l2=0.1), start=OWN.start)
    lines = as_python(setup, with_table=True).split("\n")
    assert max(map(len, lines)) <= 120


@pytest.mark.parametrize(
    "value", [np.float64(0.1), np.int64(3), np.bool_(True), np.array(0.5), (), (1.0,), 'a "b"\u2028\\']
)
def test_the_kind_of_a_value_changes_nothing(value):
    assert eval(source(value)) == value
    assert not re.search("np|array", source(value))


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.title for example in EXAMPLES])
def test_a_formula_is_written_with_its_window(example):
    racers = tuple(OPTIMIZERS[name](**fields) for name, fields in example.racers.items())
    setup = Setup(Regularized(example.surface, l2=0.01), racers, example.start, 30)
    script = as_python(setup)
    assert_same(setup, script)
    assert source(example.text) in script
