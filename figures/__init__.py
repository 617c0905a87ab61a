"""What a picture is made of: plain data in, looks and words out."""

from figures.relief import Relief, losses_at, relief
from figures.style import DARK_GROUND, LIGHT_GROUND, STYLES, Style

__all__ = ["DARK_GROUND", "LIGHT_GROUND", "STYLES", "Relief", "Style", "losses_at", "relief"]
