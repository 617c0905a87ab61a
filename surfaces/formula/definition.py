"""What a text says, once it is read: the tree, its derivatives, and how both are shown."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any

from language import marked
from surfaces.base import TorchCode
from surfaces.formula.errors import FormulaError
from surfaces.formula.grammar import parsed
from surfaces.formula.kinks import Kinks
from surfaces.formula.trees.algebra import simplified
from surfaces.formula.trees.code import torch_class
from surfaces.formula.trees.derivatives import Derivative, TooMuch
from surfaces.formula.trees.latex import latex, short
from surfaces.formula.trees.plain import plain
from surfaces.formula.trees.program import Program
from surfaces.formula.trees.text import spelled
from surfaces.formula.trees.tree import COORDINATES, Node

COMPLICATED = marked("Its derivatives would be too long to work with: make it simpler.")


class Definition:
    """A formula that was read. parameters: the letters beside x and y, in the order in which they appear."""

    def __init__(self, text: str, tree: Node) -> None:
        self.text, self.tree = text, tree
        self.parameters = tuple(dict.fromkeys(_parameters(tree)))

    @cached_property
    def spelled(self) -> str:
        """A short text that reads back as the same formula: one way of writing it, unless that is longer than a text may be."""
        found = spelled(self.tree)
        try:
            return found if parsed(found) is self.tree else self.text
        except FormulaError:
            return self.text

    @cached_property
    def latex(self) -> str:
        return latex(self.tree)

    @cached_property
    def _by(self) -> tuple[Derivative, Derivative]:
        parts = Counter[str]()
        return Derivative("x", parts), Derivative("y", parts)

    @cached_property
    def gradient(self) -> tuple[Node, ...]:
        """(∂x, ∂y), in the normal form."""
        tree = simplified(self.tree)
        return tuple(by(tree) for by in self._by)

    @cached_property
    def hessian(self) -> tuple[Node, ...]:
        """(∂xx, ∂xy, ∂yy), in the normal form."""
        (by_x, by_y), (fx, fy) = self._by, self.gradient
        return by_x(fx), by_y(fx), by_y(fy)

    @cached_property
    def gradient_latex(self) -> tuple[str, ...]:
        """(∂x, ∂y); each empty if nobody would read it to its end."""
        return tuple(short(plain(tree)) for tree in self.gradient)

    @cached_property
    def hessian_latex(self) -> tuple[str, ...]:
        """(∂xx, ∂xy, ∂yy), as for the gradient."""
        return tuple(short(plain(tree)) for tree in self.hessian)

    @cached_property
    def f(self) -> Program:
        """The loss, as it was typed."""
        return Program([self.tree])

    @cached_property
    def df(self) -> Program:
        """(∂x, ∂y)."""
        return self._program(self.gradient)

    @cached_property
    def d2f(self) -> Program:
        """(∂xx, ∂xy, ∂yy)."""
        return self._program(self.hessian)

    @staticmethod
    def _program(trees: tuple[Node, ...]) -> Program:
        kept: dict[Node, Node] = {}
        return Program([plain(tree, kept) for tree in trees])

    def torch(self, parameters: Mapping[str, Any]) -> TorchCode:
        """The loss as PyTorch code, with its gradient in closed form."""
        kept: dict[Node, Node] = {}
        slopes = [plain(slope, kept) for slope in self.gradient]
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
    definition = Definition(text, parsed(text))
    try:
        assert definition.hessian
    except TooMuch:
        raise FormulaError(COMPLICATED, 0, len(text)) from None
    return definition
