"""What a text says, once it is read: the tree, its derivatives, and how both are shown."""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any

from surfaces.base import TorchCode
from surfaces.formula.grammar import parsed
from surfaces.formula.kinks import Kinks
from surfaces.formula.trees.algebra import simplified
from surfaces.formula.trees.code import torch_class
from surfaces.formula.trees.derivatives import Derivative
from surfaces.formula.trees.latex import latex
from surfaces.formula.trees.plain import plain
from surfaces.formula.trees.program import Program
from surfaces.formula.trees.text import spelled
from surfaces.formula.trees.tree import COORDINATES, Node


class Definition:
    """A formula that was read. parameters: the letters beside x and y, in the order in which they appear."""

    def __init__(self, tree: Node) -> None:
        self.tree = tree
        self.parameters = tuple(dict.fromkeys(_parameters(tree)))

    @cached_property
    def spelled(self) -> str:
        """A short text that reads back as the same formula."""
        return spelled(self.tree)

    @cached_property
    def latex(self) -> str:
        return latex(self.tree)

    @cached_property
    def _derivatives(self) -> tuple[tuple[Node, Node], tuple[Node, Node, Node]]:
        by_x, by_y, tree = Derivative("x"), Derivative("y"), simplified(self.tree)
        fx, fy = by_x(tree), by_y(tree)
        return (fx, fy), (by_x(fx), by_y(fx), by_y(fy))

    @cached_property
    def gradient_latex(self) -> tuple[str, str]:
        """(∂x, ∂y)."""
        fx, fy = self._derivatives[0]
        return latex(plain(fx)), latex(plain(fy))

    @cached_property
    def hessian_latex(self) -> tuple[str, str, str]:
        """(∂xx, ∂xy, ∂yy)."""
        xx, xy, yy = self._derivatives[1]
        return latex(plain(xx)), latex(plain(xy)), latex(plain(yy))

    @cached_property
    def f(self) -> Program:
        """The loss, as it was typed."""
        return Program([self.tree])

    @cached_property
    def df(self) -> Program:
        """(∂x, ∂y)."""
        return self._program(self._derivatives[0])

    @cached_property
    def d2f(self) -> Program:
        """(∂xx, ∂xy, ∂yy)."""
        return self._program(self._derivatives[1])

    @staticmethod
    def _program(trees: tuple[Node, ...]) -> Program:
        kept: dict[Node, Node] = {}
        return Program([plain(tree, kept) for tree in trees])

    def torch(self, parameters: Mapping[str, Any]) -> TorchCode:
        """The loss as PyTorch code, with its gradient in closed form."""
        kept: dict[Node, Node] = {}
        slopes = [plain(slope, kept) for slope in self._derivatives[0]]
        return TorchCode(torch_class(self.tree, slopes, parameters), "surface.f(*w)")

    @cached_property
    def kinks(self) -> Kinks:
        """Where it has no derivative, or no value."""
        return Kinks(self.tree)


def _parameters(tree: Node) -> Any:
    if tree.op == "letter":
        yield from (name for name in tree.args if name not in COORDINATES)
        return
    for arg in tree.args:
        if isinstance(arg, Node):
            yield from _parameters(arg)


@lru_cache(maxsize=512)
def read(text: str) -> Definition:
    """The formula that `text` says. Raises FormulaError."""
    return Definition(parsed(text))
