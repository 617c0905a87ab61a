"""The browser side: Streamlit components that play a race and show the gallery."""

from player.gallery import Card, Family, gallery
from player.mount import Handler, show

__all__ = ["Card", "Family", "Handler", "gallery", "show"]
