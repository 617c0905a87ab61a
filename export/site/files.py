"""All files of the site, and how they are written into a folder."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from shutil import rmtree

from export.alive import living_assets
from export.site import maps
from export.site.frame import ASSETS, File
from export.site.gallery import gallery, pictures
from export.site.lessons import contents, places, screens
from export.site.races import races
from player import style_sheet

COMPONENTS = ("gallery", "atlas")
"""What pages show beside the player."""
MARK = "assets/ravine.js"
"""What every site has: a folder without it is none, and is not emptied."""


def all_files() -> Iterator[File]:
    """All files of the site."""
    yield from (File(f"assets/{name}", text) for name, text in living_assets().items())
    yield from (File(f"assets/{name}.css", style_sheet(name)) for name in COMPONENTS)
    yield File(f"assets/{maps.SCRIPT}", maps.script())
    yield from (File(f"assets/{path.name}", path.read_text("utf-8")) for path in sorted(ASSETS.iterdir()))
    yield contents()
    yield gallery()
    yield from pictures()
    yield from races()
    yield from screens(places())


def write(folder: Path, files: Iterable[File]) -> int:
    """Write a site into `folder`, in place of one that is there, and say how many bytes it has.

    Raises ValueError if something else is there.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise ValueError(f"{folder} holds something that is no site: remove it, or take another folder")
    if folder.exists():
        rmtree(folder)
    return sum(_write(folder / path, content) for path, content in files)


def _write(path: Path, content: str | bytes) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.write_bytes(content.encode() if isinstance(content, str) else content)
