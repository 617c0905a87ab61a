"""From tokens to a tree, as mathematics is written on paper."""

from functools import reduce
from typing import NoReturn

from language import marked
from surfaces.formula import tokens as tk
from surfaces.formula.errors import FormulaError, quoted
from surfaces.formula.tokens import Token, tokens
from surfaces.formula.trees.functions import FUNCTIONS, TRUTHS, TYPED
from surfaces.formula.trees.text import POLAR
from surfaces.formula.trees.tree import COORDINATES, ONE, ZERO, Node, constant, letter, node, number

DEEPEST = 24
COMPARISONS = {
    "<": "less", "<=": "less_equal", ">": "greater", ">=": "greater_equal", "==": "equal", "!=": "not_equal", "=": "equal"
}  # fmt: skip
POLAR_OF = {name: tree for tree, name in POLAR.items()}
CLIP = "clip"
ARGUMENTS = {CLIP: (3, 3)}
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
NAMED = "abcdefgh"


def parsed(text: str) -> Node:
    """The tree of `text`. Raises FormulaError."""
    return Parser(text).whole()


class Parser:
    """Reads by recursive descent. opened: the parentheses and bars that wait for their partners."""

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

    def whole(self) -> Node:
        if len(self.tokens) == 1:
            self.refuse(EMPTY)
        self._skip_name()
        tree = self.comparison()
        if self.next.kind != tk.END:
            self._leftover()
        if not tree.letters & {*COORDINATES}:
            raise FormulaError(EMPTY, 0, self.next.stop)
        return self.counted(tree)

    def _skip_name(self) -> None:
        """`f(x, y) =` or `z =` before the formula says nothing."""
        said = [token.text for token in self.tokens]
        skipped = next((n for n in (2, 4, 7) if said[n - 1 : n] == ["="] and _is_name(said[: n - 1])), 0)
        self.at += skipped

    def _leftover(self) -> NoReturn:
        token = self.next
        if token.kind == tk.NUMBER:
            self.refuse(NUMBER_AFTER)
        said = {")": NOT_OPENED, ",": COMMA, "|": NO_BAR}.get(token.text, UNREAD)
        self.refuse(said, found=quoted(token.text))

    def counted(self, tree: Node) -> Node:
        """1 and 0 in place of true and false."""
        return node("where", tree, ONE, ZERO) if tree.op in TRUTHS else tree

    def comparison(self) -> Node:
        """One side, or a chain such as 0 < x <= 1."""
        self._deeper()
        sides, found = [self.sum()], list[Node]()
        while sign := self.takes(*COMPARISONS):
            if sign.text == "=" and not self.opened:
                self.refuse(EQUATION, sign)
            sides.append(self.sum())
            found.append(node(COMPARISONS[sign.text], sides[-2], sides[-1]))
        self.depth -= 1
        return reduce(lambda a, b: node("logical_and", a, b), found) if found else sides[0]

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            self.refuse(LIMIT, most=str(DEEPEST))

    def sum(self) -> Node:
        tree = self.product()
        while sign := self.takes("+", "-"):
            tree = node("add" if sign.text == "+" else "subtract", self.counted(tree), self.counted(self.product()))
        return tree

    def product(self) -> Node:
        tree = self.signed()
        while True:
            if sign := self.takes("*", "/"):
                tree = node(
                    "multiply" if sign.text == "*" else "divide", self.counted(tree), self.counted(self.signed())
                )
            elif self._goes_on():
                tree = node("multiply", self.counted(tree), self.counted(self.power()))
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
                self.refuse(LIMIT, sign, most=str(DEEPEST))
        tree = self.power()
        return negated(self.counted(tree)) if minus else tree

    def power(self) -> Node:
        return self._raised(self.atom())

    def _raised(self, base: Node) -> Node:
        if self.next.kind == tk.RAISED:
            return self._raised(node("power", self.counted(base), number(float(self.taken().text))))
        if not self.takes("^"):
            return base
        self._deeper()
        exponent = self.counted(self.signed())
        self.depth -= 1
        return node("power", self.counted(base), exponent)

    def atom(self) -> Node:
        token = self.taken()
        match token.kind:
            case tk.NUMBER:
                return number(float(token.text))
            case tk.CONSTANT:
                return constant(token.text)
            case tk.LETTER:
                return letter(token.text)
            case tk.POLAR:
                return POLAR_OF[token.text]
            case tk.FUNCTION:
                return self._function(token)
        if token.text in ("(", "|"):
            return self._within(token)
        self._missing(token)

    def _missing(self, token: Token) -> NoReturn:
        if token.kind == tk.END:
            self.refuse(NO_BAR if self.opened and self.opened[-1].text == "|" else ENDS, token)
        self.refuse({")": MISSING, ",": MISSING}.get(token.text, MISSING), token, found=quoted(token.text))

    def _within(self, opening: Token) -> Node:
        """What stands between parentheses or bars."""
        self.opened.append(opening)
        tree = self.comparison()
        self._close(opening)
        return node("absolute", self.counted(tree)) if opening.text == "|" else tree

    def _close(self, opening: Token) -> None:
        if not self.takes("|" if opening.text == "|" else ")"):
            if self.next.kind == tk.END:
                self.refuse(NO_BAR if opening.text == "|" else NOT_CLOSED, opening)
            self._leftover()
        self.opened.pop()

    def _function(self, name: Token) -> Node:
        """A function of what stands in parentheses, or as on paper of the product that follows: sin 2x, sin² x."""
        self._deeper()
        exponent = self._exponent(name)
        tree = called(name, self._arguments(name), self)
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
            self.refuse(INVERSE, name, name=name.text)
        return exponent

    def signed_number(self) -> Node:
        minus = self.takes("-")
        token = self.next
        exponent = self.atom() if token.kind in (tk.NUMBER, tk.LETTER) or token.text == "(" else self._missing(token)
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
            self.refuse(NEEDS, name, name=name.text, arguments=sample(least_of(name.text)))
        return [self._bare(name)]

    def _bare(self, name: Token) -> Node:
        """The product that a function without parentheses is of; another function ends it."""
        if self.next.kind == tk.END or self.next.text in (")", ",", "*", "/"):
            self.refuse(NEEDS, name, name=name.text, arguments="x")
        tree = self.signed()
        while self._goes_on() and self.next.kind != tk.FUNCTION:
            tree = node("multiply", self.counted(tree), self.counted(self.power()))
        return tree


def _is_name(said: list[str]) -> bool:
    return said in (["z"], ["f"]) or (said[:1] in (["f"], ["z"]) and said[1:] in (["(", "x", ",", "y", ")"],))


def negated(tree: Node) -> Node:
    return number(-tree.value) if tree.is_number else node("negative", tree)


def least_of(name: str) -> int:
    return ARGUMENTS[name][0] if name in ARGUMENTS else FUNCTIONS[TYPED[name]].least


def most_of(name: str) -> int:
    return ARGUMENTS[name][1] if name in ARGUMENTS else FUNCTIONS[TYPED[name]].most


def sample(count: int) -> str:
    """Arguments to show: x, y."""
    return ", ".join("xyz"[:count])


def called(name: Token, args: list[Node], parser: Parser) -> Node:
    """The function of this name of `args`."""
    least, most = least_of(name.text), most_of(name.text)
    if not least <= len(args) <= most:
        parser.refuse(HOW_MANY, name, name=name.text, count=str(least), arguments=sample(least))
    op = TYPED[name.text]
    if op == "where":
        condition = args[0] if args[0].op in TRUTHS else node("not_equal", args[0], ZERO)
        return node("where", condition, *map(parser.counted, args[1:]))
    args = [parser.counted(arg) for arg in args]
    if op == CLIP:
        return node("minimum", node("maximum", args[0], args[1]), args[2])
    return reduce(lambda a, b: node(op, a, b), args) if most > 2 and least == 2 else node(op, *args)
