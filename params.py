"""Fields that explain themselves.

A surface or an optimizer declares each of its numbers once, with `param` or `choice`. Slider, tooltip, LaTeX symbol,
address, validation and test range are all read from that declaration.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from inspect import isabstract
from types import ModuleType
from typing import Any, ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from language import _

Array = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.intp]

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
LONGEST_NUMBER = 32


class Interval(NamedTuple):
    """The values for which a parameter has a meaning; an open end is left out."""

    low: float = -math.inf
    high: float = math.inf
    open_low: bool = False
    open_high: bool = False

    def holds(self, value: Any) -> bool:
        """True if `value` is a number, or an array of any shape, that lies inside everywhere and is finite."""
        v = np.asarray(value)
        if v.dtype.kind not in "iuf":
            return False
        above = v > self.low if self.open_low else v >= self.low
        below = v < self.high if self.open_high else v <= self.high
        return bool(np.all(above & below & np.isfinite(v)))

    def __str__(self) -> str:
        left = "(" if self.open_low or self.low == -math.inf else "["
        right = ")" if self.open_high or self.high == math.inf else "]"
        return f"{left}{self.low:g}, {self.high:g}{right}".replace("inf", "∞")


REAL = Interval()
POSITIVE = Interval(0.0, open_low=True)
NONNEGATIVE = Interval(0.0)
FRACTION = Interval(0.0, 1.0, open_high=True)
"""[0, 1): what the decay rate of a moving average may be."""
INSIDE = Interval(0.0, 1.0, open_low=True, open_high=True)


@dataclass(frozen=True)
class Param:
    """What is known of one field.

    low, high: the ends of its slider; symbol: LaTeX; help: a few words; log: whether the slider is logarithmic;
    within: the values that have a meaning; unit: what the default scales with (`scenes.default_for`);
    options: the values of a choice, empty for a number; meanings: what each of them means, in the words of a help;
    default: bool, int, float or str.
    """

    default: Any
    low: float = 0.0
    high: float = 1.0
    symbol: str = ""
    help: str = ""
    log: bool = False
    within: Interval = REAL
    unit: str = ""
    options: tuple[str, ...] = ()
    meanings: tuple[str, ...] = ()

    def read(self, text: str) -> Any:
        """The value that `text` from an address spells. Raises ValueError if it is none, or off the slider."""
        if self.options or isinstance(self.default, bool):
            return self._read_option(text)
        number = read_number(text, self.low, self.high)
        return _whole(number) if isinstance(self.default, int) else number

    def _read_option(self, text: str) -> Any:
        options: Mapping[str, Any] = {"1": True, "0": False} if not self.options else {o: o for o in self.options}
        if text not in options:
            raise ValueError(_("is none of {options}", options=", ".join(options)))
        return options[text]

    def write(self, value: Any) -> str:
        """The shortest text from which `read` gives `value` back."""
        return str(int(value)) if isinstance(self.default, bool) else write_number(value)

    def check(self, value: Any) -> str:
        """What is wrong with `value` (a number, or an array of them), or an empty string."""
        if self.options:
            known = isinstance(value, str) and value in self.options
            return "" if known else f"must be one of {', '.join(self.options)}"
        if isinstance(self.default, bool):
            return "" if isinstance(value, bool | np.bool_) else "must be True or False"
        if isinstance(value, list | tuple) or not self.within.holds(value):
            return f"must be a number or an array in {self.within}"
        whole = not isinstance(self.default, int) or isinstance(value, int | np.integer)
        return "" if whole else f"must be a whole number in {self.within}"


def titled(words: str) -> tuple[str, str]:
    """The title that a help begins with, and what comes after its colon, if anything does."""
    title, _colon, more = words.partition(": ")
    return title, more


def read_number(text: str, low: float, high: float) -> float:
    """`text` as a float in [low, high]. Stricter than `float`: no nan, inf, underscores or other scripts' digits."""
    if len(text) > LONGEST_NUMBER or not NUMBER.fullmatch(text):
        raise ValueError(_("is not a number"))
    number = float(text)
    if not low <= number <= high:
        raise ValueError(_("is not between {low} and {high}", low=f"{low:g}", high=f"{high:g}"))
    return number


def write_number(value: Any) -> str:
    """The shortest text that reads back as the same value: 0.1, 20, Adam."""
    text = str(value)
    return text[:-2] if text.endswith(".0") else text


def _whole(number: float) -> int:
    if number != int(number):
        raise ValueError(_("is not a whole number"))
    return int(number)


def param(
    default: Any,
    low: float = 0.0,
    high: float = 1.0,
    symbol: str = "",
    help: str = "",
    *,
    log: bool = False,
    within: Interval | None = None,
    unit: str = "",
) -> Any:
    """A dataclass field for a number or a switch, with all that anyone needs to know about it (see `Param`).

    `within` defaults to the positive numbers on a logarithmic slider and to all finite numbers otherwise.
    """
    meaning = within or (POSITIVE if log else REAL)
    return _declare(Param(default, low, high, symbol, help, log, meaning, unit))


def choice(default: str, options: Iterable[str], symbol: str = "", help: str = "") -> Any:
    """A dataclass field that takes one of a few words, which may be given with what each of them means."""
    return _declare(choice_of(default, options, help, symbol))


def choice_of(default: str, options: Iterable[str], help: str, symbol: str = "") -> Param:
    """What is known of a choice, for use outside a dataclass."""
    meanings = tuple(options.values()) if isinstance(options, Mapping) else ()
    return Param(default, symbol=symbol, help=help, options=tuple(options), meanings=meanings)


def _declare(declared: Param) -> Any:
    return field(default=declared.default, metadata={"param": declared})


class Declared:
    """What surfaces and optimizers share: a frozen dataclass of params that checks itself and has a name for people.

    Raises ValueError on construction if a field has no meaning.
    """

    label: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        cls.label = cls.__dict__.get("label", cls.__name__)

    def __post_init__(self) -> None:
        validate(self)


def changed(instance: Any, **changes: Any) -> Any:
    """As `dataclasses.replace`, but without checking again what has been checked: for what runs every step.

    What an instance has worked out of its fields and keeps (`cached_property`) is not taken along.
    """
    copy = object.__new__(type(instance))
    names: tuple[str, ...] = _field_names(type(instance))  # type: ignore[arg-type]
    vars(copy).update({name: vars(instance)[name] for name in names}, **changes)
    return copy


@lru_cache(maxsize=1024)
def _field_names(cls: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cls))


def params_of(cls: type) -> dict[str, Param]:
    """Name → Param of every declared field of a dataclass, in the order of the class."""
    return {f.name: f.metadata["param"] for f in fields(cls) if "param" in f.metadata}


def validate(instance: Any) -> None:
    """Raise ValueError naming class, field, value and range if a field has no meaning."""
    for f in fields(instance):
        value = getattr(instance, f.name)
        problem = f.metadata["param"].check(value) if "param" in f.metadata else _misfit(value, f.type)
        if problem:
            raise ValueError(f"{type(instance).__name__}.{f.name} = {value!r} {problem}")


def _misfit(value: Any, kind: Any) -> str:
    """What is wrong with the part that a wrapper wraps, or an empty string."""
    wrong = isinstance(kind, type) and issubclass(kind, Declared) and not isinstance(value, kind)
    return f"must be an instance of {kind.__name__}" if wrong else ""


def registry(base: type, *families: ModuleType) -> dict[str, Any]:
    """Name → class for every subclass of `base` written in full in `families`, in the order of the files and their lines."""
    return {
        name: cls
        for family in families
        for name, cls in vars(family).items()
        if isinstance(cls, type) and issubclass(cls, base) and cls.__module__ == family.__name__ and not isabstract(cls)
    }
