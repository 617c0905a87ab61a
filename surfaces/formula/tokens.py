"""From a text to its tokens: numbers, words taken apart, and signs, each with its place."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from surfaces.formula import errors as words
from surfaces.formula.errors import FormulaError, quoted
from surfaces.formula.trees.functions import CONSTANTS, TYPED
from surfaces.formula.trees.tree import GREEK

LONGEST = 300
MOST_TOKENS = 200
LARGEST = 1e12
NUMBER, FUNCTION, CONSTANT, LETTER, POLAR, SIGN, RAISED, END = (
    "number", "function", "constant", "letter", "polar", "sign", "raised", "end"
)  # fmt: skip
POLARS = {"r", "theta"}
KNOWN = {
    **dict.fromkeys(TYPED, FUNCTION),
    **dict.fromkeys(CONSTANTS, CONSTANT),
    **dict.fromkeys(POLARS, POLAR),
    **dict.fromkeys((name for name in [*GREEK.values(), "lambda", "Lambda"] if len(name) > 2), LETTER),
}
PATTERN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<word>[A-Za-z]*?(?:log10|log1p|log2|atan2|expm1)(?![0-9])|[A-Za-z]+)"
    r"|(?P<raised>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<sign>\*\*|<=|>=|==|!=|[-+*/^()|,<>=])"
)
SAME_SIGN = {
    "−": "-", "–": "-", "·": "*", "⋅": "*", "×": "*", "∙": "*", "÷": "/", "∕": "/", "≤": "<=", "≥": ">=", "≠": "!=", "[": "(",
    "]": ")", "∣": "|",
}  # fmt: skip
SAME_WORD = {
    "π": "pi",
    "τ": "tau",
    "θ": "theta",
    "ϑ": "theta",
    "√": "sqrt",
    "∛": "cbrt",
    "ϵ": "epsilon",
    "ϕ": "phi",
    "µ": "mu",
    **GREEK,
}
"""Characters as they stand in texts → what they mean."""
FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75"}
DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
PROSE = {"if", "in", "is", "or"}
"""Words that are no products."""
ALIKE = 0.75
"""How much of two words has to be the same for one to be meant by the other."""
DIGITS_AFTER = re.compile(r"[0-9][0-9.]*")


class Token(NamedTuple):
    """A piece of the text. text: what it means, whatever characters stand for it."""

    kind: str
    text: str
    start: int
    stop: int


def tokens(text: str) -> list[Token]:
    """All tokens of `text`, and one for its end. Raises FormulaError."""
    if len(text) > LONGEST:
        raise FormulaError(words.TOO_LONG, LONGEST, len(text), most=LONGEST)
    found = [*_tokens(text), Token(END, "", len(text), len(text))]
    if len(found) > MOST_TOKENS:
        raise FormulaError(words.TOO_MANY, found[MOST_TOKENS].start, len(text), most=MOST_TOKENS)
    return found


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    while at < len(text):
        character = text[at]
        if character in SAME_SIGN or character in SAME_WORD:
            word = SAME_WORD.get(character)
            yield Token(KNOWN.get(word, LETTER) if word else SIGN, word or SAME_SIGN[character], at, at + 1)
            at += 1
            continue
        if character in FRACTIONS:
            yield Token(NUMBER, FRACTIONS[character], at, at + 1)
            at += 1
            continue
        match = PATTERN.match(text, at)
        if not match:
            raise _stranger(character, at)
        kind, piece, stop = match.lastgroup, match[0], match.end()
        if kind == "word":
            if len(piece) == 1 and DIGITS_AFTER.match(text, stop):
                raise _numbered(text, match)
            yield from _word(piece, at)
        elif kind == "number":
            yield _number(piece, at)
        elif kind != "space":
            yield Token(str(kind), "^" if piece == "**" else piece.translate(DIGITS), at, stop)
        at = stop


def _stranger(character: str, at: int) -> FormulaError:
    if character.isprintable() and not character.isspace():
        return FormulaError(words.STRANGE, at, at + 1, sign=character)
    return FormulaError(words.UNSEEN, at, at + 1, code=f"U+{ord(character):04X}")


def _number(piece: str, at: int) -> Token:
    if float(piece) > LARGEST:
        raise FormulaError(words.TOO_LARGE, at, at + len(piece), most="10¹²")
    return Token(NUMBER, piece, at, at + len(piece))


def _numbered(text: str, match: re.Match[str]) -> FormulaError:
    digits = DIGITS_AFTER.match(text, match.end())
    assert digits
    fields = {"word": quoted(match[0] + digits[0]), "letter": match[0], "digits": quoted(digits[0])}
    return FormulaError(words.NUMBERED, match.start(), digits.end(), **fields)


def _word(word: str, at: int) -> Iterator[Token]:
    """The names that a word is made of: all of it, two letters, or known names, x and y after at most one other letter."""
    for piece in _pieces(word, at):
        yield Token(KNOWN.get(piece, LETTER), piece.replace("ambda", "amda"), at, at + len(piece))
        at += len(piece)


def _pieces(word: str, at: int) -> list[str]:
    if word in KNOWN or len(word) == 1:
        return [word]
    if found := _known(word):
        return found
    if len(word) == 2 and word not in PROSE:
        return [*word]
    if word not in PROSE and (found := _known(word[1:])):
        return [word[0], *found]
    raise _unknown(word, at)


def _known(word: str) -> list[str]:
    """`word` cut into functions, constants, x and y; empty if it cannot be."""
    if word in ("x", "y") or (word in KNOWN and len(word) > 1):
        return [word]
    for size in range(min(len(word) - 1, 6), 0, -1):
        head, rest = word[:size], word[size:]
        if head in ("x", "y") or (head in KNOWN and size >= 2):
            found = _known(rest)
            if found:
                return [head, *found]
    return []


def _unknown(word: str, at: int) -> FormulaError:
    meant = _meant(word.lower())
    fields = {"near": meant} if meant else {}
    return FormulaError(words.MEANT if meant else words.UNKNOWN, at, at + len(word), word=quoted(word), **fields)


def _meant(word: str) -> str:
    """The name that `word` is nearly, or begins with; empty if there is none."""
    names = [name for name in KNOWN if len(name) > 1]
    begins = sorted((name for name in names if len(name) > 2 and word.startswith(name)), key=len)
    return next(iter([*get_close_matches(word, names, 1, ALIKE), *begins[::-1]]), "")
