"""A race in a notebook: as a page that stays alive, in a frame of the cell's output."""

from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from export.alive import living_page, title_of
from scenes import Race, RaceReport, Scene, play, report

FRAME = '<iframe srcdoc="{page}" title="{title}" style="width: 100%; height: {height}px; border: 0" allow="fullscreen"></iframe>'


@dataclass(frozen=True)
class Living:
    """What a notebook shows: `page`, in a frame `height` pixels high."""

    page: str = field(repr=False)
    title: str
    height: int

    def _repr_html_(self) -> str:
        return FRAME.format(page=escape(self.page), title=escape(self.title), height=self.height)

    def save(self, path: Any) -> None:
        """Write the page to a file, which opens in any browser."""
        Path(path).write_text(self.page, "utf-8")


def living(race: Scene | Race | RaceReport, height: int = 780, **said: Any) -> Living:
    """`race` as a notebook shows it: it plays, and its start and rates can be dragged, without a server.

    height: of the frame in pixels; said: what `living_page` takes. A user's own table travels only with `with_table=True`;
    without it ValueError.
    """
    told = told_of(race)
    return Living(living_page(told, **said), said.get("title") or title_of(told), height)


def told_of(race: Scene | Race | RaceReport) -> RaceReport:
    """The report of a race, which is run if it is a scene."""
    if isinstance(race, Scene):
        race = play(race)
    return report(race) if isinstance(race, Race) else race
