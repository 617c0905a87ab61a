"""The browser side: Streamlit components that play a race, map many, show the gallery and watch over pasting."""

from player.alone import alone_packets, alone_plotly, alone_script, alone_style, loader, packed
from player.atlas import Answer, Given, answer, is_left, mapped_here, show_maps
from player.gallery import Card, Family, gallery, gallery_style
from player.lesson import Guide
from player.mount import Handler, show
from player.pasting import watch_pasting
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
    "alone_packets",
    "alone_plotly",
    "alone_script",
    "alone_style",
    "answer",
    "gallery",
    "gallery_style",
    "is_left",
    "loader",
    "mapped_here",
    "packed",
    "show",
    "show_maps",
    "watch_pasting",
    "words",
]
