"""A tree as LaTeX. It is made of the tree alone: nothing typed gets here."""

from collections.abc import Callable
from fractions import Fraction
from math import isfinite

from surfaces.formula.trees.text import ATOM, LEVELS, NEGATIVE, POLAR, POWER, digits, level
from surfaces.formula.trees.tree import CONSTANT, GREEK, Node, node

COMPARED = {
    "less": "<", "less_equal": r"\le", "greater": ">", "greater_equal": r"\ge", "equal": "=", "not_equal": r"\ne"
}  # fmt: skip
OPPOSITE = {
    "less": "greater_equal", "less_equal": "greater", "greater": "less_equal",
    "greater_equal": "less", "equal": "not_equal", "not_equal": "equal",
}  # fmt: skip
NAMES = {
    **{name: rf"\{name}" for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
    **{f"arc{name}": rf"\arc{name}" for name in ("sin", "cos", "tan")},
    **{f"arc{name}": rf"\mathrm{{ar{name}}}" for name in ("sinh", "cosh", "tanh")},
    **{"log": r"\ln", "log2": r"\log_2", "log10": r"\log_{10}", "maximum": r"\max", "minimum": r"\min"},
    **{"sign": r"\mathrm{sign}", "step": r"\mathrm{step}", "arctan2": r"\mathrm{atan2}"},
}
LETTERS = {name: rf"\{name}" for name in ("pi", "tau", *GREEK.values())} | {"lamda": r"\lambda", "Lamda": r"\Lambda"}
ROOTS = {"sqrt": r"\sqrt{{{}}}", "cbrt": r"\sqrt[3]{{{}}}", "absolute": r"\left|{}\right|"}
ROOTS |= {"floor": r"\left\lfloor {} \right\rfloor", "exp": "e^{{{}}}"}
ROOTS |= {"expm1": r"\left(e^{{{}}} - 1\right)", "log1p": r"\ln\left(1 + {}\right)"}
SHORT = 6
"""Decimals with more characters are written as a fraction, if they are one."""
MOST_BELOW = 1000

LONGEST = 250
"""Numbers, names and operations in what is still read."""


def short(tree: Node) -> str:
    """The LaTeX of a tree, empty if it would be too long to be read."""
    return latex(tree) if size(tree, {}) <= LONGEST else ""


def size(tree: Node, kept: dict[Node, int]) -> int:
    """How many nodes there are if none is shared."""
    if tree not in kept:
        kept[tree] = 1 + sum(size(arg, kept) for arg in tree.args if isinstance(arg, Node))
    return kept[tree]


def latex(tree: Node) -> str:
    """The LaTeX of a tree without sums and products of many."""
    if tree.is_number:
        return _number(tree.value)
    if tree.op in ("letter", CONSTANT):
        return LETTERS.get(tree.args[0], str(tree.args[0]))
    if tree in POLAR:
        return {"theta": r"\theta"}.get(POLAR[tree], POLAR[tree])
    if tree.op in WAYS:
        return WAYS[tree.op](*tree.args)
    if tree.op in COMPARED:
        return f"{latex(tree.args[0])} {COMPARED[tree.op]} {latex(tree.args[1])}"
    if tree.op in ROOTS:
        return ROOTS[tree.op].format(latex(tree.args[0]))
    return rf"{NAMES[tree.op]}{_in_parentheses(*tree.args)}"


def _in_parentheses(*args: Node) -> str:
    return rf"\left({', '.join(map(latex, args))}\right)"


def _number(value: float) -> str:
    text = digits(value)
    if not isfinite(value):
        return {"inf": r"\infty", "-inf": r"-\infty"}.get(text, r"\text{NaN}")
    mantissa, e, exponent = text.partition("e")
    share = Fraction(value).limit_denominator(MOST_BELOW)
    if len(text) > SHORT and share and share.numerator / share.denominator == value:
        return rf"{'-' * (value < 0)}\frac{{{abs(share.numerator)}}}{{{share.denominator}}}"
    return rf"{mantissa} \cdot 10^{{{exponent}}}" if e else text


def _held(tree: Node, least: int) -> str:
    return latex(tree) if _level(tree) >= least else _in_parentheses(tree)


def _level(tree: Node) -> int:
    """A fraction stands by itself, and so does a root."""
    return {"divide": POWER, "exp": POWER, "where": LEVELS["add"]}.get(tree.op, level(tree))


def _sum(sign: str) -> Callable[[Node, Node], str]:
    def said(left: Node, right: Node) -> str:
        tight = LEVELS["add"] + (sign == "-") if _level(right) != NEGATIVE else ATOM
        return f"{_held(left, LEVELS['add'])} {sign} {_held(right, tight)}"

    return said


def _product(left: Node, right: Node) -> str:
    before, after = _held(left, LEVELS["multiply"]), _held(right, POWER)
    needs_sign = after[0].isdigit() or (left.is_number and right.op == "divide") or after.startswith(r"\frac{1}{")
    return rf"{before} \cdot {after}" if needs_sign else rf"{before} \, {after}"


def _power(base: Node, exponent: Node) -> str:
    if base.op in NAMES and len(base.args) == 1:
        return rf"{NAMES[base.op]}^{{{latex(exponent)}}}{_in_parentheses(*base.args)}"
    return f"{_held(base, ATOM)}^{{{latex(exponent)}}}"


def _opposite(condition: Node) -> str:
    if condition.op in OPPOSITE:
        return latex(node(OPPOSITE[condition.op], *condition.args))
    return rf"\lnot{_in_parentheses(condition)}"


def _where(condition: Node, yes: Node, no: Node) -> str:
    rows = [(yes, latex(condition)), (no, _opposite(condition))]
    said = r" \\ ".join(f"{latex(value)} & {when}" for value, when in rows)
    return rf"\begin{{cases}} {said} \end{{cases}}"


def _fraction(above: Node, below: Node) -> str:
    return rf"\frac{{{latex(above)}}}{{{latex(below)}}}"


WAYS: dict[str, Callable[..., str]] = {
    "add": _sum("+"),
    "subtract": _sum("-"),
    "multiply": _product,
    "divide": _fraction,
    "share": _fraction,
    "power": _power,
    "where": _where,
    "negative": lambda a: f"-{_held(a, LEVELS['multiply'])}",
    "hypot": lambda a, b: rf"\sqrt{{{_power_of(a)} + {_power_of(b)}}}",
    "logical_and": lambda a, b: rf"{latex(a)} \land {latex(b)}",
}


def _power_of(tree: Node) -> str:
    return f"{_held(tree, ATOM)}^{{2}}"
