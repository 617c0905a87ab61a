"""All that is used of Streamlit's Python side and that it does not document. `tests/player/test_streamlit.py` says which of it
has changed; `assets/page/streamlit.js` and `views/shell/page.css` are the same for the page.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.runtime.scriptrunner import get_script_run_ctx


def declare(package: str, names: tuple[str, ...], assets: Path) -> None:
    """Tell the running server of the components `package.name`, whose files are in the folder `assets`.

    Streamlit looks for such folders in installed packages only, and ours belongs to an app.
    """
    manager = get_bidi_component_manager()
    if any(manager.get_component_asset_root(f"{package}.{name}") is None for name in names):
        manifest = ComponentManifest(package, "1", [ComponentConfig(name, assets.name) for name in names])
        manager.register_from_manifest(manifest, assets.parent)


def begins(component: str) -> str | None:
    """The HTML with which the running server knows `component` to begin, None if it knows of none."""
    known = get_bidi_component_manager().get(component)
    return known.html_content if known else None


def raw_query() -> str:
    """The query of the page's address as the browser has it, in which a plus is not yet a space."""
    context = get_script_run_ctx()
    return context.query_string if context else ""


@cache
def static_files() -> Path:
    """The folder of the scripts that Streamlit serves to browsers."""
    spec = find_spec("streamlit")
    return Path(spec.origin if spec and spec.origin else "").parent / "static" / "static" / "js"


def plotly_chunk() -> str:
    """The file name of Streamlit's plotly.js chunk; importing it sets `window.Plotly`.

    It is what Streamlit ships for its own charts; browsers keep it for good because its name carries a hash. Raises
    RuntimeError if this version of Streamlit has none.
    """
    return _plotly_chunk(static_files())


@cache
def _plotly_chunk(folder: Path) -> str:
    """That of the scripts in `folder`, which stay as they are while the server runs."""
    found = sorted(folder.glob("PlotlyChart.*.js"))
    if len(found) != 1:
        raise RuntimeError(f"Streamlit should ship one PlotlyChart.*.js in its static files; found {len(found)}")
    return found[0].name
