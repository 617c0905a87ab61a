"""The one value behind a page that is not the race: kept in the session and mirrored in the address."""

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

import streamlit as st

from views import state

T = TypeVar("T")


class Kept(Generic[T]):
    """A value that widgets follow and change, as `views.state` has it for the scene of a race.

    name: its key in the session; read: the value of an address and what made no sense in it; write: its address.
    """

    def __init__(
        self, name: str, read: Callable[[Mapping[str, str]], tuple[T, list[str]]], write: Callable[[T], dict[str, str]]
    ) -> None:
        self.name, self.read, self.write = name, read, write

    def value(self, again: Callable[[T], T]) -> T:
        """The value to show. `again` turns the one that was left into the one to come back to with a bare address."""
        if st.session_state.get(state.RETURNED) and self.name in st.session_state:
            self._set(again(st.session_state[self.name]), [])
        elif self.name not in st.session_state or self._navigated():
            self._set(*self.read(st.query_params.to_dict()))
        st.session_state[self._touched] = False
        return st.session_state[self.name]

    @property
    def problems(self) -> list[str]:
        """What the address asked for and could not get."""
        return st.session_state[f"{self.name}.problems"]

    def bound(self, part: str, value: Any, update: Callable[[T, Any], T]) -> dict[str, Any]:
        """`key` and `on_change` for a widget that shows `value` and changes the kept value by `update`."""
        key = f"{self.name}.{part}"
        if st.session_state.get(key) != value:
            st.session_state[key] = value
        return {"key": key, "on_change": lambda: self._change(lambda now: update(now, st.session_state[key]))}

    def mirror(self) -> None:
        """Write the value into the address."""
        query = self.write(st.session_state[self.name])
        if query != st.query_params.to_dict():
            st.query_params.from_dict(query)
        st.session_state[self._address] = query

    def _change(self, update: Callable[[T], T]) -> None:
        st.session_state[self._touched] = True
        self._set(update(st.session_state[self.name]), [])

    def _set(self, value: T, problems: list[str]) -> None:
        st.session_state[self.name], st.session_state[f"{self.name}.problems"] = value, problems

    def _navigated(self) -> bool:
        """Whether no widget caused this run, and its address is not the one last written: back, forward or a link."""
        touched = st.session_state.get(self._touched)
        return not touched and st.query_params.to_dict() != st.session_state.get(self._address)

    @property
    def _touched(self) -> str:
        return f"{self.name}.touched"

    @property
    def _address(self) -> str:
        return f"{self.name}.address"
