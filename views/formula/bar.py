"""Above the plots of a formula: the field in which it is typed, and what is known of it."""

from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

import streamlit as st

import player
from language import _
from scenes import Scene, default_scene, draft, edited, opened, to_query
from surfaces import EXAMPLES, Example, Formula, FormulaError, read
from views.formula.facts import facts
from views.formula.search import finish, is_found
from views.state import change

TYPED = "formula.typed"
"""Session key: what was typed last."""
MOST = 2000
"""Characters of what was typed that are shown again: far more than can be read."""


class Typed(NamedTuple):
    """What stands in the field; on: the formula that was on the plots then; typing: whether somebody may go on."""

    said: player.Typing
    on: str
    typing: bool


def formula_bar(scene: Scene) -> None:
    """The field, if the surface is a formula."""
    base = scene.setup.plain
    if isinstance(base, Formula):
        told = facts(base) if base.searched else ""
        player.formula_bar(_typed(base).said, base.definition, told, tries(), take)


def is_typing(scene: Scene) -> bool:
    """Whether somebody is typing the surface of `scene`: then nothing is worth waiting for."""
    base = scene.setup.plain
    return isinstance(base, Formula) and _typed(base).typing


def shown(scene: Scene) -> Scene:
    """`scene` as it is drawn: a draft of it while somebody types, and until its critical points are found."""
    return draft(scene) if is_typing(scene) or not is_found(scene.setup.plain) else scene


def follow(scene: Scene, drawn: Scene) -> None:
    """If a draft was `drawn` only because critical points are still searched for, wait for them, and show the page again."""
    if drawn != scene and not is_typing(scene):
        finish(scene.setup.plain)


def _typed(surface: Formula) -> Typed:
    """What stands in the field above the plots of `surface`: what was typed, unless another formula has come since."""
    typed = st.session_state.get(TYPED)
    return typed if typed and typed.on == surface.text else Typed(player.Typing(surface.text), surface.text, False)


def tries() -> tuple[player.Try, ...]:
    """All formulas to try."""
    return tuple(player.Try(_(one.title), _(one.story), one.text, where) for one, where in addresses())


@cache
def addresses() -> tuple[tuple[Example, str], ...]:
    """The formulas to try, and the address of each."""
    races = ((one, opened(default_scene(), one)) for one in EXAMPLES)
    return tuple((one, f"./?{urlencode(to_query(race))}") for one, race in races)


def take(sent: dict[str, Any]) -> None:
    """What the field reports, checked, because any browser may send anything."""
    if isinstance(chosen := sent.get("chosen"), str):
        _choose(chosen)
    elif isinstance(text := sent.get("text"), str):
        _read(text[:MOST].encode("utf-8", "replace").decode(), sent.get("typing") is True)


def _choose(text: str) -> None:
    found = next((one for one in EXAMPLES if one.text == text), None)
    st.session_state.pop(TYPED, None)
    if found:
        change(lambda now: opened(now, found))


def _read(text: str, typing: bool) -> None:
    """Put the formula `text` on the plots, or say why it cannot be read."""

    def update(now: Scene) -> Scene:
        after, said = read_into(now, text, typing)
        on = after.setup.plain
        st.session_state[TYPED] = Typed(said, on.text if isinstance(on, Formula) else "", typing)
        return after

    change(update, passing=typing)


def read_into(scene: Scene, text: str, typing: bool = False) -> tuple[Scene, player.Typing]:
    """`scene` on the formula `text`, or as it is if that cannot be read; and what the field says.

    While somebody is typing, a new letter may become a function: it is a parameter once they rest.
    """
    base = scene.setup.plain
    if not isinstance(base, Formula) or text.strip() == base.text.strip():
        return scene, player.Typing(text)
    try:
        waits = typing and set(read(text).parameters) - set(base.parameters)
        return scene if waits else edited(scene, text), player.Typing(text)
    except FormulaError as problem:
        return scene, player.Typing(text, str(problem), problem.start, problem.stop)
