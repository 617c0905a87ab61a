"""A gradient with a mistake in it, for the gradient check to find."""

from dataclasses import dataclass

import numpy as np

from params import choice
from surfaces.layers.base import Wrapper


@dataclass(frozen=True)
class BrokenGradient(Wrapper):
    """A surface whose gradient has a mistake of the kind that a gradient check finds.

    sign: ∂y f has the wrong sign; factor: ∂x f is twice too large; missing term: ∂y f lacks its value at the start;
    swapped: ∂x f and ∂y f have changed places.
    """

    how: str = choice("sign", ("sign", "factor", "missing term", "swapped"), "", "mistake: what is wrong")

    def df(self, x, y):
        gx, gy = self.surface.df(x, y)
        match self.how:
            case "sign":
                return gx, -np.asarray(gy)
            case "factor":
                return 2 * np.asarray(gx), gy
            case "missing term":
                return gx, gy - self.surface.gradient(self.start)[1]
        return gy, gx
