"""Programs in place against the steps that they were made of: bit for bit, but for the last bit of a power."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from compiler import Batch, Begun, Graph, InPlace, Stepped, Untraceable, trace
from compiler.graph import Block
from compiler.inplace.pairs import Pairs
from compiler.inplace.sorts import Sorts, evaluated
from descent import in_place, inputs_of
from maps.lanes import arrays_of
from optimizers import OPTIMIZERS, SCHEDULES, Adam, Decayed, GradientDescent, Momentum, Scheduled
from params import params_of
from surfaces import DATA_SURFACES, SURFACES, NoisyGradient, Regularized

STEPS = 12
LEFT_OUT = {"BFGS", "LBFGS", "NonlinearCG"}
"""They search along a line or remember pairs, and run as they are."""
HIMMELBLAU = SURFACES["Himmelblau"]()


def parts_of(optimizer, w):
    return [part.reshape(-1, w.shape[1]) for part in arrays_of((w, optimizer.init(w)))]


def program_of(optimizer, surface, w):
    return in_place(optimizer, surface, tuple(len(part) for part in parts_of(optimizer, w)))


def in_place_points(optimizer, surface, w, box=None):
    """Those of a few steps, taken in two goes."""
    program, numbers = program_of(optimizer, surface, w), inputs_of(optimizer) | inputs_of(surface)
    batch, tables = Batch(program, parts_of(optimizer, w), numbers), program.tables(numbers, STEPS)
    points = np.empty((STEPS, *w.shape))
    with np.errstate(all="ignore"):
        batch.advance(0, points[:5], tables, box)
        batch.advance(5, points[5:], tables, box)
    return points, batch


def stepped(optimizer, surface, w):
    points, state = [], optimizer.init(w)
    for t in range(1, STEPS + 1):
        w, state = optimizer.step(w, surface.at(t), state)
        points.append(w)
    return np.array(points), state


def starts_on(surface):
    return surface.domain.mesh(6, 4).reshape(2, -1)


@pytest.mark.sampled
def test_every_rule_takes_the_same_steps(surface_class, optimizer_class):
    surface, optimizer = surface_class(), optimizer_class()
    w = starts_on(surface)
    if optimizer_class.__name__ in LEFT_OUT:
        assert program_of(optimizer, surface, w) is None
        return
    points, batch = in_place_points(optimizer, surface, w)
    expected, state = stepped(optimizer, surface, w)
    compare = assert_allclose if surface_class.__name__ == "Michalewicz" else assert_array_equal
    compare(points, expected)
    for mine, theirs in zip(batch.state[1:], parts_of_state(state, w), strict=True):
        compare(mine, theirs)


def parts_of_state(state, w):
    return [part.reshape(-1, w.shape[1]) for part in arrays_of(state)]


@pytest.mark.parametrize("schedule", SCHEDULES.values(), ids=SCHEDULES)
def test_what_depends_on_the_step_comes_from_tables(schedule):
    optimizer = Decayed(Scheduled(Adam(), schedule()), 0.1)
    w = starts_on(HIMMELBLAU)
    assert_allclose(in_place_points(optimizer, HIMMELBLAU, w)[0], stepped(optimizer, HIMMELBLAU, w)[0], rtol=1e-13)


@pytest.mark.parametrize("surface", [Regularized(HIMMELBLAU, l1=0.3, l2=0.1), NoisyGradient(HIMMELBLAU, 2.0)])
def test_layers_are_written_in_place(surface):
    w = starts_on(surface)
    assert_array_equal(in_place_points(Momentum(), surface, w)[0], stepped(Momentum(), surface, w)[0])


FIELDS = {
    f"{name}.{field}": (cls, field)
    for name, cls in OPTIMIZERS.items()
    for field, declared in params_of(cls).items()
    if isinstance(declared.default, float) and name not in LEFT_OUT
}


@pytest.mark.parametrize(("cls", "field"), FIELDS.values(), ids=FIELDS)
def test_every_hyperparameter_may_differ_from_path_to_path(cls, field):
    declared, w = params_of(cls)[field], starts_on(HIMMELBLAU)
    optimizer = cls(**{field: np.linspace(declared.low, declared.default, w.shape[1])})
    expected = stepped(optimizer, HIMMELBLAU, w)[0]
    assert_allclose(in_place_points(optimizer, HIMMELBLAU, w)[0], expected, rtol=1e-11)


def test_the_box_is_that_of_all_steps():
    w = starts_on(HIMMELBLAU)
    box = np.full_like(w, np.inf), np.full_like(w, -np.inf)
    points, _ = in_place_points(Momentum(), HIMMELBLAU, w, box)
    assert_array_equal(box, (points.min(axis=0), points.max(axis=0)))


def test_losses_made_of_examples_run_as_they_are():
    surface = DATA_SURFACES["LogisticRegression"]()
    assert program_of(Adam(), surface, starts_on(surface)) is None


class Remembers:
    """A run of one number that is remembered beside the place: `init`, and what each step makes of it."""

    def __init__(self, *inits, step):
        self.inits, self.step = inits, step

    def begin(self, w):
        return Begun((w, *self.inits, 0), w)

    def advance(self, state, t):
        w, *rest, count = state
        return Stepped((w * 0.5, *self.step(w, *rest, count), count + 1), False, w)

    def finish(self, state, steps):
        return ()


def test_a_batch_remembers_numbers_only():
    """Its arrays are numbers, and NumPy takes none for a condition."""
    program = trace(Graph(), Remembers(np.zeros(1, bool), step=lambda w, b, _: (np.where(b, w[:1] > 0, ~b),)))
    with pytest.raises(Untraceable, match="truth value"):
        InPlace(program, (2, 1))


def test_what_is_a_copy_in_the_first_step_is_itself_later():
    """After the first step b is a, which nobody reads there; then it stays what it is."""
    rule = Remembers(np.zeros(1), np.zeros(1), step=lambda w, a, b, t: (a + w[:1], b if t else a + w[:1]))
    batch = Batch(InPlace(trace(Graph(), rule), (2, 1, 1)), [np.ones((2, 3)), np.zeros((1, 3)), np.zeros((1, 3))], {})
    batch.advance(0, np.empty((3, 2, 3)), batch.program.tables({}, 3))
    assert_array_equal(batch.state[1], [[1.75] * 3])
    assert_array_equal(batch.state[2], [[1.0] * 3])


def test_alike_is_done_at_once():
    """Of Adam's fourteen operations each is one call for both coordinates."""
    w = starts_on(HIMMELBLAU)
    does = program_of(Adam(), HIMMELBLAU, w).codes[-1].plan.does
    rule = len(does) - len(program_of(GradientDescent(), HIMMELBLAU, w).codes[-1].plan.does) + 2
    assert rule == 14


def test_arrays_are_used_again():
    """Not one for each of the 40 operations and more."""
    plan = program_of(Adam(), HIMMELBLAU, starts_on(HIMMELBLAU)).codes[-1].plan
    assert len(plan.shapes) <= 10 < len(plan.does)
    assert plan.copies == []
    assert plan.same == {3: 2}  # without AMSGrad the largest v is v


def test_only_what_knows_no_step_is_steady():
    w = starts_on(HIMMELBLAU)
    steady = {
        name for name, cls in OPTIMIZERS.items() if name not in LEFT_OUT and program_of(cls(), HIMMELBLAU, w).is_steady
    }
    assert {"GradientDescent", "Momentum", "Nesterov", "RMSProp", "Newton", "Lion", "Rprop"} <= steady
    assert not {"Adam", "AdamW", "NAdam", "RAdam", "Yogi"} & steady
    assert not program_of(GradientDescent(), NoisyGradient(HIMMELBLAU), w).is_steady


def test_an_operation_that_needs_another_is_none_with_it():
    """Y ← 2 (2 x): both double, but one after the other."""
    graph, walk = Graph(), Block()
    walk.depth = 1
    x, y = (graph.leaf("variable", k, walk) for k in range(2))
    once = graph.apply("multiply", 2.0, x)
    twice = graph.apply("multiply", 2.0, once)
    pairs = Pairs(Sorts(frozenset()), [(x, y)])
    pairs.beside(once, twice)
    assert pairs.joint == set()


def test_a_program_is_evaluated_as_numpy_would():
    graph = Graph()
    a = graph.leaf("input", "a", graph.root)
    value = graph.apply("power", a, graph.apply("add", a, 1.0))
    assert_array_equal(evaluated(value, lambda leaf: np.array([2.0, 3.0]), {}), [8.0, 81.0])
