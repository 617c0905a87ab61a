"""The player for a page that stands alone: its modules as one plain script, its style sheets as one, and a race as text.

From a file a browser imports no modules and fetches nothing; `assets/alone/loader.js` makes modules of texts.
"""

import json
import re
import tomllib
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from gzip import compress
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import NamedTuple

import numpy as np

from player.atlas.packet import map_parts
from player.component import ASSETS, VENDOR
from player.lesson import Guide
from player.packing import live
from player.packing.blocks import Block, packet
from player.packing.packet import parts
from scenes import MapScene, RaceReport

ENTRY, WORKER, LOADER, MAPS = "alone.js", "live/worker.js", "alone/loader.js", "alone/maps.js"
PLOTLY = VENDOR / "plotly" / "plotly-cartesian.min.js"
THEMES = Path(__file__).parents[1] / ".streamlit" / "config.toml"
"""The colours of the app."""
USUAL = {
    "light": {"backgroundColor": "#ffffff", "redColor": "#c62828"},
    "dark": {"redColor": "#ff6b6b"},
}
"""What the app leaves to Streamlit."""
FONT = '"Source Sans", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif'
DRAWN, DROPPED = ("ground", "lines"), 12
"""The blocks of which only contour lines are drawn, and how many of their 23 binary digits are left out in such a page."""
IMPORTED = re.compile(r'(?<=from ")\.{1,2}/[\w./]+(?=";$)', re.MULTILINE)
"""What a module imports from."""
SHEET = re.compile(r'@import "([\w./]+)";\n')


def alone_script() -> str:
    """A plain script that plays every race on its page once Plotly is there."""
    worker = _plain(f"listen({_modules(WORKER)}, {json.dumps(WORKER)})")
    return _plain(f"load({_modules(ENTRY)}, {json.dumps(ENTRY)}).then((player) => player.default({in_script(worker)}))")


def alone_maps_script() -> str:
    """A plain script that draws all maps on its page."""
    return _plain(f"load({_modules(MAPS)}, {json.dumps(MAPS)}).then((maps) => maps.default())")


def alone_plotly() -> str:
    """Plotly, as a plain script."""
    return PLOTLY.read_text("utf-8")


def loader(call: str) -> str:
    """A plain script that calls one of the functions of `assets/alone/loader.js`."""
    return _plain(call)


def alone_style() -> str:
    """The style sheets of such a page."""
    return _themes() + style_sheet("alone")


def alone_packets(
    told: RaceReport, story: str = "", note: str = "", guide: Guide | None = None, title: str = ""
) -> list[str]:
    """The race that was `told`, and what runs it, as texts to be put into such a page; in a lesson with its `guide`. title: what its
    surface is called, if that is not what the app calls it.
    """
    made = live.program(told)
    code = live.apart(made).values() if made else ()
    header, blocks = parts(told, story, note, made, None, guide)
    if title:
        header["scene"] |= {"surface": title, "formula": ""}
    return [packed(data) for data in (*code, packet(header, _with_drawn(blocks)))]


def alone_maps(told: RaceReport, scene: MapScene) -> list[str]:
    """What `scene` maps of the race that was `told`, and what runs it, as texts to be put into such a page."""
    made = live.program(told, mapping=True)
    code = live.apart(made).values() if made else ()
    header, blocks = map_parts(told, scene, made)
    return [packed(data) for data in (*code, packet(header, _with_drawn(blocks)))]


def _with_drawn(blocks: dict[str, Block]) -> dict[str, Block]:
    return blocks | {name: drawn(block) for name, block in blocks.items() if name.startswith(DRAWN)}


class Drawn(NamedTuple):
    """Numbers of which lines are drawn, in the form of an array: see `drawn`."""

    shape: tuple[int, ...]
    data: bytes
    dtype: str = "drawn"

    def tobytes(self) -> bytes:
        """What is sent of them."""
        return self.data


def drawn(block: Block) -> Block:
    """A block of float32, for a page to restore (`restored` in assets/page/packet.js), with as many binary digits as lines need.

    Signs, exponents and these digits are whole numbers. Their differences, from one to the next, are small, and packed well if
    the low bytes of all stand together, then those above.
    """
    whole = block.numbers.view(np.uint32).astype(np.int64) + (1 << (DROPPED - 1)) >> DROPPED
    differences = np.diff(whole.ravel(), prepend=0)
    planes = np.stack([differences >> shift & 255 for shift in (0, 8, 16)]).astype(np.uint8)
    return block._replace(numbers=Drawn(block.numbers.shape, planes.tobytes()))


def packed(data: bytes) -> str:
    """Half as long, the same each time, and text that means nothing in HTML."""
    return b64encode(compress(data, mtime=0)).decode()


@cache
def _plain(call: str) -> str:
    """The functions that load modules, and a call of one."""
    functions = re.sub(r"^export ", "", (ASSETS / LOADER).read_text("utf-8"), flags=re.MULTILINE)
    return f"(() => {{\n{functions}\n{call};\n}})();\n"


@cache
def _modules(entry: str) -> str:
    """The module `entry` and all that it imports, for `load`."""
    return in_script([(path, _linked(path)) for path in dict.fromkeys(_order(entry))])


def _order(path: str) -> Iterator[str]:
    """Those that a module imports, at any depth, and the module."""
    for imported in _imports(path):
        yield from _order(imported)
    yield path


@cache
def _imports(path: str) -> tuple[str, ...]:
    return tuple(_beside(path, name) for name in IMPORTED.findall(_source(path)))


def _linked(path: str) -> str:
    return IMPORTED.sub(lambda found: f"ravine:{_beside(path, found[0])}", _source(path))


def _source(path: str) -> str:
    return (ASSETS / path).read_text("utf-8")


def _beside(path: str, name: str) -> str:
    """What the module `path` calls `name`, as a path of its own."""
    return normpath(join(dirname(path), name))


def in_script(value: object) -> str:
    """For a script within HTML: nothing in it ends the script, or a line."""
    return json.dumps(value).replace("<", "\\u003c")


def style_sheet(name: str) -> str:
    """That of a component, with all that it imports."""
    text = (ASSETS / f"{name}.css").read_text("utf-8")
    return SHEET.sub(lambda found: style_sheet(_beside(name, found[1]).removesuffix(".css")), text)


def _themes() -> str:
    """The colours of the app, of which the system chooses one set, as Streamlit names them for the player."""
    themes = tomllib.loads(THEMES.read_text("utf-8"))["theme"]
    light, dark = (_theme(USUAL[name] | themes[name]) for name in ("light", "dark"))
    return f":root {{ {light} --st-font: {FONT}; }}\n@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"


def _theme(colours: dict[str, str]) -> str:
    return " ".join(f"--st-{re.sub('([A-Z])', lambda big: '-' + big[0].lower(), n)}: {c};" for n, c in colours.items())
