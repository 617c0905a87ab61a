"""Arrays of what is not known yet: NumPy works on them, and what it is asked to do is written down."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from compiler.graph import Graph, Node, Untraceable, Value, kind_of, plain

MOVING = (
    np.stack, np.concatenate, np.moveaxis, np.broadcast_to, np.broadcast_arrays, np.reshape, np.ravel, np.squeeze,
    np.expand_dims, np.transpose, np.swapaxes, np.atleast_1d, np.array_split, np.append, np.flip, np.roll,
)  # fmt: skip
"""Functions that only put numbers elsewhere: done at once, on the arrays of nodes."""


class Traced(NDArrayOperatorsMixin):
    """An array of nodes and plain numbers, which has a shape and no values.

    Whoever asks for a value (`if`, `float`, `.all()`) is told `Untraceable`.
    """

    __array_priority__ = 1000

    def __init__(self, graph: Graph, values: Any) -> None:
        self.graph = graph
        self.values = np.asarray(values, object)

    shape = property(lambda self: self.values.shape)
    ndim = property(lambda self: self.values.ndim)
    size = property(lambda self: self.values.size)
    T = property(lambda self: self._with(self.values.T))
    real = property(lambda self: self)

    @property
    def dtype(self) -> Any:
        kinds = {kind_of(v) for v in self.values.flat}
        return np.dtype(bool if kinds <= {"b"} else int if kinds <= {"b", "i"} else float)

    def _with(self, values: Any) -> "Traced":
        return Traced(self.graph, values)

    def __len__(self) -> int:
        return len(self.values)

    def __iter__(self) -> Iterator["Traced"]:
        return (self._with(v) for v in self.values)

    def __getitem__(self, index: Any) -> "Traced":
        if any(isinstance(i, Traced) for i in (index if isinstance(index, tuple) else (index,))):
            raise self._unknown("an index depends on it: say so with compiler.look_up")
        return self._with(self.values[index])

    def __array__(self, *_: Any, **__: Any) -> Any:
        raise self._unknown("it was taken for a plain array")

    def __array_ufunc__(
        self, ufunc: Any, method: str, *inputs: Any, where: Any = True, out: Any = None, **how: Any
    ) -> Any:
        if method == "outer":
            a, b = (np.asarray(bare(value)) for value in inputs)
            return self._each(ufunc.__name__, a.reshape(*a.shape, *(1,) * b.ndim), b)
        if method == "reduce":
            return self._reduce(ufunc.__name__, inputs[0], **how)
        if method == "accumulate" and inputs[0].shape[how.get("axis", 0)] == 1:
            return inputs[0]
        if method != "__call__" or (where is True) != (out is None):
            raise Untraceable(f"np.{ufunc.__name__}.{method} is not traced")
        result = self._each(ufunc.__name__, *inputs)
        return result if where is True else np.where(where, result, out[0])

    def __array_function__(self, function: Any, _types: Any, args: Any, how: Any) -> Any:
        if function in MOVING:
            return self._moved(function(*_bare(args), **_bare(how)))
        if function not in FUNCTIONS:
            raise Untraceable(f"np.{function.__name__} is not traced")
        return FUNCTIONS[function](self, *args, **how)

    def _moved(self, made: Any) -> Any:
        if isinstance(made, list | tuple):
            return type(made)(map(self._moved, made)) if type(made) in (list, tuple) else tuple(map(self._moved, made))
        return self._with(made)

    def _each(self, name: str, *inputs: Any) -> "Traced":
        """An operation on every element of arrays that are broadcast."""
        arrays = np.broadcast_arrays(*map(bare, inputs))
        result = np.empty(arrays[0].shape, object)
        for index in np.ndindex(result.shape):
            result[index] = self.graph.called(name, *(plain(a[index]) for a in arrays))
        return self._with(result)

    def _reduce(self, name: str, a: Any, axis: Any = 0, keepdims: bool = False) -> "Traced":
        values = a.values if axis is not None else a.values.ravel()
        axis = 0 if axis is None else axis
        parts = [self._with(part) for part in np.moveaxis(values, axis, 0)]
        if not parts or not isinstance(axis, int):
            raise Untraceable(f"np.{name}.reduce over nothing, or over two axes, is not traced")
        total = parts[0]._truths() if name.startswith("logical") else parts[0]._numbers()
        for part in parts[1:]:
            total = self._each(name, total, part)
        return self._with(np.expand_dims(total.values, axis)) if keepdims else total

    def _truths(self) -> "Traced":
        return self._each("logical_or", self, False)

    def _numbers(self) -> "Traced":
        return self._each("multiply", self, 1) if self.dtype == bool else self

    def sum(self, axis: Any = None, keepdims: bool = False) -> "Traced":
        return self._reduce("add", self, axis, keepdims)

    def max(self, axis: Any = None, keepdims: bool = False) -> "Traced":
        return self._reduce("maximum", self, axis, keepdims)

    def min(self, axis: Any = None, keepdims: bool = False) -> "Traced":
        return self._reduce("minimum", self, axis, keepdims)

    def all(self, axis: Any = None) -> "Traced":
        return self._reduce("logical_and", self, axis)

    def any(self, axis: Any = None) -> "Traced":
        return self._reduce("logical_or", self, axis)

    def argmin(self, axis: Any = None) -> "Traced":
        """The number of the first that is smallest, which NaN is not."""
        parts = [self._with(part) for part in np.moveaxis(self.values, axis, 0)]
        number: Any = parts[0]._each("multiply", np.zeros(parts[0].shape, int), 0)
        least: Any = parts[0]
        for k, part in enumerate(parts[1:], 1):
            lower = part < least
            number, least = np.where(lower, k, number), np.where(lower, part, least)
        return number

    def reshape(self, *shape: Any) -> "Traced":
        return self._with(self.values.reshape(*shape))

    def ravel(self) -> "Traced":
        return self._with(self.values.ravel())

    def copy(self) -> "Traced":
        return self

    def tolist(self) -> Any:
        return [part.tolist() for part in self] if self.ndim else self

    def astype(self, kind: Any, **_: Any) -> "Traced":
        wanted = np.dtype(kind).kind
        if wanted == "b":
            return self._truths()
        return self._each("integer", self) if wanted == "i" and self.dtype.kind == "f" else self._numbers()

    def _unknown(self, what: str) -> Untraceable:
        """That somebody asked for a value, and which inputs it depends on, if on nothing else."""
        leaves = frozenset[Node]().union(*(v.leaves for v in self.values.flat if isinstance(v, Node)))
        asked = {leaf.op for leaf in leaves}
        return Untraceable(
            f"a number is not known yet, and {what}", leaves if asked == {"input"} else frozenset(), asked == {"step"}
        )

    def _known(self, what: str) -> Any:
        if self.size == 1 and not isinstance(value := self.values.flat[0], Node):
            return value
        raise self._unknown(what)

    def __bool__(self) -> bool:
        low, high = self.values.flat[0].bounds if self.size == 1 and isinstance(self.values.flat[0], Node) else (0, 1)
        if low > 0 or high <= low:
            return low > 0
        return bool(self._known("a branch depends on it: say so with compiler.repeat or np.where"))

    def __float__(self) -> float:
        return float(self._known("float() asks for it"))

    def __int__(self) -> int:
        return int(self._known("int() asks for it"))

    def __index__(self) -> int:
        return int(self._known("a count or an index depends on it"))

    def __hash__(self) -> int:
        raise self._unknown("something is remembered by it")

    def __deepcopy__(self, _: Any) -> "Traced":
        return self


def bare(value: Any) -> Any:
    """The array of nodes and numbers within a traced array, or the value itself."""
    return value.values if isinstance(value, Traced) else value


def flat(value: Any) -> list[Value]:
    """The nodes and numbers of an array, traced or not."""
    return [plain(v) for v in np.asarray(bare(value), object).flat]


def arranged(graph: Graph, numbers: Iterable[Value], shape: tuple[int, ...]) -> Traced:
    """Nodes and numbers as an array of this shape."""
    return Traced(graph, np.array([*numbers], object).reshape(shape))


def _bare(value: Any) -> Any:
    """Arguments with arrays of objects in place of traced ones."""
    if isinstance(value, Traced):
        return value.values
    if isinstance(value, list | tuple):
        return [_bare(v) for v in value] if type(value) is not tuple else tuple(map(_bare, value))
    return {k: _bare(v) for k, v in value.items()} if isinstance(value, dict) else value


def _like(number: float) -> Callable[..., Traced]:
    def like(self: Traced, a: Any, dtype: Any = None) -> Traced:
        kind = np.dtype(dtype).type if dtype else float
        return self._with(np.full(np.shape(a), plain(kind(number)), object))

    return like


def _full_like(self: Traced, a: Any, value: Any) -> Traced:
    return self._with(np.broadcast_to(np.asarray(bare(value), object), np.shape(a)))


def _where(self: Traced, condition: Any, yes: Any, no: Any) -> Traced:
    return self._each("where", condition, yes, no)


def _clip(self: Traced, a: Any, low: Any, high: Any) -> Any:
    return np.minimum(np.maximum(a, low), high)


def _select(self: Traced, conditions: Any, choices: Any, default: Any = 0) -> Any:
    result = default
    for condition, choice in zip(conditions[::-1], choices[::-1], strict=True):
        result = self._each("where", condition, choice, result)
    return result


def _diff(self: Traced, a: Any, *, axis: int = -1, prepend: Any = None) -> Any:
    a = a if prepend is None else np.concatenate([prepend, a], axis=axis)
    a = np.moveaxis(a, axis, 0)
    return np.moveaxis(a[1:] - a[:-1], 0, axis)


def _take_along_axis(self: Traced, values: Any, index: Any, axis: int) -> Any:
    """By comparing the index, which the axis is short enough for; on an axis of one it is 0."""
    parts = [
        self._with(np.expand_dims(_bare(part), axis)) for part in np.moveaxis(self._with(_bare(values)).values, axis, 0)
    ]
    picked: Any = parts[0]
    for k, part in enumerate(parts[1:], 1):
        picked = np.where(index == k, part, picked)
    return picked


def _nan_to_num(self: Traced, a: Any) -> Any:
    most = float(np.finfo(float).max)
    return np.where(np.isnan(a), 0.0, np.minimum(np.maximum(a, -most), most))


FUNCTIONS: dict[Any, Callable[..., Any]] = {
    np.where: _where,
    np.clip: _clip,
    np.select: _select,
    np.diff: _diff,
    np.take_along_axis: _take_along_axis,
    np.nan_to_num: _nan_to_num,
    np.zeros_like: _like(0.0),
    np.ones_like: _like(1.0),
    np.empty_like: _like(0.0),
    np.full_like: _full_like,
    np.real: lambda self, a: a,
    np.isrealobj: lambda self, a: True,
    np.iscomplexobj: lambda self, a: False,
    np.shape: lambda self, a: a.shape,
    np.ndim: lambda self, a: a.ndim,
    np.size: lambda self, a: a.size,
    np.sum: lambda self, a, axis=None, **how: a.sum(axis, **how),
    np.max: lambda self, a, axis=None, **how: a.max(axis, **how),
    np.min: lambda self, a, axis=None, **how: a.min(axis, **how),
    np.all: lambda self, a, axis=None: a.all(axis),
    np.any: lambda self, a, axis=None: a.any(axis),
    np.copy: lambda self, a: a,
    np.result_type: lambda self, *args: np.dtype(float),
}
"""The functions that are traced, each with the array that it was asked of. An argument that is not named here is refused."""
