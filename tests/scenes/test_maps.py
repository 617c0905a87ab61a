"""The address of the maps: what is written is read again, and nonsense is named and left out."""

from dataclasses import replace

import pytest

from optimizers import OPTIMIZERS
from scenes import VERSION, default_for, default_scene
from scenes.maps import MAP_SETTINGS, OPENED, MapLook, MapScene, from_query, mapped, retold, swept, to_query, within
from surfaces import ALL_SURFACES, SURFACES, Box

RACE = default_scene().on(SURFACES["Beale"]).but(steps=120)
SCENE = MapScene(
    RACE,
    MapLook(show="plane", n="256", shade="loss", starts=9, spread=True, trials=50, seed=7),
    Box(-1.0, 0.5, 0.25, 1.0),
    "Adam",
    "beta1",
    "beta2",
    Box(0.5, 0.9, 0.1, 0.95),
)


@pytest.mark.parametrize("name", ALL_SURFACES)
def test_the_default_of_a_surface_is_its_name_alone(name):
    scene, problems = from_query({"surface": name} | VERSION)
    assert scene == MapScene(default_scene().on(ALL_SURFACES[name]))
    assert to_query(scene) == {"surface": name} | VERSION
    assert not problems


def test_what_is_written_is_read_again():
    assert from_query(to_query(SCENE)) == (SCENE, [])


def test_a_first_visit_sees_several_minima_and_any_other_its_own_race():
    assert type(mapped(default_scene()).race.setup.plain) is SURFACES[OPENED]
    assert mapped(RACE) == MapScene(RACE)


def test_no_setting_is_called_as_one_of_the_race():
    query = to_query(SCENE)
    race, problems = from_query({key: text for key, text in query.items() if key not in MAP_SETTINGS})
    assert (race.race, problems) == (RACE, [])


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("show", "<b>"), ("n", "100"), ("shade", ""), ("starts", "0"), ("starts", "1.5"), ("spread", "yes"), ("trials", "1e9"),
        ("box", ""), ("box", "1,2"), ("box", "0.5,-1,0.25,1"), ("box", "nan,1,0,1"), ("box", "0,99,0,1"), ("box", "0,0,0,1"),
        ("box", "0,1e-15,0,1e-15"), ("of", "Nobody"), ("of", "\0"), ("across", "form"), ("upward", "amsgrad"), ("range", "0.5,2,0,1"),
        ("surface", "<b>"), ("steps", "-1"), ("nothing", "3"),
    ],
)  # fmt: skip
def test_nonsense_is_named_and_the_rest_is_kept(key, text):
    query = to_query(SCENE)
    scene, problems = from_query(query | {key: text})
    assert problems
    assert "\0" not in "".join(problems)
    assert "<b>" not in "".join(problems)
    assert scene.look == from_query({k: v for k, v in query.items() if k != key})[0].look


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_plane_has_two_fields_of_a_method_or_there_is_none(name):
    surface = SURFACES["Himmelblau"]
    scene = MapScene(default_scene().on(surface).racing({name: default_for(OPTIMIZERS[name], surface)}))
    fields = swept(scene.race.setup.entries[name])
    assert (scene.plane is not None) == (len(fields) > 1)
    if scene.plane:
        of, across, upward = scene.plane
        assert (of, across != upward) == (name, True)
        assert {across, upward} <= set(fields)


def test_a_report_changes_what_it_names():
    changed = retold(SCENE, {"n": "64", "box": None, "spread": False, "start": [1, 2], "count": 3})
    assert changed == replace(SCENE, look=replace(SCENE.look, n="64", spread=False), box=None)
    assert retold(SCENE, {"box": [-1, 0, 0, 1]}) == replace(SCENE, box=Box(-1.0, 0.0, 0.0, 1.0))


@pytest.mark.parametrize(
    "sent", [{"n": 7}, {"box": [1]}, {"box": "x"}, {"box": [["a"]]}, {"show": {}}, {"seed": 1e300}]
)
def test_a_report_that_makes_no_sense_changes_nothing(sent):
    assert retold(SCENE, sent) is None


def test_another_race_leaves_out_what_it_has_no_more():
    elsewhere = within(replace(SCENE, race=RACE.on(SURFACES["Peaks"])))
    assert elsewhere == replace(SCENE, race=RACE.on(SURFACES["Peaks"]))
    small = within(replace(SCENE, box=Box(-4.0, 4.0, -4.0, 4.0), race=RACE.on(SURFACES["Peaks"])))
    assert small.box is None
    alone = within(replace(SCENE, race=RACE.racing({"Momentum": RACE.setup.entries["Momentum"]})))
    assert (alone.of, alone.across, alone.range) == ("", "", None)
