"""What a visitor takes along that the server makes: asked for by a report, answered once in a mount of its own."""

import pytest

from player import taking
from player.taking import File, Wish
from scenes import default_scene, play, report
from tests.player.packets import opened

TOLD = report(play(default_scene()))


def refused(_told, _table):
    raise ValueError("Not here.")


MAKERS = {"text": lambda _told, table: File("a.txt", "text/plain", b"with" if table else b"without"), "no": refused}


def answered(sent):
    """What is mounted after a report: key and packet, each time the page is run."""
    session, mounted = {}, []
    taking.note(session, "player", sent)
    for _ in range(2):
        taking.answer(session, "player", lambda key, data: mounted.append((key, *opened(data))), TOLD, MAKERS)
    return mounted


@pytest.mark.parametrize(("table", "text"), [(True, b"with"), (False, b"without"), ("yes", b"without")])
def test_a_file_comes_once_and_holds_a_table_only_if_that_was_said(table, text):
    ((key, header, blocks),) = answered({"take": {"what": "text", "count": 7, "table": table}, "start": [0, 0]})
    assert key == "player-take"
    assert header["taken"] == {"count": 7, "name": "a.txt", "type": "text/plain", "problem": ""}
    assert blocks["file"].tobytes() == text


def test_what_cannot_be_made_is_said():
    ((_, header, blocks),) = answered({"take": {"what": "no", "count": 8}})
    assert (header["taken"]["problem"], header["taken"]["count"], blocks) == ("Not here.", 8, {})


@pytest.mark.parametrize(
    "sent",
    [{}, {"take": "text"}, {"take": {"what": "elsewhere", "count": 1}}, {"take": {"what": "text"}}]
    + [{"take": {"what": "text", "count": count}} for count in (float("nan"), float("inf"), "1", None)],
)
def test_nonsense_is_not_answered(sent):
    assert answered(sent) == []


def test_a_wish_as_a_browser_says_it():
    assert taking.read({"what": "csv", "count": 1.5, "table": False}) == Wish("csv", 1.5, False)
