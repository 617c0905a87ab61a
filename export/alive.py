"""A race as a page that stays alive: one HTML file that plays, and follows the hand, with no server and no request."""

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cache
from html import escape
from textwrap import shorten
from typing import Literal

import scenes
from figures import Line, displayed, mathml
from language import _, several
from player import Guide, alone_packets, alone_plotly, alone_script, alone_style, loader, packed, words
from scenes import RaceReport, fairness, formula_of, table_of
from surfaces import Formula, Surface

PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
{style}
</head>
<body>
<main>
<h1>{title}</h1>
{text}{player}
</main>
{scripts}
</body>
</html>
"""
PLAYER = """\
<div class="ravine-alone" data-look="{look}">
<div class="ravine-assets" data-words="{words}" hidden></div>
<p class="wait">{wait}</p>
{packets}
</div>"""
SHEET, PLOTLY, SCRIPT = "ravine.css", "plotly-cartesian.min.js", "ravine.js"
"""The files that pages may share, in one folder."""
NAMED, LONG = 4, 70
"""So many names fit into a title, and a formula with so many letters."""
BEGIN = 'runAll("ravine-script")'
ELSEWHERE = {"view3d": False, "code": False, "strengths": False, "present": False}
"""What such a page does not show: it needs a server, or it is left to who opens the page."""
BROUGHT = {"inspect": True, "field": True, "basins": True}
"""What such a page can show, whether or not it does at first."""


def living_page(
    told: RaceReport,
    *,
    title: str = "",
    text_html: str = "",
    story: str | None = None,
    note: str | None = None,
    guide: Guide | None = None,
    assets: Literal["inline"] | str = "inline",
    with_table: bool = False,
) -> str:
    """The race that was `told` as an HTML page under a `title`, that of the race if there is none, and `text_html`, which is put
    there as it is. story, note, guide: what the player says of the race, by default as in the app.

    assets: "inline", or the address of the folder that holds `living_assets()`, without a slash at its end, as seen from the page. The user's own table is
    in the page only `with_table`; without it such a race raises ValueError, in words for people.
    """
    player = living_player(told, story=story, note=note, guide=guide, with_table=with_table)
    text = f"{equation(told.race.scene.setup.plain)}{text_html}"
    return PAGE.format(
        title=escape(title or title_of(told)),
        text=f'<div class="text">{text}</div>\n' if text else "",
        player=player,
        style=_style(assets),
        scripts=_scripts(assets),
    )


def living_player(
    told: RaceReport,
    *,
    story: str | None = None,
    note: str | None = None,
    guide: Guide | None = None,
    title: str = "",
    without: Collection[str] = (),
    with_table: bool = False,
) -> str:
    """The race alone, as an element of a page that has `living_assets()`; a page may have several. title: what its surface is
    called, if that is not what the app calls it; without: what of `BROUGHT` it leaves at home, unless the race shows it.
    """
    if table_of(told.race.scene.setup.plain) and not with_table:
        raise ValueError(_("The table is your own: it is written into the page only if you say so."))
    scene = told.race.scene
    story = scenes.story(scene.setup.plain) if story is None else story
    note = (fairness(scene.rates_tried) if scene.is_recorded else "") if note is None else note
    look = json.dumps({key: getattr(scene.look, key) for key in BROUGHT})
    packets = alone_packets(shown(told, without), story, note, guide, title)
    return PLAYER.format(
        look=escape(look),
        words=escape(json.dumps(words(), ensure_ascii=False)),
        wait=escape(_("This race needs a browser of 2023 or later that runs scripts.")),
        packets="\n".join(f'<i class="ravine-packet" hidden>{text}</i>' for text in packets),
    )


def living_assets() -> Mapping[str, str]:
    """The files that pages may share, by their names."""
    return {SHEET: alone_style(), PLOTLY: alone_plotly(), SCRIPT: alone_script()}


def title_of(told: RaceReport) -> str:
    """Surface and methods, or how many, where all names would be too much for a title."""
    names = [*told.race.scene.setup.names.values()]
    who = ", ".join(names) if len(names) <= NAMED else several("{count} method", "{count} methods", len(names))
    where = called(told.race.scene.setup.plain)
    return f"{where}: {who}" if names else where


def called(surface: Surface) -> str:
    """A surface by its name, or by its formula: whoever opens the page has not written it."""
    return shorten(formula_of(surface), LONG, placeholder=" …") or _(surface.label)


def equation(surface: Surface) -> str:
    """A formula that somebody has typed, as MathML; the names of the others are known."""
    lines = displayed(str(type(surface).__doc__)) if isinstance(surface, Formula) else ()
    return mathml(map(Line, lines)) if lines else ""


def shown(told: RaceReport, without: Collection[str] = ()) -> RaceReport:
    """The same race with all that a page can show that stands alone, but for what it does `without`."""
    brought = {key: value for key, value in BROUGHT.items() if key not in without}
    return replace(told, race=replace(told.race, scene=told.race.scene.but(**ELSEWHERE, **brought)))


def _style(assets: str) -> str:
    if assets == "inline":
        return f"<style>\n{alone_style()}</style>"
    return f'<link rel="stylesheet" href="{escape(assets)}/{SHEET}">'


def _scripts(assets: str) -> str:
    if assets != "inline":
        return "\n".join(f'<script src="{escape(assets)}/{name}"></script>' for name in (PLOTLY, SCRIPT))
    return f"{_packed_scripts()}\n<script>\n{loader(BEGIN)}</script>"


@cache
def _packed_scripts() -> str:
    """They are the same in every page, and take a tenth of a second."""
    texts = (alone_plotly(), alone_script())
    return "\n".join(f'<i class="ravine-script" hidden>{packed(text.encode())}</i>' for text in texts)
