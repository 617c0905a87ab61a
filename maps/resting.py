"""Traps in the space of (place, state): near a minimum where an optimizer comes to rest, steps lead ever deeper."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from descent import STILL, known_places
from maps.lanes import flat, unflat
from optimizers import Optimizer
from params import Array, Bools, Ints
from surfaces import Surface

RADIUS = 4e-10
"""How far from the minimum a trap reaches: whoever stays in it ends less than 1e-9 from where it is."""
SMALL = 1e-6
"""Step of the differences by which a step is linearized, as a share of the window."""
DIRECTIONS = 64
SETTLING = 3
"""Steps from a minimum after which the state is what it is at rest."""
MOST = 1e12
"""A metric with a larger eigenvalue belongs to a step that hardly shrinks anything."""
LEAST = 1e-9
"""What is remembered counts at least so much beside the place."""
DOUBLINGS = 40
"""The sum that measures a trap has 2 to this power terms."""


@dataclass(frozen=True, eq=False)
class Resting:
    """A trap around each minimum: the (D,) numbers z of a lane with (z − centre)ᵀ metric (z − centre) ≤ radius².

    traps: whether there is one, (M,); centres: (D, M); metrics: (M, D, D).
    """

    radius: float
    traps: Bools
    centres: Array
    metrics: Array

    def holds(self, minimum: Ints, z: Array) -> Bools:
        """Whether each lane of `z` (D, m) is in the trap around the minimum of its number (m,)."""
        if len(z) != len(self.centres):
            return np.zeros(z.shape[1], bool)
        off = (z - self.centres[:, minimum]).T[:, :, None]
        return self.traps[minimum] & (_norm(self.metrics[minimum], off) <= self.radius)[:, 0]


def resting(loss: Surface, optimizer: Optimizer) -> Resting | None:
    r"""The traps of a rule whose steps do the same, whatever their number; None where there is none.

    Near its fixed point a step is linear, z ↦ Az. If $P = \sum_k (A^k)^\top W^2 A^k$ is finite, $z^\top P z$ falls by $|W z|^2$ with
    each step (Lyapunov, Stein): no step leads out of an ellipsoid $z^\top P z \le r^2$, and the place is not farther than r in it. That the step is that linear
    there, rounding included, is tried out in many directions. A rule with a kink at rest, as a sign has, has no trap.
    """
    if not loss.minima:
        return None
    w = places = np.array(loss.minima, float).T
    with np.errstate(all="ignore"):
        state = optimizer.init(w)
        for t in range(SETTLING):
            w, state = optimizer.step(w, loss.at(t + 1), state)
        step, centres = _step(loss.at(SETTLING + 1), optimizer, state), flat(w, state)
        matrices = _jacobians(step, centres, SMALL * loss.domain.size)
        metrics, shrinks = _metrics(matrices)
        traps = _is_inside(loss, places) & _is_linear(step, centres, matrices, metrics, shrinks)
    return Resting(RADIUS, traps, centres, metrics) if traps.any() else None


def _step(loss: Surface, optimizer: Optimizer, state: Any) -> Callable[[Array], Array]:
    """One step as a map of the numbers (D, m) of lanes, whose state has the form of `state`; NaN where it changes its form."""

    def step(z: Array) -> Array:
        w, inner = unflat(z, state)
        after = flat(*optimizer.step(w, loss, inner))
        return after if after.shape == z.shape else np.full_like(z, np.nan)

    return step


def _is_inside(loss: Surface, w: Array) -> Bools:
    """Whether all of a trap around the places `w` (2, M) is in the window, near that place, and near no other."""
    places, box = known_places(loss), loss.domain
    corners = box.contains(w - RADIUS) & box.contains(w + RADIUS)
    return corners & (np.minimum(places.own[: w.shape[1]], STILL * box.size) > 2 * RADIUS)


def _jacobians(step: Callable[[Array], Array], centres: Array, h: float) -> Array:
    """The linear part of a step at each of the centres, by centered differences: (M, D, D)."""
    ways = h * np.eye(len(centres))
    ends = [step(centres + way[:, None]) - step(centres - way[:, None]) for way in ways]
    return np.stack(ends, axis=-1).transpose(1, 0, 2) / (2 * h)


def _metrics(matrices: Array) -> tuple[Array, Array]:
    """The sum P of (Aᵏ)ᵀW²Aᵏ over all k, (M, D, D), and by which share the root of zᵀPz shrinks at least with a step, (M,): 0 where powers of A
    do not vanish. W weighs what is remembered by what it does to the place.
    """
    weights = np.abs(matrices[:, :2]).max(axis=1)
    weights[:, :2] = 1.0
    weights = np.where(weights > LEAST, weights, LEAST)
    power = matrices * weights[:, :, None] / weights[:, None, :]
    metrics = np.zeros_like(matrices) + np.eye(matrices.shape[-1])
    for _ in range(DOUBLINGS):
        metrics = metrics + _transposed(power) @ metrics @ power
        power = power @ power
    sound: Any = np.isfinite(metrics).all(axis=(1, 2))
    metrics[~sound] = np.eye(matrices.shape[-1])
    most = np.linalg.eigvalsh(metrics)[:, -1]
    shrinks = np.where(sound & (most < MOST), 1 - np.sqrt(np.maximum(1 - 1 / most, 0)), 0.0)
    return metrics * weights[:, :, None] * weights[:, None, :], shrinks


def _is_linear(
    step: Callable[[Array], Array], centres: Array, matrices: Array, metrics: Array, shrinks: Array
) -> Bools:
    """Whether a step from any of many places on the rim of a trap, and on one a hundred times as large, falls short of Az by so
    little that it ends inside: (M,).
    """
    size, count = centres.shape
    sound: Any = (shrinks > 0) & np.isfinite(centres).all(axis=0)
    values, vectors = np.linalg.eigh(metrics)
    ways = np.random.default_rng(0).standard_normal((size, DIRECTIONS))
    rim = RADIUS * vectors * np.sqrt(1 / np.abs(values))[:, None, :] @ (ways / np.linalg.norm(ways, axis=0))
    for times in (1, 100):
        z = times * rim
        starts = centres.T[:, :, None] + z
        ends = step(starts.transpose(1, 0, 2).reshape(size, -1)).reshape(size, count, -1).transpose(1, 0, 2)
        off = ends - centres.T[:, :, None] - matrices @ z
        sound &= (_norm(metrics, off) <= times * RADIUS * shrinks[:, None] / 2).all(axis=1)
    return sound


def _norm(metrics: Array, z: Array) -> Array:
    """The root of zᵀ P z of vectors z (m, D, k): shape (m, k)."""
    return np.sqrt((z * (metrics @ z)).sum(axis=1))


def _transposed(matrices: Array) -> Array:
    return matrices.transpose(0, 2, 1)
