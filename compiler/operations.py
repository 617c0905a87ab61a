"""What can be done with numbers: as NumPy does it, in Python and in JavaScript."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Operation:
    """fold: the operation in NumPy; python, javascript: templates of an expression; returns: the kind "f", "i" or "b" of
    its result, or "n" for that of its operands, which makes numbers of truth values, or "" for that of its last two.
    """

    fold: Callable[..., Any]
    python: str
    javascript: str
    returns: str = "f"

    def kind(self, operands: Sequence[str]) -> str:
        """The kind of the result: "f", "i" or "b"."""
        if self.returns not in ("", "n"):
            return self.returns
        return max(operands[-2:] if not self.returns else [*operands, "i"], key="bif".index)


def _both(ufunc: Any, template: str, returns: str = "f") -> Operation:
    return Operation(ufunc, template, template, returns)


def _function(ufunc: Any, javascript: str = "") -> Operation:
    """A function of one number, in Python one of compiler/python.py."""
    return Operation(ufunc, f"{ufunc.__name__}({{0}})", f"{javascript or 'Math.' + ufunc.__name__}({{0}})")


def _where(condition: Any, yes: Any, no: Any) -> Any:
    return yes if condition else no


OPERATIONS = {
    "add": _both(np.add, "({0} + {1})", "n"),
    "subtract": _both(np.subtract, "({0} - {1})", "n"),
    "multiply": _both(np.multiply, "({0} * {1})", "n"),
    "divide": Operation(np.divide, "({0} / {1} if {1} else divided({0}, {1}))", "({0} / {1})"),
    "negative": _both(np.negative, "(-{0})", "n"),
    "absolute": Operation(np.absolute, "abs({0})", "Math.abs({0})", "n"),
    "sqrt": Operation(np.sqrt, "(sqrt({0}) if {0} >= 0 else nan)", "Math.sqrt({0})"),
    "exp": _function(np.exp),
    "expm1": _function(np.expm1),
    "log": _function(np.log),
    "log1p": _function(np.log1p),
    "sin": _function(np.sin, "sine"),
    "cos": _function(np.cos, "cosine"),
    "tan": _function(np.tan),
    "arcsin": _function(np.arcsin, "Math.asin"),
    "arccos": _function(np.arccos, "Math.acos"),
    "arctan": _function(np.arctan, "Math.atan"),
    "sinh": _function(np.sinh),
    "cosh": _function(np.cosh),
    "tanh": _function(np.tanh),
    "arcsinh": _function(np.arcsinh, "Math.asinh"),
    "arccosh": _function(np.arccosh, "Math.acosh"),
    "arctanh": _function(np.arctanh, "Math.atanh"),
    "log2": _function(np.log2),
    "log10": _function(np.log10),
    "cbrt": _function(np.cbrt),
    "arctan2": Operation(np.arctan2, "arctan2({0}, {1})", "Math.atan2({0}, {1})"),
    "floor": _function(np.floor),
    "rint": _function(np.rint, "rint"),
    "hypot": Operation(np.hypot, "hypot({0}, {1})", "Math.hypot({0}, {1})"),
    "power": Operation(np.float_power, "power({0}, {1})", "power({0}, {1})"),
    "floor_divide": Operation(np.floor_divide, "floor_divide({0}, {1})", "floorDivide({0}, {1})"),
    "sign": Operation(
        np.sign,
        "(1.0 if {0} > 0 else -1.0 if {0} < 0 else 0.0 if {0} == 0 else nan)",
        "({0} > 0 ? 1 : {0} < 0 ? -1 : {0} == 0 ? 0 : NaN)",
    ),
    "maximum": Operation(
        np.maximum, "({0} if {0} > {1} or {0} != {0} else {1})", "({0} > {1} || {0} != {0} ? {0} : {1})", ""
    ),
    "minimum": Operation(
        np.minimum, "({0} if {0} < {1} or {0} != {0} else {1})", "({0} < {1} || {0} != {0} ? {0} : {1})", ""
    ),
    "fmax": Operation(
        np.fmax, "({0} if {0} > {1} or {1} != {1} else {1})", "({0} > {1} || {1} != {1} ? {0} : {1})", ""
    ),
    "fmin": Operation(
        np.fmin, "({0} if {0} < {1} or {1} != {1} else {1})", "({0} < {1} || {1} != {1} ? {0} : {1})", ""
    ),
    "less": _both(np.less, "({0} < {1})", "b"),
    "less_equal": _both(np.less_equal, "({0} <= {1})", "b"),
    "greater": _both(np.greater, "({0} > {1})", "b"),
    "greater_equal": _both(np.greater_equal, "({0} >= {1})", "b"),
    "equal": _both(np.equal, "({0} == {1})", "b"),
    "not_equal": _both(np.not_equal, "({0} != {1})", "b"),
    "logical_and": Operation(np.logical_and, "({0} and {1})", "({0} && {1})", "b"),
    "logical_or": Operation(np.logical_or, "({0} or {1})", "({0} || {1})", "b"),
    "logical_not": Operation(np.logical_not, "(not {0})", "(!{0})", "b"),
    "isfinite": Operation(np.isfinite, "(-inf < {0} < inf)", "isFinite({0})", "b"),
    "isnan": _both(np.isnan, "({0} != {0})", "b"),
    "isinf": Operation(np.isinf, "({0} == inf or {0} == -inf)", "({0} == Infinity || {0} == -Infinity)", "b"),
    "where": Operation(_where, "({1} if {0} else {2})", "({0} ? {1} : {2})", ""),
    "integer": Operation(int, "int({0})", "Math.trunc({0})", "i"),
}
"""Name → operation: those of NumPy's elementwise functions of that name, `where`, and `integer`, which cuts off."""
