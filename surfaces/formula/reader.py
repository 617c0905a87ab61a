"""Where one is in a text: the tokens before and after, what is open, and how deep."""

from typing import NoReturn

from surfaces.formula import errors as words
from surfaces.formula import tokens as tk
from surfaces.formula.errors import FormulaError, quoted
from surfaces.formula.tokens import Token, tokens

DEEPEST = 24
LEFT_OVER = {")": words.NOT_OPENED, ",": words.COMMA, "|": words.NO_BAR}


class Reader:
    """The tokens of a text, of which the first `at` have been read. opened: parentheses and bars that wait for their partners."""

    def __init__(self, text: str) -> None:
        self.tokens = tokens(text)
        self.at, self.depth = 0, 0
        self.opened: list[Token] = []

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def taken(self) -> Token:
        token = self.next
        self.at += 1
        return token

    def takes(self, *signs: str) -> Token | None:
        """The next token if it is one of these signs."""
        return self.taken() if self.next.kind == tk.SIGN and self.next.text in signs else None

    def refuse(self, said: str, token: Token | None = None, **fields: str) -> NoReturn:
        token = token or self.next
        raise FormulaError(said, token.start, token.stop, **fields)

    def leftover(self) -> NoReturn:
        token = self.next
        if token.kind == tk.NUMBER:
            self.refuse(words.NUMBER_AFTER)
        self.refuse(LEFT_OVER.get(token.text, words.UNREAD), found=quoted(token.text))

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            self.refuse(words.LIMIT, most=str(DEEPEST))

    def missing(self, token: Token) -> NoReturn:
        if token.kind == tk.END:
            self.refuse(words.NO_BAR if self.opened and self.opened[-1].text == "|" else words.ENDS, token)
        self.refuse(words.MISSING, token, found=quoted(token.text))
