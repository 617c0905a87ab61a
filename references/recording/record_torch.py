"""Records what PyTorch does, in float64: `python -m references.recording.record_torch` writes torch.npz and torch.json in references/."""

from dataclasses import asdict

import numpy as np
import torch

from optimizers import OPTIMIZERS, SCHEDULES, Cosine, Exponential, OneCycle, Step
from references.recording.common import LOSSES, STEPS, calm, case, write
from surfaces import SURFACES

# One other setting a rule, so that every field is seen to do what torch's does.
OTHERWISE = {
    "GradientDescent": {},
    "Momentum": {"momentum": 0.8, "dampening": 0.3},
    "Nesterov": {"momentum": 0.7},
    "Rprop": {"etaminus": 0.4, "etaplus": 1.1},
    "ASGD": {"lambd": 0.01, "power": 0.9, "t0": 50.0},
    "AdaGrad": {"eps": 1e-3, "lr_decay": 0.01},
    "AdaDelta": {"rho": 0.95, "eps": 1e-4},
    "RMSProp": {"rho": 0.9, "momentum": 0.5, "centered": True},
    "Adam": {"beta1": 0.8, "beta2": 0.99, "eps": 1e-4, "amsgrad": True},
    "AdamW": {"beta1": 0.8, "beta2": 0.99, "eps": 1e-4, "weight_decay": 0.1},
    "Adamax": {"beta1": 0.8, "beta2": 0.99, "eps": 1e-4},
    "NAdam": {"beta1": 0.8, "beta2": 0.99, "eps": 1e-4, "psi": 0.02},
    "RAdam": {"beta1": 0.8, "beta2": 0.99, "eps": 1e-4},
    "LBFGS": {"lr": 0.5, "history": 3},
}
# Those whose paths make rounding grow as they usually are: calmer, they are compared to the end.
CALMED = ("AdaDelta", "RMSProp", "NAdam")
ALWAYS = {"Nesterov": {"form": "rearranged"}}
TORCH_SCHEDULES = {
    Step(every=200): lambda o, lr: torch.optim.lr_scheduler.StepLR(o, 200, 0.5),
    Exponential(gamma=0.995): lambda o, lr: torch.optim.lr_scheduler.ExponentialLR(o, 0.995),
    Cosine(length=700): lambda o, lr: torch.optim.lr_scheduler.CosineAnnealingLR(o, 700),
    OneCycle(length=1001): lambda o, lr: torch.optim.lr_scheduler.OneCycleLR(o, lr, 1001, cycle_momentum=False),
}
# Rules with a schedule: rule → (surface, decoupled weight decay).
SCHEDULED = {
    "GradientDescent": ("Himmelblau", 0.0),
    "Momentum": ("Rosenbrock", 0.0),
    "ASGD": ("Ravine", 0.0),
    "AdaGrad": ("Rosenbrock", 0.0),
    "Adam": ("Himmelblau", 0.1),
    "RAdam": ("Ravine", 0.0),
}


def cases():
    """Every case as plain data (`common.case`)."""
    for name, other in OTHERWISE.items():
        for surface in LOSSES:
            settings = [{}, other] if other else [{}]
            settings += [calm(name, surface)] if name in CALMED else []
            yield from (case(name, surface, ALWAYS.get(name, {}) | changed) for changed in settings)
    yield from (case("Adam", surface, {}, decay=0.1) for surface in LOSSES)
    for name, (surface, decay) in SCHEDULED.items():
        for schedule in TORCH_SCHEDULES:
            yield case(name, surface, {}, [type(schedule).__name__, asdict(schedule)], decay)


def run(case, steps=STEPS, start=None):
    """Torch's points (steps + 1, 2) for a case, from `start` or the surface's own."""
    torch.set_default_dtype(torch.float64)
    w = torch.tensor(start or SURFACES[case["surface"]].start, requires_grad=True)
    optimizer = _optimizer(case, w)
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


def _optimizer(case, w):
    cls = OPTIMIZERS[case["optimizer"]]
    name, arguments = cls.torch.call(cls(**case["fields"]))
    if case["decay"]:
        assert name == "Adam", "torch decouples the weight decay of Adam alone"
        return torch.optim.AdamW([w], **arguments, weight_decay=case["decay"])
    return getattr(torch.optim, name)([w], **arguments)


def _schedule(plan, optimizer, lr):
    if plan is None:
        return None
    kind, fields = plan
    return TORCH_SCHEDULES[SCHEDULES[kind](**fields)](optimizer, lr)


if __name__ == "__main__":
    write("torch", torch.__version__, cases(), run)
