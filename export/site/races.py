"""What is raced on the site: the usual race on each surface, and that of each formula to try; a page for each."""

from functools import cache
from html import escape
from typing import NamedTuple

from export.alive import PLOTLY, SCRIPT, living_player
from export.python_script import as_python
from export.site.frame import File, link, page
from figures import inline
from language import _
from scenes import Scene, default_scene, family, heading, opened, play, report, story
from surfaces import ALL_SURFACES, EXAMPLES, Formula, Surface

BODY = """\
<h1 class="unseen">{title}</h1>
{formula}{player}
<details><summary>{summary}</summary><pre tabindex="0"><code>{code}</code></pre></details>"""


class Shown(NamedTuple):
    """A race on a page of its own. name: that of the file; family: the name of its family, and what is alike in it."""

    name: str
    title: str
    story: str
    family: tuple[str, str]
    scene: Scene


@cache
def shown() -> tuple[Shown, ...]:
    """All of them, in their order."""
    return (*_surfaces(), *_formulas())


def _surfaces() -> list[Shown]:
    return [
        Shown(name, _(cls.label), story(cls()), heading(family(cls)), default_scene().on(cls))
        for name, cls in ALL_SURFACES.items()
    ]


def _formulas() -> list[Shown]:
    alike = _("Formulas to try"), _("What else a loss can be. In the app you type your own.")
    return [
        Shown(f"Formula-{k}", _(one.title), _(one.story), alike, opened(default_scene(), one))
        for k, one in enumerate(EXAMPLES, 1)
    ]


def races() -> list[File]:
    """A page for each."""
    return [_race(one) for one in shown()]


def address(one: Shown) -> str:
    """That of its page, from the folder."""
    return f"races/{one.name}.html"


def _race(one: Shown) -> File:
    body = BODY.format(
        title=escape(one.title),
        formula=_formula(one.scene.setup.plain),
        player=living_player(report(play(one.scene)), story=one.story, title=one.title),
        summary=_("The race in Python"),
        code=escape(as_python(one.scene.setup)),
    )
    return page(address(one), f"{one.title} · Ravine", "race", body, (PLOTLY, SCRIPT), _beside(one))


def _formula(surface: Surface) -> str:
    """The formula of a surface that somebody typed."""
    if not isinstance(surface, Formula):
        return ""
    return f'<p class="formula">{inline(f"f(x, y) = {surface.definition.latex}")}</p>\n'


def _beside(one: Shown) -> str:
    """The races before and after this one."""
    here = shown().index(one)
    before, after = shown()[max(0, here - 1) : here], shown()[here + 1 : here + 2]
    ways = [
        *(link(f"{other.name}.html", f"‹ {other.title}", rel="prev") for other in before),
        *(link(f"{other.name}.html", f"{other.title} ›", rel="next") for other in after),
    ]
    label = _("Surfaces beside this one")
    return f'<nav class="beside" aria-label="{label}">{" ".join(ways)}</nav>'
