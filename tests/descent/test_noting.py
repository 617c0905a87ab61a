"""What a step notes in the browser is what it notes in Python, from the same points and states."""

import json

import numpy as np
import pytest

from compiler import Untraceable, noted
from descent import Noting, Racing, module
from descent.compiled import settled
from descent.noting import Note
from descent.script.pieces import path
from optimizers import OPTIMIZERS, Adam, GradientDescent, Momentum
from surfaces import Bowl, NumericalGradient, Rosenbrock
from tests.references.cases import case, layered

STEPS = 6
SEARCHING = ("BFGS", "LBFGS", "NonlinearCG", "Newton")
"""What these note follows from differences of nearly equal numbers."""
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

WALK = """
const said = JSON.parse(new TextDecoder().decode(input)).map(({ k, numbers, tables, at, x, y, width }) => {
  const machine = modules[k](STEPS, Float64Array.from(numbers, Number), tables.map(t => Float64Array.from(t, Number)));
  const out = new Float64Array(width * STEPS);
  machine.notes[0](x, y, out);
  return Array.from(out, String);
});
console.log(JSON.stringify(said));
"""


def number(text):
    return float(text.replace("Infinity", "inf"))


def noted_in_node(node, cases):
    """For each (optimizer, loss, start): the columns, and a row of numbers for each step."""
    made = [module([Racing(optimizer, loss)], loss, None, STEPS, noting=True) for optimizer, loss, _ in cases]
    data = []
    for k, (one, (_, _, start)) in enumerate(zip(made, cases, strict=True)):
        assert not one.left
        tables = [[repr(v) for v in table.tolist()] for table in one.tables]
        width = 2 * len(one.notes[0])
        numbers = [repr(v) for v in one.numbers]
        data.append({"k": k, "numbers": numbers, "tables": tables, "x": start[0], "y": start[1], "width": width})
    scopes = ",\n".join(f"(() => {{ {one.source.replace('export const', 'const')}; return make; }})()" for one in made)
    text = json.dumps(data).replace('"inf"', '"Infinity"').replace('"-inf"', '"-Infinity"').replace('"nan"', '"NaN"')
    said = node(f"const STEPS = {STEPS}, modules = [{scopes}];\n{WALK}", text.encode())
    return [
        (one.notes[0], np.array([number(v) for v in values]).reshape(STEPS, -1, 2))
        for one, values in zip(made, said, strict=True)
    ]


def heard(optimizer, loss, start):
    """What is noted in each step, until the path has ended."""
    noting, w = Noting(optimizer, loss), np.array(start, float)
    state = w, optimizer.init(w)
    for t in range(STEPS):
        with np.errstate(all="ignore"):
            stepped, said = noting.heard(state, t)
        yield said
        if stepped.done:
            return
        state = stepped.state


def assert_same_notes(node, cases):
    for (optimizer, loss, start), (columns, rows) in zip(cases, noted_in_node(node, cases), strict=True):
        said = list(heard(optimizer, loss, start))
        assert np.isnan(rows[len(said) :]).all()
        searches = any(name in f"{optimizer!r}" for name in SEARCHING)
        digits, least = (1e-6, 1.0) if searches else (1e-11, 0.0)
        for t, (expected, row) in enumerate(zip(said, rows, strict=False)):
            assert [note.name for note in columns] == list(expected)
            for note, found in zip(columns, row, strict=True):
                value = np.asarray(expected[note.name], float)
                assert note.is_vector == (value.ndim == 1)
                size = max(np.abs(value).max(), least)
                near = np.abs(found - value) <= digits * size
                same = near | (found == value) | (np.isnan(found) & np.isnan(value))
                assert same.all(), (optimizer, loss, start, t, note, found, value)


@pytest.mark.seldom(8)
@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_every_rule_notes_the_same_in_javascript(rule, node):
    surfaces = ("Rosenbrock", "Himmelblau", "Ravine", "Beale", "LogisticRegression")
    cases = [case(rule, surface, seed) for seed, surface in enumerate(surfaces)]
    assert_same_notes(node, [(one.optimizer, one.loss, one.start) for one in cases])


def test_wrapped_rules_on_losses_with_layers_note_the_same(node):
    # A measured gradient makes of a last digit much more than that.
    cases = [one for one in map(layered, range(300, 330)) if not isinstance(one.loss, NumericalGradient)]
    assert_same_notes(node, [(one.optimizer, one.loss, one.start) for one in cases])


def test_a_path_that_ends_leaves_no_notes_behind(node):
    ((columns, rows),) = noted_in_node(node, [(GradientDescent(10.0), Rosenbrock(), (2.0, 2.0))])
    (last,) = np.nonzero(np.isnan(rows).all(axis=(1, 2)))[0][:1]
    assert 0 < last < STEPS
    assert not np.isnan(rows[:last]).any()
    assert np.isnan(rows[last:]).all()
    assert columns[0] == Note("t", False)
    assert rows[:last, 0].tolist() == [[t, t] for t in range(1, last + 1)]


def test_a_module_that_nobody_asks_for_notes_has_none():
    racing = [Racing(Adam(), Rosenbrock()), Racing(Momentum(), Rosenbrock())]
    plain, asked = (module(racing, Rosenbrock(), None, 10, noting) for noting in (False, True))
    assert "notes" not in plain.source
    assert plain.notes == ()
    assert asked.numbers[: len(plain.numbers)] == plain.numbers
    assert [len(columns) for columns in asked.notes] == [15, 11]
    assert (asked.rules, asked.surface) == (plain.rules, plain.surface)


def test_notes_are_dead_code_until_somebody_asks(monkeypatch):
    """The program of a path is the same if its rule notes nothing."""

    def source():
        path.cache_clear()
        return settled(path, Adam(), Rosenbrock()).made.source

    before = source()
    monkeypatch.setattr("optimizers.rules.adam.noted", lambda name, value, before=None: value)
    assert source() == before
    path.cache_clear()


class Fickle(GradientDescent):
    """It notes other things in its first step than later."""

    def step(self, w, loss, state):
        noted("first" if self.lr < 1 else "later", w)
        return super().step(w, loss, state)


def test_every_step_notes_the_same_columns():
    noting, w = Noting(Fickle(0.5), Bowl()), np.ones(2)
    noting.advance((w, noting.optimizer.init(w)), 0)
    noting.optimizer = Fickle(2.0)
    with pytest.raises(Untraceable, match="changes from step to step"):
        noting.advance((w, noting.optimizer.init(w)), 1)
