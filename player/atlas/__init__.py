"""Maps of many runs: what the browser is told of them, and where they are mounted."""

from player.atlas.asked import Answer, answer
from player.atlas.given import MOST_HERE, Given, is_left, mapped_here
from player.atlas.mount import show_maps

__all__ = ["MOST_HERE", "Answer", "Given", "answer", "is_left", "mapped_here", "show_maps"]
