"""A gradient check as two pictures, which Plotly draws from plain data."""

from base64 import b64encode
from gzip import compress
from html import escape
from typing import Any

from checking import FORMULAS, Finding, error_against_step, examine, over_window
from figures import error_curves, error_map, point
from language import _
from scenes import CheckScene


def pictures(scene: CheckScene) -> str:
    """Where measured and derived gradients differ, and how that depends on the step."""
    found = examine(scene.loss, scene.formula, scene.h)
    worst = found.worst.place if found.worst and found.finding is Finding.MISTAKE else None
    curves = {name: error_against_step(scene.loss, scene.point, name) for name in FORMULAS}
    over = (
        _("Relative error over the window: × your point, ○ the worst")
        if worst
        else _("Relative error over the window: × your point")
    )
    grid = over_window(scene.loss, scene.formula, scene.h)
    return (
        f'<div class="check asked">\n<p class="wait">{_("Answer first, then the check is made.")}</p>\n{_picture(error_map(grid, scene.plain.domain, scene.point, worst), over)}\n'
        f"{_picture(error_curves(curves, scene.formula, scene.h), _('Relative error at {place}, as it depends on h', place=point(scene.point)))}</div>"
    )


def _picture(figure: Any, caption: str) -> str:
    data = b64encode(compress(figure.to_json().encode(), mtime=0)).decode()
    return f'<figure><figcaption>{escape(caption)}</figcaption><div class="plot" role="img" aria-label="{escape(caption)}"><i class="plot-data" hidden>{data}</i></div></figure>'
