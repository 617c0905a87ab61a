"""Mounts what watches over pasting: Streamlit drops a text that is too long for its text area, and says nothing."""

from player.component import component
from player.packing.blocks import packet
from player.words import words


def watch_pasting(most: int, key: str = "pasting") -> None:
    """Refuse, in words that stand here, to paste more than `most` characters into the text areas of the same dialog."""
    component("pasting")(key=key, data=packet({"most": most, "words": words()}, {}))
