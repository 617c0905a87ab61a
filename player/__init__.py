"""The browser side: Streamlit components that play a race, map many, show the gallery and watch over pasting."""

from player.alone import (
    alone_maps,
    alone_maps_script,
    alone_packets,
    alone_plotly,
    alone_script,
    alone_style,
    loader,
    packed,
    style_sheet,
)
from player.atlas import Answer, Given, answer, is_left, mapped_here, show_maps
from player.formula import Try, Typing, formula_bar
from player.gallery import Card, Family, gallery
from player.lesson import Guide
from player.mount import Handler, show
from player.pasting import watch_pasting
from player.streamlit_private import raw_query
from player.taking import File, Makers
from player.words import words

__all__ = [
    "Answer",
    "Card",
    "Family",
    "File",
    "Given",
    "Guide",
    "Handler",
    "Makers",
    "Try",
    "Typing",
    "alone_maps",
    "alone_maps_script",
    "alone_packets",
    "alone_plotly",
    "alone_script",
    "alone_style",
    "answer",
    "formula_bar",
    "gallery",
    "is_left",
    "loader",
    "mapped_here",
    "packed",
    "raw_query",
    "show",
    "show_maps",
    "style_sheet",
    "watch_pasting",
    "words",
]
