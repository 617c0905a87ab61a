"""A visitor without a browser: what a browser says to Streamlit's server over its websocket, and keeps of the answers.

Made of Streamlit's own messages, as Chromium was seen to send them: with every rerun the state of all widgets, the address, and
the hashes of the messages that need not be sent again.
"""

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import DoubleArray, StringArray
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 60
"""Seconds after which an answer is given up."""
LARGEST = 20_000_000
KEPT = 2
"""Runs for which a browser keeps a message that it has not met again (`global.maxCachedMessageAge`)."""
CONTEXT = {"timezone": "UTC", "timezone_offset": 0, "locale": "en-US", "is_embedded": False, "color_scheme": "light"}


def _slider(widget: Any) -> dict[str, Any]:
    if widget.type == widget.SELECT_SLIDER:
        return {"string_array_value": StringArray(data=widget.raw_value)}
    return {"double_array_value": DoubleArray(data=widget.value)}


def _several(widget: Any) -> dict[str, Any]:
    return {"string_array_value": StringArray(data=widget.raw_values)}


SET_TO: dict[str, Callable[[Any], dict[str, Any]]] = {
    "selectbox": lambda widget: {"string_value": widget.raw_value},
    "number_input": lambda widget: {"double_value": widget.value},
    "checkbox": lambda widget: {"bool_value": widget.value},
    "slider": _slider,
    "multiselect": _several,
    "button_group": _several,
}
"""Kind of a widget → the state to which the server has set it."""


class Answer(NamedTuple):
    """What a rerun sent. seconds: from the question to the last message; size: bytes; data: of each component, by its key."""

    seconds: float
    size: int
    data: dict[str, bytes]


class Visitor:
    """One session. `async with Visitor(address) as visitor`, then `open` a page and `report` from a component.

    Raises RuntimeError if the page shows an exception or the run did not end well, TimeoutError if there is no answer.
    """

    def __init__(self, address: str) -> None:
        self.address, self.query, self.page = address, "", ""
        self.states, self.components = dict[str, WidgetState](), dict[str, str]()
        self.known, self.runs = dict[str, tuple[ForwardMsg, int]](), 0

    async def __aenter__(self) -> "Visitor":
        stream = self.address.replace("http", "ws", 1) + "_stcore/stream"
        self.socket: ClientConnection = await connect(stream, max_size=LARGEST, subprotocols=["streamlit"], proxy=None)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.socket.close()

    async def open(self, query: str) -> Answer:
        """The page at this address, for the first time."""
        self.query = query
        return await self._rerun(self.question())

    async def report(self, key: str, event: str, value: Any) -> Answer:
        """The trigger `event` of the component with this key, with all that the browser sends along."""
        return await self._rerun(self.question(self.trigger(key, event, value)))

    def trigger(self, key: str, event: str, value: Any) -> WidgetState:
        """How a browser says that a component with this key reports an event."""
        said = json.dumps([{"event": event, "value": value}], separators=(",", ":"))
        return WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{self.components[key]}__events", json_trigger_value=said)

    def question(self, *triggers: WidgetState) -> BackMsg:
        """The message that asks for a rerun."""
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string, rerun.page_script_hash = self.query, self.page
        rerun.widget_states.widgets.extend([*self.states.values(), *triggers])
        rerun.cached_message_hashes.extend(self.known)
        for key, value in (CONTEXT | {"url": self.address}).items():
            setattr(rerun.context_info, key, value)
        return message

    async def _rerun(self, question: BackMsg) -> Answer:
        begin, size, data = time.perf_counter(), 0, dict[str, bytes]()
        await self.socket.send(question.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while True:
                text = await self.socket.recv()
                message = ForwardMsg.FromString(text)
                size += len(text)
                data |= self._take(message)
                if message.WhichOneof("type") == "script_finished":
                    break
        if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
            raise RuntimeError(f"the run ended with status {message.script_finished}")
        return Answer(time.perf_counter() - begin, size, data)

    def _take(self, message: ForwardMsg) -> dict[str, bytes]:
        """Keep what a browser keeps of a message. What a component is sent by it, by the component's key."""
        match message.WhichOneof("type"):
            case "navigation":
                self.page = message.navigation.page_script_hash
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "ref_hash":
                message, _ = self.known[message.ref_hash]
            case "script_finished":
                self.runs += 1
                self.known = {key: (what, run) for key, (what, run) in self.known.items() if self.runs - run <= KEPT}
        if message.metadata.cacheable:
            self.known[message.hash] = message, self.runs
        return self._show(message.delta.new_element) if message.WhichOneof("type") == "delta" else {}

    def _show(self, element: Any) -> dict[str, bytes]:
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise RuntimeError(element.exception.message)
        if kind in SET_TO and (widget := getattr(element, kind)).set_value:
            self.states[widget.id] = WidgetState(id=widget.id, **SET_TO[kind](widget))
        elif kind == "selectbox":  # where nothing has been chosen yet
            self.states.setdefault(element.selectbox.id, WidgetState(id=element.selectbox.id))
        if kind != "bidi_component":
            return {}
        _, _, key = element.bidi_component.id.split("-", 2)
        self.components[key] = element.bidi_component.id
        return {key: element.bidi_component.bytes}
