"""The one value behind a page, such as the scene of the race: kept in the session and mirrored in the address.

Widgets follow the value and the value follows the widgets: each run starts from `value()`, a widget's callback replaces
it with `change(...)`, and `mirror()` writes it into the address at the end.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import unquote

import streamlit as st

import player
from language import use
from scenes import KEY, VERSION, Scene, from_query, to_query

T = TypeVar("T")
PAGE, RETURNED = "page", "returned"


def speak() -> None:
    """Show texts in the visitor's language: said at the beginning of each run, and in callbacks, which come before it."""
    use(st.context.locale or "")


def enter(page: str) -> None:
    """Say which page this run shows. The bare address of one that was entered from another means "as I left it"."""
    before = st.session_state.get(PAGE, page)
    st.session_state[PAGE], st.session_state[RETURNED] = page, before != page and not _address()


@dataclass
class Held(Generic[T]):
    """What a session holds of a value.

    problems: what the address asked for and could not get; address: as it was last written; touched: whether a widget
    caused the run; passing: whether the last change, as within a drag, is not to reach the address.
    """

    value: T
    problems: list[str]
    address: dict[str, str] | None = None
    touched: bool = False
    passing: bool = False


class SessionValue(Generic[T]):
    """A value in the session. name: its key; read: the value of an address and what made no sense; write: its address."""

    def __init__(
        self, name: str, read: Callable[[Mapping[str, str]], tuple[T, list[str]]], write: Callable[[T], dict[str, str]]
    ) -> None:
        self.name, self.read, self.write = name, read, write

    def value(self, again: Callable[[T], T] = lambda left: left) -> T:
        """The value to show: the session's own, or that of the address on a first visit and after back or forward.

        A run that no widget caused and whose address is not the one last written is a navigation. A run that a widget
        caused may carry an address that is older than the session, because the browser was told of the new one only
        then. `again` turns the value that was left into the one to come back to with a bare address.
        """
        returned = st.session_state.get(RETURNED)
        held = st.session_state.get(self.name)
        if held is None or not (held.touched or returned or held.address == _address()):
            held = st.session_state[self.name] = Held(*self.read(_address()))
        elif returned:
            held.value = again(held.value)
        held.touched = False
        return held.value

    def left(self) -> T:
        """The value for a page whose address does not tell of it."""
        return self._held.value

    def problems(self) -> list[str]:
        """What the address asked for and could not get."""
        return self._held.problems

    def touch(self) -> None:
        """Say that this run was caused by a widget."""
        self._held.touched = True

    def change(self, update: Callable[[T], T], passing: bool = False) -> None:
        """Replace the value from within a callback. A `passing` change, as within a drag, does not reach the address."""
        speak()
        held = self._held
        held.value, held.problems, held.touched, held.passing = update(held.value), [], True, passing

    def bound(self, key: str, value: Any, update: Callable[[T, Any], T]) -> dict[str, Any]:
        """`key` and `on_change` for a widget that shows `value` and changes the value by `update`."""
        if st.session_state.get(key) != value:
            st.session_state[key] = value
        return {"key": key, "on_change": lambda: self.change(lambda now: update(now, st.session_state[key]))}

    def announced(self) -> dict[str, str]:
        """The address of the value, which is about to be the page's."""
        self._held.address = self.write(self._held.value)
        return self._held.address

    def mirror(self, alias: bool = False) -> None:
        """Write the value into the address, so that a reload or a friend gets the same page, and "back" undoes a change.

        alias: whether a bare address that was just read stays as it is, whatever it meant.
        """
        if self._held.passing:
            self._held.passing = False
        elif alias and self._held.address is None and not _address():
            self._held.address = {}
        elif (query := self.announced()) != _address():
            st.query_params.from_dict(query)

    @property
    def _held(self) -> Held[T]:
        if self.name not in st.session_state:
            st.session_state[self.name] = Held(*self.read({}))
        return st.session_state[self.name]


def write(setting: str) -> Callable[[Scene, Any], Scene]:
    """The update that gives one setting of the race another value."""
    return lambda now, value: now.but(**{setting: value})


def _address() -> dict[str, str]:
    query = st.query_params.to_dict()
    if KEY in query and not VERSION.keys() & query.keys():
        query[KEY] = by_hand(player.raw_query(), query[KEY])
    return query


def by_hand(raw: str, text: str) -> str:
    """The formula in an address that somebody wrote by hand, who means a plus by "+" and not a space; `text` if there is none."""
    found = [part.removeprefix(f"{KEY}=") for part in raw.lstrip("?").split("&") if part.startswith(f"{KEY}=")]
    return unquote(found[-1]) if found else text


race: SessionValue[Scene] = SessionValue("scene", from_query, to_query)
"""The scene of the race, which other pages know of, too."""
scene, scene_left, problems = race.value, race.left, race.problems
announced, mirror = race.announced, race.mirror


class Part(Generic[T]):
    """The scene of a race within the value of another page. within: the page's value with another scene in it."""

    def __init__(self, whole: SessionValue[T], within: Callable[[T, Callable[[Scene], Scene]], T]) -> None:
        self.whole, self.within = whole, within

    def change(self, update: Callable[[Scene], Scene], passing: bool = False) -> None:
        """As `SessionValue.change`."""
        self.whole.change(lambda now: self.within(now, update), passing)

    def touch(self) -> None:
        """As `SessionValue.touch`."""
        self.whole.touch()

    def bound(self, key: str, value: Any, update: Callable[[Scene, Any], Scene]) -> dict[str, Any]:
        """As `SessionValue.bound`."""
        return self.whole.bound(key, value, lambda now, chosen: self.within(now, lambda scene: update(scene, chosen)))


parts: dict[str, Part[Any]] = {}
"""Page → where it keeps the scene that the widgets of a race change there: those that have one of their own."""


def _shown() -> SessionValue[Scene] | Part[Any]:
    return parts.get(st.session_state.get(PAGE, ""), race)


def bound(key: str, value: Any, update: Callable[[Scene, Any], Scene]) -> dict[str, Any]:
    """`key` and `on_change` for a widget that changes the scene of the page."""
    return _shown().bound(key, value, update)


def change(update: Callable[[Scene], Scene], passing: bool = False) -> None:
    """Replace the scene of the page from within a callback."""
    _shown().change(update, passing)


def touch() -> None:
    """Say that this run was caused by a widget."""
    _shown().touch()
