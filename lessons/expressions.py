"""What a lesson says of a run, as a formula: `3 * arrival("Momentum") < arrival("GradientDescent")`.

Numbers, texts, arithmetic, comparisons, `and`, `or`, `not`, the functions of `lessons.measures`, and names of other numbers.
A formula is read into a tree, nested lists with the operator or the function first. What has no place in the tree is refused, and
Python itself never carries out any of it: a lesson is a text.
"""

import ast
import operator
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from lessons.kinds import NAME, TRUTH, kind_of

Tree = Any
"""A number, a text, or a list: what is done, and the trees that it is done to."""
MOST_CHARACTERS = 400
MOST_NODES = 200
LARGEST = 1e300

OPERATORS: dict[type, str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.And: "and", ast.Or: "or",
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip


def _divided(one: float, other: float) -> float:
    """As in IEEE 754, and so as in a browser: 1 / 0 is infinite."""
    with np.errstate(all="ignore"):
        return float(np.float64(one) / np.float64(other))


OPERATIONS: dict[str, Callable[..., Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": _divided,
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
    "and": lambda *values: all(values), "or": lambda *values: any(values), "not": operator.not_,
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Expression:
    """A formula that has been read. text: as it was written."""

    text: str
    tree: Tree

    def value(self, measures: Mapping[str, Callable[..., Any]], numbers: Mapping[str, Any]) -> Any:
        """What it comes to, with these functions and the values of these names."""
        return _value(self.tree, {**measures, **OPERATIONS, NAME: numbers.__getitem__})

    def data(self) -> Tree:
        """Its tree, for another language; names of numbers cannot be among it, and a function takes a text alone."""
        for name, *arguments in _calls(self.tree):
            if name == NAME or (name not in OPERATIONS and [*map(type, arguments)] != [str]):
                raise ValueError(f"{self.text!r} may ask its functions for one method each, and for nothing else")
        return self.tree

    @property
    def calls(self) -> set[str]:
        """The functions that it calls."""
        return {name for name, *_ in _calls(self.tree)} - {*OPERATIONS, NAME}

    @property
    def names(self) -> set[str]:
        """The names of numbers in it."""
        return {call[1] for call in _calls(self.tree) if call[0] == NAME}

    @property
    def asked(self) -> set[str]:
        """The texts that functions are asked for: the keys of who races, and axes."""
        calls = [arguments for name, *arguments in _calls(self.tree) if name not in (*OPERATIONS, NAME)]
        return {text for arguments in calls for text in arguments if isinstance(text, str)}

    @property
    def compared(self) -> set[str]:
        """The texts that something is compared with: kinds of outcomes."""
        calls = [arguments for name, *arguments in _calls(self.tree) if name in OPERATIONS]
        return {text for arguments in calls for text in arguments if isinstance(text, str)}


def read(text: str, functions: Mapping[str, Any], names: Iterable[str] = (), wanted: str = "") -> Expression:
    """The formula that `text` spells. wanted: the kind of its value, TRUTH or NUMBER, or any.

    Raises ValueError, which says what is wrong, if it is none of ours.
    """
    expression = Expression(text, _tree(_parsed(text), text))
    for kind, found, known in (("function", expression.calls, functions), ("number", expression.names, names)):
        if unknown := found - {*known}:
            choice = ", ".join(sorted(known)) or "none"
            raise ValueError(f"{text!r} has an unknown {kind}, {', '.join(sorted(unknown))}; known are: {choice}")
    kind = kind_of(expression.tree, functions)
    if wanted not in ("", kind):
        raise ValueError(f"{text!r} is a {kind}; a {wanted} belongs here" + " (compare it)" * (wanted == TRUTH))
    return expression


def _parsed(text: str) -> ast.expr:
    """Python's tree of a text. Both are short, so that nobody who walks through them gets too deep."""
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"{text[:40]!r}… is too long: a formula has up to {MOST_CHARACTERS} characters")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError as problem:
        raise ValueError(f"{text!r} is no formula: {problem.msg}") from None
    except (ValueError, RecursionError, MemoryError):
        raise ValueError(f"{text!r} is no formula") from None
    if sum(1 for _ in ast.walk(tree)) > MOST_NODES:
        raise ValueError(f"{text!r} has too many parts")
    return tree


def _tree(node: ast.AST, text: str) -> Tree:
    """Our tree of Python's."""

    def of(*inner: ast.AST) -> list[Tree]:
        return [_tree(each, text) for each in inner]

    match node:
        case ast.Constant(value=str(value)):
            return value
        case ast.Constant(value=(int() | float()) as value) if type(value) is not bool and value < LARGEST:
            return value
        case ast.Name(id=name):
            return [NAME, name]
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
            return [name, *of(*arguments)]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return ["-", 0, *of(operand)]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return ["not", *of(operand)]
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            return [OPERATORS[type(op)], *of(left, right)]
        case ast.BoolOp(op=op, values=values):
            return [OPERATORS[type(op)], *of(*values)]
        case ast.Compare(left=left, ops=ops, comparators=others) if {*map(type, ops)} <= {*OPERATORS}:
            sides = of(left, *others)
            pairs = [[OPERATORS[type(op)], *pair] for op, *pair in zip(ops, sides, sides[1:], strict=False)]
            return pairs[0] if len(pairs) == 1 else ["and", *pairs]
    raise ValueError(f"{text!r} may hold numbers, texts, + - * /, comparisons, and, or, not, and functions")


def _value(tree: Tree, functions: Mapping[str, Callable[..., Any]]) -> Any:
    if not isinstance(tree, list):
        return tree
    name, *arguments = tree
    return functions[name](*(_value(argument, functions) for argument in arguments))


def _calls(tree: Tree) -> Iterator[list[Tree]]:
    """All lists in a tree."""
    if isinstance(tree, list):
        yield tree
        for inner in tree[1:]:
            yield from _calls(inner)
