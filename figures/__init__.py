"""What a picture is made of: plain data in, looks and words out."""

from figures.arrows import Cross, cross, downhill
from figures.curve import curve
from figures.gradient_check import error_curves, error_map
from figures.lines import Lines, contour_lines, other_minima
from figures.marks import Marks, marks
from figures.relief import Relief, losses_at, relief
from figures.strengths import loss_curves, weight_curves
from figures.style import DARK_GROUND, LIGHT_GROUND, RIVAL_DASH, STYLES, Style
from figures.thumbnail import Thumbnail, thumbnail
from figures.words import SHORT, duration, number, outcome, point, tex

__all__ = [
    "DARK_GROUND",
    "LIGHT_GROUND",
    "RIVAL_DASH",
    "SHORT",
    "STYLES",
    "Cross",
    "Lines",
    "Marks",
    "Relief",
    "Style",
    "Thumbnail",
    "contour_lines",
    "cross",
    "curve",
    "downhill",
    "duration",
    "error_curves",
    "error_map",
    "loss_curves",
    "losses_at",
    "marks",
    "number",
    "other_minima",
    "outcome",
    "point",
    "relief",
    "tex",
    "thumbnail",
    "weight_curves",
]
