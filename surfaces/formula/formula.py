"""The surface of a formula: a class of its own for each, so that its parameters are fields as those of any other surface."""

from collections.abc import Iterable, Mapping
from dataclasses import InitVar, dataclass, field, make_dataclass
from functools import cached_property, lru_cache
from threading import Lock
from typing import Any, ClassVar
from weakref import WeakValueDictionary

import numpy as np

from language import _, marked
from params import Array, param
from surfaces.base import Box, CriticalPoints, Point, Surface, TorchCode
from surfaces.formula.definition import Definition, read
from surfaces.formula.pits import critical_points
from surfaces.formula.trees.latex import latex
from surfaces.formula.trees.tree import letter
from surfaces.formula.trees.troubles import Trouble
from surfaces.formula.window import suggested_start, suggested_window

Range = tuple[float, float]
USUAL = 1.0
"""What a parameter is by default."""
REACH: Range = (-5.0, 5.0)
"""What its slider spans, unless its value is beyond that."""

TOLD = marked("A surface of your own.")
MOST_TOLD = 3


class _Suggested:
    """Of a class of formulas, the window or the start that suit it as it is by default; an instance has its own."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, surface: Any, cls: Any) -> Any:
        return getattr(_usual(cls), self.name)


@lru_cache(maxsize=256)
def _usual(cls: Any) -> Any:
    return cls()


@dataclass(frozen=True)
class Formula(Surface):
    """A surface that somebody typed.

    `Formula("(1 - x)^2 + b (y - x^2)^2", b=100.0)` is of a class that is made for its text, in which `b` is a field like those
    of other surfaces; α is called `alpha`, and λ `lamda`. Window and start are chosen if they are not given; `ranges` are those of
    the parameters' sliders, as in `ranges={"b": (0, 200)}`. Raises FormulaError, a ValueError that knows the place, for a text
    that cannot be read.
    """

    label = marked("Your own formula")
    definition: ClassVar[Definition]

    text: str
    domain: Box = field(default=None, kw_only=True)  # type: ignore[assignment, misc]
    start: Point = field(default=None, kw_only=True)  # type: ignore[assignment, misc]
    searched: bool = field(default=True, kw_only=True)
    """Whether its critical points are searched for, which takes a while: not while somebody types."""
    ranges: InitVar[Any] = field(default=None, kw_only=True)

    def __new__(cls, text: str = "", *, ranges: Mapping[str, Range] | None = None, **values: Any) -> Any:
        if cls is not Formula:
            return object.__new__(cls)
        named = set(values) - {"domain", "start", "searched"}
        if strangers := sorted(named.union(ranges or ()) - {*read(text).parameters}):
            known = ", ".join(read(text).parameters) or "none"
            raise ValueError(f"{strangers[0]} is no parameter of {text!r}, whose parameters are: {known}")
        held = {name: range_of(values[name]) for name in named}
        return object.__new__(formula_class(text, held | dict(ranges or {})))

    def __post_init__(self, ranges: Any) -> None:
        super().__post_init__()
        if self.text != vars(type(self))["text"]:
            raise ValueError("another text is another surface: make it with Formula(text)")
        for name, value in self.parameters.items():
            object.__setattr__(self, name, value if np.ndim(value) else float(value))
        values = self.parameters
        domain = Box(*map(float, self.domain or suggested_window(self.definition, values)))
        if not (np.isfinite(domain).all() and domain.x0 < domain.x1 and domain.y0 < domain.y1):
            raise ValueError(f"Formula.domain = {self.domain!r} is no window: x0 < x1 and y0 < y1, all of them finite")
        object.__setattr__(self, "domain", domain)
        start = self.start or suggested_start(self.definition, values, domain)
        if not np.isfinite(start := Point(*map(float, start))).all():
            raise ValueError(f"Formula.start = {self.start!r} is no point")
        object.__setattr__(self, "start", start)

    def __reduce__(self) -> Any:
        values = {"domain": self.domain, "start": self.start, "searched": self.searched, **self.parameters}
        return _revived, (self.text, ranges_of(type(self)), values)

    @property
    def parameters(self) -> dict[str, Any]:
        """Letter → value."""
        return {name: getattr(self, name) for name in self.definition.parameters}

    @property
    def smooth(self) -> bool:  # type: ignore[override]
        """Whether there is no kink, no jump and no pole in the window."""
        return not self._troubles

    @property
    def kinks(self) -> str:
        """What is to be said of kinks, jumps and poles in the window, as plain text; empty if there are none."""
        told = dict.fromkeys(_(trouble.said, **trouble.fields) for trouble in self._troubles)
        return " ".join([*told][:MOST_TOLD])

    @cached_property
    def _troubles(self) -> list[Trouble]:
        return self.definition.kinks(self.domain, self.parameters, lambda x, y: (self.f(x, y), *self._slopes(x, y)))

    def _slopes(self, x: Array, y: Array) -> Array:
        return self.gradient(np.stack([x, y]))

    @property
    def critical(self) -> CriticalPoints:
        return (self.searched and critical_points(self)) or CriticalPoints()

    @property
    def crowded(self) -> bool:
        """Whether there are so many critical points in the window that none are told."""
        return self.searched and critical_points(self) is None

    @property
    def torch(self) -> TorchCode:
        """The loss as PyTorch code."""
        return self.definition.torch(self.parameters)

    def f(self, x, y):
        return self.definition.f({"x": x, "y": y, **self.parameters})[0]

    def df(self, x, y):
        return self.definition.df({"x": x, "y": y, **self.parameters})

    def d2f(self, x, y):
        return self.definition.d2f({"x": x, "y": y, **self.parameters})


def _revived(text: str, ranges: Mapping[str, Range], values: Mapping[str, Any]) -> Formula:
    return Formula(text, ranges=ranges, **values)


def range_of(value: Any) -> Range:
    """What the slider of a parameter with this value spans."""
    most = float(np.abs(value).max()) if np.asarray(value).dtype.kind in "iuf" else 0.0
    if most <= REACH[1] or not np.isfinite(most):
        return REACH
    return (0.0, 2 * most) if np.min(value) >= 0 else (-2 * most, 2 * most * bool(np.max(value) > 0))


def ranges_of(cls: type[Formula]) -> dict[str, Range]:
    """Letter → what its slider spans, of a class of formulas."""
    fields = cls.__dataclass_fields__
    declared = {name: fields[name].metadata["param"] for name in cls.definition.parameters}
    return {name: (p.low, p.high) for name, p in declared.items()}


_classes: WeakValueDictionary[Any, type[Formula]] = WeakValueDictionary()
_lock = Lock()


@lru_cache(maxsize=256)
def _made(text: str, ranges: tuple[tuple[str, Range], ...]) -> type[Formula]:
    """Two classes of one text would be two things: while anybody has the one, it is found again."""
    with _lock:
        found = _classes.get((text, ranges))
        if found is None:
            found = _classes[text, ranges] = _new_class(text, ranges)
        return found


def formula_class(text: str, ranges: Mapping[str, Range] | None = None) -> type[Formula]:
    """The class of the formulas of `text` whose parameters have these ranges. Raises FormulaError."""
    given = ranges or {}
    spans = ((name, given.get(name, REACH)) for name in read(text).parameters)
    return _made(text, tuple((name, (float(low), float(high))) for name, (low, high) in spans))


def _new_class(text: str, ranges: Iterable[tuple[str, Range]]) -> type[Formula]:
    definition = read(text)
    declared = [(name, float, _declared(name, *span)) for name, span in ranges]
    own = {"definition": definition, "label": Formula.label, "__doc__": _told(definition)}
    own["__module__"] = __name__
    fields: list[Any] = [("text", str, field(default=text)), *declared]
    cls: Any = make_dataclass("Formula", fields, bases=(Formula,), namespace=own, frozen=True)
    cls.domain, cls.start = _Suggested("domain"), _Suggested("start")
    return cls


def _declared(name: str, low: float, high: float) -> Any:
    symbol = latex(letter(name))
    declared = param(min(max(USUAL, low), high), low, high, symbol, marked("parameter: a letter of the formula"))
    declared.kw_only = True
    return declared


def _told(definition: Definition) -> str:
    """The docstring: what the formula is."""
    return f"{TOLD}\n\n$$f(x, y) = {definition.latex}$$"
