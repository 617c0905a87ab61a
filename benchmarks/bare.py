"""What Streamlit costs alone: as many widgets as the race has, and a component that is sent as many bytes that change.

Run by `benchmarks.load` through Streamlit, with ?size=… in the address.
"""

import json
import random

import streamlit as st

MARKUP = "<div></div>"
SCRIPT = "export default function () {}"


def main() -> None:
    """The widgets in the sidebar, and the component."""
    st.set_page_config(page_title="Bare", layout="wide")
    with st.sidebar:
        st.selectbox("Surface", [f"surface {i}" for i in range(31)], **kept("surface", "surface 0"))
        st.select_slider("Condition number", [str(i) for i in range(41)], **kept("condition", "20"))
        st.slider("Angle", 0.0, 90.0, step=0.1, **kept("angle", 20.0))
        st.pills("Loss", ["noise", "penalty", "numeric"], selection_mode="multi", **kept("loss", []))
        st.multiselect("Optimizers", [str(i) for i in range(23)], **kept("optimizers", list("012345")))
        st.selectbox("Add another", list("012345"), **kept("another", "0"))
        st.number_input("x", -3.0, 3.0, **kept("x", 0.0))
        st.number_input("y", -3.0, 3.0, **kept("y", 0.0))
        st.slider("Steps", 10, 2000, step=10, **kept("steps", 500))
    component = st.components.v2.component("bare", html=MARKUP, js=SCRIPT)
    component(key="player", data=packet(), on_report_change=moved)


def kept(key: str, value: object) -> dict[str, object]:
    """The key of a widget that shows `value` at first."""
    if key not in st.session_state:
        st.session_state[key] = value
    return {"key": key, "on_change": lambda: None}


def moved() -> None:
    """The component's report moves the start, as in the race."""
    start = st.session_state["player"].report["start"]
    st.session_state["start"] = start
    st.session_state["x"], st.session_state["y"] = start


def packet() -> bytes:
    """A header that holds the start, and bytes that change."""
    text = json.dumps({"scene": {"start": st.session_state.get("start")}}).encode()
    return len(text).to_bytes(4, "little") + text + random.randbytes(int(st.query_params.get("size", 100_000)))


main()
