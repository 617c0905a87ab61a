"""What the Hessian at a point promises: how far a step may go there, and how fast descent can be."""

from dataclasses import dataclass
from math import inf, nan, sqrt
from typing import Any, NamedTuple

import numpy as np

from surfaces.base import Point, Surface


class Tuning(NamedTuple):
    """Hyperparameters, and the factor by which a step then shrinks the distance to the minimum in the long run."""

    lr: float
    momentum: float
    rate: float


@dataclass(frozen=True)
class LocalTheory:
    r"""A surface near one point, to second order.

    $$f(w + d) \approx f + g^T d + \tfrac12\, d^T H d, \qquad H = Q\, \mathrm{diag}(\lambda_1, \lambda_2)\, Q^T$$

    eigenvalues: λ₁ ≤ λ₂, the curvatures along the unit vectors `axes`; NaN where the Hessian is not finite. What is
    said of learning rates holds on a quadratic, so near a minimum, and is None unless both eigenvalues are positive.
    Polyak (1964), Some methods of speeding up the convergence of iteration methods.
    """

    point: Point
    loss: float
    gradient: tuple[float, float]
    hessian: tuple[tuple[float, float], tuple[float, float]]
    eigenvalues: tuple[float, float]
    axes: tuple[Point, Point]

    @property
    def slope(self) -> float:
        """|g|."""
        return float(np.hypot(*self.gradient))

    @property
    def condition(self) -> float:
        r"""$$\kappa = \max |\lambda| \,/ \min |\lambda|$$, infinite where the Hessian is singular."""
        small, large = sorted(map(abs, self.eigenvalues))
        return large / small if small else inf

    @property
    def positive_definite(self) -> bool:
        """Whether the surface is curved upward in every direction."""
        return self.eigenvalues[0] > 0

    def largest_lr(self, momentum: float = 0.0) -> float | None:
        r"""The learning rate beyond which (heavy-ball) descent diverges.

        $$\alpha < \frac{2 (1 + \rho)}{\lambda_2}$$
        """
        return 2 * (1 + momentum) / self.eigenvalues[1] if self.positive_definite else None

    def rate(self, lr: float, momentum: float = 0.0) -> float | None:
        r"""The factor by which a step of (heavy-ball) descent shrinks the distance to the minimum in the long run.

        $$\max_i |z_i|, \qquad z_i^2 - (1 + \rho - \alpha \lambda_i)\, z_i + \rho = 0$$

        Above 1 the distance grows.
        """
        if not self.positive_definite:
            return None
        roots = [np.roots([1, lr * value - 1 - momentum, momentum]) for value in self.eigenvalues]
        return float(np.abs(roots).max())

    @property
    def descent(self) -> Tuning | None:
        r"""The best learning rate of gradient descent: both directions shrink by the same factor.

        $$\alpha = \frac{2}{\lambda_1 + \lambda_2}, \qquad \frac{\kappa - 1}{\kappa + 1} \text{ a step}$$
        """
        if not self.positive_definite:
            return None
        return Tuning(2 / sum(self.eigenvalues), 0.0, (self.condition - 1) / (self.condition + 1))

    @property
    def heavy_ball(self) -> Tuning | None:
        r"""The best learning rate and momentum of the heavy ball: κ becomes √κ.

        $$\alpha = \frac{4}{(\sqrt{\lambda_1} + \sqrt{\lambda_2})^2}, \qquad
          \rho = \left( \frac{\sqrt\kappa - 1}{\sqrt\kappa + 1} \right)^2, \qquad
          \frac{\sqrt\kappa - 1}{\sqrt\kappa + 1} \text{ a step}$$
        """
        if not self.positive_definite:
            return None
        low, high = map(sqrt, self.eigenvalues)
        rate = (high - low) / (high + low)
        return Tuning(4 / (low + high) / (low + high), rate * rate, rate)


def local_theory(surface: Surface, w: Any) -> LocalTheory:
    """What the gradient and the Hessian of `surface` say of the one point `w`."""
    (gx, gy), h = surface.gradient(w).tolist(), surface.hessian(w)
    values, axes = np.linalg.eigh(h) if np.isfinite(h).all() else (np.full(2, nan), np.full((2, 2), nan))
    low, high = values.tolist()
    (xx, xy), (yx, yy) = h.tolist()
    directions = Point(*axes[:, 0].tolist()), Point(*axes[:, 1].tolist())
    point = Point(*map(float, w))
    return LocalTheory(point, float(surface(w)), (gx, gy), ((xx, xy), (yx, yy)), (low, high), directions)
