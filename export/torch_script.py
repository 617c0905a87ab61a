"""A run as a PyTorch script: to paste, to run, and to get the same path."""

from collections.abc import Mapping
from typing import Any

from export.torch_loss import names_in, torch_loss
from language import _
from optimizers import Constant, Decayed, OneCycle, Optimizer, Parts, Schedule, Scheduled, unwrap
from params import params_of
from surfaces import Point, Surface

SCRIPT = """\
# A run of Ravine with PyTorch, and at the end its last point and the loss there.
# It needs PyTorch and NumPy: pip install torch numpy
# Then run this file, from any folder: python FILE.py

{imports}

torch.set_default_dtype(torch.float64)

{definitions}

w = torch.tensor({start!r}, requires_grad=True)
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

x, y = path[-1].tolist()
loss = ({whole}).item()
print(f"({{x:.6g}}, {{y:.6g}}) after {{len(path) - 1}} steps, loss {{loss:.6g}}")
"""


IMPORTS = {
    "math": "import math",
    "np": "import numpy as np",
    "torch": "import torch",
    "F": "import torch.nn.functional as F",
}
"""Name → the import that it takes."""


def as_pytorch(optimizer: Optimizer, surface: Surface, start: Point, steps: int) -> str:
    """A script that builds `path`, the points of this run, with torch.optim and autograd.

    Raises ValueError, in words for people, if PyTorch has no such rule, schedule or gradient, or if there is no one run.
    """
    if optimizer.batch:
        raise ValueError(_("A script has one path: give each setting as one number."))
    if _schedules(optimizer) > 1:
        raise ValueError(_("A script has one schedule, and here are two, one within the other."))
    parts = unwrap(optimizer)
    name, arguments = _twin(parts)
    call = f"{name}([w], {', '.join(f'{k}={v!r}' for k, v in arguments.items())})"
    scheduler = _scheduler(parts.schedule, arguments["lr"])
    loss = torch_loss(surface)
    return SCRIPT.format(
        imports="\n".join(line for name, line in IMPORTS.items() if name in {"torch", *names_in(loss.definitions)}),
        **loss._asdict(),
        whole=torch_loss(surface.landscape).loss,
        start=[float(coordinate) for coordinate in start],
        optimizer=call,
        scheduler=f"scheduler = torch.optim.lr_scheduler.{scheduler}\n" if scheduler else "",
        last=steps + 1,
        after=_after(parts.schedule, steps),
    )


def _schedules(optimizer: Optimizer) -> int:
    """How many schedules `optimizer` wears."""
    if not isinstance(optimizer, Decayed | Scheduled):
        return 0
    own = isinstance(optimizer, Scheduled) and not isinstance(optimizer.schedule, Constant)
    return _schedules(optimizer.optimizer) + own


def _twin(parts: Parts) -> tuple[str, dict[str, Any]]:
    plain, decay, _schedule = parts
    twin = plain.torch.call(plain) if plain.torch else None
    if twin is None:
        settings = ", ".join(f"{name} = {getattr(plain, name)}" for name in (plain.torch.where if plain.torch else ()))
        if settings:
            raise ValueError(
                _("PyTorch has no {name} with these settings: {settings}.", name=_(plain.label), settings=settings)
            )
        raise ValueError(_("PyTorch has no {name} with these settings.", name=_(plain.label)))
    return _decayed(*twin, plain.torch.decoupled, float(decay)) if plain.torch and decay else twin


def _decayed(
    name: str, arguments: dict[str, Any], decoupled: tuple[str, Mapping[str, Any]] | None, decay: float
) -> tuple[str, dict[str, Any]]:
    """With decoupled weight decay, beside that which the rule has already."""
    if not decoupled:
        raise ValueError(_("PyTorch's {name} has no decoupled weight decay.", name=name))
    twin, switch = decoupled
    return twin, arguments | dict(switch) | {"weight_decay": arguments.get("weight_decay", 0.0) + decay}


def _scheduler(schedule: Schedule, lr: float) -> str:
    if isinstance(schedule, Constant):
        return ""
    if not schedule.torch:
        raise ValueError(_("PyTorch has no schedule like {name}.", name=_(schedule.label).lower()))
    if isinstance(schedule, OneCycle) and float(schedule.peak) * schedule.length == 1:
        raise ValueError(_("PyTorch's OneCycleLR divides by zero where the rise is over in its first step."))
    numbers = {name: type(p.default)(getattr(schedule, name)) for name, p in params_of(type(schedule)).items()}
    return schedule.torch.format(**numbers, lr=lr)


def _after(schedule: Schedule, steps: int) -> str:
    """What follows each step: the scheduler's own, but for one cycle only until its end, where torch's raises and ours stays."""
    if isinstance(schedule, Constant):
        return ""
    if isinstance(schedule, OneCycle) and schedule.length < steps:
        return f"    if scheduler.last_epoch < {schedule.length - 1}:\n        scheduler.step()\n"
    return "    scheduler.step()\n"
