"""Many runs in chunks that fit the cache, without those whose outcome is settled."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields

import numpy as np

from descent import Fold, Outcome, State, lanes, skim
from maps.lanes import take
from maps.leaving import Leaving
from maps.walk import Walk
from optimizers import Optimizer
from params import Array, Ints
from surfaces import Surface

CHUNK = 8192
"""Lanes at a time: a dozen arrays of them fit the second-level cache."""
PIECE = 50
"""Steps between two looks at what becomes of the lanes."""


def run_many(
    loss: Surface, optimizer: Optimizer, starts: Array, steps: int, *, chunk: int = CHUNK, piece: int = PIECE,
    leave: bool = True, threads: int | None = None,
) -> tuple[Outcome, Array]:  # fmt: skip
    """(outcome, the last good points (2, m)) of the runs from `starts` (2, m); hyperparameters may be arrays (m,).

    Only one chunk's steps since the last look are kept in memory. leave: whether lanes that are settled take no more steps.
    Raises ValueError if a start is not finite, or if `steps` is negative.
    """
    if steps < 0:
        raise ValueError(f"steps = {steps} must not be negative")
    if not np.isfinite(starts).all():
        raise ValueError("starts must be finite")
    leaving = Leaving(loss, optimizer, steps) if leave else None
    every = np.arange(starts.shape[1])
    cuts = [every[first : first + chunk] for first in range(0, every.size, chunk)]
    jobs = [(loss, take(optimizer, cut), take(starts, cut), steps, piece, leaving) for cut in cuts]
    with ThreadPoolExecutor(min(len(jobs), threads or os.cpu_count() or 1)) as pool:
        parts = list(pool.map(_run, *zip(*jobs, strict=True)))
    return _joined([outcome for outcome, _ in parts]), np.concatenate([end for _, end in parts], axis=1)


@np.errstate(all="ignore")
def _run(
    loss: Surface, optimizer: Optimizer, starts: Array, steps: int, piece: int, leaving: Leaving | None
) -> tuple[Outcome, Array]:
    fold, walk, lane = Fold(loss, steps), Walk(loss, optimizer, starts), np.arange(starts.shape[1])
    state, parts = fold.begin(starts, loss(starts)), []
    buffer = np.empty(min(piece, steps) * starts.size)
    while walk.t < steps and lane.size:
        points = _room(buffer, min(piece, steps - walk.t), lane.size)
        box = walk.advance(points)
        state = skim(fold, state, walk.t - len(points) + 1, points, box)
        settled = leaving.settled(fold, walk, state, points) if leaving else np.zeros(lane.size, bool)
        if settled.any():
            gone, on = np.flatnonzero(settled), np.flatnonzero(~settled)
            parts.append((lane[gone], fold.at_rest(lanes(state, gone))))
            walk.keep(on)
            lane, state = lane[on], lanes(state, on)
    return _verdict(fold, [*parts, (lane, state)])


def _room(buffer: Array, n: int, lanes: int) -> Array:
    """(n, 2, lanes), in one piece."""
    return buffer[: n * 2 * lanes].reshape(n, 2, lanes)


def _verdict(fold: Fold, parts: list[tuple[Ints, State]]) -> tuple[Outcome, Array]:
    """That of all lanes, in their order."""
    order = np.argsort(np.concatenate([lane for lane, _ in parts]))
    courses, stays = zip(*(state for _, state in parts), strict=True)
    state = tuple(
        type(some[0])(*(np.concatenate(values, axis=-1)[..., order] for values in zip(*some, strict=True)))
        for some in (courses, stays)
    )
    return fold.verdict(state), state[0].w


def _joined(outcomes: list[Outcome]) -> Outcome:
    return Outcome(*(np.concatenate([getattr(o, f.name) for o in outcomes], axis=-1) for f in fields(Outcome)))
