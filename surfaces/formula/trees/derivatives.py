"""Derivatives of trees in the normal form, each shared part derived once."""

from collections import Counter

from surfaces.formula.trees.algebra import POWER, PRODUCT, add, multiply, power, share
from surfaces.formula.trees.functions import FUNCTIONS
from surfaces.formula.trees.tree import ONE, ZERO, Node, node, number

FEW = 4
"""Products of more factors are derived as products of two halves: all together they would grow with the square."""
MOST = 800
"""How many parts all derivatives of a formula may have: what is more takes too long, and nobody reads it."""


class TooMuch(Exception):
    """Derivatives with more parts than `MOST`."""


class Derivative:
    """By one letter: call it with a tree. parts: how many there are by now, of several letters together."""

    def __init__(self, by: str, parts: Counter[str]) -> None:
        self.by, self.parts = by, parts
        self.kept: dict[Node, Node] = {}

    def __call__(self, tree: Node) -> Node:
        if self.by not in tree.letters:
            return ZERO
        if tree not in self.kept:
            self.kept[tree] = found = self._derived(tree)
            self.parts["all"] += 1 + len(found.args)
            if self.parts["all"] > MOST:
                raise TooMuch
        return self.kept[tree]

    def _derived(self, tree: Node) -> Node:
        match tree.op:
            case "letter":
                return ONE
            case "sum":
                return add(*map(self, tree.args))
            case "product":
                return self._of_product(tree.args)
            case "power":
                return self._of_power(*tree.args)
            case "where":
                condition, yes, no = tree.args
                return chosen(condition, self(yes), self(no))
        return self._of_function(tree)

    def _of_product(self, factors: tuple[Node, ...]) -> Node:
        if len(factors) > FEW:
            middle = len(factors) // 2
            factors = multiply(*factors[:middle]), multiply(*factors[middle:])
        rest = [(factors[:k] + factors[k + 1 :], self(factor)) for k, factor in enumerate(factors)]
        return add(*(multiply(slope, *others) for others, slope in rest))

    def _of_power(self, base: Node, exponent: Node) -> Node:
        """(uᵛ)′ = v uᵛ⁻¹ u′ + uᵛ v′ log u."""
        below = power(base, add(exponent, number(-1.0)))
        grown = multiply(exponent, below, self(base))
        return add(grown, multiply(node(POWER, base, exponent), self(exponent), node("log", base)))

    def _of_function(self, tree: Node) -> Node:
        slopes = FUNCTIONS[tree.op].slopes(*tree.args)
        return add(*(self._chained(slope, self(arg)) for slope, arg in zip(slopes, tree.args, strict=True)))

    @staticmethod
    def _chained(slope: Node, inner: Node) -> Node:
        """Slope · inner, inside the choice or above the length that the slope is made of."""
        if inner is ZERO or slope is ZERO:
            return ZERO
        if slope.op == "where" and {*slope.args[1:]} == {ONE, ZERO}:
            return chosen(slope.args[0], *(multiply(a, inner) for a in slope.args[1:]))
        return within(slope, inner)


def within(slope: Node, inner: Node) -> Node:
    """`slope` · `inner`, with `inner` above the same length, so that it is 0 where both vanish."""
    factors = slope.args if slope.op == PRODUCT else (slope,)
    for k, factor in enumerate(factors):
        if factor.op == "share":
            above, below = factor.args
            held = [*factors[:k], *factors[k + 1 :]]
            return multiply(*held, share(multiply(above, inner), below))
    return multiply(slope, inner)


def chosen(condition: Node, yes: Node, no: Node) -> Node:
    """The one or the other."""
    return yes if yes is no else node("where", condition, yes, no)
