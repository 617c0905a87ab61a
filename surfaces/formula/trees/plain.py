"""From the normal form back to the operations of a reader: add, subtract, multiply, divide, negative, power."""

from functools import reduce

from surfaces.formula.trees.algebra import PRODUCT, SUM, base_of, parts, raised
from surfaces.formula.trees.tree import ONE, Node, node, number

MOST_BELOW = 1000
"""Shares such as 1/2 stand below a line if they are whole up to here."""


def plain(tree: Node, kept: dict[Node, Node] | None = None) -> Node:
    """`tree` without sums and products; what is shared stays so."""
    kept = {} if kept is None else kept
    if tree not in kept:
        kept[tree] = _plain(tree, kept)
    return kept[tree]


def _plain(tree: Node, kept: dict[Node, Node]) -> Node:
    if tree.op == SUM:
        return _sum(_leading(tree.args), kept)
    if tree.op == PRODUCT:
        return _signed(tree, kept)
    if tree.op == "power" and tree.args[1].is_number and tree.args[1].value < 0:
        return node("divide", ONE, plain(raised(tree.args[0], number(-tree.args[1].value)), kept))
    return node(tree.op, *(plain(a, kept) for a in tree.args)) if isinstance(next(iter(tree.args)), Node) else tree


def _leading(terms: tuple[Node, ...]) -> tuple[Node, ...]:
    """Whatever is added first, so that a sum begins without a sign."""
    first = next((term for term in terms if parts(term)[0] > 0), terms[0])
    return (first, *(term for term in terms if term is not first))


def _sum(terms: tuple[Node, ...], kept: dict[Node, Node]) -> Node:
    total = plain(terms[0], kept)
    for term in terms[1:]:
        coefficient, _rest = parts(term)
        if coefficient < 0:
            total = node("subtract", total, _scaled(-coefficient, term, kept))
        else:
            total = node("add", total, plain(term, kept))
    return total


def _signed(product: Node, kept: dict[Node, Node]) -> Node:
    coefficient = parts(product)[0]
    if coefficient == -1:
        return node("negative", _scaled(1.0, product, kept))
    return _scaled(coefficient, product, kept)


def _scaled(coefficient: float, term: Node, kept: dict[Node, Node]) -> Node:
    """The term with another number before it, as one fraction."""
    _own, rest = parts(term)
    if rest is ONE:
        return number(coefficient)
    factors = rest.args if rest.op == PRODUCT else (rest,)
    powers = [(base, n, n.value if n.is_number else 1.0) for base, n in map(base_of, factors)]
    below = [raised(base, number(-n.value)) for base, n, size in powers if size < 0]
    above = [raised(base, n) for base, n, size in powers if size > 0]
    whole = 1 / coefficient
    if below and abs(whole) > 1 and whole == int(whole) and abs(whole) <= MOST_BELOW:
        coefficient, below = (1.0 if whole > 0 else -1.0), [number(abs(whole)), *below]
    top = _chain([plain(f, kept) for f in above], coefficient)
    return node("divide", top, _chain([plain(f, kept) for f in below], 1.0)) if below else top


def _chain(factors: list[Node], coefficient: float) -> Node:
    if coefficient == -1 and factors:
        return node("negative", _chain(factors, 1.0))
    all_of_them = factors if coefficient == 1 and factors else [number(coefficient), *factors]
    return reduce(lambda a, b: node("multiply", a, b), all_of_them)
