"""Components whose modules are served as files from `assets/`, not sent with each change of the data."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

PACKAGE = "ravine"
ENTRIES = {"player": "index.js", "gallery": "gallery.js", "pasting": "pasting.js"}
"""Component → the module whose default export mounts it; its style sheet is named after the component."""


def component(name: str, html: str = "") -> Any:
    """The component `name`, which begins as `html`."""
    _declare()
    return st.components.v2.component(
        f"{PACKAGE}.{name}", html=html, js=ENTRIES[name], css=f"{name}.css", isolate_styles=False
    )


def packet(header: dict[str, Any], blocks: Iterable[bytes]) -> bytes:
    """What a component is sent: length of the header (uint32, little-endian), the header as JSON, then the blocks."""
    text = json.dumps(header, allow_nan=False, ensure_ascii=False).encode()
    return b"".join([len(text).to_bytes(4, "little"), text, *blocks])


def _declare() -> None:
    """Tell the running server by hand: `assets/` belongs to an app, not to a package."""
    manager = get_bidi_component_manager()
    if any(manager.get_component_asset_root(f"{PACKAGE}.{name}") is None for name in ENTRIES):
        manifest = ComponentManifest(PACKAGE, "1", [ComponentConfig(name, "assets") for name in ENTRIES])
        manager.register_from_manifest(manifest, Path(__file__).parent)
