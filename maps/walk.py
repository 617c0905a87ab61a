"""An optimizer that takes steps from many starts at once."""

from typing import Any

import numpy as np

from maps.lanes import take
from optimizers import Optimizer
from params import Array, Ints
from surfaces import Surface


class Walk:
    """Lanes (2, m) on their way: where they are, and what the optimizer remembers of each."""

    def __init__(self, loss: Surface, optimizer: Optimizer, start: Array) -> None:
        self.loss, self.optimizer, self.w, self.t = loss, optimizer, start, 0
        self.state = optimizer.init(start)

    def advance(self, points: Array) -> tuple[Array, Array]:
        """As many steps as there is room for in `points` (n, 2, m), which are written there; their smallest and largest
        coordinates (2, m), found while they are in the cache.
        """
        low, high = np.full_like(self.w, np.inf), np.full_like(self.w, -np.inf)
        for point in points:
            self.t += 1
            self.w, self.state = self.optimizer.step(self.w, self.loss.at(self.t), self.state)
            point[...] = self.w
            np.minimum(low, self.w, out=low)
            np.maximum(high, self.w, out=high)
        return low, high

    def keep(self, chosen: Ints) -> None:
        """Go on with some of the lanes only."""
        self.w, self.state, self.optimizer = (take(part, chosen) for part in (self.w, self.state, self.optimizer))

    def look_ahead(self, w: Array, state: Any, optimizer: Optimizer) -> tuple[Array, Any]:
        """Where one more step would lead from `w` and `state`."""
        return optimizer.step(w, self.loss.at(self.t + 1), state)
