"""The gallery of all surfaces, and the usual race on each of them."""

from html import escape
from itertools import groupby
from math import isfinite

from export.alive import PLOTLY, SCRIPT, living_player
from export.python_script import as_python
from export.site.frame import File, link, page
from figures import DARK_GROUND, LIGHT_GROUND, Thumbnail, thumbnail
from language import _
from scenes import default_scene, family, heading, play, report, story
from surfaces import ALL_SURFACES, Surface

RADIUS = {"best": 2.2, "minima": 1.4}
"""Of a mark on a thumbnail, of which the longer side is 100."""


def gallery() -> File:
    """Every surface as a small picture, by family."""
    families = groupby(ALL_SURFACES.values(), key=family)
    lead = _("Every surface. Filled: the global minimum. Open: local minima.")
    sections = "\n".join(_family(name, [*some]) for name, some in families)
    title = _("Gallery")
    body = f'<h1>{title}</h1>\n<p class="lead">{lead}</p>\n{_ramps()}<div class="gallery">\n{sections}\n</div>'
    return page("gallery.html", title + " · Ravine", "wide", body)


def pictures() -> list[File]:
    """The thumbnails."""
    return [File(f"assets/pictures/{name}.png", thumbnail(cls()).picture) for name, cls in ALL_SURFACES.items()]


def races() -> list[File]:
    """The usual race on each surface."""
    return [_race(name, cls) for name, cls in ALL_SURFACES.items()]


def _race(name: str, cls: type[Surface]) -> File:
    scene = default_scene().on(cls)
    player = living_player(report(play(scene)))
    summary = _("The race in Python")
    code = f"<details><summary>{summary}</summary><pre><code>{escape(as_python(scene.setup))}</code></pre></details>"
    body = f'<h1 class="unseen">{_(cls.label)}</h1>\n{player}\n{code}'
    return page(f"races/{name}.html", f"{_(cls.label)} · Ravine", "race", body, (PLOTLY, SCRIPT), _beside(name))


def _beside(name: str) -> str:
    """The surfaces before and after this one."""
    names = [*ALL_SURFACES]
    here = names.index(name)
    before, after = names[max(0, here - 1)], names[min(len(names) - 1, here + 1)]
    places = [(before, "prev", "‹ {name}"), (after, "next", "{name} ›")]
    ways = (
        link(f"{n}.html", sign.format(name=_(ALL_SURFACES[n].label)), rel=rel) for n, rel, sign in places if n != name
    )
    beside = _("Surfaces beside this one")
    return f'<nav class="beside" aria-label="{beside}">{" ".join(ways)}</nav>'


def _family(module: str, classes: list[type[Surface]]) -> str:
    name, sentence = heading(module)
    cards = "\n".join(f"<li>{_card(cls)}</li>" for cls in classes)
    title = f"<h2>{escape(name)}<small>{escape(sentence)}</small></h2>"
    return f'<section style="--cards: {len(classes)}">{title}<ul>\n{cards}\n</ul></section>'


def _card(cls: type[Surface]) -> str:
    surface = cls()
    name, about = cls.__name__, thumbnail(surface)
    width, height = _shape(about)
    image = f'<img alt="" loading="lazy" width="{2 * width:.0f}" height="{2 * height:.0f}" src="assets/pictures/{name}.png">'
    words = f'<strong>{escape(_(cls.label))}</strong><span class="story">{escape(story(surface))}</span>'
    return f'<a href="races/{name}.html"><span class="picture">{image}{_marks(about)}</span>{words}</a>'


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
    return f'<svg class="ramps" width="0" height="0" aria-hidden="true">{filters}</svg>\n'


def _ramp(name: str, colours: tuple[str, ...]) -> str:
    channels = "".join(
        f'<feFunc{channel} type="table" tableValues="{" ".join(f"{int(c[at : at + 2], 16) / 255:.4f}" for c in colours)}"/>'
        for channel, at in zip("RGB", (1, 3, 5), strict=True)
    )
    transfer = f"<feComponentTransfer>{channels}</feComponentTransfer>"
    return f'<filter id="{name}" color-interpolation-filters="sRGB">{transfer}</filter>'
