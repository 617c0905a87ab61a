"""What a lesson says of a run, as a formula: `3 * arrival("Momentum") < arrival("GradientDescent")`.

Numbers, texts, arithmetic, comparisons, `and`, `or`, `not`, the functions of `lessons.measures`, and names of other numbers.
Nothing else is ever carried out: a lesson is a text.
"""

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

ARITHMETIC: dict[type[ast.operator], tuple[str, Callable[[Any, Any], Any]]] = {
    ast.Add: ("+", operator.add),
    ast.Sub: ("-", operator.sub),
    ast.Mult: ("*", operator.mul),
    ast.Div: ("/", operator.truediv),
}
COMPARISONS: dict[type[ast.cmpop], tuple[str, Callable[[Any, Any], bool]]] = {
    ast.Lt: ("<", operator.lt),
    ast.LtE: ("<=", operator.le),
    ast.Gt: (">", operator.gt),
    ast.GtE: (">=", operator.ge),
    ast.Eq: ("==", operator.eq),
    ast.NotEq: ("!=", operator.ne),
}


@dataclass(frozen=True)
class Expression:
    """A formula that has been read. text: as it was written."""

    text: str
    tree: ast.expr

    def value(self, measures: Mapping[str, Callable[..., Any]], numbers: Mapping[str, Any]) -> Any:
        """What it comes to, with these functions and the values of these names."""
        return _value(self.tree, measures, numbers)

    def data(self) -> Any:
        """As nested lists, operator or function first, for another language; names of numbers cannot be among them."""
        return _data(self.tree)

    @property
    def calls(self) -> set[str]:
        """The functions that it calls."""
        called = (node.func for node in ast.walk(self.tree) if isinstance(node, ast.Call))
        return {func.id for func in called if isinstance(func, ast.Name)}

    @property
    def names(self) -> set[str]:
        """The names of numbers in it."""
        return {node.id for node in ast.walk(self.tree) if isinstance(node, ast.Name)} - self.calls

    @property
    def texts(self) -> set[str]:
        """The texts in it: the keys of who races, and kinds of outcomes."""
        constants = (node.value for node in ast.walk(self.tree) if isinstance(node, ast.Constant))
        return {value for value in constants if isinstance(value, str)}


def read(text: str, functions: Mapping[str, Any], names: Iterator[str] | set[str]) -> Expression:
    """The formula that `text` spells. Raises ValueError, which says what is wrong, if it is none of ours."""
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError as problem:
        raise ValueError(f"{text!r} is no formula: {problem.msg}") from None
    _check(tree, text)
    expression = Expression(text, tree)
    for kind, unknown in (("function", expression.calls - {*functions}), ("number", expression.names - {*names})):
        if unknown:
            known = ", ".join(sorted(functions if kind == "function" else names)) or "none"
            raise ValueError(f"{text!r} has an unknown {kind}, {', '.join(sorted(unknown))}; known are: {known}")
    return expression


def _check(tree: ast.expr, text: str) -> None:
    for node in ast.walk(tree):
        if not isinstance(node, _ALLOWED) or (isinstance(node, ast.Call) and not _is_plain(node)):
            raise ValueError(f"{text!r} may hold numbers, texts, + - * /, comparisons, and, or, not, and functions")
        if isinstance(node, ast.Constant) and type(node.value) not in (int, float, str):
            raise ValueError(f"{text!r}: {node.value!r} is neither a number nor a text")


_ALLOWED = (
    ast.Constant, ast.Name, ast.Load, ast.Call, ast.BinOp, ast.UnaryOp, ast.USub, ast.Not,
    ast.BoolOp, ast.And, ast.Or, ast.Compare, *ARITHMETIC, *COMPARISONS,
)  # fmt: skip


def _is_plain(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and not call.keywords


def _value(node: Any, measures: Mapping[str, Callable[..., Any]], numbers: Mapping[str, Any]) -> Any:
    def of(inner: Any) -> Any:
        return _value(inner, measures, numbers)

    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name):
            return numbers[name]
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return measures[name](*map(of, arguments))
        case ast.BinOp(left=left, op=op, right=right):
            return ARITHMETIC[type(op)][1](of(left), of(right))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -of(operand)
        case ast.UnaryOp(operand=operand):
            return not of(operand)
        case ast.BoolOp(op=op, values=values):
            return (all if isinstance(op, ast.And) else any)(of(value) for value in values)
        case ast.Compare(left=left, ops=ops, comparators=others):
            values = [of(left), *map(of, others)]
            pairs = zip(ops, values, values[1:], strict=False)
            return all(COMPARISONS[type(op)][1](a, b) for op, a, b in pairs)


def _data(node: Any) -> Any:
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return [name, *map(_data, arguments)]
        case ast.BinOp(left=left, op=op, right=right):
            return [ARITHMETIC[type(op)][0], _data(left), _data(right)]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return ["-", 0, _data(operand)]
        case ast.UnaryOp(operand=operand):
            return ["not", _data(operand)]
        case ast.BoolOp(op=op, values=values):
            return ["and" if isinstance(op, ast.And) else "or", *map(_data, values)]
        case ast.Compare(left=left, ops=ops, comparators=others):
            sides = [left, *others]
            pairs = [
                [COMPARISONS[type(op)][0], _data(a), _data(b)] for op, a, b in zip(ops, sides, sides[1:], strict=False)
            ]
            return pairs[0] if len(pairs) == 1 else ["and", *pairs]
        case _:
            raise ValueError("a goal that is followed live names no other numbers")
