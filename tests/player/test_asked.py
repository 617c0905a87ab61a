"""What a browser asks the server to map is what single runs say, in the order in which a pool has its lanes."""

import numpy as np
import pytest

from descent import Kind, descend
from player import answer
from scenes import VERSION, from_query, play, report


def told(**query):
    return report(play(from_query({name: str(value) for name, value in query.items()} | VERSION)[0]))


HIMMELBLAU = told(surface="Himmelblau", optimizers="GradientDescent,Momentum", steps=40)
PAIR = told(
    surface="Himmelblau",
    optimizers="Adam",
    steps=40,
    versus=1,
    loss="Regularized",
    **{"Adam.lr": 0.3, "Regularized.l2": 0.5},
)
QUESTION = {
    "id": "a 1",
    "k": 1,
    "fixed": {"Momentum.dampening": 0.1},
    "fields": [{"Momentum.lr": [0.001, 0.01, 0.5]}, {"Momentum.momentum": [0.5, 0.9]}],
    "points": [1.0, 2.0, -3.0, 0.5],
}


def ends(run):
    return [int(run.outcome.kind), int(run.outcome.step), *run.points[run.last]]


def test_lanes_are_single_runs_the_first_field_fastest_and_starts_slowest():
    found = answer(HIMMELBLAU, QUESTION)
    assert (found.id, found.n, found.rows.numbers.shape) == ("a 1", (3, 4), (6, 12))
    racer = HIMMELBLAU.race.racers[1]
    alone = [
        descend(racer.loss, type(racer.optimizer)(lr, momentum, 0.1), start, 40)
        for start in ((1.0, 2.0), (-3.0, 0.5)) for momentum in (0.5, 0.9) for lr in (0.001, 0.01, 0.5)
    ]  # fmt: skip
    for lane, run in enumerate(alone):
        rows = found.rows.numbers[:, lane]
        np.testing.assert_allclose([rows[0], rows[2], *rows[3:5]], ends(run), rtol=1e-5)
        if run.outcome.kind != Kind.DIVERGED:
            assert rows[5] == pytest.approx(run.losses[run.last], rel=1e-4, abs=1e-6)


def test_fields_of_one_table_vary_together():
    both = {"Momentum.lr": [0.001, 0.01], "Momentum.momentum": [0.9, 0.5]}
    found = answer(HIMMELBLAU, QUESTION | {"fields": [both], "points": [1.0, 2.0]})
    racer = HIMMELBLAU.race.racers[1]
    alone = [
        descend(racer.loss, type(racer.optimizer)(*pair, 0.1), (1.0, 2.0), 40) for pair in ((0.001, 0.9), (0.01, 0.5))
    ]
    assert found.n == (2, 1)
    np.testing.assert_allclose(found.rows.numbers[3:5].T, [run.points[run.last] for run in alone], rtol=1e-5)


def test_without_fields_each_start_is_a_lane_and_the_second_of_a_pair_is_judged_on_what_is_shown():
    assert [racer.rival for racer in PAIR.race.racers] == [False, True]
    for k, racer in enumerate(PAIR.race.racers):
        found = answer(PAIR, {"id": "b", "k": k, "fixed": {}, "fields": [], "points": [1.0, 2.0, 3.0, 2.0, -4.0, 4.0]})
        assert found.n == (3, 1)
        for lane, start in enumerate(((1.0, 2.0), (3.0, 2.0), (-4.0, 4.0))):
            run = descend(racer.loss, racer.optimizer, start, 40, PAIR.race.scene.setup.surface)
            np.testing.assert_allclose(found.rows.numbers[[0, 2, 3, 4], lane], ends(run), rtol=1e-5)


@pytest.mark.parametrize(
    "wrong",
    [
        {"k": 7},
        {"fields": [{"Momentum.form": [1]}]},
        {"fields": [{"Momentum.lr": [-1.0]}]},
        {"fields": [{"Momentum.lr": [[1.0]]}]},
        {"fields": [{"Momentum.lr": [0.1] * 9000}]},
        {"fields": [{"Momentum.lr": []}]},
        {"fixed": {"Momentum.lr": "much"}},
        {"fixed": {"Adam": 1}},
        {"points": ["here", 1]},
        {"points": [float("nan"), 1]},
        {"points": []},
        {"points": [1, 2, 3]},
        {"fields": [{"Momentum.lr": [0.1, 0.2], "Momentum.momentum": [0.1]}]},
    ],
)
def test_nonsense_has_no_answer(wrong):
    assert answer(HIMMELBLAU, QUESTION | wrong)[:2] == ("a 1", (0, 0))


@pytest.mark.parametrize("sent", [None, 3, "map", [], {}, {"id": "c"}])
def test_what_is_no_question_has_no_answer(sent):
    assert answer(HIMMELBLAU, sent).n == (0, 0)
