"""What a formula may ask for: the functions, how NumPy does them, and their slopes."""

from collections.abc import Callable
from dataclasses import dataclass
from math import e, pi
from typing import Any

import numpy as np

from surfaces.calculus.continued import absolute, length
from surfaces.formula.trees.algebra import add, divide, multiply, negative, power, share
from surfaces.formula.trees.tree import ONE, TWO, ZERO, Node, node, number

TINY = float(np.finfo(float).tiny)
CONSTANTS = {"pi": pi, "e": e, "tau": 2 * pi}


@dataclass(frozen=True)
class Function:
    """run: in NumPy; slopes: of the arguments, the derivative by each; least, most: how many arguments a reader may give."""

    run: Callable[..., Any]
    slopes: Callable[..., tuple[Node, ...]]
    least: int = 1
    most: int = 1


def _share(above: Any, below: Any) -> Any:
    """`above` / `below` for a length, which is 0 where both are."""
    return above / np.maximum(below, TINY)


def _sign(u: Any) -> Any:
    return np.sign(np.real(u))


def _none(*args: Node) -> tuple[Node, ...]:
    return (ZERO,) * len(args)


def _by(condition: str) -> Callable[[Node, Node], tuple[Node, ...]]:
    """The slopes of what takes the one argument or the other."""

    def slopes(u: Node, v: Node) -> tuple[Node, ...]:
        first = node(condition, u, v)
        return node("where", first, ONE, ZERO), node("where", first, ZERO, ONE)

    return slopes


def _minus(u: Node) -> Node:
    """1 − u²."""
    return add(ONE, negative(power(u, TWO)))


def _of_arc(u: Node) -> Node:
    return divide(ONE, node("sqrt", _minus(u)))


def _logarithm(base: float) -> Callable[[Node], tuple[Node, ...]]:
    return lambda u: (divide(ONE, multiply(node("log", number(base)), u)),)


def _turned(v: Node, u: Node) -> tuple[Node, ...]:
    square = add(power(u, TWO), power(v, TWO))
    return share(u, square), negative(share(v, square))


FUNCTIONS = {
    "sin": Function(np.sin, lambda u: (node("cos", u),)),
    "cos": Function(np.cos, lambda u: (negative(node("sin", u)),)),
    "tan": Function(np.tan, lambda u: (power(node("cos", u), number(-2.0)),)),
    "arcsin": Function(np.arcsin, lambda u: (_of_arc(u),)),
    "arccos": Function(np.arccos, lambda u: (negative(_of_arc(u)),)),
    "arctan": Function(np.arctan, lambda u: (divide(ONE, add(ONE, power(u, TWO))),)),
    "sinh": Function(np.sinh, lambda u: (node("cosh", u),)),
    "cosh": Function(np.cosh, lambda u: (node("sinh", u),)),
    "tanh": Function(np.tanh, lambda u: (power(node("cosh", u), number(-2.0)),)),
    "arcsinh": Function(np.arcsinh, lambda u: (divide(ONE, node("sqrt", add(power(u, TWO), ONE))),)),
    "arccosh": Function(np.arccosh, lambda u: (divide(ONE, node("sqrt", add(power(u, TWO), number(-1.0)))),)),
    "arctanh": Function(np.arctanh, lambda u: (divide(ONE, _minus(u)),)),
    "exp": Function(np.exp, lambda u: (node("exp", u),)),
    "log": Function(np.log, lambda u: (divide(ONE, u),)),
    "log2": Function(np.log2, _logarithm(2.0)),
    "log10": Function(np.log10, _logarithm(10.0)),
    "expm1": Function(np.expm1, lambda u: (node("exp", u),)),
    "log1p": Function(np.log1p, lambda u: (divide(ONE, add(ONE, u)),)),
    "sqrt": Function(np.sqrt, lambda u: (multiply(number(0.5), share(ONE, node("sqrt", u))),)),
    "cbrt": Function(np.cbrt, lambda u: (share(ONE, multiply(number(3.0), power(node("cbrt", u), TWO))),)),
    "absolute": Function(absolute, lambda u: (node("sign", u),)),
    "sign": Function(_sign, _none),
    "floor": Function(np.floor, _none),
    "step": Function(lambda u: np.where(np.real(u) >= 0, 1.0, 0.0), _none),
    "maximum": Function(np.maximum, _by("greater_equal"), 2, 8),
    "minimum": Function(np.minimum, _by("less_equal"), 2, 8),
    "hypot": Function(length, lambda u, v: (share(u, node("hypot", u, v)), share(v, node("hypot", u, v))), 2, 2),
    "arctan2": Function(np.arctan2, _turned, 2, 2),
    "share": Function(_share, lambda u, v: (share(ONE, v), negative(share(node("share", u, v), v))), 2, 2),
    "where": Function(np.where, lambda c, u, v: (ZERO, node("where", c, ONE, ZERO), node("where", c, ZERO, ONE)), 3, 3),
    **{
        name: Function(getattr(np, name), _none, 2, 2)
        for name in ("less", "less_equal", "greater", "greater_equal", "equal", "not_equal", "logical_and")
    },
}
"""Operation → what is known of it: named as in NumPy, but for `share` (`trees.algebra.share`) and `step`, 1 from 0 on."""

ARITHMETIC = {name: getattr(np, name) for name in ("add", "subtract", "multiply", "divide", "negative", "power")}
TRUTHS = {"less", "less_equal", "greater", "greater_equal", "equal", "not_equal", "logical_and"}
"""What is true or false."""

TYPED = {
    **{
        name: name
        for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "log", "log2", "log10", "sqrt", "cbrt")
    },
    **{name: name for name in ("sign", "floor", "step", "hypot", "where", "clip", "expm1", "log1p")},
    **{"asin": "arcsin", "acos": "arccos", "atan": "arctan", "atan2": "arctan2", "ln": "log", "abs": "absolute"},
    **{"max": "maximum", "min": "minimum"},
    **{"arcsin": "arcsin", "arccos": "arccos", "arctan": "arctan", "tg": "tan", "lg": "log10"},
    **{f"{arc}{name}": f"arc{name}" for arc in ("a", "ar", "arc") for name in ("sinh", "cosh", "tanh")},
}
"""What is typed → operation; `clip` is a maximum and a minimum."""
