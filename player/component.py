"""Components whose modules are served as files from `assets/`, not sent with each change of the data."""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from player.streamlit_private import begins, declare

PACKAGE = "ravine"
ASSETS = Path(__file__).parent / "assets"
VENDOR = ASSETS / "vendor"
"""Libraries of others, as they were published."""
ENTRIES = {
    "player": "index.js",
    "gallery": "gallery.js",
    "pasting": "pasting.js",
    "atlas": "atlas.js",
    "formula": "formula.js",
}
"""Component → the module whose default export mounts it; its style sheet is named after the component."""


def scripts() -> list[Path]:
    """All scripts of our own."""
    return sorted(path for path in ASSETS.glob("**/*.js") if VENDOR not in path.parents)


def component(name: str, html: str = "") -> Any:
    """The component `name`, which begins as `html`."""
    declare(PACKAGE, tuple(ENTRIES), ASSETS)
    if begins(f"{PACKAGE}.{name}") != html:
        _registered.cache_clear()
    return _registered(name, html)


@cache
def _registered(name: str, html: str) -> Any:
    """Once and not at every rerun: Streamlit looks through the folder each time. A mount registers what a new server lacks."""
    return st.components.v2.component(
        f"{PACKAGE}.{name}", html=html, js=ENTRIES[name], css=f"{name}.css", isolate_styles=False
    )
