"""The browser side: Streamlit components that play a race, show the gallery and watch over pasting."""

from player.gallery import Card, Family, gallery
from player.lesson import Guide
from player.mount import Handler, show
from player.pasting import watch_pasting

__all__ = ["Card", "Family", "Guide", "Handler", "gallery", "show", "watch_pasting"]
