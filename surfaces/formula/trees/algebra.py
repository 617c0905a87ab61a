"""Sums, products and powers in a normal form: like terms are collected, factors have one power each.

Two operations are known here only: "sum" of terms and "product" of factors, of which a number may be the first. Derivatives
are made of these, and `trees.plain` writes them with the operations of a reader again.
"""

from collections.abc import Callable, Iterable
from typing import Any

from surfaces.formula.trees.tree import COORDINATES, NUMBER, ONE, TWO, ZERO, Node, constant, node, number

SUM, PRODUCT, POWER = "sum", "product", "power"
E = constant("e")
MOST_DIGITS = 1e15
"""Whole exponents beyond this are no longer exact."""


def add(*terms: Node) -> Node:
    """The sum of `terms`, with like ones collected in the order in which they come."""
    coefficients: dict[Node, float] = {}
    for coefficient, rest in _summands(terms):
        coefficients[rest] = coefficients.get(rest, 0.0) + coefficient
    constant = coefficients.pop(ONE, 0.0)
    found = [multiply(number(c), rest) for rest, c in coefficients.items() if c]
    found += [number(constant)] * bool(constant)
    return found[0] if len(found) == 1 else node(SUM, *found) if found else ZERO


def _summands(terms: Iterable[Node]) -> Iterable[tuple[float, Node]]:
    for term in terms:
        coefficient, rest = parts(term)
        if rest.op == SUM and abs(coefficient) == 1:
            yield from ((coefficient * c, r) for c, r in _summands(rest.args))
        else:
            yield coefficient, rest


def parts(term: Node) -> tuple[float, Node]:
    """The number before a term, and what it stands before."""
    if term.is_number:
        return term.value, ONE
    if term.op != PRODUCT or not term.args[0].is_number:
        return 1.0, term
    rest = term.args[1:]
    return term.args[0].value, rest[0] if len(rest) == 1 else node(PRODUCT, *rest)


def multiply(*factors: Node) -> Node:
    """The product of `factors`, each base with one exponent."""
    coefficient, exponents = 1.0, dict[Node, Node]()
    for factor in _factors(factors):
        if factor.is_number:
            coefficient *= factor.value
            continue
        base, exponent = base_of(factor)
        exponents[base] = add(exponents[base], exponent) if base in exponents else exponent
    if coefficient == 0:
        return ZERO
    found = sorted((raised(b, n) for b, n in exponents.items() if n is not ZERO), key=_rank)
    if not found:
        return number(coefficient)
    found = found if coefficient == 1 else [number(coefficient), *found]
    return found[0] if len(found) == 1 else node(PRODUCT, *found)


def _factors(factors: Iterable[Node]) -> Iterable[Node]:
    for factor in factors:
        yield from factor.args if factor.op == PRODUCT else (factor,)


def base_of(factor: Node) -> tuple[Node, Node]:
    """The base and the exponent of a factor, 1 if it is no power."""
    return (factor.args[0], factor.args[1]) if factor.op == POWER else (factor, ONE)


def _rank(factor: Node) -> int:
    """Numbers with a name, parameters, coordinates, sums, functions: the order in which one writes them."""
    base = base_of(factor)[0]
    if base.op == "letter":
        return 2 if base.args[0] in COORDINATES else 1
    return {"constant": 0, SUM: 3}.get(base.op, 4)


def raised(base: Node, exponent: Node) -> Node:
    """`base` to a power, which is nothing for 1."""
    return base if exponent is ONE else node(POWER, base, exponent)


def power(base: Node, exponent: Node) -> Node:
    """`base` to the power `exponent`, taken apart where the exponent is whole."""
    if base is E:
        return node("exp", exponent)
    if not exponent.is_number:
        return node(POWER, base, exponent)
    n = exponent.value
    if n == 0:
        return ONE
    if n == 0.5:
        return node("sqrt", base)
    if not _is_whole(n):
        return raised(base, exponent)
    if base.is_number and (base.value or n > 0):
        return number(_power(base.value, n))
    if base.op == PRODUCT:
        return multiply(*(power(factor, exponent) for factor in base.args))
    if base.op == "hypot" and n % 2 == 0:
        return power(add(*(power(arg, TWO) for arg in base.args)), number(n / 2))
    inner, m = base_of(base)
    whole = m.is_number and _is_whole(m.value)
    return raised(inner, number(m.value * n)) if whole else raised(base, exponent)


def _power(base: float, exponent: float) -> float:
    try:
        return base**exponent
    except OverflowError:
        return float("inf")


def _is_whole(value: float) -> bool:
    return value == int(value) if abs(value) < MOST_DIGITS else False


def negative(term: Node) -> Node:
    return multiply(number(-1.0), term)


def divide(above: Node, below: Node) -> Node:
    return multiply(above, power(below, number(-1.0)))


def share(above: Node, below: Node) -> Node:
    """`above` / `below` for a length `below`, and 0 where both vanish."""
    coefficient, rest = parts(above)
    return multiply(number(coefficient), node("share", rest, below)) if rest is not ZERO and coefficient else ZERO


def simplified(tree: Node, kept: dict[Node, Node] | None = None) -> Node:
    """A tree as it was read, in the normal form."""
    kept = {} if kept is None else kept
    if tree not in kept:
        kept[tree] = _simplified(tree, kept)
    return kept[tree]


def _simplified(tree: Node, kept: dict[Node, Node]) -> Node:
    if tree.op in (NUMBER, "letter", "constant"):
        return tree
    args = [simplified(a, kept) for a in tree.args]
    if tree.op in WAYS:
        return WAYS[tree.op](*args)
    return node(tree.op, *args)


WAYS: dict[str, Callable[..., Any]] = {
    "add": add,
    SUM: add,
    "subtract": lambda a, b: add(a, negative(b)),
    "multiply": multiply,
    PRODUCT: multiply,
    "divide": divide,
    "negative": negative,
    POWER: power,
    "share": share,
}
