"""What is said of a text that cannot be read as a formula."""

from typing import Any

from language import _

LONGEST_QUOTED = 20


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
