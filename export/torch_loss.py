"""A loss as PyTorch code: what to define, and an expression to differentiate."""

import inspect
import re
from collections.abc import Iterator
from textwrap import dedent, fill, indent
from types import FunctionType
from typing import Any, NamedTuple

import numpy as np

from surfaces import DataSurface, Minibatch, NoisyGradient, Regularized, Surface, Wrapper, layers_of, plain

TWINS = {"np.": "torch.", "absolute(": "torch.abs(", "length(": "torch.hypot("}
"""What the source of a surface says → the same in torch."""

DATA_LOSSES = {
    "LinearRegression": "((x * a{i} + y * b{i} - t{i}) ** 2).mean()",
    "LogisticRegression": "F.binary_cross_entropy_with_logits(x * a{i} + y * b{i}, (t{i} + 1) / 2)",
    "HingeLoss": "F.relu(1 - t{i} * (x * a{i} + y * b{i})).mean()",
    "SquaredHingeLoss": "(F.relu(1 - t{i} * (x * a{i} + y * b{i})) ** 2).mean()",
    "Softmax": "F.cross_entropy(x * a{i} + y * b{i}, t{i})",
    "TinyNetwork": "((y * torch.tanh(x * a{i}) - t{i}) ** 2).mean()",
}
"""Data surface → its loss, of the features a, b and the targets t, all of them or those numbered i."""

BATCHES = {
    "replacement": "return np.random.default_rng([{m.seed}, step]).integers({n}, size={m.size})",
    "shuffle": """\
epoch, k = divmod(step - 1, {m.per_epoch})
order = np.random.default_rng([{m.seed}, epoch]).permutation({n})
return order[{m.size} * k : {m.size} * (k + 1)]""",
    "order": """\
k = (step - 1) % {m.per_epoch}
return np.arange({n})[{m.size} * k : {m.size} * (k + 1)]""",
}
"""Sampling → which of n examples a step sees under the minibatches m."""

NOISE = """\
def noise(step):
    return {sigma!r} * torch.from_numpy(np.random.default_rng([{seed}, step]).standard_normal(2))"""


class Code(NamedTuple):
    """Definitions, and terms whose sum is the loss at the weights `w` in step `step`."""

    definitions: tuple[str, ...]
    terms: tuple[str, ...]


def torch_loss(surface: Surface) -> tuple[str, str]:
    """The definitions that the loss needs and the loss itself, an expression in `w` and `step`, each as Python source.

    Raises ValueError, in words for people, if PyTorch cannot have the loss's gradient.
    """
    base, layers = plain(surface), layers_of(surface)
    first = _of_data(base, layers.pop("Minibatch", None)) if isinstance(base, DataSurface) else _of_formula(base)
    parts = [first, *(_layer(layer) for layer in layers.values())]
    definitions = [text for part in parts for text in part.definitions]
    return "\n\n".join(definitions), " + ".join(term for part in parts for term in part.terms)


def _of_formula(surface: Surface) -> Code:
    return Code((formula(surface),), ("surface.f(*w)",))


def _of_data(surface: DataSurface, minibatch: Wrapper | None) -> Code:
    """The examples as tensors, which of them a step sees, and their mean loss."""
    tensors = [f"{name} = {_tensor(values)}" for name, values in zip("abt", surface.data.train, strict=True)]
    batched = isinstance(minibatch, Minibatch)
    body = DATA_LOSSES[type(surface).__name__].format(i="[i]" if batched else "")
    loss = f"def data_loss(x, y{', i' if batched else ''}):\n    return {body}"
    text = "\n".join(t for t in tensors if re.search(rf"\b{t[0]}\b", body))
    if not isinstance(minibatch, Minibatch):
        return Code((text, loss), ("data_loss(*w)",))
    numbers = BATCHES[minibatch.sampling].format(m=minibatch, n=surface.data.train.size)
    return Code((text, f"def batch(step):\n{indent(numbers, '    ')}", loss), ("data_loss(*w, batch(step))",))


def _tensor(values: Any) -> str:
    """`values` as source, every digit of them."""
    numbers = fill(", ".join(map(repr, np.ravel(values).tolist())), 100)
    shape = "" if np.ndim(values) == 1 else f".reshape{np.shape(values)}"
    return f"torch.tensor([\n{indent(numbers, '    ')}\n]){shape}"


def _layer(layer: Wrapper) -> Code:
    if isinstance(layer, Regularized):
        who = "w" if layer.share else "w[0]"
        terms = {f"{who}.abs().sum()": layer.l1, f"({who} * {who}).sum()": layer.l2}
        return Code((), tuple(f"{_literal(strength)} * {term}" for term, strength in terms.items() if strength))
    if isinstance(layer, NoisyGradient):
        return Code((NOISE.format(sigma=float(layer.sigma), seed=layer.seed),), ("noise(step) @ w",))
    raise ValueError("PyTorch derives its gradients: it has none that is measured.")


def formula(surface: Surface) -> str:
    """The source of a surface's `f` for torch, as a method of a class with all that it reads and calls: `surface.f(x, y)`."""
    methods = list(dict.fromkeys(_methods(surface, "f")))
    needs = list(dict.fromkeys(need for name in methods for need in _globals(getattr(type(surface), name))))
    fields = dict(field for name in methods for field in _fields(surface, getattr(type(surface), name)))
    body = [f"{name} = {_literal(value)}" for name, value in fields.items()]
    body += ["\n" + _source(getattr(type(surface), name)).rstrip() for name in methods]
    name = type(surface).__name__
    text = "\n\n".join([*needs, f"class {name}:\n{indent(chr(10).join(body), '    ')}", f"surface = {name}()"])
    for ours, torchs in TWINS.items():
        text = re.sub(rf"(?<!\w){re.escape(ours)}", torchs, text)
    return text


def _literal(value: Any) -> str:
    """The source of a number or a tuple of them, whether they are NumPy's or Python's own."""
    if isinstance(value, tuple):
        return f"({''.join(f'{_literal(part)}, ' for part in value)})"
    return repr(value.item() if isinstance(value, np.generic) else value)


def _source(function: Any) -> str:
    """The source of a function without its docstring."""
    return re.sub(r'\n\s+r?""".*?"""(?=\n)', "", dedent(inspect.getsource(function)), count=1, flags=re.DOTALL)


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
        if f"{name}(" in TWINS:
            continue
        if isinstance(value, FunctionType):
            yield from _globals(value)
            yield _source(value)
        elif getattr(value, "__module__", "") == "math":
            yield f"{name} = math.{name}"
        elif isinstance(value, int | float | tuple):
            yield f"{name} = {value!r}"
