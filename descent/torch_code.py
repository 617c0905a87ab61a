"""A run as a PyTorch script: to paste, to run, and to get the same path."""

from typing import Any

from descent.torch_loss import torch_loss
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
{imports}

torch.set_default_dtype(torch.float64)

{definitions}

w = torch.tensor([{start.x!r}, {start.y!r}], requires_grad=True)
optimizer = torch.optim.{optimizer}
{scheduler}
def closure():
    optimizer.zero_grad()
    loss = {loss}
    loss.backward()
    return loss

path = [w.detach().clone()]
for step in range(1, {last}):
    optimizer.step(closure)
{after}    path.append(w.detach().clone())
"""


IMPORTS = {
    "import math": "math.",
    "import numpy as np": "np.",
    "import torch": "",
    "import torch.nn.functional as F": "F.",
}
"""Import → what in the definitions of a loss shows that it is needed."""


def as_pytorch(optimizer: Optimizer, surface: Surface, start: Point, steps: int) -> str:
    """A script that builds `path`, the points of this run, with torch.optim and autograd.

    Raises ValueError, in words for people, if PyTorch has no such rule, schedule or gradient.
    """
    parts = unwrap(optimizer)
    name, arguments = _twin(parts)
    call = f"{name}([w], {', '.join(f'{k}={v!r}' for k, v in arguments.items())})"
    scheduler = _scheduler(parts.schedule, arguments["lr"])
    definitions, loss = torch_loss(surface)
    return SCRIPT.format(
        imports="\n".join(line for line, sign in IMPORTS.items() if sign in definitions),
        definitions=definitions,
        loss=loss,
        start=start,
        optimizer=call,
        scheduler=f"scheduler = torch.optim.lr_scheduler.{scheduler}\n" if scheduler else "",
        last=steps + 1,
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
