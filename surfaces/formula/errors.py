"""What is said of a text that cannot be read as a formula."""

from typing import Any

from language import _, marked

LONGEST_QUOTED = 20

TOO_LONG = marked("A formula may have up to {most} characters: shorten it.")
TOO_MANY = marked("A formula may have up to {most} numbers, names and signs: shorten it.")
TOO_LARGE = marked("A number may be up to {most}: take a smaller one.")
STRANGE = marked("The character “{sign}” means nothing in a formula: take it out.")
UNSEEN = marked("Here is a character that cannot be seen ({code}): take it out.")
UNKNOWN = marked("“{word}” is no function here: write a product with *, as in a*b, or give parameters one letter each.")
MEANT = marked("“{word}” is no function here: did you mean “{near}”?")
IS_TAKEN = marked("“{letter}” is the surface itself: take another letter for a parameter.")
NUMBERED = marked("“{word}”: for a product write the number first, as in 2{letter}, for a power {letter}^{digits}.")
LIMIT = marked("Here is more within one another than can be read, {most} levels deep: make it simpler.")
EMPTY = marked("Write a formula with x and y, such as x^2 + 3y^2.")
ENDS = marked("Something is missing at the end: a number, a name or a parenthesis.")
MISSING = marked("Before “{found}” something is missing: a number or a name.")
NOT_CLOSED = marked("This parenthesis is not closed: write “)” where it ends.")
NO_BAR = marked("This bar has no partner: write |…| around what it is the absolute value of, or abs(…).")
NOT_OPENED = marked("This parenthesis closes nothing: take it out, or write “(” where it begins.")
COMMA = marked("A comma stands only between the arguments of a function; a decimal mark is a point, as in 1.5.")
NUMBER_AFTER = marked("A number directly after something: write * between them, or the number first.")
UNREAD = marked("“{found}” cannot stand here: take it out.")
EQUATION = marked(
    "A surface is a function and no equation: write what stands on one side, or compare in where(…, …, …)."
)
HOW_MANY = marked("{name} takes {count}: write {name}({arguments}).")
NEEDS = marked("{name} needs parentheses: write {name}({arguments}).")
INVERSE = marked(
    "{name}^-1 may mean two things: write a{name}(…) for the inverse function, 1/{name}(…) for the reciprocal."
)


class FormulaError(ValueError):
    """Why a text is no formula, where that is in it, and what to do. start, stop: the place, as in text[start:stop].

    Its words are in the language of whoever asks for them. They may quote what was typed: they are text and no Markdown.
    """

    def __init__(self, said: str, start: int, stop: int, **fields: Any) -> None:
        super().__init__(said)
        self.said, self.start, self.stop, self.fields = said, start, stop, fields

    def __str__(self) -> str:
        return _(self.said, **self.fields)

    def __reduce__(self) -> Any:
        return _again, (self.said, self.start, self.stop, self.fields)


def _again(said: str, start: int, stop: int, fields: dict[str, Any]) -> FormulaError:
    return FormulaError(said, start, stop, **fields)


def quoted(text: str) -> str:
    """A piece of what was typed as a sentence may repeat it: short, and nothing in it that is not seen."""
    shown = "".join(c if c.isprintable() else "�" for c in text[:LONGEST_QUOTED])
    return shown + "…" * (len(text) > LONGEST_QUOTED)
