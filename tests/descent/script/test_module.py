"""A race as a module: whole paths, what became of them, and what they cost, as `descend` and `standing` say it."""

import json

import numpy as np
import pytest

from compiler import Untraceable, repeat
from descent import Racing, descend, javascript, module, standing
from descent.script.pieces import path
from optimizers import BFGS, OPTIMIZERS, Adam, GradientDescent, Momentum, NonlinearCG
from surfaces import (
    ALL_SURFACES,
    SURFACES,
    Bowl,
    LogisticRegression,
    Minibatch,
    NoisyGradient,
    Regularized,
    Rosenbrock,
)
from tests.references.cases import any_numbers
from tests.sampling import family, portion

STEPS = 500
TOGETHER = 1e-11
SHAKE = 1e-13
STANDING = ("loss", "distance", "reached", "length", "evaluations", "test", "gap", "gradients", "epochs")
NEARLY = 1e-9
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

RUN = """
import { writeFileSync } from "node:fs";
const { steps, numbers, tables, many, x, y, hasTests } = JSON.parse(new TextDecoder().decode(input));
const race = make(steps, Float64Array.from(numbers, Number), tables.map(t => Float64Array.from(t, Number)));
const points = new Float64Array(2 * steps + 2), losses = new Float64Array(steps + 1), told = new Float64Array(16);
const tests = hasTests ? new Float64Array(steps + 1) : null;
const said = [];
for (const k of many) {
  race.run(k, x, y, points, losses, tests, told);
  said.push([points, losses, tests ?? [], told].map(values => Array.from(values, String)));
}
console.log(JSON.stringify(said));
"""


def run(node, racers, shown, test=None, start=None, steps=STEPS):
    """For each racer points (T+1, 2), losses, test losses and what is told, as JavaScript has them."""
    made = module(racers, shown, test, steps)
    assert not made.left
    x, y = start or shown.start
    data = {
        "steps": steps,
        "numbers": list(map(repr, made.numbers)),
        "tables": [list(map(repr, t.tolist())) for t in made.tables],
    }
    data |= {"many": list(range(len(racers))), "x": x, "y": y, "hasTests": test is not None}
    text = json.dumps(data).replace('"inf"', '"Infinity"').replace('"-inf"', '"-Infinity"').replace('"nan"', '"NaN"')
    said = node(made.source + RUN, text.encode())
    arrays = [[np.array([float(v.replace("Infinity", "inf")) for v in values]) for values in each] for each in said]
    return [(points.reshape(-1, 2), *rest) for points, *rest in arrays]


def stays_together(optimizer, loss, points):
    """Whether a path that is shaken at every step stays near the one that is not."""
    chance = np.random.default_rng(0)
    w = np.stack([points[0]] * 2, axis=1)
    state = optimizer.init(w)
    with np.errstate(all="ignore"):
        for t in range(len(points) - 1):
            w, state = optimizer.step(w, loss.at(t + 1), state)
            w[:, 1] += SHAKE * chance.uniform(-1, 1, 2) * np.maximum(1, np.abs(w[:, 1]))
            if not np.abs(w[:, 0] - w[:, 1]).max() <= 100 * SHAKE * max(1.0, np.abs(w[:, 0]).max()):
                return False
    return True


def told_of(shown, path):
    row = standing(shown, path)
    end = row.outcome
    return [
        *(getattr(row, name) for name in STANDING),
        end.kind,
        end.step,
        *end.target,
        end.near,
        end.radius,
        end.above,
    ]


def assert_same(found, path, shown, searches=False):
    points, losses, _, told = found
    last = int(path.last)
    assert np.isnan(points[last + 1 :]).all()
    assert np.isnan(losses[last + 1 :]).all()
    gap = np.abs(points[: last + 1] - path.points[: last + 1]) / np.maximum(1, np.abs(path.points[: last + 1]))
    assert gap.max() <= TOGETHER
    np.testing.assert_allclose(
        losses[: last + 1], path.losses[: last + 1], rtol=1e-9, atol=1e-9 * np.nanmax(np.abs(path.losses))
    )
    expected = np.array(told_of(shown, path), float)
    if searches:
        # How often a line search asks where nothing is left to gain, rounding decides.
        told[4] = expected[4]
    np.testing.assert_allclose(told, expected, rtol=NEARLY, atol=NEARLY, equal_nan=True)


@pytest.mark.seldom(6)
@pytest.mark.parametrize("surface", ALL_SURFACES)
@pytest.mark.sampled(axes=lambda surface: family(ALL_SURFACES[surface]))
def test_paths_and_outcomes_of_every_rule(surface, node):
    rng = np.random.default_rng(list(surface.encode()))
    loss = ALL_SURFACES[surface]()
    rules = portion([*OPTIMIZERS.values()], rng)
    racers = [Racing(cls() if rng.integers(2) else any_numbers(cls, rng), loss) for cls in rules]
    compared = 0
    for racer, found in zip(racers, run(node, racers, loss), strict=True):
        path = descend(loss, racer.optimizer, loss.start, STEPS)
        if stays_together(racer.optimizer, loss, path.points[: int(path.last) + 1]):
            compared += 1
            assert_same(found, path, loss, isinstance(racer.optimizer, BFGS | NonlinearCG))
    assert compared > 0


@pytest.mark.seldom
def test_outcomes_from_everywhere(node):
    """All kinds of outcomes, where no rounding has grown."""
    kinds = set()
    for name in ("Himmelblau", "BoundedSaddle", "AbsoluteValue", "DoubleWell", "Saddle", "StyblinskiTang"):
        loss, rng = SURFACES[name](), np.random.default_rng(3)
        x0, x1, y0, y1 = loss.domain
        racers = [Racing(GradientDescent(lr), loss) for lr in (1e-4, 0.01, 0.05, 0.5)] + [
            Racing(Momentum(0.01), loss),
            Racing(Adam(0.1), loss),
        ]
        anywhere = rng.uniform((x0, y0), (x1, y1), (5, 2))
        for start in [(0.0, 0.0), (0.0, 1.0), *map(tuple, portion(anywhere, rng).tolist())]:
            for racer, found in zip(racers, run(node, racers, loss, start=start), strict=True):
                path = descend(loss, racer.optimizer, start, STEPS)
                if stays_together(racer.optimizer, loss, path.points[: int(path.last) + 1]):
                    kinds.add(int(path.outcome.kind))
                    assert_same(found, path, loss)
    assert kinds >= {0, 1, 2, 3, 5, 7, 8}


def test_what_is_drawn_is_not_what_a_step_sees(node):
    """Noise, minibatches and a penalty, test losses beside, and a rival on another loss."""
    data = LogisticRegression()
    loss = Regularized(NoisyGradient(Minibatch(data), 0.1), l2=0.05)
    bare = Regularized(NoisyGradient(Minibatch(data), 0.1), l2=0.0)
    racers = [Racing(GradientDescent(0.1), loss), Racing(Adam(0.1), bare)]
    for racer, found in zip(racers, run(node, racers, loss, data.test_surface, steps=150), strict=True):
        path = descend(racer.loss, racer.optimizer, loss.start, 150, loss)
        assert_same(found, path, loss)
        np.testing.assert_allclose(found[2], data.test_surface(path.points.T), rtol=1e-9)


def test_the_code_stays_the_same_when_a_number_changes():
    def made(lr, a, seed):
        loss = NoisyGradient(Rosenbrock(a=a), seed=seed)
        return module([Racing(Adam(lr), loss), Racing(BFGS(), loss)], loss, None, 100)

    one, other = made(0.1, 1.0, 1), made(0.0123456789, -0.7654321, 7)
    assert one.source == other.source
    assert one.numbers != other.numbers
    place = one.rules[0]["Adam_lr"]
    assert (one.numbers[place], other.numbers[place]) == (0.1, 0.0123456789)
    assert other.numbers[other.surface["Rosenbrock_a"]] == -0.7654321


class Wasteful(GradientDescent):
    """A rule that asks for losses and does nothing with them."""

    def step(self, w, loss, state):
        repeat(lambda a: ((loss(w),), a < 0), (w[0],), 3)
        return super().step(w, loss, state)


def test_what_nobody_needs_is_not_told():
    """Its loop is left out, so that there is no such count to be told of."""
    source = path(Wasteful(0.1), Bowl(), frozenset()).made.source
    assert "count_gradient" in source
    assert "count_loss" not in source


class Bent(Bowl):
    """Somebody's own surface."""


def test_who_is_left_to_the_server_is_told():
    mixed = module([Racing(Adam(), Rosenbrock()), Racing(Adam(), Bent())], Rosenbrock(), None, 10)
    assert mixed.rules[1] is None
    assert list(mixed.left) == [1]
    with pytest.raises(Untraceable, match="only Ravine's own"):
        module([], Bent(), None, 10)


def test_a_module_alone(node):
    """What `javascript` promises: paths, parameters by name, the loss and its gradient."""
    loss, rule = NoisyGradient(Rosenbrock(), 0.5), Adam()
    script = (
        javascript(rule, loss, 300)
        + """
        const paths = [descend(-1.2, 1, 200), descend(-1.2, 1, 200, { "Adam.lr": 0.02, "Rosenbrock.b": 5 })];
        const values = [loss(0.3, 0.7), ...gradient(0.3, 0.7), loss(0.3, 0.7, { "Rosenbrock.b": 5 })];
        console.log(JSON.stringify([paths.map(path => [...path]), values, defaults]));
    """
    )
    (found, other), values, defaults = node(script, b"")
    assert_path(found, descend(loss, rule, (-1.2, 1.0), 200))
    assert_path(other, descend(NoisyGradient(Rosenbrock(b=5), 0.5), Adam(0.02), (-1.2, 1.0), 200))
    w = (0.3, 0.7)
    np.testing.assert_allclose(values, [loss(w), *loss.gradient(w), Rosenbrock(b=5)(w)], rtol=1e-14)
    with pytest.raises(AssertionError, match=r"Adam\.rate is no parameter: there are Adam\.lr"):
        node(javascript(rule, loss, 10) + 'descend(0, 0, 5, { "Adam.rate": 1 });', b"")
    assert defaults == {
        "Adam.lr": 0.1, "Adam.beta1": 0.9, "Adam.beta2": 0.999, "Adam.eps": 1e-8,
        "NoisyGradient.sigma": 0.5, "Rosenbrock.a": 1.0, "Rosenbrock.b": 100.0,
    }  # fmt: skip


def assert_path(found, run):
    np.testing.assert_allclose(np.array(found).reshape(-1, 2), run.points, rtol=0, atol=1e-12)
