"""Trees as PyTorch code: a class with its loss, and its gradient in closed form."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from surfaces.formula.trees.functions import TINY
from surfaces.formula.trees.program import Program
from surfaces.formula.trees.text import ATOM, COMPARISONS, LEVELS, NEGATIVE, SIGNS, digits, level
from surfaces.formula.trees.tree import CONSTANT, COORDINATES, LETTER, NUMBER, Node, constant

SAID = {
    **{name: f"torch.{name}({{0}})" for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "expm1")},
    **{name: f"torch.{name}({{0}})" for name in ("log", "log2", "log10", "log1p", "sqrt", "floor", "sign")},
    **{f"arc{name}": f"torch.a{name}({{0}})" for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
    **{name: f"torch.{name}({{0}}, {{1}})" for name in ("hypot", "maximum", "minimum")},
    "arctan2": "torch.atan2({0}, {1})",
    "absolute": "torch.abs({0})",
    "cbrt": "torch.sign({0}) * torch.abs({0}) ** (1 / 3)",
    "step": "torch.where({0} >= 0, 1.0, 0.0)",
    "where": "torch.where({0}, {1}, {2})",
    "share": "{0} / torch.clamp({1}, min=" + repr(TINY) + ")",
    "logical_and": "({0}) & ({1})",
}
"""Function → what it is in PyTorch."""
OF_TENSORS = {"hypot", "maximum", "minimum", "arctan2"}
"""Functions that take no plain numbers."""
OF_FLOATS = {"where"}
"""Functions that would make whole numbers of whole numbers."""
LOOSE = {"cbrt": LEVELS["multiply"], "share": LEVELS["multiply"]}
CLASS = """\
class Formula:
{parameters}    def f(self, x, y):
{loss}

    def df(self, x, y):
        # The gradient in closed form; autograd below does without it.
{slopes}

surface = Formula()"""


def torch_class(loss: Node, slopes: Sequence[Node], parameters: Mapping[str, Any]) -> str:
    """The definition of `surface`, with `surface.f(x, y)` and `surface.df(x, y)`."""
    fields = [f"    {name} = torch.tensor({float(value)!r})\n" for name, value in parameters.items()]
    return CLASS.format(parameters="".join([*fields, "\n" * bool(fields)]), loss=_body([loss]), slopes=_body(slopes))


def _body(outputs: Sequence[Node]) -> str:
    writer = _Writer(outputs)
    said = ", ".join(map(writer.said, outputs))
    return "\n".join(f"        {line}" for line in [*writer.lines, f"return {said}"])


class _Writer:
    """What is used more than once gets a name. lines: those that give the names."""

    def __init__(self, outputs: Iterable[Node]) -> None:
        self.uses = Counter[Node]()
        self.names: dict[Node, str] = {}
        self.lines: list[str] = []
        for output in outputs:
            self._count(output)

    def _count(self, tree: Node) -> None:
        self.uses[tree] += 1
        if self.uses[tree] == 1:
            for arg in tree.args:
                if isinstance(arg, Node):
                    self._count(arg)

    def said(self, tree: Node) -> str:
        """An expression for `tree`."""
        if tree in self.names:
            return self.names[tree]
        text = self._expression(tree)
        if self.uses[tree] > 1 and not _is_short(tree):
            self.names[tree] = f"v{len(self.names) + 1}"
            self.lines.append(f"{self.names[tree]} = {text}")
            return self.names[tree]
        return text

    def _expression(self, tree: Node) -> str:
        if tree.op == NUMBER:
            return digits(tree.value) if abs(tree.value) < float("inf") else f'float("{tree.value}")'
        if tree.op == CONSTANT:
            return "math.tau" if tree is constant("tau") else f"math.{tree.args[0]}"
        if tree.op == LETTER:
            return str(tree.args[0]) if tree.args[0] in COORDINATES else f"self.{tree.args[0]}"
        if not tree.letters and tree.op in SAID:
            return repr(float(Program([tree])({})[0]))
        if tree.op in SIGNS or tree.op in COMPARISONS:
            return self._between(tree)
        if tree.op == "negative":
            return f"-{self._held(tree.args[0], NEGATIVE)}"
        return self._call(tree)

    def _call(self, tree: Node) -> str:
        args = [self.said(arg) for arg in tree.args]
        if tree.op in OF_TENSORS | OF_FLOATS:
            wrap = "torch.tensor({!r})" if tree.op in OF_TENSORS else "{!r}"
            pairs = zip(tree.args, args, strict=True)
            args = [said if arg.letters else wrap.format(float(Program([arg])({})[0])) for arg, said in pairs]
        if tree.op == "share":
            args[0] = self._held(tree.args[0], LEVELS["multiply"])
        return SAID[tree.op].format(*args)

    def _between(self, tree: Node) -> str:
        left, right = tree.args
        if tree.op == "power":
            return f"{self._held(left, ATOM)} ** {self._held(right, NEGATIVE)}"
        own = LEVELS[tree.op]
        sign = SIGNS.get(tree.op) or COMPARISONS[tree.op]
        return f"{self._held(left, own)} {sign.strip()} {self._held(right, own + 1)}"

    def _held(self, tree: Node, least: int) -> str:
        text = self.said(tree)
        tight = ATOM if tree in self.names else LOOSE.get(tree.op, level(tree)) if tree.letters else level(tree)
        return text if tight >= least else f"({text})"


def _is_short(tree: Node) -> bool:
    """A leaf, or one power or multiple of leaves."""
    return not tree.letters or not any(isinstance(arg, Node) and arg.op not in LEAVES for arg in tree.args)


LEAVES = {NUMBER, CONSTANT, LETTER}
