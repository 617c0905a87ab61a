"""How a learning rate changes with the step: factors on it, for `Scheduled`."""

import sys
from abc import ABC, abstractmethod
from dataclasses import dataclass
from math import pi
from typing import Any, ClassVar

import numpy as np

from params import POSITIVE, Declared, Interval, param, registry

COUNT = Interval(1.0)


def _length():
    return param(200, 1, 2000, "T", "length: steps until its end", within=COUNT)


@dataclass(frozen=True)
class Schedule(Declared, ABC):
    """A factor on the learning rate for each step. torch: its twin in torch.optim.lr_scheduler, a call with our fields in
    braces and the optimizer's `lr`, if it has one.
    """

    torch: ClassVar[str] = ""

    @abstractmethod
    def __call__(self, t: Any) -> Any:
        """The factor for step `t`, counted from 0 as in torch: a number, or an array of the shape of `t`."""


@dataclass(frozen=True)
class Constant(Schedule):
    r"""Always the same.

    $$\alpha_t = \alpha$$
    """

    def __call__(self, t):
        return np.ones_like(np.add(t, 0.0))


@dataclass(frozen=True)
class Step(Schedule):
    r"""Down by a factor every so many steps.

    $$\alpha_t = \alpha\, \gamma^{\lfloor t / k \rfloor}$$

    `torch.optim.lr_scheduler.StepLR(step_size=every, gamma=gamma)`.
    """

    torch = "StepLR(optimizer, step_size={every}, gamma={gamma})"

    every: int = param(50, 1, 1000, "k", "interval: steps between two drops", within=COUNT)
    gamma: float = param(0.5, 0.01, 1.0, r"\gamma", "factor of each drop", within=POSITIVE)

    def __call__(self, t):
        return self.gamma ** np.floor_divide(np.add(t, 0.0), self.every)


@dataclass(frozen=True)
class Exponential(Schedule):
    r"""Down by the same factor every step.

    $$\alpha_t = \alpha\, \gamma^t$$

    `torch.optim.lr_scheduler.ExponentialLR(gamma=gamma)`.
    """

    torch = "ExponentialLR(optimizer, gamma={gamma})"

    gamma: float = param(0.99, 0.9, 1.0, r"\gamma", "factor of each step", within=POSITIVE)

    def __call__(self, t):
        return self.gamma ** np.add(t, 0.0)


@dataclass(frozen=True)
class Cosine(Schedule):
    r"""Down half a cosine, and up again if the run goes on.

    $$\alpha_t = \alpha\, \tfrac12 \left(1 + \cos \frac{\pi t}{T}\right)$$

    Loshchilov & Hutter (2017). `torch.optim.lr_scheduler.CosineAnnealingLR(T_max=length)`.
    """

    torch = "CosineAnnealingLR(optimizer, T_max={length})"

    length: int = _length()

    def __call__(self, t):
        return 0.5 * (1 + np.cos(pi * np.add(t, 0.0) / self.length))


@dataclass(frozen=True)
class WarmupCosine(Schedule):
    r"""Up in a straight line, then down half a cosine to zero.

    $$\alpha_t = \alpha \frac{t + 1}{k} \ (t < k), \qquad \alpha_t = \alpha\, \tfrac12 \left(1 + \cos \frac{\pi (t - k)}{T - k}\right) \ (t \ge k)$$
    """

    label = "Warm-up + cosine"

    warmup: int = param(20, 1, 500, "k", "warm-up: steps until the full learning rate", within=COUNT)
    length: int = _length()

    def __call__(self, t):
        part = np.clip(np.subtract(t, self.warmup) / np.maximum(1, self.length - self.warmup), 0.0, 1.0)
        return np.where(np.less(t, self.warmup), np.add(t, 1) / self.warmup, 0.5 * (1 + np.cos(pi * part)))


@dataclass(frozen=True)
class OneCycle(Schedule):
    r"""Up a cosine from 1/25 and down another to almost nothing, in one cycle.

    $$\tfrac1{25} \to 1 \text{ in the first } p T \text{ steps}, \qquad 1 \to \tfrac1{25} \cdot 10^{-4} \text{ in the rest}$$

    Smith & Topin (2018). `torch.optim.lr_scheduler.OneCycleLR(max_lr=lr, total_steps=length, pct_start=peak)`, which
    starts at max_lr / 25.
    """

    torch = "OneCycleLR(optimizer, max_lr={lr}, total_steps={length}, pct_start={peak}, cycle_momentum=False)"
    label = "One cycle"

    length: int = _length()
    peak: float = param(
        0.3, 0.05, 0.95, "p", "peak: the share of the run that rises", within=Interval(0.0, 1.0, True, True)
    )

    def __call__(self, t):
        t, top = np.add(t, 0.0), self.peak * self.length - 1
        rise = np.clip(t / np.where(top > 0, top, 1.0), 0.0, 1.0)
        fall = np.clip((t - top) / (self.length - 1 - top), 0.0, 1.0)
        return np.where(t <= top, _between(1 / 25, 1.0, rise), _between(1.0, 1 / 25 * 1e-4, fall))


@dataclass(frozen=True)
class InverseSquareRoot(Schedule):
    r"""Up in a straight line, then down with the root of the step.

    $$\alpha_t = \alpha \min\left(\frac{t + 1}{k},\ \sqrt{\frac{k}{t + 1}}\right)$$

    Vaswani et al. (2017).
    """

    label = "Inverse square root"

    warmup: int = param(20, 1, 500, "k", "warm-up: steps until the full learning rate", within=COUNT)

    def __call__(self, t):
        now = np.add(t, 1.0)
        return np.minimum(now / self.warmup, np.sqrt(self.warmup / now))


def _between(start, end, part):
    """From `start` to `end` along half a cosine."""
    return end + (start - end) / 2 * (1 + np.cos(pi * part))


SCHEDULES: dict[str, type[Schedule]] = registry(Schedule, sys.modules[__name__])
"""Name → class, from simple to elaborate."""
