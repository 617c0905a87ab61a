"""A gradient check as two pictures, which Plotly draws from plain data."""

from base64 import b64encode
from gzip import compress
from html import escape
from typing import Any

from checking import FORMULAS, Finding, error_against_step, examine, over_window
from figures import error_curves, error_map, point
from language import _
from scenes import CheckScene

CHECK = """\
<div class="check asked">
<p class="wait">{wait}</p>
{window}
{steps}
</div>"""
PICTURE = """\
<figure><figcaption>{caption}</figcaption>
<div class="plot" role="img" aria-label="{caption}"><i hidden>{data}</i></div></figure>"""


def pictures(scene: CheckScene) -> str:
    """Where measured and derived gradients differ, and how that depends on the step; once the learner has said what they will show."""
    return CHECK.format(wait=_("Answer first, then the check is made."), window=_window(scene), steps=_steps(scene))


def _window(scene: CheckScene) -> str:
    found = examine(scene.loss, scene.formula, scene.h)
    worst = found.worst.place if found.worst and found.finding is Finding.MISTAKE else None
    caption = _("Relative error over the window: × your point")
    if worst:
        caption = _("Relative error over the window: × your point, ○ the worst")
    grid = over_window(scene.loss, scene.formula, scene.h)
    return _picture(error_map(grid, scene.plain.domain, scene.point, worst), caption)


def _steps(scene: CheckScene) -> str:
    curves = {name: error_against_step(scene.loss, scene.point, name) for name in FORMULAS}
    caption = _("Relative error at {place}, as it depends on h", place=point(scene.point))
    return _picture(error_curves(curves, scene.formula, scene.h), caption)


def _picture(figure: Any, caption: str) -> str:
    data = b64encode(compress(figure.to_json().encode(), mtime=0)).decode()
    return PICTURE.format(caption=escape(caption), data=data)
