"""A tree as text: short, and read back as the same tree."""

from surfaces.formula.trees.functions import TYPED
from surfaces.formula.trees.tree import GREEK, Node, X, Y, node

SIGNS = {"add": " + ", "subtract": " - ", "multiply": "*", "divide": "/", "power": "^"}
COMPARISONS = {
    "less": " < ", "less_equal": " <= ", "greater": " > ", "greater_equal": " >= ", "equal": " == ", "not_equal": " != "
}  # fmt: skip
LEVELS = {"logical_and": 0, **dict.fromkeys(COMPARISONS, 1), "add": 2, "subtract": 2, "multiply": 3, "divide": 3}
NEGATIVE, POWER, ATOM = 4, 5, 6
SPELLED = {op: typed for typed, op in reversed(TYPED.items())}

POLAR = {node("hypot", X, Y): "r", node("arctan2", Y, X): "theta"}

LETTERS = {name: letter for letter, name in GREEK.items()}


def spelled(tree: Node) -> str:
    """The text of a tree that was read."""
    if tree.is_number:
        return digits(tree.value)
    if tree.op in ("letter", "constant"):
        return LETTERS.get(tree.args[0], str(tree.args[0]))
    if tree in POLAR:
        return POLAR[tree]
    if tree.op in SIGNS or tree.op in COMPARISONS:
        return _between(tree)
    if tree.op == "negative":
        return f"-{_held(tree.args[0], NEGATIVE)}"
    if tree.op == "logical_and":
        return f"{spelled(tree.args[0])}{_after_first(tree.args[1])}"
    return f"{SPELLED[tree.op]}({', '.join(map(spelled, tree.args))})"


def _after_first(comparison: Node) -> str:
    """The second half of a chain such as 0 < x < 1, whose middle stands in both."""
    return f"{COMPARISONS[comparison.op]}{_held(comparison.args[1], 2)}"


def level(tree: Node) -> int:
    """How tightly it holds together."""
    if tree.is_number:
        return NEGATIVE if tree.value < 0 else ATOM
    return {"negative": NEGATIVE, "power": POWER}.get(tree.op, LEVELS.get(tree.op, ATOM))


def _between(tree: Node) -> str:
    left, right = tree.args
    if tree.op in COMPARISONS:
        return f"{_held(left, 2)}{COMPARISONS[tree.op]}{_held(right, 2)}"
    if tree.op == "power":
        exponent = spelled(right) if level(right) >= NEGATIVE else f"({spelled(right)})"
        return f"{_held(left, ATOM)}^{exponent}"
    own = LEVELS[tree.op]
    # What is less tight on the left, or as tight on the right, was in parentheses; a minus after a sign is, too.
    said = _held(left, own), _held(right, own + 1 + (level(right) == NEGATIVE))
    return f"{said[0]}{'' if _joins(tree) else SIGNS[tree.op]}{said[1]}"


def _joins(tree: Node) -> bool:
    """Whether the sign of a product may be left out: 2x, but not 2e-3, and not 2*3."""
    left, right = tree.args
    first = right.args[0] if right.op == "power" else right
    return tree.op == "multiply" and left.is_number and left.value >= 0 and first.op == "letter"


def _held(tree: Node, least: int) -> str:
    text = spelled(tree)
    return text if level(tree) >= least else f"({text})"


def digits(value: float) -> str:
    """The shortest text of a number."""
    text = repr(value).removesuffix(".0")
    mantissa, e, exponent = text.partition("e")
    return f"{mantissa}e{int(exponent)}" if e else text
