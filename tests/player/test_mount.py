"""What the player reports, whether or not the server knows it already."""

from types import SimpleNamespace

import pytest

from player import mount
from scenes import default_scene, play, report
from tests.player.packets import opened

MOVED = {"start": [1.0, 0.5]}


class Rerun(Exception):
    pass


@pytest.fixture
def heard(monkeypatch):
    """Call it with what Streamlit has of the player before, and what the player says in this run: what the page hears."""

    def run(before, says):
        run.state, heard = (state := dict(before)), []

        def component(key, data, **_):
            state[key] = SimpleNamespace(report=says if key == "player" else None)
            if key == "player":
                run.packet = opened(data)[0]
            return state[key]

        def rerun():
            raise Rerun

        monkeypatch.setattr(mount, "component", lambda *_: component)
        monkeypatch.setattr(mount, "st", SimpleNamespace(session_state=state, rerun=rerun))
        try:
            mount.show(report(play(default_scene())), "", "", heard.append)
        except Rerun:
            heard.append("rerun")
        return heard

    return run


def test_a_server_that_has_started_anew_hears_what_a_page_says_first(heard):
    assert heard({}, MOVED) == [MOVED, "rerun"]
    assert heard({}, {}) == heard({}, None) == []


def test_what_is_called_back_for_is_not_heard_twice(heard):
    assert heard({"player": None}, MOVED) == []


def test_what_is_no_report_is_not_heard(heard):
    assert heard({}, "x=1") == ["rerun"]


@pytest.mark.parametrize(
    ("count", "told"), [(3, 3), (None, None), ("3", None), (float("nan"), None), (float("inf"), None)]
)
def test_the_player_is_told_which_report_was_heard(heard, count, told):
    heard({}, MOVED | {"count": count})
    assert heard.packet["heard"] is None
    heard(heard.state, None)
    assert heard.packet["heard"] == told
