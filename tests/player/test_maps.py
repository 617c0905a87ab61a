"""What workers make of a map: each lane is the single run, told as `descend`, `basins` and `sweep` tell it."""

import json

import numpy as np
import pytest

from descent import Kind, Racing, descend, module, standing
from descent.script.glance import FEW
from maps import sweep
from optimizers import BFGS, OPTIMIZERS, Adam, GradientDescent, Momentum, NonlinearCG
from surfaces import ALL_SURFACES, SURFACES, Box, NoisyGradient, Regularized
from tests.sampling import family, portion

SHAKEN = 1e-13
"""Of the window: what becomes another thing from a start moved by so little depends on how sums are rounded."""
N = 8

RUN = """
const { laneRunner, shapeOf } = await import(assets + "/maps/lanes.js");
const { steps, numbers, tables, jobs } = JSON.parse(new TextDecoder().decode(input));
const given = (values) => Float64Array.from(values, Number);
const run = laneRunner(make, steps, tables.map(given));
const rows = jobs.map(({ k, starts, fields }) => {
  const varied = fields.map(({ places, values }) => ({ places, values: given(values) }));
  const job = { k, numbers: given(numbers), starts: starts.points ? { points: given(starts.points) } : starts, fields: varied };
  const [nx, ny] = shapeOf(job);
  return Array.from(run(job)(Int32Array.from({ length: nx * ny }, (_, i) => i)), String);
});
console.log(JSON.stringify(rows));
"""


def lanes(node, made, steps, *jobs):
    """For each job what is told of its lanes, a row each: kind, step, minimum, x, y, loss, reached."""
    data = {
        "steps": steps,
        "numbers": [*map(said, made.numbers)],
        "tables": [[*map(said, table.tolist())] for table in made.tables],
        "jobs": [{"fields": [], **job} for job in jobs],
    }
    found = node(made.source + RUN, json.dumps(data).encode())
    return [np.array([float(v.replace("Infinity", "inf")) for v in rows]).reshape(-1, 7) for rows in found]


def said(value):
    """A number as JavaScript reads it."""
    return repr(float(value)).replace("inf", "Infinity").replace("nan", "NaN")


def alone(surface, optimizer, start, steps):
    """The same of the single run."""
    path = descend(surface, optimizer, start, steps)
    outcome, end = path.outcome, path.points[path.last]
    hits = [number for number, place in enumerate(surface.minima) if tuple(outcome.target) == tuple(place)]
    minimum = hits[0] if hits and outcome.near in (Kind.CONVERGED, Kind.LOCAL) else -1
    reached = standing(surface, path).reached
    return np.array([outcome.kind, outcome.step, minimum, *end, path.losses[path.last], reached], float)


def close(one, other, share):
    """Whether two rows tell the same, and of the same place."""
    gap, size = np.abs(one[3:5] - other[3:5]).max(), max(1.0, np.abs(other[3:5]).max())
    return (one[[0, 1, 2, 6]] == other[[0, 1, 2, 6]]).all() and gap <= share * size


def depends_on_rounding(surface, optimizer, start, steps, row):
    shakes = SHAKEN * surface.domain.size * np.array([[1, 0], [-1, 1], [0.3, -0.7]])
    return not all(close(alone(surface, optimizer, start + shake, steps), row, 1e-10) for shake in shakes)


def assert_lanes_are_runs(rows, surface, optimizer, starts, steps, which):
    # Where nothing is left to gain, a line search goes by rounding.
    share = 1e-7 if isinstance(optimizer, BFGS | NonlinearCG) else 1e-9
    compared = 0
    for i in which:
        row = alone(surface, optimizer, starts[:, i], steps)
        if not close(rows[i], row, share):
            assert depends_on_rounding(surface, optimizer, starts[:, i], steps, row), (optimizer, starts[:, i])
        else:
            compared += 1
            np.testing.assert_allclose(rows[i, 5], row[5], rtol=1e-6, atol=1e-9 * max(1.0, abs(row[5])))
    return compared


@pytest.mark.seldom(5)
@pytest.mark.parametrize("surface", ALL_SURFACES)
@pytest.mark.sampled(axes=lambda surface: family(ALL_SURFACES[surface]))
def test_a_pixel_is_the_single_run(surface, node):
    rng = np.random.default_rng(list(surface.encode()))
    loss, steps = ALL_SURFACES[surface](), 60
    racers = [Racing(cls(), loss) for cls in portion([*OPTIMIZERS.values()], rng)]
    made = module(racers, loss, None, steps, mapping=True)
    starts = loss.domain.mesh(N, N).reshape(2, -1)
    box = {"box": [*loss.domain], "n": N}
    jobs = [{"k": k, "starts": box} for k in range(len(racers)) if k not in made.left]
    compared = 0
    for job, rows in zip(jobs, lanes(node, made, steps, *jobs), strict=True):
        which = rng.choice(N * N, 6, replace=False)
        compared += assert_lanes_are_runs(rows, loss, racers[job["k"]].optimizer, starts, steps, which)
    assert compared > 3 * len(jobs)


@pytest.mark.seldom
def test_every_outcome_is_told(node):
    """In the long run, where no rounding has grown."""
    kinds, steps = set(), 400
    for name in ("Himmelblau", "BoundedSaddle", "AbsoluteValue", "DoubleWell", "Saddle", "StyblinskiTang"):
        loss = SURFACES[name]()
        rules = [*map(GradientDescent, (1e-4, 0.01, 0.05, 0.5)), Momentum(0.01), Adam(0.1)]
        made = module([Racing(rule, loss) for rule in rules], loss, None, steps, mapping=True)
        starts = loss.domain.mesh(5, 5).reshape(2, -1)
        jobs = [{"k": k, "starts": {"box": [*loss.domain], "n": 5}} for k in range(len(rules))]
        for rule, rows in zip(rules, lanes(node, made, steps, *jobs), strict=True):
            assert assert_lanes_are_runs(rows, loss, rule, starts, steps, range(0, 25, 3))
            kinds |= {*rows[:, 0]}
    assert kinds >= {0, 1, 2, 3, 5, 7, 8}


@pytest.mark.parametrize("steps", [0, 1, 2, 19, 20])
def test_the_shortest_runs(steps, node):
    loss = SURFACES["Himmelblau"]()
    made = module([Racing(Momentum(0.01), loss)], loss, None, steps, mapping=True)
    (rows,) = lanes(node, made, steps, {"k": 0, "starts": {"box": [*loss.domain], "n": 5}})
    starts = loss.domain.mesh(5, 5).reshape(2, -1)
    assert assert_lanes_are_runs(rows, loss, Momentum(0.01), starts, steps, range(25)) == 25


def test_what_a_step_sees_is_another_loss(node):
    loss, rule = Regularized(NoisyGradient(SURFACES["Himmelblau"](), 2.0), l1=0.5), Adam(0.05)
    made = module([Racing(rule, loss)], loss, None, 50, mapping=True)
    (rows,) = lanes(node, made, 50, {"k": 0, "starts": {"box": [-4, 4, -3, 3], "n": 4}})
    starts = Box(-4, 4, -3, 3).mesh(4, 4).reshape(2, -1)
    assert assert_lanes_are_runs(rows, loss, rule, starts, 50, range(16)) == 16


def test_fields_vary_the_first_fastest_and_starts_last(node):
    loss, steps = SURFACES["Himmelblau"](), 60
    made = module([Racing(Adam(), loss), Racing(Momentum(), loss)], loss, None, steps, mapping=True)
    rates, momenta = np.geomspace(1e-3, 1.0, 7), np.array([0.0, 0.5, 0.9])
    place = made.rules[1].get
    fields = [
        {"places": [place("Momentum_lr")], "values": [*map(said, rates)]},
        {"places": [place("Momentum_momentum")], "values": [*map(said, momenta)]},
    ]
    starts = np.array([[1.0, 2.0], [-3.0, 0.5], [0.1, 0.1], [2.0, -2.0], [4.0, 4.0]])
    points = {"points": [*map(said, starts.ravel())]}
    adam = {"places": [made.rules[0]["Adam_beta1"]], "values": [*map(said, momenta)]}
    plane, fair = lanes(
        node,
        made,
        steps,
        {"k": 1, "starts": {"points": points["points"][:2]}, "fields": fields},
        {"k": 0, "starts": points, "fields": [adam]},
    )
    found = sweep(loss, Momentum(), ("lr", "momentum"), (rates, momenta), starts[0], steps)
    np.testing.assert_array_equal(plane[:, :3].T, [found.kind.ravel(), found.steps.ravel(), found.minimum.ravel()])
    np.testing.assert_allclose(plane[:, 3:5].T, found.end.reshape(2, -1), rtol=1e-9)
    for i, start in enumerate(starts):
        for j, beta in enumerate(momenta):
            assert close(fair[3 * i + j], alone(loss, Adam(beta1=float(beta)), start, steps), 1e-9)


BOTH = """
const { steps, numbers, tables, jobs } = JSON.parse(new TextDecoder().decode(input));
const given = (values) => Float64Array.from(values, Number);
const mine = given(numbers), machine = make(steps, mine, tables.map(given)), { abreast } = machine;
const found = jobs.map(({ k, starts, at, values }) => {
  const choose = at.length ? (i) => at.forEach((place) => (mine[place] = values[i])) : undefined;
  const ways = [machine.lanes, machine.lanesHere].map((run) => {
    mine.set(given(numbers));
    const told = new Float64Array(7 * abreast);
    run.call(machine, k, given(starts), abreast, told, choose);
    return [...told];
  });
  return [machine.isSwift(k, !!choose), ways[0].findIndex((value, i) => value !== ways[1][i] && (value === value || ways[1][i] === ways[1][i]))];
});
console.log(JSON.stringify(found));
"""
LOOPING = {"BFGS", "LBFGS", "NonlinearCG", "LineSearchDescent"}
"""Rules that search or remember in a step: their maps are JavaScript's."""


def minima_and_family(surface):
    """Axes: how many minima there are, and the family."""
    cls = ALL_SURFACES[surface]
    many = len(cls().minima)
    return family(cls) | {"minima": "none" if not many else "few" if many <= FEW else "many"}


@pytest.mark.parametrize("surface", ALL_SURFACES)
@pytest.mark.sampled(axes=minima_and_family)
def test_webassembly_does_what_javascript_does_to_the_last_bit(surface, node):
    """From starts in one row, and with a number of their own for each path."""
    rng = np.random.default_rng(list(surface.encode()))
    loss, steps = ALL_SURFACES[surface](), 60
    rules = portion([*OPTIMIZERS.values()], rng)
    made = module([Racing(cls(), loss) for cls in rules], loss, None, steps, mapping=True)
    starts = [*map(said, rng.uniform(*np.reshape(loss.domain, (2, 2)).T, (8, 2)).ravel())]
    jobs = []
    for k in set(range(len(rules))) - {*made.left}:
        first = [place for name, place in made.rules[k].items() if place >= 0][:1]
        for at in ([], first):
            jobs.append({"k": k, "starts": starts, "at": at, "values": np.geomspace(1e-4, 0.3, 8).tolist()})
    data = {"steps": steps, "numbers": [*map(said, made.numbers)], "jobs": jobs}
    data["tables"] = [[*map(said, table.tolist())] for table in made.tables]
    for job, (is_swift, differs) in zip(jobs, node(made.source + BOTH, json.dumps(data).encode()), strict=True):
        assert differs == -1, (rules[job["k"]], job["at"])
        assert is_swift or rules[job["k"]].__name__ in LOOPING or hasattr(loss, "examples"), rules[job["k"]]


LEAVES = """
const { steps, numbers, tables, x, y, racers } = JSON.parse(new TextDecoder().decode(input));
const machine = make(steps, Float64Array.from(numbers, Number), tables.map((table) => Float64Array.from(table, Number)));
const { abreast } = machine, starts = new Float64Array(2 * abreast).map((_, i) => (i % 2 ? y : x));
const found = Array.from({ length: racers }, (_, k) => {
  const alone = new Float64Array(7), ways = [machine.lanes, machine.lanesHere].map((run) => {
    const told = new Float64Array(7 * abreast);
    run.call(machine, k, starts, abreast, told);
    return Array.from({ length: abreast }, (_, i) => told.subarray(7 * i, 7 * i + 7));
  });
  machine.lane(k, x, y, new Float64Array(2 * steps + 2), alone);
  return [machine.walked(0), [...ways.flat(), alone].map((one) => Array.from(one, String))];
});
console.log(JSON.stringify(found));
"""


def test_who_rests_leaves_and_is_told_the_same(node):
    """Not where the number of the step matters, where a step never rests, or where a velocity dies away for thousands of steps."""
    loss, steps = SURFACES["Himmelblau"](), 2000
    rules = [GradientDescent(0.01), OPTIMIZERS["Newton"](), Momentum(0.005), Adam(0.1), OPTIMIZERS["SignSGD"](0.01)]  # fmt: skip
    made = module([Racing(rule, loss) for rule in rules], loss, None, steps, mapping=True)
    data = {"numbers": [*map(said, made.numbers)], "tables": [[*map(said, t.tolist())] for t in made.tables]}
    data |= {"steps": steps, "racers": len(rules), "x": 1.0, "y": 2.0}
    found = node(made.source + LEAVES, json.dumps(data).encode())
    for _, told in found:
        assert all(one == told[0] for one in told)
    walked = [count for count, _ in found]
    assert max(walked[:2]) < 200
    assert walked[2:] == [steps] * 3


@pytest.mark.parametrize("optimizer", [GradientDescent(0.01), Momentum(0.005), Adam(0.1)], ids=lambda rule: rule.label)
def test_a_symmetric_surface_has_a_symmetric_map(optimizer, node):
    """f(x, y) = f(y, x), and each sum has two summands."""
    loss = SURFACES["StyblinskiTang"]()
    made = module([Racing(optimizer, loss)], loss, None, 100, mapping=True)
    (rows,) = lanes(node, made, 100, {"k": 0, "starts": {"box": [*loss.domain], "n": 13}})
    kind, step, minimum, x, y, _, reached = rows.T.reshape(7, 13, 13)
    for told in (kind, step, reached):
        np.testing.assert_array_equal(told, told.T)
    np.testing.assert_array_equal(x, y.T)
    places = np.array([*loss.minima, (np.nan, np.nan)])[minimum.astype(int)]
    np.testing.assert_allclose(places[:, :, 0], places[:, :, 1].T)
    assert len({*minimum.ravel()}) >= 4
