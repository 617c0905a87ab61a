"""The browser side: Streamlit components that play a race, map many, show the gallery and watch over pasting."""

from player.atlas import Given, is_left, mapped_here, show_maps
from player.formula import Try, Typing, formula_bar
from player.gallery import Card, Family, gallery
from player.lesson import Guide
from player.mount import Handler, show
from player.pasting import watch_pasting

__all__ = [
    "Card",
    "Family",
    "Given",
    "Guide",
    "Handler",
    "Try",
    "Typing",
    "formula_bar",
    "gallery",
    "is_left",
    "mapped_here",
    "show",
    "show_maps",
    "watch_pasting",
]
