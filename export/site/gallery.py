"""The gallery: every surface as a small picture, by family, each a link to the race on it."""

from collections.abc import Iterable
from html import escape
from itertools import groupby
from math import isfinite

from export.site.frame import File, page
from export.site.races import Shown, address, shown
from figures import DARK_GROUND, LIGHT_GROUND, Thumbnail, thumbnail
from language import _

RADIUS = {"best": 2.2, "minima": 1.4}
"""Of a mark on a thumbnail, of which the longer side is 100."""
BODY = """\
<h1>{title}</h1>
<p class="lead">{lead}</p>
{ramps}
<div class="gallery">
{sections}
</div>"""
CARD = """\
<li><a href="{address}"><span class="picture"><img alt="" loading="lazy" width="{width:.0f}" height="{height:.0f}" \
src="{picture}">{marks}</span><strong>{title}</strong><span class="story">{story}</span></a></li>"""


def gallery() -> File:
    """The page."""
    families = groupby(shown(), key=lambda one: one.family)
    body = BODY.format(
        title=(title := _("Gallery")),
        lead=_("Every surface. Filled: the global minimum. Open: local minima."),
        ramps=_ramps(),
        sections="\n".join(_section(named, [*some]) for named, some in families),
    )
    return page("gallery.html", title + " · Ravine", "wide", body)


def pictures() -> list[File]:
    """The thumbnails."""
    return [File(_picture(one), thumbnail(one.scene.setup.plain).picture) for one in shown()]


def _picture(one: Shown) -> str:
    return f"assets/pictures/{one.name}.png"


def _section(named: tuple[str, str], some: list[Shown]) -> str:
    name, sentence = named
    title = f"<h2>{escape(name)}<small>{escape(sentence)}</small></h2>"
    cards = "\n".join(map(_card, some))
    return f'<section style="--cards: {len(some)}">{title}<ul>\n{cards}\n</ul></section>'


def _card(one: Shown) -> str:
    about = thumbnail(one.scene.setup.plain)
    width, height = _shape(about)
    return CARD.format(
        address=address(one),
        width=2 * width,
        height=2 * height,
        picture=_picture(one),
        marks=_marks(about),
        title=escape(one.title),
        story=escape(one.story),
    )


def _shape(about: Thumbnail) -> tuple[float, float]:
    """Width and height, the longer of which is 100."""
    return 100 * about.box.width / about.box.size, 100 * about.box.height / about.box.size


def _marks(about: Thumbnail) -> str:
    box, (width, height) = about.box, _shape(about)
    circles = "".join(
        f'<circle cx="{width * (x - box.x0) / box.width:.1f}" cy="{height * (box.y1 - y) / box.height:.1f}" r="{radius}" class="{kind}"/>'
        for kind, radius in RADIUS.items()
        for x, y in about.marks[kind]
        if isfinite(x + y)
    )
    return f'<svg viewBox="0 0 {width:.1f} {height:.1f}" aria-hidden="true">{circles}</svg>'


def _ramps() -> str:
    """Filters that put the colours of a ramp in place of the greys of a picture."""
    filters = _ramp("ramp-light", LIGHT_GROUND) + _ramp("ramp-dark", DARK_GROUND)
    return f'<svg class="ramps" width="0" height="0" aria-hidden="true">{filters}</svg>'


def _ramp(name: str, colours: Iterable[str]) -> str:
    channels = "".join(
        f'<feFunc{channel} type="table" tableValues="{" ".join(f"{int(c[at : at + 2], 16) / 255:.4f}" for c in colours)}"/>'
        for channel, at in zip("RGB", (1, 3, 5), strict=True)
    )
    transfer = f"<feComponentTransfer>{channels}</feComponentTransfer>"
    return f'<filter id="{name}" color-interpolation-filters="sRGB">{transfer}</filter>'
