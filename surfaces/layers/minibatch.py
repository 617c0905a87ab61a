"""Minibatches: what step t sees is drawn from (seed, t) alone, the same for all optimizers, however often they ask."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from textwrap import indent

import numpy as np
from numpy.typing import NDArray

from compiler import by_step, chosen_by
from params import Interval, choice, param
from surfaces.base import SEED, Surface
from surfaces.data.base import DataSurface, OnExamples
from surfaces.data.samples import MOST, Examples, Moments, moments
from surfaces.layers.base import Wrapper

_BATCHES = {
    "replacement": "return np.random.default_rng([{m.seed}, step]).integers({n}, size={m.size})",
    "shuffle": """\
epoch, k = divmod(step - 1, {m.per_epoch})
order = np.random.default_rng([{m.seed}, epoch]).permutation({n})
return order[{m.size} * k : {m.size} * (k + 1)]""",
    "order": """\
k = (step - 1) % {m.per_epoch}
return np.arange({n})[{m.size} * k : {m.size} * (k + 1)]""",
}
"""Sampling → which of n examples a step sees under the minibatches m, as Python source: what `_batch` does."""
SAMPLINGS = tuple(_BATCHES)


@dataclass(frozen=True)
class Minibatch(Wrapper):
    r"""A data surface of which each step sees a few examples only.

    $$f_t(w) = \frac1B \sum_{i \in \text{batch } t} \ell_i(w)$$

    Sampling: "replacement" draws B of the N examples anew each step; "shuffle" goes through all of them in a new order each
    epoch; "order" as they stand. The last batch of an epoch is what is left, when B does not divide N. The loss itself is
    that of all examples.
    """

    label = "Minibatches"

    surface: DataSurface
    size: int = param(8, 1, 128, "B", "batch: how many examples a step sees", within=Interval(1.0, float(MOST)))
    sampling: str = choice("shuffle", SAMPLINGS, "", "sampling: how a step gets its examples")
    seed: int = param(1, 0, 99, "", "seed: another one draws other batches", within=SEED)

    def at(self, t: int) -> Surface:
        return Batch(self.surface, self, t)

    def batch(self, t: int) -> NDArray[np.intp]:
        """The numbers of the examples that step `t` (from 1) sees."""
        return chosen_by(_batch, t, self.surface.data.train.size, self.size, self.sampling, self.seed)

    @property
    def torch_batch(self) -> str:
        """The function `batch(step)`, the numbers of the examples that a step sees, as Python source."""
        numbers = _BATCHES[self.sampling].format(m=self, n=self.surface.data.train.size)
        return f"def batch(step):\n{indent(numbers, '    ')}"

    @property
    def per_epoch(self) -> int:
        """How many steps see every example once."""
        return -(-self.surface.data.train.size // self.size)

    @property
    def per_step(self) -> float:
        """How many examples a step sees on the average."""
        return self.size if self.sampling == "replacement" else self.surface.data.train.size / self.per_epoch


@dataclass(frozen=True)
class Batch(OnExamples):
    """A data surface on the examples that step `t` sees."""

    minibatch: Minibatch
    t: int

    @cached_property
    def examples(self) -> Examples:
        return self.surface.data.train.take(self.minibatch.batch(self.t))

    @cached_property
    def moments(self) -> Moments:
        return Moments(*by_step(_moments, self.t, self.minibatch))


def _moments(t: int, minibatch: Minibatch) -> Moments:
    """Those of the examples that step `t` sees."""
    return moments(minibatch.surface.data.train.take(minibatch.batch(t)))


@lru_cache(maxsize=4096)
def _batch(t: int, n: int, size: int, sampling: str, seed: int) -> NDArray[np.intp]:
    """Which of `n` examples step `t` (from 1) sees. Remembered, and read-only."""
    if sampling == "replacement":
        chosen = np.random.default_rng([seed, t]).integers(n, size=size)
    else:
        epoch, k = divmod(t - 1, -(-n // size))
        chosen = _order(n, sampling, seed, epoch)[k * size : (k + 1) * size]
    chosen.flags.writeable = False
    return chosen


@lru_cache(maxsize=256)
def _order(n: int, sampling: str, seed: int, epoch: int) -> NDArray[np.intp]:
    return np.random.default_rng([seed, epoch]).permutation(n) if sampling == "shuffle" else np.arange(n)
