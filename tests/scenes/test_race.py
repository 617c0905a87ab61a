"""A scene and its address: there and back, and what becomes of an address that nobody understands."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from descent import descend
from optimizers import OPTIMIZERS, Decayed, unwrap
from params import params_of
from scenes import VERSION, Look, Scene, Setup, default_for, default_scene, from_query, play, scaled, to_query
from scenes.entries import MOST_OPTIMIZERS
from scenes.race import DEFAULT_OPTIMIZERS, SETTINGS
from surfaces import ALL_SURFACES, SURFACES, Minibatch, Point, Regularized
from surfaces.data.linear_models import LogisticRegression
from surfaces.layers.stack import LAYERS, fits, over

Adam, Momentum = OPTIMIZERS["Adam"], OPTIMIZERS["Momentum"]
Rosenbrock, Bowl = SURFACES["Rosenbrock"], SURFACES["Bowl"]
ADDRESS = {
    "Ravine.kappa": "45",
    "Ravine.angle": "-30",
    "optimizers": "Adam,Momentum",
    "Adam.lr": "0.5",
    "Adam.bias_correction": "0",
    "Momentum.momentum": "0.5",
    "x": "-1",
    "y": "2.5",
    "steps": "50",
    "overlay": "1",
    "speed": "2",
    "pacing": "path",
    "loop": "1",
}


def values(st, declared):
    """The values that the widget of a field can take."""
    if declared.options or isinstance(declared.default, bool):
        return st.sampled_from(declared.options or (True, False))
    draw = st.integers if isinstance(declared.default, int) else st.floats
    return draw(declared.low, declared.high)


def instances(st, cls, **others):
    return st.builds(cls, **{name: values(st, declared) for name, declared in params_of(cls).items()}, **others)


def scenes(st):
    """Any scene that the widgets can make."""
    keys = st.tuples(st.sampled_from(list(OPTIMIZERS)), st.integers(1, MOST_OPTIMIZERS))
    chosen = st.lists(keys, unique=True, max_size=MOST_OPTIMIZERS).flatmap(
        lambda found: st.tuples(
            st.tuples(*(instances(st, OPTIMIZERS[name]) for name, _ in found)), st.just(tuple(k for _, k in found))
        )
    )
    settings = {key: values(st, declared) for key, declared in SETTINGS.items()}

    def on(cls):
        x0, x1, y0, y1 = cls.domain
        start = st.builds(Point, st.floats(x0, x1), st.floats(y0, y1))
        setups = st.builds(
            lambda surface, chosen, start: Setup(surface, chosen[0], start, numbers=chosen[1]),
            instances(st, cls).flatmap(covered),
            chosen,
            start,
        )
        return st.builds(lambda setup, chosen: Scene(setup).but(**chosen), setups, st.fixed_dictionaries(settings))

    def covered(base):
        """`base` under any layers that fit it."""
        layers = [instances(st, cls, surface=st.just(base)) for name, cls in LAYERS.items() if fits(name, base)]
        return st.tuples(*(st.none() | layer for layer in layers)).map(lambda found: over(base, filter(None, found)))

    return st.sampled_from(list(ALL_SURFACES.values())).flatmap(on)


def test_an_address_brings_the_scene_back(forall, st):
    def returns(scene):
        assert from_query(to_query(scene)) == (scene, [])

    forall(returns, scenes(st))


def test_an_address_brings_every_class_back(surface_class, optimizer_class):
    scene = Scene(Setup(surface_class(), (default_for(optimizer_class, surface_class),), surface_class.start))
    query = to_query(scene)
    assert from_query(query) == (scene, [])
    assert set(query) <= {"surface", "optimizers", "steps", "v"}


def test_the_first_page_has_a_bare_address():
    assert to_query(default_scene()) == {}
    assert from_query({}) == (default_scene(), [])


def test_the_first_page_shows_what_it_says():
    scene = default_scene()
    assert tuple(type(o).__name__ for o in scene.setup.optimizers) == DEFAULT_OPTIMIZERS
    assert scene.setup.start == scene.setup.surface.start


def test_an_address_says_what_differs_and_nothing_else():
    scene = default_scene().but(steps=50, start=Point(1.0, -0.2), loop=True)
    assert to_query(scene) == {"x": "1", "steps": "50", "loop": "1", "v": "2"}


def test_an_address_is_read_setting_by_setting():
    scene, problems = from_query(ADDRESS)
    assert problems == []
    assert (scene.setup.surface.kappa, scene.setup.surface.angle) == (45.0, -30.0)
    assert [type(o) for o in scene.setup.optimizers] == [Adam, Momentum]
    assert (scene.setup.optimizers[0].lr, scene.setup.optimizers[0].bias_correction) == (0.5, False)
    assert scene.setup.optimizers[1].momentum == 0.5
    assert (scene.setup.start, scene.setup.steps, scene.look.speed) == (Point(-1.0, 2.5), 50, 2.0)
    assert (scene.look.overlay, scene.look.loop, type(scene.setup.steps)) == ("1", True, int)


def test_the_address_of_what_was_read_is_the_shortest():
    assert to_query(from_query(ADDRESS | VERSION)[0]) == ADDRESS | VERSION
    assert to_query(from_query({"surface": "Ravine", "steps": "150.0", "Adam.lr": "+.71e0"} | VERSION)[0]) == {}


def test_an_address_without_a_version_means_the_defaults_of_its_time():
    setup = from_query({"surface": "Ravine"})[0].setup
    assert (setup.surface.kappa, setup.steps) == (40.0, 200)
    assert [o.lr for o in setup.optimizers] == [0.18, 0.0315, 0.02, 0.1]
    assert from_query({"surface": "Saddle"})[0].setup.start == Point(-2.5, 0.02)


def test_what_an_old_address_shows_has_a_new_one():
    scene = from_query({"surface": "Saddle", "optimizers": "Adam"})[0]
    assert to_query(scene).items() >= {"y": "0.02", "steps": "200", "v": "2"}.items()
    assert from_query(to_query(scene)) == (scene, [])


def test_another_surface_takes_as_many_steps_as_it_needs_unless_another_number_was_chosen():
    assert default_scene().on(Rosenbrock).setup.steps == Rosenbrock.steps
    assert default_scene().but(steps=70).on(Rosenbrock).setup.steps == 70


def test_methods_without_a_rate_are_at_the_best_of_none():
    newton, adam = (default_for(OPTIMIZERS[name], Rosenbrock) for name in ("Newton", "Adam"))
    scene = default_scene().on(Rosenbrock)
    assert scene.but(optimizers=(newton,)).rates_tried == []
    assert scene.but(optimizers=(newton, adam)).rates_tried == [121]


def test_methods_are_at_their_best_on_the_very_loss_that_was_recorded_and_nowhere_else():
    scene = default_scene().on(Rosenbrock)
    assert (scene.rates_tried, scene.is_recorded) == ([101, 121], True)
    assert not scene.but(surface=Rosenbrock(b=50.0)).is_recorded
    assert not scene.but(surface=Regularized(Rosenbrock(), l2=0.1)).is_recorded
    assert not scene.but(optimizers=(replace(scene.setup.optimizers[0], lr=0.001),)).is_recorded
    assert not scene.but(start=Point(1.0, 1.0)).is_recorded
    assert not scene.but(steps=10).is_recorded
    assert not scene.but(optimizers=()).rates_tried


def test_rates_that_nobody_has_changed_follow_other_data_and_layers_and_no_others_do():
    adam, momentum = default_for(Adam, LogisticRegression), replace(default_for(Momentum, LogisticRegression), lr=0.01)
    scene = default_scene().on(LogisticRegression).but(optimizers=(adam, Decayed(momentum, 0.1)))
    noisy = scene.over(Minibatch(LogisticRegression()))
    assert noisy.setup.optimizers == (scaled(Adam, LogisticRegression), Decayed(momentum, 0.1))
    assert noisy.over(LogisticRegression()) == scene
    assert from_query(to_query(noisy)) == (noisy, [])


def test_the_slider_of_a_surface_leaves_rates_alone_and_the_address_keeps_them():
    scene = default_scene().on(Rosenbrock)
    steep = scene.but(surface=Rosenbrock(b=200.0))
    assert steep.setup.optimizers == scene.setup.optimizers
    assert "GradientDescent.lr" in to_query(steep)
    assert "Adam.lr" not in to_query(steep)
    assert from_query(to_query(steep)) == (steep, [])


def test_an_address_says_what_changes_the_loss():
    surface = Regularized(Minibatch(LogisticRegression(n=40), size=4, sampling="order"), l1=0.25)
    scene = default_scene().on(LogisticRegression).over(surface)
    query = {
        "surface": "LogisticRegression",
        "LogisticRegression.n": "40",
        "loss": "Minibatch,Regularized",
        "Minibatch.size": "4",
        "Minibatch.sampling": "order",
        "Regularized.l1": "0.25",
        "v": "2",
    }
    assert to_query(scene) == query
    assert from_query(query) == (scene, [])
    assert from_query(query | {"loss": "Regularized,Minibatch"}) == (scene, [])


@pytest.mark.parametrize("loss", ["", "Minibatch", "Regularized,Regularized", "Noise", "<b>", "Regularized,"])
def test_what_cannot_change_a_loss_is_named(loss):
    _, problems = from_query({"loss": loss})
    assert problems == ["loss may name, once each, what changes this surface"]


def only_wrong(key, text):
    """The scene at ADDRESS with one setting spoilt, which must be as if it were not there; and the one problem."""
    scene, problems = from_query(ADDRESS | {key: text})
    without, _ = from_query({k: v for k, v in ADDRESS.items() if k != key})
    assert scene == without
    assert len(problems) == 1
    return problems[0]


@pytest.mark.parametrize("key", [*ADDRESS, "surface"])
def test_a_hostile_setting_is_named_and_the_others_survive(key, hostile):
    problem = only_wrong(key, hostile)
    assert problem.startswith(f"{key} ")
    assert len(problem) < 100
    assert problem.isprintable()
    assert "<" not in problem


@pytest.mark.parametrize("key", [*(key for key in ADDRESS if key != "optimizers"), "surface"])
def test_an_empty_setting_is_named(key):
    assert only_wrong(key, "").startswith(f"{key} ")


def test_an_address_that_is_hostile_all_over_opens_the_first_page(hostile):
    keys = ["surface", *(key for key in ADDRESS if not key.startswith("Momentum."))]
    scene, problems = from_query(dict.fromkeys(keys, hostile) | VERSION)
    assert scene == default_scene()
    assert {problem.split()[0] for problem in problems} == set(keys)


def test_any_texts_open_a_page(forall, st):
    keys = st.sampled_from([*ADDRESS, "surface", "Rosenbrock.a", "AdaGrad.lr"])
    texts = st.text(max_size=20) | st.from_regex(r"-?[0-9.]{1,5}(e[0-9]{1,3})?") | st.sampled_from([*SURFACES])

    def opens(query):
        scene, problems = from_query(query)
        assert from_query(to_query(scene)) == (scene, [])
        assert all(len(problem) < 100 for problem in problems)

    forall(opens, st.dictionaries(keys, texts))


@pytest.mark.parametrize(
    "name", ["<script>", "", "\0", "Adam.__class__", "Adam.nothing", "__proto__", "kappa", "Steps"]
)
def test_unknown_settings_are_counted_and_not_quoted(name):
    scene, problems = from_query({name: "1", "steps": "50"} | VERSION)
    assert scene == default_scene().but(steps=50)
    assert problems == ["1 of the settings in the address is not known on this page"]


def test_many_unknown_settings_make_one_sentence():
    query = {f"setting{i}": "1" for i in range(1000)}
    assert from_query(query)[1] == ["1,000 of the settings in the address are not known on this page"]


def test_settings_of_who_is_not_there_are_unknown():
    _, problems = from_query({"optimizers": "Adam", "Momentum.momentum": "0.5", "Rosenbrock.a": "1"})
    assert problems == ["2 of the settings in the address are not known on this page"]


@pytest.mark.parametrize("key", ["x", "y"])
def test_a_start_lies_in_the_window(key):
    assert only_wrong(key, "3.01") == f"{key} is not between -3 and 3"


def chosen(text):
    scene, problems = from_query({"optimizers": text})
    return [type(o).__name__ for o in scene.setup.optimizers], problems


def test_a_page_may_be_empty():
    assert chosen("") == ([], [])
    assert play(from_query({"optimizers": ""})[0]).trajectories == ()


def test_an_optimizer_races_once():
    assert chosen("Adam,Momentum,Adam") == (["Adam", "Momentum"], [])
    assert chosen("Adam~2,Adam~2") == (["Adam"], [])


THREE = {
    "optimizers": "GradientDescent~3,GradientDescent,GradientDescent~2",
    "GradientDescent.lr": "0.02",
    "GradientDescent~2.lr": "0.5",
    "GradientDescent~2.decay": "0.1",
    "GradientDescent~2.schedule": "Cosine",
    "GradientDescent~2.Cosine.length": "100",
} | VERSION


def test_a_method_races_more_than_once_each_with_its_own_fields():
    scene, problems = from_query(THREE)
    assert problems == []
    third, first, second = (unwrap(o) for o in scene.setup.optimizers)
    assert scene.setup.numbers == (3, 1, 2)
    assert (first.plain.lr, second.plain.lr, second.decay, second.schedule.length) == (0.02, 0.5, 0.1, 100)
    assert third.plain == default_for(OPTIMIZERS["GradientDescent"], SURFACES["Ravine"])
    assert to_query(scene) == THREE


def test_a_copy_keeps_its_number_when_others_go():
    entries = from_query(THREE)[0].setup.entries
    scene = default_scene().racing({key: o for key, o in entries.items() if key == "GradientDescent~2"})
    query = to_query(scene)
    assert query["optimizers"] == "GradientDescent~2"
    assert query["GradientDescent~2.lr"] == "0.5"
    assert from_query(query) == (scene, [])


def test_copies_without_numbers_are_counted():
    setup = default_scene().setup
    a, b = OPTIMIZERS["Adam"](), OPTIMIZERS["Momentum"]()
    assert [*replace(setup, optimizers=(a, b, a)).entries] == ["Adam", "Momentum", "Adam~2"]


def test_copies_keep_their_fields_on_another_surface():
    scene = from_query(THREE)[0].on(Bowl)
    assert [*scene.setup.entries] == THREE["optimizers"].split(",")
    assert unwrap(scene.setup.optimizers[2]).decay == 0.1


@pytest.mark.parametrize("number", ["0", "1", "", "two", "02", "-2", "2.5", "13", "9" * 400, "\u0662", "2~2", "<b>"])
def test_a_copy_that_cannot_be_is_named(number):
    names, problems = chosen(f"Adam,Adam~{number}")
    assert names == ["Adam"]
    assert len(problems) == 1
    assert problems[0].startswith("optimizers may hold ")
    assert "<" not in problems[0]


def named(*optimizers):
    return [*replace(default_scene().setup, optimizers=optimizers).names.values()]


def test_copies_are_called_by_what_differs():
    descent = OPTIMIZERS["GradientDescent"]
    assert named(descent(0.02), descent(0.19), Adam()) == [
        "Gradient descent α = 0.02",
        "Gradient descent α = 0.19",
        "Adam",
    ]
    assert named(descent(0.02), descent(0.02)) == ["Gradient descent", "Gradient descent 2"]
    assert named(descent(0.02), descent(0.1), descent(0.1))[1:] == [
        "Gradient descent α = 0.1",
        "Gradient descent 3 α = 0.1",
    ]
    assert named(Adam(), Adam(amsgrad=True)) == ["Adam AMSGrad = off", "Adam AMSGrad = on"]
    assert named(Momentum(), Momentum(form="step"))[1] == "Momentum form = step"
    assert named(descent(), Decayed(descent(), 0.1))[1] == "Gradient descent + weight decay λ = 0.1"


def test_no_two_racers_have_one_name(forall, st):
    def apart(scene):
        names = [racer.name for racer in scene.setup.racers]
        assert len(names) == len({*names})

    forall(apart, scenes(st))


def test_the_order_is_kept():
    assert chosen("Momentum,Adam")[0] == ["Momentum", "Adam"]


@pytest.mark.parametrize("text", ["Adam,", ",Adam", "Adam,<b>", "Adam," + "x" * 99])
def test_what_cannot_be_quoted_stays_away(text):
    assert chosen(text) == (["Adam"], [f"optimizers may hold up to {MOST_OPTIMIZERS} known names"])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("adam", "optimizers has an unknown name, `adam` (did you mean Adam?)"),
        ("Momentun", "optimizers has an unknown name, `Momentun` (did you mean Momentum?)"),
        ("Xyzzy", "optimizers has an unknown name, `Xyzzy`"),
    ],
)
def test_an_unknown_optimizer_is_named_with_what_may_be_meant(name, said):
    assert chosen(f"RMSProp,{name}") == (["RMSProp"], [said])
    assert chosen(name) == (list(DEFAULT_OPTIMIZERS), [said])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("rosenbrock", "surface has an unknown name, `rosenbrock` (did you mean Rosenbrock?)"),
        ("LogisticRegresion", "surface has an unknown name, `LogisticRegresion` (did you mean LogisticRegression?)"),
        ("Xyzzy", "surface has an unknown name, `Xyzzy`"),
        ("<b>", "surface names nothing that is known here"),
    ],
)
def test_an_unknown_surface_is_named_and_the_first_one_shown(name, said):
    assert from_query({"surface": name} | VERSION) == (default_scene(), [said])


def test_of_many_unknown_names_a_few_are_repeated():
    assert len(chosen("Adam," + ",".join(f"Nobody{i}" for i in range(1000)))[1]) == 4


def test_without_a_known_optimizer_the_usual_ones_race():
    assert chosen("Nonsense,Bowl")[0] == list(DEFAULT_OPTIMIZERS)


def test_no_more_than_fit_on_a_page(monkeypatch):
    monkeypatch.setattr("scenes.address.MOST_OPTIMIZERS", 3)
    names = list(OPTIMIZERS)[:5]
    assert chosen(",".join(names)) == (names[:3], ["optimizers may hold up to 3 known names"])
    assert chosen(",".join(names[:3])) == (names[:3], [])


def test_all_optimizers_at_once_open_a_page():
    names, problems = chosen(",".join(OPTIMIZERS))
    assert names == list(OPTIMIZERS)[:MOST_OPTIMIZERS]
    assert len(problems) == (len(OPTIMIZERS) > MOST_OPTIMIZERS)


def test_a_race_on_another_surface():
    scene = from_query(ADDRESS)[0].on(Rosenbrock)
    assert (scene.setup.surface, scene.setup.start) == (Rosenbrock(), Rosenbrock.start)
    assert (scene.setup.steps, scene.look.overlay, scene.look.speed, scene.look.loop) == (50, "1", 2.0, True)
    adam, momentum = scene.setup.optimizers
    assert adam == replace(default_for(Adam, Rosenbrock), bias_correction=False)
    assert momentum == replace(default_for(Momentum, Rosenbrock), momentum=0.5)


def test_a_scene_never_changes():
    scene = default_scene()
    with pytest.raises(AttributeError):
        scene.setup.steps = 3


def test_a_race_is_each_run_alone():
    scene = from_query(ADDRESS)[0]
    race = play(scene)
    assert race.scene is scene
    for optimizer, run in zip(scene.setup.optimizers, race.trajectories, strict=True):
        alone = descend(scene.setup.surface, optimizer, scene.setup.start, scene.setup.steps)
        assert_array_equal(run.points, alone.points)
        assert_array_equal(run.losses, alone.losses)
        assert (run.last, run.outcome.kind, run.evaluations) == (alone.last, alone.outcome.kind, alone.evaluations)


def test_what_does_not_change_is_not_run_again():
    scene = default_scene()
    first, second = play(scene), play(scene.but(optimizers=scene.setup.optimizers[::-1], speed=4.0, overlay="1"))
    assert all(a is b for a, b in zip(first.trajectories, second.trajectories[::-1], strict=True))


@pytest.mark.parametrize(
    "change", [{"steps": 100}, {"start": Point(1.0, 1.0)}, {"surface": SURFACES["Ravine"](kappa=2.0)}], ids=str
)
def test_what_changes_is_run_again(change):
    scene = default_scene()
    before, after = play(scene), play(scene.but(**change))
    assert not np.array_equal(before.trajectories[0].points, after.trajectories[0].points)


def test_what_is_remembered_for_all_cannot_be_written_to_by_one():
    run = play(default_scene()).trajectories[0]
    for array in (run.points, run.losses):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_an_address_of_before_opens_the_same_page():
    """The switch 3-D was once called relief."""
    scene, problems = from_query({"relief": "1", "logheight": "1"} | VERSION)
    assert (scene, problems) == (default_scene().but(view3d=True, logheight=True), [])
    assert to_query(scene) == {"view3d": "1", "logheight": "1"} | VERSION


def test_no_setting_is_both_of_the_setup_and_of_the_look():
    assert not set(params_of(Setup)) & set(params_of(Look))
    assert set(SETTINGS) == set(params_of(Setup)) | set(params_of(Look))


def test_racers_and_trajectories_are_in_one_order():
    race = play(default_scene())
    for racer, run in zip(race.racers, race.trajectories, strict=True):
        assert_array_equal(run.points, descend(racer.loss, racer.optimizer, (-2.6, -0.2), 150).points)
