"""The race page without a browser: Streamlit's AppTest runs the script, and the packet is read as the player reads it."""

import pytest

from optimizers import OPTIMIZERS, Cosine, OneCycle, Step, unwrap
from scenes import VERSION, default_scene, to_query
from scenes.entries import MOST_OPTIMIZERS
from surfaces import SURFACES, Point
from tests.views.running import header, run, told
from views.pages.race import after_report

NAMES = list(OPTIMIZERS)
GROUPS = [NAMES[i : i + MOST_OPTIMIZERS] for i in range(0, len(NAMES), MOST_OPTIMIZERS)]


@pytest.mark.parametrize("group", GROUPS, ids=lambda names: names[0])
def test_as_many_as_there_is_room_for(group):
    app = run(optimizers=",".join(group))
    assert [r["name"] for r in header(app)["race"]["racers"]] == [OPTIMIZERS[name].label for name in group]
    assert len(told(app, "outcomes")) == len(group)


def test_the_first_visit():
    app = run()
    assert app.query_params == {}
    assert [r["name"] for r in header(app)["race"]["racers"]] == ["Gradient descent", "Momentum", "RMSProp", "Adam"]


def test_the_page_says_that_methods_are_at_their_best_where_they_are():
    best = "Each method has the best of {} learning rates tried on this surface."
    for query, count in (({}, "at least 101"), ({"optimizers": "Adam", **VERSION}, "121")):
        scene = header(run(**query))["scene"]
        assert (scene["note"], scene["recorded"]) == (best.format(count), True)
    for other in ({"Adam.lr": "0.1"}, {"Ravine.kappa": "45"}, {"loss": "NoisyGradient"}, {"x": "1"}):
        assert not header(run(**other, **VERSION))["scene"]["recorded"]


def test_sliders_come_from_the_fields_of_the_class():
    app = run(surface="Rosenbrock")
    assert app.slider(key="Rosenbrock.a").max == 1.4
    app.slider(key="Rosenbrock.a").set_value(0.5).run()
    assert app.query_params["Rosenbrock.a"] == "0.5"
    assert header(app)["ground"]["marks"]["best"] == [[0.5, 0.25]]


def test_hyperparameters_are_remembered_while_an_optimizer_sits_out():
    app = run(**{"Adam.beta1": "0.5"})
    app.multiselect(key="optimizers").set_value(["Momentum"]).run()
    assert "Adam.beta1" not in app.query_params
    app.multiselect(key="optimizers").set_value(["Momentum", "Adam"]).run()
    assert app.query_params["Adam.beta1"] == "0.5"


def test_another_surface_begins_at_its_own_start():
    app = run(x="1", y="1", **VERSION)
    app.selectbox(key="surface").set_value("Himmelblau").run()
    assert header(app)["scene"]["start"] == list(SURFACES["Himmelblau"].start)
    assert app.query_params == {"surface": "Himmelblau", "v": "2"}


def test_number_boxes_set_the_start():
    app = run()
    app.number_input(key="start.x").set_value(1.5).run()
    assert header(app)["scene"]["start"] == [1.5, -0.2]


def test_nobody_racing_asks_for_somebody():
    app = run()
    app.multiselect(key="optimizers").set_value([]).run()
    assert "Choose one to twelve" in app.info[0].value
    assert header(app)["race"]["racers"] == []
    app.button[0].click().run()
    assert [r["name"] for r in header(app)["race"]["racers"]] == ["Gradient descent", "Momentum", "RMSProp", "Adam"]
    assert app.query_params == {}


def test_one_more_of_a_method_has_its_own_fields():
    app = run(optimizers="Adam,GradientDescent", **VERSION)
    app.selectbox(key="another").set_value("GradientDescent").run()
    assert app.query_params["optimizers"] == "Adam,GradientDescent,GradientDescent~2"
    assert app.selectbox(key="another").value is None
    state = app.session_state["scene"]
    state.value, state.touched = after_report(state.value, {"GradientDescent~2.lr": 0.02}), True
    app.run()
    assert app.query_params["GradientDescent~2.lr"] == "0.02"
    assert [r["name"] for r in header(app)["race"]["racers"]][2] == "Gradient descent α = 0.02"
    app.multiselect(key="optimizers").set_value(["GradientDescent~2"]).run()
    assert app.query_params == {"optimizers": "GradientDescent~2", "GradientDescent~2.lr": "0.02"} | VERSION


def test_no_more_than_twelve_race():
    app = run(optimizers=",".join(["Adam", *(f"Adam~{k}" for k in range(2, MOST_OPTIMIZERS + 1))]))
    assert len(header(app)["race"]["racers"]) == MOST_OPTIMIZERS
    assert app.selectbox(key="another").disabled


def test_a_report_sets_a_field_of_a_copy():
    scene = default_scene()
    twice = scene.racing(scene.setup.entries | {"Adam~2": scene.setup.optimizers[3]})
    query = to_query(after_report(twice, {"Adam~2.lr": 0.25}))
    assert (query["Adam~2.lr"], "Adam.lr" in query) == ("0.25", False)


def test_what_the_address_says_wrongly_is_named_and_the_rest_is_kept():
    app = run(x="nan", y="1.5", surface="Bowl")
    assert "x is not a number" in app.warning[0].value
    assert header(app)["scene"]["start"] == [SURFACES["Bowl"].start.x, 1.5]


def test_the_complaint_goes_with_the_next_change():
    app = run(x="nan")
    app.slider(key="steps").set_value(100).run()
    assert not app.warning


def test_a_report_moves_the_start():
    assert after_report(default_scene(), {"start": [1, 2]}).setup.start == Point(1.0, 2.0)


def test_a_report_sets_speed_and_loop():
    assert after_report(default_scene(), {"speed": 4, "loop": True}) == default_scene().but(speed=4.0, loop=True)


def test_a_report_of_the_surfaces_shape_leaves_rates_as_they_were():
    scene = default_scene().on(SURFACES["Rosenbrock"])
    moved = after_report(scene, {"Rosenbrock.b": 200.0})
    assert moved == scene.but(surface=SURFACES["Rosenbrock"](b=200.0))


def test_a_report_sets_fields_by_their_names_in_the_address():
    scene = after_report(default_scene(), {"Adam.lr": 0.25, "Ravine.kappa": 45, "start": [1, 2]})
    assert to_query(scene) == {"Adam.lr": "0.25", "Ravine.kappa": "45", "x": "1", "y": "2", "v": "2"}


@pytest.mark.parametrize(
    "sent",
    [{"Adam.lr": "fast"}, {"Adam.lr": 1e9}, {"Adam.lr": None}, {"Adam.lr": float("nan")}, {"NAdam.nope": 1}, {"Adam.amsgrad": 3}, {"Adam.schedule": "Never"}, {"Adam.lr": [1]},
     {}, {"start": None}, {"start": [1]}, {"start": ["a", 1]}, {"start": [99, 0]}, {"start": [float("nan"), 1]}, {"start": [1, 2, 3]},
     {"speed": 99}, {"speed": "fast"}, {"speed": None}, {"loop": "yes"}, {"live": 1}, {"start": {"x": 1}}],
    ids=str,
)  # fmt: skip
def test_a_report_that_makes_no_sense_changes_nothing(sent):
    assert after_report(default_scene(), sent) == default_scene()


def test_weight_decay_schedules_switches_and_forms_are_fields_too():
    sent = {"Adam.decay": 0.1, "Adam.schedule": "Cosine", "Adam.amsgrad": True, "Momentum.form": "step"}
    scene = after_report(default_scene(), sent)
    query = to_query(scene)
    told_of = {"Adam.decay": "0.1", "Adam.schedule": "Cosine", "Adam.amsgrad": "1", "Momentum.form": "step"}
    assert query == told_of | {"Adam.Cosine.length": "150"} | VERSION
    assert scene.setup.names["Adam"] == "Adam + cosine + weight decay"
    assert to_query(after_report(scene, {"Adam.Cosine.length": 100}))["Adam.Cosine.length"] == "100"
    usual = {"Adam.decay": 0, "Adam.schedule": "Constant", "Adam.amsgrad": False, "Momentum.form": "velocity"}
    assert after_report(scene, usual) == default_scene()


def test_another_schedule_begins_anew_and_lasts_as_long_as_the_run():
    scene = default_scene().but(steps=120)
    cosine = after_report(after_report(scene, {"Adam.schedule": "Cosine"}), {"Adam.Cosine.length": 60})
    assert unwrap(cosine.setup.optimizers[3]).schedule == Cosine(length=60)
    assert after_report(cosine, {"Adam.schedule": "Cosine"}) == cosine
    assert unwrap(after_report(cosine, {"Adam.schedule": "OneCycle"}).setup.optimizers[3]).schedule == OneCycle(120)
    assert unwrap(after_report(cosine, {"Adam.schedule": "Step"}).setup.optimizers[3]).schedule == Step()
    assert after_report(cosine, {"Adam.schedule": "Constant"}) == scene


def test_the_script_of_a_copy_has_its_rate():
    twice = {"optimizers": "GradientDescent,GradientDescent~2", "GradientDescent~2.lr": "0.02", **VERSION}
    scripts = [block.value for block in run(**twice, code="1").code if "torch.optim" in block.value]
    assert [rate in script for script, rate in zip(scripts, ("lr=0.18", "lr=0.02"), strict=True)] == [True, True]
