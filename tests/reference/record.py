"""Records what PyTorch does, in float64: `python -m tests.reference.record` writes torch.npz and torch.json beside this file.

The losses are written here once more and differentiated by autograd, so that our gradients are put to the proof as well.
"""

import json
from dataclasses import asdict
from math import cos, radians, sin
from pathlib import Path

import numpy as np
import torch

from descent.suit import suited
from optimizers import OPTIMIZERS
from optimizers.schedules import SCHEDULES, Cosine, Exponential, OneCycle, Step
from surfaces import SURFACES

FOLDER = Path(__file__).parent
STEPS = 1000


def ravine(x, y):
    c, s = cos(radians(20)), sin(radians(20))
    return 0.5 * 10 * ((c * x + s * y) ** 2 / 40 + (c * y - s * x) ** 2)


LOSSES = {
    "Ravine": ravine,
    "Rosenbrock": lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
    "Himmelblau": lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2,
}
# One other setting a rule, so that every field is seen to do what torch's does.
OTHERWISE = {
    "Momentum": {"momentum": 0.8, "dampening": 0.3},
    "Nesterov": {"momentum": 0.7},
    "Rprop": {"etaminus": 0.4, "etaplus": 1.1},
    "ASGD": {"lambd": 0.01, "power": 0.9, "t0": 50.0},
    "AdaGrad": {"eps": 1e-3, "lr_decay": 0.01},
    "AdaDelta": {"rho": 0.95, "eps": 1e-4},
    "RMSProp": {"rho": 0.9, "momentum": 0.5, "centered": True},
    "Adam": {"beta1": 0.8, "beta2": 0.99, "eps": 1e-4, "amsgrad": True},
    "AdamW": {"beta1": 0.8, "beta2": 0.99, "weight_decay": 0.1},
    "Adamax": {"beta1": 0.8, "beta2": 0.99},
    "NAdam": {"beta1": 0.8, "beta2": 0.99, "psi": 0.02},
    "RAdam": {"beta1": 0.8, "beta2": 0.99},
    "LBFGS": {"lr": 0.5, "history": 3},
}
ALWAYS = {"Nesterov": {"form": "rearranged"}}
TORCH_SCHEDULES = {
    Step(every=200): lambda o, lr: torch.optim.lr_scheduler.StepLR(o, 200, 0.5),
    Exponential(gamma=0.995): lambda o, lr: torch.optim.lr_scheduler.ExponentialLR(o, 0.995),
    Cosine(length=700): lambda o, lr: torch.optim.lr_scheduler.CosineAnnealingLR(o, 700),
    OneCycle(length=1001): lambda o, lr: torch.optim.lr_scheduler.OneCycleLR(o, lr, 1001, cycle_momentum=False),
}


def cases():
    """Every case as plain data: optimizer, fields, schedule (or None) and surface."""
    for name, cls in OPTIMIZERS.items():
        settings = [{}, OTHERWISE[name]] if name in OTHERWISE else [{}]
        for surface in LOSSES if cls.torch else ():
            for changed in settings:
                fields = asdict(suited(cls, SURFACES[surface])) | ALWAYS.get(name, {}) | changed
                yield {
                    "optimizer": name,
                    "fields": fields,
                    "schedule": None,
                    "surface": surface,
                    "tuned": bool(changed),
                }
    for schedule in TORCH_SCHEDULES:
        for name in ("GradientDescent", "Adam"):
            fields = asdict(suited(OPTIMIZERS[name], SURFACES["Himmelblau"]))
            plan = [type(schedule).__name__, asdict(schedule)]
            yield {"optimizer": name, "fields": fields, "schedule": plan, "surface": "Himmelblau", "tuned": False}


def run(case, steps=STEPS, start=None):
    """Torch's points (steps + 1, 2) for a case, from `start` or the surface's own."""
    torch.set_default_dtype(torch.float64)
    w = torch.tensor(start or SURFACES[case["surface"]].start, requires_grad=True)
    name, arguments = OPTIMIZERS[case["optimizer"]].torch.call(OPTIMIZERS[case["optimizer"]](**case["fields"]))
    optimizer = getattr(torch.optim, name)([w], **arguments)
    schedule = _schedule(case["schedule"], optimizer, case["fields"]["lr"])

    def closure():
        optimizer.zero_grad()
        loss = LOSSES[case["surface"]](*w)
        loss.backward()
        return loss

    points = [w.detach().numpy().copy()]
    for _ in range(steps):
        optimizer.step(closure)
        if schedule:
            schedule.step()
        points.append(w.detach().numpy().copy())
    return np.array(points)


def _schedule(plan, optimizer, lr):
    if plan is None:
        return None
    kind, fields = plan
    return TORCH_SCHEDULES[SCHEDULES[kind](**fields)](optimizer, lr)


def main():
    """Write all cases."""
    recorded = list(cases())
    paths = {f"{i:03d}": run(case) for i, case in enumerate(recorded)}
    np.savez_compressed(FOLDER / "torch.npz", **paths)
    text = json.dumps({"torch": torch.__version__, "steps": STEPS, "cases": recorded}, indent=1)
    (FOLDER / "torch.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
