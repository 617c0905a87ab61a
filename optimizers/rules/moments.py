"""What Adam and its descendants share: the moving averages that they keep, and their fields."""

from typing import Any, NamedTuple

import numpy as np

from params import FRACTION, NONNEGATIVE, Array, param


class Moments(NamedTuple):
    """m, v: the moving averages of the gradient and of its square; t: the steps taken."""

    m: Array
    v: Array
    t: int


def average(old: Array, new: Array, keep: Any) -> Array:
    """The moving average keep · old + (1 − keep) · new as `torch.lerp` computes it: what is left of an infinite `new` depends on that."""
    return np.where(keep > 0.5, old + (1 - keep) * (new - old), new - keep * (new - old))


def lr(default: float, unit: str = "size") -> Any:
    """The learning rate."""
    return param(default, 1e-5, 10.0, r"\alpha", "learning rate", log=True, within=NONNEGATIVE, unit=unit)


def beta1(default: float = 0.9) -> Any:
    """How much of the average gradient stays."""
    return param(default, 0.0, 0.999, r"\beta_1", "first moment: how much of m stays", within=FRACTION)


def beta2(default: float = 0.999, help: str = "second moment: how much of v stays") -> Any:
    """How much of the average square stays."""
    return param(default, 0.0, 0.9999, r"\beta_2", help, within=FRACTION)


def eps(default: float = 1e-8) -> Any:
    """What is added to the divisor."""
    return param(default, 1e-16, 1e-2, r"\epsilon", "epsilon: keeps the division finite", log=True)
