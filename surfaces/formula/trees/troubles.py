"""Where a formula has no derivative, or no value: kinks, jumps, poles and edges, and whether a window holds any of them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from language import marked
from params import Array
from surfaces.formula.trees.algebra import simplified
from surfaces.formula.trees.text import spelled
from surfaces.formula.trees.tree import CONSTANT, LETTER, ONE, Node, node

KINK = marked("It has a kink where {here} = 0, and there df takes 0 for the slope of |{here}|.")
TIP = marked("It has a tip where {here} = 0, and there df takes 0 for its slope.")
STEEP = marked("It is infinitely steep where {here} = 0.")
ROOT = marked("It has no value where {here} < 0, and is infinitely steep where {here} = 0.")
ARC = marked("It has values only where {here} lies between −1 and 1, and is infinitely steep at both ends.")
AREA = marked("It has no value where {here} < 1, and is infinitely steep where {here} = 1.")
ENDS = marked("It has values only where {here} lies between −1 and 1, and poles at both ends.")
EDGE = marked("It has a kink where {here} = {there}, and there df takes the slope of the first of the two.")
STEPS = marked("It jumps where {here} does, and df leaves the jumps out.")
CHANGE = marked("It changes its form where {here} becomes true or false: a jump there is left out by df.")
TURN = marked("It jumps where an angle goes from π to −π, and df leaves the jump out.")
LOGARITHM = marked("It has no value where {here} < 0, and a pole where {here} = 0.")
POLE = marked("It has a hole or a pole where {here} = 0.")
POLES = marked("It has poles where cos({here}) = 0.")
HALF = marked("It has no value where {here} < 0.")
UNEVEN = marked("It is not smooth where {here} = 0.")
MOSTLY = 0.7
"""Of the least size on a mesh so much has to go between its points for a zero."""


class Trouble(NamedTuple):
    """said: the sentence, with the texts of what it names; measure: what tells where it is; shows: whether its values on a mesh do."""

    said: str
    named: tuple[Node, ...]
    measure: Node
    shows: Callable[[Array], bool]

    @property
    def fields(self) -> dict[str, str]:
        return dict(zip(("here", "there"), map(spelled, self.named), strict=False))


def _vanishes(u: Array) -> bool:
    """Whether `u` is 0 somewhere: where its sign changes, or at its least size if a parabola through the neighbours says so."""
    signs = np.sign(u)
    changes = any(np.any(np.diff(signs, axis=axis) * np.isfinite(np.diff(u, axis=axis))) for axis in (0, 1))
    return bool(changes or np.any(u == 0) or _touches(np.abs(u)))


def _touches(size: Array) -> bool:
    if not np.isfinite(size).any():
        return False
    i, j = np.unravel_index(np.nanargmin(size), size.shape)
    most = size.shape[0] - 1
    if not (0 < i < most and 0 < j < most):
        return False
    sides = [size[i - 1 : i + 2, j], size[i, j - 1 : j + 2]]
    gone = sum((a - c) ** 2 / (8 * (a - 2 * m + c)) for a, m, c in sides if a - 2 * m + c > 0)
    return bool(gone > MOSTLY * size[i, j])


def _falls(u: Array) -> bool:
    """Whether `u` is 0 or less somewhere."""
    return bool(np.any(u <= 0)) or _vanishes(u)


def _varies(u: Array) -> bool:
    return bool(np.ptp(u.astype(float)) > 0)


def _leaps(u: Array) -> bool:
    return bool(np.nanmax(np.abs(np.diff(u, axis=0)), initial=0) > np.pi)


def _of_function(tree: Node) -> Iterator[Trouble]:
    u = tree.args[0]
    match tree.op:
        case "absolute":
            yield Trouble(KINK, (u,), u, _vanishes)
        case "hypot":
            yield Trouble(TIP, (tree,), node("add", *(node("multiply", a, a) for a in tree.args)), _vanishes)
        case "sqrt":
            yield Trouble(TIP, (u,), u, _vanishes) if is_never_negative(u) else Trouble(ROOT, (u,), u, _falls)
        case "cbrt":
            yield Trouble(STEEP, (u,), u, _vanishes)
        case "arcsin" | "arccos":
            yield Trouble(ARC, (u,), node("subtract", ONE, node("multiply", u, u)), _falls)
        case "arccosh":
            yield Trouble(AREA, (u,), node("subtract", u, ONE), _falls)
        case "arctanh":
            yield Trouble(ENDS, (u,), node("subtract", ONE, node("multiply", u, u)), _falls)
        case "maximum" | "minimum":
            yield Trouble(EDGE, tree.args, node("subtract", *tree.args), _vanishes)
        case "floor" | "sign" | "step":
            yield Trouble(STEPS, (tree,), tree, _varies)
        case "where":
            yield Trouble(CHANGE, (u,), u, _varies)
        case "arctan2":
            yield Trouble(TURN, (), tree, _leaps)
        case "log" | "log2" | "log10":
            yield _of_logarithm(u)
        case "log1p":
            yield _of_logarithm(node("add", ONE, u))
        case "tan":
            yield Trouble(POLES, (u,), node("cos", u), _vanishes)
        case "divide":
            yield Trouble(POLE, (tree.args[1],), tree.args[1], _vanishes)
        case "power":
            yield from _of_power(*tree.args)


def _of_logarithm(u: Node) -> Trouble:
    return Trouble(POLE, (u,), u, _vanishes) if is_never_negative(u) else Trouble(LOGARITHM, (u,), u, _falls)


def _of_power(base: Node, exponent: Node) -> Iterator[Trouble]:
    whole = exponent.is_number and exponent.value == int(exponent.value)
    if exponent.is_number and exponent.value < 0 and (whole or is_never_negative(base)):
        yield Trouble(POLE, (base,), base, _vanishes)
    elif not whole:
        is_whole = node("equal", exponent, node("floor", exponent))
        measure = node("where", is_whole, ONE, base)
        yield (
            Trouble(UNEVEN, (base,), measure, _vanishes)
            if is_never_negative(base)
            else Trouble(HALF, (base,), measure, _falls)
        )


def is_never_negative(tree: Node) -> bool:
    """Whether it can be seen from its form that a tree has no values below 0."""
    return _sign(simplified(tree)) >= 0


def _sign(tree: Node) -> int:
    """1: above 0 everywhere; 0: never below; −1: nobody knows. Of a tree in the normal form."""
    if tree.is_number:
        return 1 if tree.value > 0 else 0 if tree.value == 0 else -1
    signs = [_sign(arg) for arg in tree.args if isinstance(arg, Node)]
    match tree.op:
        case "constant" | "exp" | "cosh":
            return 1
        case "sum":
            return -1 if min(signs) < 0 else max(signs)
        case "product" | "minimum":
            return min(signs)
        case "maximum":
            return max(signs)
        case "power" if tree.args[1].is_number and tree.args[1].value % 2 == 0:
            return 0 if tree.args[1].value > 0 and signs[0] < 1 else 1
        case "power":
            return signs[0]
        case "absolute" | "sqrt":
            return max(signs[0], 0)
        case "hypot" | "step" | "arccos" | "arccosh":
            return 0
    return -1


def troubles(tree: Node, seen: set[Node] | None = None) -> Iterator[Trouble]:
    """All that may be, each once, from left to right."""
    seen = set() if seen is None else seen
    if tree in seen:
        return
    seen.add(tree)
    for arg in tree.args:
        if isinstance(arg, Node):
            yield from troubles(arg, seen)
    if tree.op not in (CONSTANT, LETTER, "number"):
        yield from (t for t in _of_function(tree) if t.measure.letters and not _is_safe(t))


def _is_safe(trouble: Trouble) -> bool:
    return trouble.shows in (_vanishes, _falls) and _sign(simplified(trouble.measure)) == 1


def among(found: Sequence[Trouble], values: Sequence[Any], shape: tuple[int, ...]) -> list[Trouble]:
    """Those of `found` that there are, by the values of their measures on a mesh."""
    meshes = [np.broadcast_to(np.asarray(value), shape) for value in values]
    return [trouble for trouble, mesh in zip(found, meshes, strict=True) if trouble.shows(mesh)]
