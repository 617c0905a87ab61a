"""What a picture is made of: plain data in, looks and words out."""

from figures.arrows import Cross, cross, downhill, pulls
from figures.curve import curve
from figures.equations import aligned, displayed, sides
from figures.gradient_check import error_curves, error_map
from figures.lines import Lines, contour_lines, other_minima, shown_test_surface
from figures.loss_grid import LossGrid, loss_grid, losses_at
from figures.marks import Marks, marks
from figures.mathml import Line, Slot, constant, inline, mathml, matrix, slot
from figures.strengths import loss_curves, weight_curves
from figures.style import ARROWS, DARK_GROUND, LIGHT_GROUND, MAP_RAMP, MINIMA, RIVAL_DASH, Style, style_of, styles
from figures.thumbnail import Thumbnail, thumbnail
from figures.words import OUTCOMES, OutcomeWords, apart, duration, number, outcome, point, sign, tex

__all__ = [
    "ARROWS",
    "DARK_GROUND",
    "LIGHT_GROUND",
    "MAP_RAMP",
    "MINIMA",
    "OUTCOMES",
    "RIVAL_DASH",
    "Cross",
    "Line",
    "Lines",
    "LossGrid",
    "Marks",
    "OutcomeWords",
    "Slot",
    "Style",
    "Thumbnail",
    "aligned",
    "apart",
    "constant",
    "contour_lines",
    "cross",
    "curve",
    "displayed",
    "downhill",
    "duration",
    "error_curves",
    "error_map",
    "inline",
    "loss_curves",
    "loss_grid",
    "losses_at",
    "marks",
    "mathml",
    "matrix",
    "number",
    "other_minima",
    "outcome",
    "point",
    "pulls",
    "shown_test_surface",
    "sides",
    "sign",
    "slot",
    "style_of",
    "styles",
    "tex",
    "thumbnail",
    "weight_curves",
]
