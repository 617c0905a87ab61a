"""The baseline: no slope at all."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from compiler import by_step, noted
from optimizers.base import Optimizer
from params import NONNEGATIVE, Array, param


class Best(NamedTuple):
    """loss: the lowest so far; t: the number of draws."""

    loss: Array
    t: int


@dataclass(frozen=True)
class RandomSearch(Optimizer):
    r"""Draw anywhere in the window and keep the best: a bad idea that the others have to beat.

    $$u_t \sim \mathcal{U}(\text{window};\, s), \qquad w \leftarrow u_t \ \text{ if } L(u_t) < L(w)$$

    The draw of step t follows from (s, t) alone, so that all paths of a batch are offered the same points.
    """

    style = ("rose", "dashdot", "pentagon")
    label = "Random search"

    seed: int = param(0, 0, 99, "s", "seed: another one, other points", within=NONNEGATIVE)

    def init(self, w):
        return Best(loss=np.full(w.shape[1:], np.nan), t=0)

    def step(self, w, loss, state):
        best = state.loss if state.t else loss(w)
        draw = by_step(_draw, state.t, self.seed, tuple(loss.domain))
        u = noted("u_t", np.broadcast_to(draw.reshape(2, *(1,) * (w.ndim - 1)), w.shape))
        found, best = noted("L(u_t)", loss(u)), noted("L(w)", best)
        better = found < best
        return np.where(better, u, w), Best(np.where(better, found, best), state.t + 1)


def _draw(t, seed, window):
    """Draw number `t`, (2,)."""
    x0, x1, y0, y1 = window
    return np.random.default_rng((seed, t)).uniform((x0, y0), (x1, y1))
