"""What a lesson says in words: short, with numbers in gaps, and never with a number that nothing is known of."""

import re
from collections.abc import Mapping

from lessons.expressions import Expression
from lessons.files import Block, Table

GAP = re.compile(r"\{\{(\w+)(?::(\.[1-9]|%))?\}\}")
"""A number in a text: {{name}}, {{name:.2}} with that many digits, or {{name:%}} in per cent."""
MATH = re.compile(r"\$\$.*?\$\$|\$.*?\$", re.DOTALL)
SENTENCE = re.compile(r"[.?!](?=\s+[^a-z\s]|\s*$)")
MOST_WORDS = 90
MOST_SENTENCES = 2


def because(table: Table, numbers: Mapping[str, Expression]) -> str:
    """Why, in two sentences."""
    text = table.text("because")
    if len(SENTENCE.findall(MATH.sub("x", GAP.sub("0", text)))) not in range(1, MOST_SENTENCES + 1):
        raise table.wrong(f"because has one sentence, or {MOST_SENTENCES}", "because")
    if gap := _unfilled(text, numbers):
        raise table.wrong(f"{gap} is a gap for which [numbers] has nothing", "because", gap)
    return text


def ask(table: Table) -> str:
    """What is asked before the run: no number is known then."""
    if gap := _unfilled(table.text("ask"), {}):
        raise table.wrong(f"{gap} would tell the answer: no gaps here", "ask")
    return table.text("ask")


def text_of(block: Block, numbers: Mapping[str, Expression]) -> str:
    """What is said on a screen."""
    text = str(block.text)
    words = len(MATH.sub(" ", text).split())
    if not 0 < words <= MOST_WORDS:
        raise block.header.source.wrong(f"has {words} words; a screen has 1 to {MOST_WORDS}")
    if gap := _unfilled(text, numbers):
        raise block.text.wrong(f"{gap} is a gap for which [numbers] has nothing", gap)
    return text


def _unfilled(text: str, numbers: Mapping[str, Expression]) -> str:
    """The first gap that has no number, or is written otherwise than a gap."""
    without = (gap[0] for gap in GAP.finditer(text) if gap[1] not in numbers)
    loose = re.findall(r"\{\{[^{}\n]*\}*", MATH.sub("", GAP.sub("", text)))
    return next(without, "") or next(iter(loose), "")
