"""From tokens to a tree, as mathematics is written on paper."""

from functools import reduce

from surfaces.formula import errors as words
from surfaces.formula import tokens as tk
from surfaces.formula.calls import called, counted, least_of, sample
from surfaces.formula.errors import FormulaError
from surfaces.formula.reader import DEEPEST, Reader
from surfaces.formula.tokens import Token
from surfaces.formula.trees.text import POLAR
from surfaces.formula.trees.tree import COORDINATES, Node, constant, letter, node, number

COMPARISONS = {
    "<": "less", "<=": "less_equal", ">": "greater", ">=": "greater_equal", "==": "equal", "!=": "not_equal", "=": "equal"
}  # fmt: skip
POLAR_OF = {name: tree for tree, name in POLAR.items()}
TAKEN = {"f"}
"""Letters that a surface has already."""
BEFORE = "f(x,y)=", "z(x,y)=", "f=", "z="


def parsed(text: str) -> Node:
    """The tree of `text`. Raises FormulaError."""
    return Parser(text).whole()


class Parser(Reader):
    """Reads by recursive descent."""

    def whole(self) -> Node:
        if len(self.tokens) == 1:
            self.refuse(words.EMPTY)
        self._skip_name()
        tree = self.comparison()
        if self.next.kind != tk.END:
            self.leftover()
        if not tree.letters & {*COORDINATES}:
            raise FormulaError(words.EMPTY, 0, self.next.stop)
        return counted(tree)

    def _skip_name(self) -> None:
        """`f(x, y) =` or `z =` before the formula says nothing."""
        begun = [token.text for token in self.tokens]
        self.at = next((len(name) for name in BEFORE if begun[: len(name)] == [*name]), 0)

    def comparison(self) -> Node:
        """One side, or a chain such as 0 < x <= 1."""
        self.deeper()
        sides, found = [self.sum()], list[Node]()
        while sign := self.takes(*COMPARISONS):
            if sign.text == "=" and not self.opened:
                self.refuse(words.EQUATION, sign)
            sides.append(self.sum())
            found.append(node(COMPARISONS[sign.text], sides[-2], sides[-1]))
        self.depth -= 1
        return reduce(lambda a, b: node("logical_and", a, b), found) if found else sides[0]

    def sum(self) -> Node:
        tree = self.product()
        while sign := self.takes("+", "-"):
            tree = node("add" if sign.text == "+" else "subtract", counted(tree), counted(self.product()))
        return tree

    def product(self) -> Node:
        tree = self.signed()
        while True:
            if sign := self.takes("*", "/"):
                tree = node("multiply" if sign.text == "*" else "divide", counted(tree), counted(self.signed()))
            elif self._goes_on():
                tree = node("multiply", counted(tree), counted(self.power()))
            else:
                return tree

    def _goes_on(self) -> bool:
        """Whether a factor begins here, without a sign before it."""
        if self.next.kind == tk.SIGN:
            is_bar = self.next.text == "|" and not (self.opened and self.opened[-1].text == "|")
            return self.next.text == "(" or is_bar
        return self.next.kind in (tk.FUNCTION, tk.CONSTANT, tk.LETTER, tk.POLAR)

    def signed(self) -> Node:
        """A factor with signs before it: −x² is −(x²)."""
        minus, signs = False, 0
        while sign := self.takes("+", "-"):
            minus, signs = minus ^ (sign.text == "-"), signs + 1
            if signs > DEEPEST:
                self.refuse(words.LIMIT, sign, most=str(DEEPEST))
        tree = self.power()
        return negated(counted(tree)) if minus else tree

    def power(self) -> Node:
        return self._raised(self.atom())

    def _raised(self, base: Node) -> Node:
        if self.next.kind == tk.RAISED:
            return self._raised(node("power", counted(base), number(float(self.taken().text))))
        if not self.takes("^"):
            return base
        self.deeper()
        exponent = counted(self.signed())
        self.depth -= 1
        return node("power", counted(base), exponent)

    def atom(self) -> Node:
        token = self.taken()
        match token.kind:
            case tk.NUMBER:
                return number(float(token.text))
            case tk.CONSTANT:
                return constant(token.text)
            case tk.LETTER if token.text in TAKEN:
                self.refuse(words.IS_TAKEN, token, letter=token.text)
            case tk.LETTER:
                return letter(token.text)
            case tk.POLAR:
                return POLAR_OF[token.text]
            case tk.FUNCTION:
                return self._function(token)
        if token.text in ("(", "|"):
            return self._within(token)
        self.missing(token)

    def _within(self, opening: Token) -> Node:
        """What stands between parentheses or bars."""
        self.opened.append(opening)
        tree = self.comparison()
        self._close(opening)
        return node("absolute", counted(tree)) if opening.text == "|" else tree

    def _close(self, opening: Token) -> None:
        if not self.takes("|" if opening.text == "|" else ")"):
            if self.next.kind == tk.END:
                self.refuse(words.NO_BAR if opening.text == "|" else words.NOT_CLOSED, opening)
            self.leftover()
        self.opened.pop()

    def _function(self, name: Token) -> Node:
        """A function of what stands in parentheses, or as on paper of the product that follows: sin 2x, sin² x."""
        self.deeper()
        exponent = self._exponent(name)
        tree = called(name, self._arguments(name))
        self.depth -= 1
        return node("power", tree, exponent) if exponent else tree

    def _exponent(self, name: Token) -> Node | None:
        if self.next.kind == tk.RAISED:
            exponent = number(float(self.taken().text))
        elif self.takes("^"):
            exponent = self.signed_number()
        else:
            return None
        if exponent.is_number and exponent.value == -1:
            self.refuse(words.INVERSE, name, name=name.text)
        return exponent

    def signed_number(self) -> Node:
        minus = self.takes("-")
        token = self.next
        exponent = self.atom() if token.kind in (tk.NUMBER, tk.LETTER) or token.text == "(" else self.missing(token)
        return negated(exponent) if minus else exponent

    def _arguments(self, name: Token) -> list[Node]:
        if opening := self.takes("("):
            self.opened.append(opening)
            found = [self.comparison()]
            while self.takes(","):
                found.append(self.comparison())
            self._close(opening)
            return found
        if least_of(name.text) > 1:
            self.refuse(words.NEEDS, name, name=name.text, arguments=sample(least_of(name.text)))
        return [self._bare(name)]

    def _bare(self, name: Token) -> Node:
        """The product that a function without parentheses is of; another function ends it."""
        if self.next.kind == tk.END or self.next.text in (")", ",", "*", "/"):
            self.refuse(words.NEEDS, name, name=name.text, arguments="x")
        tree = self.signed()
        while self._goes_on() and self.next.kind != tk.FUNCTION:
            tree = node("multiply", counted(tree), counted(self.power()))
        return tree


def negated(tree: Node) -> Node:
    return number(-tree.value) if tree.is_number else node("negative", tree)
