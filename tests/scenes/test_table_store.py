"""Tables of the users' own: kept under a key, forgotten in order, and learned from where they fit."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from params import params_of
from scenes import default_scene, play
from scenes import table_store as kept
from scenes.table_store import (
    MOST_KEPT,
    OwnTable,
    keep,
    learning,
    on_same_table,
    recall,
    refusal,
    reshaped,
    table_fits,
    table_of,
)
from surfaces import DATA_SURFACES, SURFACES
from surfaces.data.linear_models import HingeLoss, LinearRegression, LogisticRegression
from surfaces.data.network import TinyNetwork
from surfaces.data.softmax import Softmax

COLUMNS = {"number": ("length", "width"), "two classes": ("a", "b", "kind"), "classes": ("a", "b", "kind")}

CLASSES = {"number": (), "two classes": ("no", "yes"), "classes": ("red", "green", "blue", "black")}


def table(task, size=20, classes=2, first=0.0):
    rng = np.random.default_rng(size)
    a, b = rng.normal(size=(2, size))
    a[0] = first
    target = a + b if task == "number" else np.arange(size) % classes
    b = 0 * b if task == "number" else b
    return OwnTable(
        tuple(zip(a.tolist(), b.tolist(), map(float, target), strict=True)), COLUMNS[task], CLASSES[task][:classes]
    )


@pytest.fixture(autouse=True)
def empty(monkeypatch):
    monkeypatch.setattr(kept, "_kept", type(kept._kept)())


def test_a_key_brings_the_table_back():
    own = table("number")
    key = keep(own)
    assert len(key) == 32
    assert set(key) <= set("0123456789abcdef")
    assert recall(key) == own
    assert keep(own) == key


def test_other_rows_or_other_names_have_another_key():
    own = table("number")
    others = own, own._replace(rows=own.rows[::-1]), own._replace(columns=("width", "length")), table("two classes")
    assert len({keep(other) for other in others}) == 4
    assert keep(OwnTable(own.rows, ("ab", "c"))) != keep(OwnTable(own.rows, ("a", "bc")))


def test_nonsense_recalls_nothing(hostile):
    keep(table("number"))
    assert recall(hostile) is None


def test_those_that_were_used_last_are_kept():
    keys = [keep(table("number", first=float(i))) for i in range(MOST_KEPT)]
    recall(keys[0])
    keep(table("number", first=0.5))
    assert recall(keys[0])
    assert recall(keys[1]) is None
    assert len(kept._kept) == MOST_KEPT


def test_many_threads_share_the_store():
    tables = [table("number", size=8, first=float(i)) for i in range(2 * MOST_KEPT)]
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(keep, tables))
        found = list(pool.map(recall, keys))
    assert len(kept._kept) == MOST_KEPT
    assert all(one in (None, own) for one, own in zip(found, tables, strict=True))


@pytest.mark.parametrize("cls", DATA_SURFACES.values(), ids=DATA_SURFACES)
def test_every_data_surface_learns_from_a_table(cls):
    own = table(cls.task)
    surface = learning(cls(), own)
    assert table_of(surface) == own
    assert table_fits(own, cls)
    assert surface.n == surface.data.train.size == 14
    assert surface.data.test.size == 6
    assert learning(surface, None) == cls()
    assert table_of(cls()) is None


@pytest.mark.parametrize("cls", DATA_SURFACES.values(), ids=DATA_SURFACES)
def test_what_makes_examples_up_changes_nothing_about_a_table_and_all_else_does(cls):
    surface = learning(cls(), table(cls.task))
    for name, declared in params_of(cls).items():
        ends = declared.options[::-1] or (declared.low, declared.high)
        other = replace(surface, **{name: next(end for end in ends if end != getattr(surface, name))})
        same = all(np.array_equal(*pair) for pair in zip(other.plotted.train, surface.plotted.train, strict=True))
        assert same == (name in cls.made_up), name


@pytest.mark.parametrize(("size", "learned"), [(4, 2), (100, 70), (2000, 200)])
def test_as_many_are_learned_from_as_the_slider_allows(size, learned):
    assert learning(LinearRegression(), table("number", size)).data.train.size == learned


def test_what_fits():
    assert {name for name, cls in DATA_SURFACES.items() if table_fits(table("number"), cls)} == {"LinearRegression", "TinyNetwork"}  # fmt: skip
    assert {name for name, cls in DATA_SURFACES.items() if table_fits(table("classes", classes=3), cls)} == {"Softmax"}
    assert table_fits(table("classes", classes=2), LogisticRegression)
    assert not any(table_fits(table("number"), cls) for cls in SURFACES.values())


def test_another_surface_keeps_the_table_if_it_fits():
    own = table("number")
    scene = default_scene().on(LinearRegression).but(surface=learning(LinearRegression(), own))
    assert table_of(scene.on(TinyNetwork).setup.plain) == own
    assert table_of(scene.on(TinyNetwork).on(LinearRegression).setup.plain) == own
    assert scene.on(Softmax).setup.plain == Softmax()
    assert on_same_table(scene.setup.plain, SURFACES["Bowl"]) == SURFACES["Bowl"]()


def by_one_feature(size=20):
    own = table("two classes", size)
    return OwnTable(tuple((a, 0.0, t) for a, _, t in own.rows), ("a", "kind"), own.classes)


def test_a_table_with_one_feature_fits_the_form_with_one():
    own, one = by_one_feature(), LogisticRegression(form="one feature")
    assert table_fits(own, one)
    assert not table_fits(own, LogisticRegression)
    assert not table_fits(own, LinearRegression)
    assert not table_fits(table("number"), one)
    surface = learning(one, own)
    assert table_of(surface) == own
    assert (surface.data.train.b == 1).all()


def test_the_first_feature_of_a_table_with_two_is_used_by_the_form_with_one():
    own = table("two classes")
    two = learning(LogisticRegression(), own)
    one = reshaped(two, form="one feature")
    assert table_of(one) == own
    assert np.array_equal(one.data.train.a, two.data.train.a)
    assert reshaped(one, form="two features") == two


def test_a_form_that_a_table_does_not_fit_has_made_up_examples():
    surface = learning(LogisticRegression(form="one feature"), by_one_feature())
    assert reshaped(surface, form="two features") == LogisticRegression()
    assert reshaped(surface, seed=7) == replace(surface, seed=7)
    assert reshaped(LogisticRegression(), form="one feature") == LogisticRegression(form="one feature")


def test_another_classifier_keeps_table_and_form():
    own = by_one_feature()
    scene = default_scene().on(LogisticRegression).but(surface=learning(LogisticRegression(form="one feature"), own))
    there = scene.on(HingeLoss).setup.plain
    assert (table_of(there), there.form) == (own, "one feature")
    assert scene.on(LinearRegression).setup.plain == LinearRegression()
    assert scene.on(Softmax).setup.plain == Softmax()


def test_a_table_that_teaches_nothing_with_another_seed_is_not_carried_over():
    rows = tuple((float(i == 17), 0.0, float(i)) for i in range(40))
    own = OwnTable(rows, ("a", "b"))
    good, bad = (
        next(s for s in range(20) if bool(refusal(LinearRegression(seed=s), own)) == refused)
        for refused in (False, True)
    )
    surface = learning(LinearRegression(seed=good), own)
    with pytest.raises(ValueError, match="take another column, more examples or another seed"):
        reshaped(surface, seed=bad)
    if refusal(TinyNetwork(), own):
        assert on_same_table(surface, TinyNetwork) == TinyNetwork()


FLAT = {
    "first": lambda a, b, t: (7.0, b, t),
    "second": lambda a, b, t: (a, 7.0, t),
    "target": lambda a, b, t: (a, b, 1.0),
    "all": lambda a, b, t: (7.0, 7.0, 1.0),
    "all but one": lambda a, b, t: (7.0, 7.0, float(a == 0.0)),
    "enormous": lambda a, b, t: (1e100 * np.sign(a), -1e100 * np.sign(b), t),
    "minute": lambda a, b, t: (1e-300 * a, 1e-300 * b, t),
}


@pytest.mark.parametrize("flat", FLAT.values(), ids=FLAT)
@pytest.mark.parametrize("size", [4, 20])
@pytest.mark.parametrize("cls", DATA_SURFACES.values(), ids=DATA_SURFACES)
def test_tables_that_nothing_can_be_learned_from_are_refused_and_others_race(cls, size, flat):
    own = table(cls.task, size)
    own = own._replace(rows=tuple(flat(*row) for row in own.rows))
    train = np.array(own.rows)[np.random.default_rng([cls().seed, 0]).permutation(size)[: int(0.7 * size)]]
    used = {"number": [0, 2], "two classes": [0, 1], "classes": [0, 1]}[cls.task]
    bad = (np.ptp(train[:, used], axis=0) == 0).any()
    assert bool(refusal(cls(), own)) == bad
    if bad:
        return
    surface = learning(cls(), own)
    race = play(default_scene().on(cls).over(surface).but(steps=20))
    assert all(np.isfinite(run.losses).all() for run in race.trajectories)
    known = [*surface.minima, *surface.saddles, *surface.maxima]
    assert all(surface.domain.contains(p) for p in known)
    assert not surface.smooth or all(np.abs(surface.gradient(p)).max() < 1e-6 for p in known)


def test_a_network_whose_inputs_have_one_size_has_a_valley_and_no_minimum_in_it():
    rows = tuple((float(i % 2), 0.0, float(i % 2) + 0.1 * (i % 3)) for i in range(40))
    surface = learning(TinyNetwork(seed=28), OwnTable(rows, ("on", "much")))
    sizes = np.abs(surface.data.train.a)
    assert np.ptp(sizes) < 1e-12
    assert surface.minima == ()
    assert surface.saddles == ((0.0, 0.0),)


def test_what_is_called_critical_has_no_slope_on_tables_with_few_values():
    for seed in range(60):
        values = np.random.default_rng(seed).normal(size=(5, 2)).round(seed % 2)
        rows = tuple((a, 0.0, t) for a, t in values.tolist())
        if refusal(TinyNetwork(), OwnTable(rows, ("a", "t"))):
            continue
        surface = TinyNetwork(rows=rows)
        found = [*surface.minima, *surface.saddles, *surface.maxima]
        assert all(np.abs(surface.gradient(p)).max() < 1e-9 for p in found), seed
        assert len(found) < 10
