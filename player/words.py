"""What the scripts say, in the visitor's language."""

import re
from functools import cache

from language import _
from player.component import scripts

SAID = re.compile(r'\b(?:say|marked)\(\s*"((?:[^"\\]|\\.)*)"')
"""A text in a script that is said there, or marked to be said elsewhere."""


@cache
def said() -> tuple[str, ...]:
    """All texts of the scripts."""
    return tuple(dict.fromkeys(text for script in scripts() for text in SAID.findall(script.read_text("utf-8"))))


def words() -> dict[str, str]:
    """English → translation, for `player/assets/page/words.js`; nothing of what is the same."""
    return {text: translated for text in said() if (translated := _(text)) != text}
