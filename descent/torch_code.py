"""A run as a PyTorch script: to paste, to run, and to get the same path."""

import inspect
import re
from collections.abc import Iterator
from textwrap import dedent, indent
from types import FunctionType
from typing import Any

from descent.wrapping import Parts, unwrap
from optimizers import Optimizer
from optimizers.schedules import Constant, OneCycle, Schedule
from surfaces import Point, Surface

SCHEDULERS = {
    "Step": "StepLR(optimizer, step_size={s.every}, gamma={s.gamma})",
    "Exponential": "ExponentialLR(optimizer, gamma={s.gamma})",
    "Cosine": "CosineAnnealingLR(optimizer, T_max={s.length})",
    "OneCycle": "OneCycleLR(optimizer, max_lr={lr}, total_steps={s.length}, pct_start={s.peak}, cycle_momentum=False)",
}
"""Schedule → the same in torch.optim.lr_scheduler."""

SCRIPT = """\
import math
import torch

torch.set_default_dtype(torch.float64)

{formula}

w = torch.tensor([{start.x!r}, {start.y!r}], requires_grad=True)
optimizer = torch.optim.{optimizer}
{scheduler}
def closure():
    optimizer.zero_grad()
    loss = surface.f(*w)
    loss.backward()
    return loss

path = [w.detach().clone()]
for _ in range({steps}):
    optimizer.step(closure)
{after}    path.append(w.detach().clone())
"""


def as_pytorch(optimizer: Optimizer, surface: Surface, start: Point, steps: int) -> str:
    """A script that builds `path`, the points of this run, with torch.optim and autograd.

    Raises ValueError, in words for people, if PyTorch has no such rule or schedule.
    """
    parts = unwrap(optimizer)
    name, arguments = _twin(parts)
    call = f"{name}([w], {', '.join(f'{k}={v!r}' for k, v in arguments.items())})"
    scheduler = _scheduler(parts.schedule, arguments["lr"])
    return SCRIPT.format(
        formula=formula(surface),
        start=start,
        optimizer=call,
        scheduler=f"scheduler = torch.optim.lr_scheduler.{scheduler}\n" if scheduler else "",
        steps=steps,
        after=_after(parts.schedule, steps),
    )


def _twin(parts: Parts) -> tuple[str, dict[str, Any]]:
    plain, decay, _ = parts
    twin = plain.torch.call(plain) if plain.torch else None
    if twin is None:
        raise ValueError(f"PyTorch has no {plain.label} with these settings.")
    if decay and twin[0] != "Adam":
        raise ValueError(f"PyTorch's {twin[0]} has no decoupled weight decay.")
    return ("AdamW", twin[1] | {"weight_decay": decay}) if decay else twin


def _scheduler(schedule: Schedule, lr: float) -> str:
    if isinstance(schedule, Constant):
        return ""
    kind = type(schedule).__name__
    if kind not in SCHEDULERS:
        raise ValueError(f"PyTorch has no schedule like {schedule.label.lower()}.")
    return SCHEDULERS[kind].format(s=schedule, lr=lr)


def _after(schedule: Schedule, steps: int) -> str:
    """What follows each step: the scheduler's own, but for one cycle only until its end, where torch's raises and ours stays."""
    if isinstance(schedule, Constant):
        return ""
    if isinstance(schedule, OneCycle) and schedule.length < steps:
        return f"    if scheduler.last_epoch < {schedule.length - 1}:\n        scheduler.step()\n"
    return "    scheduler.step()\n"


def formula(surface: Surface) -> str:
    """The source of a surface's `f` for torch, as a method of a class with all that it reads and calls: `surface.f(x, y)`."""
    methods = list(dict.fromkeys(_methods(surface, "f")))
    needs = list(dict.fromkeys(need for name in methods for need in _globals(getattr(type(surface), name))))
    fields = dict(field for name in methods for field in _fields(surface, getattr(type(surface), name)))
    body = [f"{name} = {value!r}" for name, value in fields.items()]
    body += ["\n" + _source(getattr(type(surface), name)).rstrip() for name in methods]
    name = type(surface).__name__
    text = "\n\n".join([*needs, f"class {name}:\n{indent(chr(10).join(body), '    ')}", f"surface = {name}()"])
    return re.sub(r"\bnp\.", "torch.", text)


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
        if isinstance(value, int | float | tuple) and name not in function.__globals__:
            yield name, value


def _globals(function: Any) -> Iterator[str]:
    """What `function` needs from its module, in order: constants, functions of math, and helpers with their own needs."""
    for name in function.__code__.co_names:
        value = function.__globals__.get(name)
        if isinstance(value, FunctionType):
            yield from _globals(value)
            yield _source(value)
        elif getattr(value, "__module__", "") == "math":
            yield f"{name} = math.{name}"
        elif isinstance(value, int | float | tuple):
            yield f"{name} = {value!r}"
