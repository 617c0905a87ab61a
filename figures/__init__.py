"""What a picture is made of: plain data in, looks and words out."""

from figures.marks import Marks, marks
from figures.relief import Relief, losses_at, relief
from figures.style import DARK_GROUND, LIGHT_GROUND, RIVAL_DASH, STYLES, Style
from figures.thumbnail import Thumbnail, thumbnail

__all__ = [
    "DARK_GROUND",
    "LIGHT_GROUND",
    "RIVAL_DASH",
    "STYLES",
    "Marks",
    "Relief",
    "Style",
    "Thumbnail",
    "losses_at",
    "marks",
    "relief",
    "thumbnail",
]
