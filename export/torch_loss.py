"""A loss as PyTorch code: what to define, and an expression to differentiate."""

import ast
import inspect
from collections.abc import Iterator
from textwrap import dedent, fill, indent
from types import FunctionType
from typing import Any

import numpy as np

from language import _
from surfaces import IN_TORCH, DataSurface, Formula, Minibatch, Surface, TorchCode, Wrapper, layers_of, plain

NAMES = {"np": "torch"} | {function.__name__: name for function, name in IN_TORCH.items()}
"""What the source of a surface says → the same in PyTorch."""


def torch_loss(surface: Surface) -> TorchCode:
    """The definitions that the loss needs, and the loss itself: an expression in `w` and `step`.

    Raises ValueError, in words for people, if PyTorch cannot have the loss's gradient.
    """
    base, layers = plain(surface), layers_of(surface)
    first = _of_data(base, layers.pop("Minibatch", None)) if isinstance(base, DataSurface) else _of_formula(base)
    parts = [first, *(layer.torch for layer in layers.values())]
    return TorchCode("\n\n".join(p.definitions for p in parts if p.definitions), " + ".join(p.loss for p in parts))


def _of_formula(surface: Surface) -> TorchCode:
    if isinstance(surface, Formula):
        return surface.torch
    return TorchCode(formula(surface), "surface.f(*w)")


def _of_data(surface: DataSurface, minibatch: Wrapper | None) -> TorchCode:
    """The examples as tensors, which of them a step sees, and their mean loss."""
    if not surface.torch:
        raise ValueError(_("Nobody has written {name} in PyTorch yet.", name=_(surface.label).lower()))
    columns = dict(zip("abt", surface.data.train, strict=True))
    used = [name for name in columns if name in names_in(surface.torch)]
    tensors = "\n".join(f"{name} = {_tensor(columns[name])}" for name in used)
    function = f"def data_loss(x, y, {', '.join(used)}):\n    return {surface.torch}"
    if not isinstance(minibatch, Minibatch):
        return TorchCode(f"{tensors}\n\n{function}", f"data_loss(*w, {', '.join(used)})")
    seen = f"def examples(step):\n    i = batch(step)\n    return {', '.join(f'{name}[i]' for name in used)}"
    return TorchCode("\n\n".join([tensors, minibatch.torch_batch, seen, function]), "data_loss(*w, *examples(step))")


def _tensor(values: Any) -> str:
    """`values` as source, every digit of them."""
    numbers = fill(", ".join(map(repr, np.ravel(values).tolist())), 100)
    shape = "" if np.ndim(values) == 1 else f".reshape{np.shape(values)}"
    return f"torch.tensor([\n{indent(numbers, '    ')}\n]){shape}"


def names_in(source: str) -> set[str]:
    """The names that `source` reads."""
    return {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}


def formula(surface: Surface) -> str:
    """The source of a surface's `f` for torch, as a method of a class with all that it reads and calls: `surface.f(x, y)`."""
    methods = [getattr(type(surface), name) for name in dict.fromkeys(_methods(surface, "f"))]
    needs = dict.fromkeys(need for method in methods for need in _globals(method))
    fields = dict(field for method in methods for field in _fields(surface, method))
    body = [f"{name} = {_literal(value)}" for name, value in fields.items()]
    body += ["\n" + _in_torch(method) for method in methods]
    name = type(surface).__name__
    return "\n\n".join([*needs, f"class {name}:\n{indent(chr(10).join(body), '    ')}", f"surface = {name}()"])


def _literal(value: Any) -> str:
    """The source of a number or a tuple of them, whether they are NumPy's or Python's own."""
    if isinstance(value, tuple):
        return f"({''.join(f'{_literal(part)}, ' for part in value)})"
    return repr(value.item() if isinstance(value, np.generic) else value)


def _in_torch(function: Any) -> str:
    """The source of a function, laid out as it stands, without its docstring and with the names that torch has."""
    source = dedent(inspect.getsource(function))
    (tree,) = ast.parse(source).body
    lines = source.rstrip().split("\n")
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in NAMES]
    # From the last to the first, so that the places of those before stay what they are.
    for node in sorted(names, key=lambda node: (node.lineno, node.col_offset), reverse=True):
        line, at = lines[node.lineno - 1].encode(), node.col_offset
        lines[node.lineno - 1] = (line[:at] + NAMES[node.id].encode() + line[at + len(node.id) :]).decode()
    if isinstance(tree, ast.FunctionDef) and ast.get_docstring(tree) is not None:
        del lines[tree.body[0].lineno - 1 : tree.body[0].end_lineno]
    return "\n".join(lines)


def _methods(surface: Surface, name: str) -> Iterator[str]:
    """The names of the methods that the method `name` calls, at any depth, and its own."""
    function = getattr(type(surface), name)
    for called in function.__code__.co_names:
        if isinstance(getattr(type(surface), called, None), FunctionType):
            yield from _methods(surface, called)
    yield name


def _fields(surface: Surface, function: Any) -> Iterator[tuple[str, Any]]:
    """The fields and precomputed numbers of `surface` that `function` reads."""
    for name in function.__code__.co_names:
        value = getattr(surface, name, None)
        if isinstance(value, int | float | tuple | np.number) and name not in function.__globals__:
            yield name, value


def _globals(function: Any) -> Iterator[str]:
    """What `function` needs from its module, in order: constants, functions of math, and helpers with their own needs."""
    for name in function.__code__.co_names:
        value = function.__globals__.get(name)
        if name in NAMES:
            continue
        if isinstance(value, FunctionType):
            yield from _globals(value)
            yield _in_torch(value) + "\n"
        elif getattr(value, "__module__", "") == "math":
            yield f"{name} = math.{name}"
        elif isinstance(value, int | float | tuple):
            yield f"{name} = {value!r}"
