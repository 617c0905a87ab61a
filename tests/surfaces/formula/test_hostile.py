"""Whatever is typed is answered soon, and in words: with a surface, or with a sentence and a place."""

import time
import unicodedata

import numpy as np
import pytest

from surfaces import Formula, FormulaError
from tests.surfaces.formula.hostile import HOSTILE

pytestmark = pytest.mark.filterwarnings("error")
SOON = 0.05
"""Seconds of a processor's time for a surface or an answer."""
TRIES = 3


def answered(text):
    """The surface of `text`, or the error; how long that took at best, for the processor may have had other things to do."""
    took = []
    for _ in range(TRIES):
        begin = time.process_time()
        try:
            found = Formula(text, searched=False)
        except FormulaError as problem:
            found = problem
        took.append(time.process_time() - begin)
        if took[-1] <= SOON:
            break
    return found, min(took)


def is_plain(said):
    return all(unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for c in said)


def test_there_are_enough_of_them():
    assert sum(map(len, HOSTILE.values())) >= 300


@pytest.mark.parametrize("texts", HOSTILE.values(), ids=HOSTILE)
def test_every_text_is_answered_soon_and_in_words(texts):
    for text in texts:
        found, took = answered(text)
        assert took <= SOON, text[:60]
        if isinstance(found, Formula):
            assert is_a_surface(found)
        else:
            assert is_plain(str(found))
            assert str(found)[-1] in ".?)"
            assert 0 <= found.start <= found.stop <= max(len(text), 1)


def is_a_surface(surface):
    """Whether it has a window with something in it, and says what it is in the signs of LaTeX alone."""
    losses, latex = surface(surface.domain.mesh(33, 33)), surface.definition.latex
    return np.isfinite(losses).any() and latex.isascii() and latex.isprintable() and not set(latex) & set("#%$\"'`~@;")


def test_code_is_no_formula():
    taken = {text for text in HOSTILE["code"] if isinstance(answered(text)[0], Formula)}
    assert taken == {"x[0]", "x[y]"}
