"""A function and what stands between its parentheses."""

from functools import reduce

from surfaces.formula.errors import HOW_MANY, FormulaError
from surfaces.formula.tokens import Token
from surfaces.formula.trees.functions import FUNCTIONS, TRUTHS, TYPED
from surfaces.formula.trees.tree import ONE, ZERO, Node, node

CLIP = "clip"
"""A maximum and a minimum, and no operation of its own."""


def counted(tree: Node) -> Node:
    """1 and 0 in place of true and false."""
    return node("where", tree, ONE, ZERO) if tree.op in TRUTHS else tree


def least_of(name: str) -> int:
    """How many arguments the function of this name needs."""
    return 3 if name == CLIP else FUNCTIONS[TYPED[name]].least


def _most_of(name: str) -> int:
    return 3 if name == CLIP else FUNCTIONS[TYPED[name]].most


def sample(count: int) -> str:
    """So many arguments, to show how it is written: x, y."""
    return ", ".join("xyz"[:count])


def called(name: Token, args: list[Node]) -> Node:
    """The function of this name of `args`. Raises FormulaError if it takes another number of them."""
    least, most = least_of(name.text), _most_of(name.text)
    if not least <= len(args) <= most:
        fields = {"name": name.text, "count": str(least), "arguments": sample(least)}
        raise FormulaError(HOW_MANY, name.start, name.stop, **fields)
    op = TYPED[name.text]
    if op == "where":
        condition = args[0] if args[0].op in TRUTHS else node("not_equal", args[0], ZERO)
        return node("where", condition, *map(counted, args[1:]))
    numbers = [counted(arg) for arg in args]
    if op == CLIP:
        return node("minimum", node("maximum", numbers[0], numbers[1]), numbers[2])
    return reduce(lambda a, b: node(op, a, b), numbers) if least == 2 else node(op, *numbers)
