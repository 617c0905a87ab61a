"""What is read off a run: against NumPy on paths made by hand, and against what is known in closed form."""

import inspect
from dataclasses import replace
from math import hypot, inf, isnan

import numpy as np
import pytest

from descent import Kind
from lessons import CheckMeasures, MapMeasures, RaceMeasures, measures_of
from lessons.kinds import OF_TYPE
from lessons.measures import LIVE, functions
from scenes import VERSION, check_from_query, from_query
from surfaces import Ravine

PATH = np.array([[1.5, 1.0], [0.5, 1.0], [0.53, 0.0], [0.3, 0.0], [0.6, 0.0], [np.nan, np.nan]])
LOSSES = np.array([9.0, 4.0, 5.0, 1.0, 2.0, np.nan])
LAST = 4
MOVES = [1.0, hypot(0.03, 1.0), 0.23, 0.3]


def scene(query):
    found, problems = from_query(dict(pair.split("=") for pair in query.split("&")) | VERSION)
    assert problems == []
    return found


def race(query):
    return measures_of(scene(query))


def check(query):
    found, problems = check_from_query(dict(pair.split("=") for pair in query.split("&")) | VERSION, "Bowl")
    assert problems == []
    return CheckMeasures(found)


@pytest.fixture(scope="module")
def by_hand():
    """Adam's path as above, beside gradient descent's own on a bowl whose window has sides of length 4."""
    told = race("surface=Bowl&optimizers=GradientDescent,Adam&GradientDescent.lr=0.25&steps=10").told
    own, other = told.race.trajectories
    run = replace(other, points=PATH, losses=LOSSES, last=np.array(LAST))
    return RaceMeasures(replace(told, race=replace(told.race, trajectories=(own, run))))


POINTWISE = {
    "x": lambda w: w[0],
    "y": lambda w: w[1],
    "distance": lambda w: np.linalg.norm(w),
    "gradient_length": lambda w: 2 * np.linalg.norm(w),
}


@pytest.mark.parametrize(("name", "expected"), POINTWISE.items(), ids=POINTWISE)
@pytest.mark.parametrize("step", [0, 1, 4, 4.0, 5, inf, -1, 1.5])
def test_what_is_read_off_a_point(by_hand, name, expected, step):
    at = {-1: 0, 5: LAST, inf: LAST, 1.5: 1}.get(step, step)
    assert getattr(by_hand, name)("Adam", step) == pytest.approx(expected(PATH[int(at)]))


@pytest.mark.parametrize("name", [*POINTWISE, "loss"])
def test_without_a_step_it_is_the_end(by_hand, name):
    assert getattr(by_hand, name)("Adam") == getattr(by_hand, name)("Adam", LAST)


def test_the_loss_is_that_of_the_step(by_hand):
    assert [by_hand.loss("Adam", t) for t in range(7)] == [9.0, 4.0, 5.0, 1.0, 2.0, 2.0, 2.0]


def test_how_far_it_is_from_a_point_and_from_another(by_hand):
    assert by_hand.from_point("Adam", 0.6, 3.0) == 3.0
    assert by_hand.from_point("Adam", 0.5, 0.0, 1) == 1.0
    other = np.array([-1.5, 1.2]) * 0.5**3
    assert by_hand.apart("Adam", "GradientDescent", 3) == pytest.approx(np.linalg.norm(PATH[3] - other))
    assert by_hand.apart("GradientDescent", "Adam", 3) == by_hand.apart("Adam", "GradientDescent", 3)


def test_how_long_steps_are(by_hand):
    assert [by_hand.stride("Adam", t) for t in range(1, 5)] == pytest.approx(MOVES)
    assert by_hand.stride("Adam", 0) == by_hand.stride("Adam", 9) == 0
    assert by_hand.longest_stride("Adam") == pytest.approx(max(MOVES))


@pytest.mark.parametrize(("axis", "turns"), [("x", 1), ("y", 0)])
def test_turns_leave_out_what_is_less_than_a_hundredth_of_the_window(by_hand, axis, turns):
    """Along x it moves by −1, 0.03, −0.23 and 0.3, and a hundredth of the side is 0.04."""
    assert by_hand.turns("Adam", axis) == turns


def test_a_path_of_one_point(by_hand):
    told = by_hand.told
    run = replace(told.race.trajectories[1], last=np.array(0))
    single = RaceMeasures(replace(told, race=replace(told.race, trajectories=(run, run))))
    assert (single.longest_stride("Adam"), single.turns("Adam", "x"), single.x("Adam")) == (0.0, 0, 1.5)


def test_gradient_descent_on_a_bowl_halves_the_distance():
    """W ← w − α 2w with α = 1/4; within 1 % of the window's side, which is 4, after the step at which |w| ≤ 0.04."""
    run = race("surface=Bowl&optimizers=GradientDescent&GradientDescent.lr=0.25&steps=60")
    start = hypot(1.5, 1.2)
    assert run.arrival("GradientDescent") == np.ceil(np.log2(start / 0.04)) == 6
    assert run.settled("GradientDescent") == 6
    assert run.outcome("GradientDescent") == "CONVERGED"
    assert run.length("GradientDescent") == pytest.approx(start)
    assert run.distance("GradientDescent", 3) == pytest.approx(start / 8)
    assert run.evaluations("GradientDescent") == run.steps() == 60
    assert run.lowest() == 0


@pytest.mark.parametrize(
    ("rate", "outcome"), [("0.0001", "MOVING"), ("0.25", "CONVERGED"), ("1", "MOVING"), ("1.1", "DIVERGED")]
)
def test_what_becomes_of_it(rate, outcome):
    """α = 1 sends w to −w for ever; beyond it each step is longer than the last."""
    run = race(f"surface=Bowl&optimizers=GradientDescent&GradientDescent.lr={rate}&steps=2000")
    assert run.outcome("GradientDescent") == outcome
    assert (run.arrival("GradientDescent") == inf) == (outcome != "CONVERGED")
    assert (run.settled("GradientDescent") == inf) == (outcome != "CONVERGED")


@pytest.mark.parametrize("kind", Kind)
def test_it_has_settled_at_a_minimum_of_any_kind(by_hand, kind):
    row = by_hand.told.standings[1]
    ended = replace(row, outcome=replace(row.outcome, kind=np.array(kind), step=np.array(7)))
    run = RaceMeasures(replace(by_hand.told, standings=(ended, ended)))
    assert run.outcome("Adam") == kind.name
    assert run.settled("Adam") == (7 if kind.name in ("CONVERGED", "LOCAL", "HOVERING") else inf)


def test_the_test_loss_is_the_mean_square_over_the_examples_left_out():
    run = race("surface=LinearRegression&optimizers=GradientDescent,Adam&steps=30")
    surface, path = run.told.race.scene.setup.plain, run.told.race.trajectories[1].points
    train, test = surface.data
    losses = np.array([np.mean((w[0] * test.a + w[1] - test.target) ** 2) for w in path])
    assert [run.test_loss("Adam", t) for t in range(31)] == pytest.approx(losses)
    assert run.best_test_step("Adam") == losses.argmin()
    slope, intercept = np.polyfit(train.a, train.target, 1)
    assert run.plain_test_loss() == pytest.approx(np.mean((slope * test.a + intercept - test.target) ** 2))


def test_minibatches_cost_as_many_gradients_as_they_have_examples():
    run = race(
        "surface=LinearRegression&LinearRegression.n=40&loss=Minibatch&Minibatch.size=8&optimizers=Adam&steps=50"
    )
    assert run.gradients("Adam") == 50 * 8
    assert run.epochs("Adam") == 50 * 8 / 40


def hessian(f, w, h=1e-4):
    """By differences of differences."""
    e = h * np.eye(2)
    return np.array([[(f(w + a + b) - f(w + a - b) - f(w - a + b) + f(w - a - b)) / (4 * h * h) for a in e] for b in e])


def test_what_is_said_of_the_loss_at_its_minimum():
    query = "surface=Ravine&Ravine.kappa=50&optimizers=Adam"
    run, penalized = race(query), race(f"{query}&loss=Regularized&Regularized.l2=0.3")
    plain = np.linalg.eigvalsh(hessian(Ravine(kappa=50.0), np.zeros(2)))
    more = np.linalg.eigvalsh(hessian(lambda w: Ravine(kappa=50.0)(w) + 0.3 * float(w @ w), np.zeros(2)))
    assert run.condition() == pytest.approx(plain[1] / plain[0], rel=1e-6) == pytest.approx(50, rel=1e-6)
    assert run.curvature() == pytest.approx(plain[1], rel=1e-6)
    assert penalized.condition() == pytest.approx(more[1] / more[0], rel=1e-6)
    assert penalized.plain_condition() == pytest.approx(50, rel=1e-6)


def test_of_many_minima_the_nearest_is_how_far_and_the_lowest_is_how_curved():
    """Styblinski and Tang's (w⁴ − 16w² + 5w) / 2 along each axis, whose derivative is 2w³ − 16w + 5/2."""
    ends = np.roots([2, 0, -16, 2.5]).real
    low, high = ends.min(), ends.max()
    run = race("surface=StyblinskiTang&optimizers=GradientDescent&x=2&y=2&steps=20")
    assert run.distance("GradientDescent", 0) == pytest.approx(hypot(2 - high, 2 - high))
    assert run.curvature() == pytest.approx(6 * low * low - 16)
    assert run.condition() == pytest.approx(1)


def test_what_is_not_known_is_no_number():
    run = race("surface=Saddle&optimizers=GradientDescent&steps=20")
    unknown = [run.distance("GradientDescent"), run.condition(), run.curvature(), run.test_loss("GradientDescent")]
    assert all(map(isnan, [*unknown, run.plain_test_loss(), run.epochs("GradientDescent")]))


def test_the_keys_are_those_of_the_address():
    pairs = scene(
        "surface=LinearRegression&loss=Regularized&Regularized.l2=0.1&versus=1&optimizers=Adam,Adam~2,GradientDescent"
    )
    keys = ["Adam", "Adam+decay", "Adam~2", "Adam~2+decay", "GradientDescent", "GradientDescent+decay"]
    assert pairs.setup.keys == keys
    run = measures_of(pairs)
    assert run.apart("GradientDescent", "GradientDescent+decay") < 1e-9
    assert run.apart("Adam", "Adam+decay") > 1e-3


def test_the_right_gradient_passes_and_a_wrong_one_does_not():
    assert check("surface=Rosenbrock").finding() == "PASSED"
    assert check("surface=Rosenbrock&mistake=sign").finding() == "MISTAKE"
    assert check("surface=Rosenbrock").error() < 1e-6 < 1e-3 < check("surface=Rosenbrock&h=0.1").error()
    assert check("surface=Rosenbrock&mistake=sign").error() == pytest.approx(2)


def test_the_error_against_the_step_is_that_of_taylor():
    """Forward differences of x² + y² are off by h, and the gradient is 2x: at x = 1 by h / 2, until rounding takes over."""
    found = check("surface=Bowl&x=1&y=1&formula=forward")
    assert found.error_at(1e-3) == pytest.approx(1e-3 / 2, rel=0.02)
    assert found.error_at(1e-14) > 1e-4
    assert 1e-10 < found.best_h() < 1e-6
    assert found.error_at(found.best_h()) <= min(found.error_at(10.0**-k) for k in range(1, 14))


@pytest.mark.parametrize("kind", [RaceMeasures, CheckMeasures, MapMeasures])
def test_measures_say_what_they_take_and_give(kind):
    for name, measure in functions(kind).items():
        declared = inspect.signature(measure)
        taken = [p.annotation for p in declared.parameters.values() if p.name != "self"]
        assert {declared.return_annotation, *taken} <= {*OF_TYPE}, name
        assert inspect.getdoc(measure).endswith("."), name


def test_what_the_player_follows_is_a_measure_of_one_racer():
    for name in LIVE:
        first, *others = [*inspect.signature(functions(RaceMeasures)[name]).parameters.values()][1:]
        assert first.annotation is str
        assert all(parameter.default is not parameter.empty for parameter in others)


@pytest.mark.parametrize("name", ["Saddle", "Eggholder", "LogPlateau", "AbsoluteValue", "LogisticRegression"])
def test_every_measure_has_a_value_on_every_kind_of_surface(name):
    run = race(f"surface={name}&optimizers=Adam,GradientDescent&steps=20")
    given = {"who": "Adam", "one": "Adam", "other": "GradientDescent", "axis": "x", "step": 3, "x": 0.0, "y": 0.0}
    for measure in functions(RaceMeasures):
        bound = getattr(run, measure)
        value = bound(**{name: given[name] for name in inspect.signature(bound).parameters})
        assert type(value) in OF_TYPE, measure
