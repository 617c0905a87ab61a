"""Many runs in chunks that fit the cache, without those whose outcome is settled."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from functools import partial
from typing import Any

import numpy as np

from descent import Fold, Outcome, State, in_doubt, is_ours, lanes, put, skim
from maps.helpers import HELPERS
from maps.lanes import take
from maps.leaving import Leaving
from maps.walk import Method, Walk
from optimizers import Optimizer
from params import Array, Ints
from surfaces import Surface

CHUNK = 20_480
"""Lanes at a time: few enough that a piece of their steps stays near the processor, enough that what Python does for each
operation is little beside it. Halves of this take a tenth longer.
"""
PIECE = 100
"""Steps between two looks at what becomes of the lanes of a whole chunk."""
LONGEST = 250
"""As many steps where lanes are few, because a look takes its time even then; more only where nobody comes to rest."""


def run_many(
    loss: Surface, optimizer: Optimizer, starts: Array, steps: int, *, chunk: int = CHUNK, piece: int = 0,
    leave: bool = True, threads: int | None = None, shown: Surface | None = None,
) -> tuple[Outcome, Array]:  # fmt: skip
    """(outcome, the last good points (2, m)) of the runs from `starts` (2, m); hyperparameters may be arrays (m,). The radius of
    a run that stays at a minimum is NaN: nobody has followed it there.

    Only one chunk's steps since the last look are kept in memory. leave: whether lanes that are settled take no more steps; piece:
    steps between two looks at them (0: what is fast); threads: chunks at a time, by default one a core; shown: the surface on which
    the outcome is told, if that is another one. What is Ravine's own is done by helpers, as far as they are up.
    Raises ValueError if a start is not finite, or if `steps` is negative.
    """
    if steps < 0:
        raise ValueError(f"steps = {steps} must not be negative")
    if not np.isfinite(starts).all():
        raise ValueError("starts must be finite")
    threads = threads or os.cpu_count() or 1
    cuts = np.array_split(np.arange(starts.shape[1]), _chunks(starts.shape[1], chunk, threads))
    judge = shown or loss
    jobs = [(loss, take(optimizer, cut), take(starts, cut), steps, piece, leave, judge) for cut in cuts]
    run = (
        partial(HELPERS.do, _run)
        if len(jobs) > 1 and threads > 1 and all(map(is_ours, (loss, optimizer, judge)))
        else _run
    )
    with ThreadPoolExecutor(min(len(jobs), threads)) as pool:
        parts = list((pool.map if len(jobs) > 1 else map)(run, *zip(*jobs, strict=True)))
    return _joined([outcome for outcome, _ in parts]), np.concatenate([end for _, end in parts], axis=1)


def _chunks(lanes: int, chunk: int, threads: int) -> int:
    """How many chunks there are: as many for each thread, if more than one."""
    least = -(-lanes // chunk)
    return min(-(-least // threads) * threads, lanes) if least > 1 else 1


@np.errstate(all="ignore")
def _run(
    loss: Surface, optimizer: Optimizer, starts: Array, steps: int, piece: int, leave: bool, shown: Surface
) -> tuple[Outcome, Array]:
    method, fold = Method(loss, optimizer, steps), Fold(shown, steps)
    leaving = Leaving(loss, optimizer, method.is_steady, is_judge=shown == loss) if leave else None
    state = _followed(fold, method.start(optimizer, starts), piece, leaving, thorough=False)
    doubt = np.flatnonzero(in_doubt(fold, state))
    if doubt.size:
        again = method.start(take(optimizer, doubt), take(starts, doubt))
        state = put(state, doubt, _followed(fold, again, piece, leaving, thorough=True))
    outcome, (course, _) = fold.verdict(state), state
    return replace(outcome, radius=np.where(np.isnan(course.earlier), np.nan, outcome.radius)), course.w


def _followed(fold: Fold, walk: Walk, piece: int, leaving: Leaving | None, thorough: bool) -> State:
    """The state of all lanes after all steps."""
    state, parts, lane = fold.begin(walk.w, fold.surface(walk.w)), [], np.arange(walk.w.shape[1])
    piece = min(piece or _piece(lane.size, leaving), fold.steps)
    buffer = np.empty((piece + 1) * walk.w.size)
    while walk.t < fold.steps and lane.size:
        points = _room(buffer, min(piece, fold.steps - walk.t) + 1, lane.size)
        points[0] = walk.w
        box = walk.advance(points[1:])
        state = skim(fold, state, walk.t - len(points) + 2, points, box, thorough)
        settled = leaving.settled(fold, walk, state, points) if leaving else np.zeros(lane.size, bool)
        if settled.any():
            gone, on = np.flatnonzero(settled), np.flatnonzero(~settled)
            parts.append((lane[gone], fold.at_rest(lanes(state, gone))))
            walk.keep(on)
            lane, state = lane[on], lanes(state, on)
    return _in_order([*parts, (lane, state)])


def _piece(lanes: int, leaving: Leaving | None) -> int:
    """Steps between two looks at so many lanes."""
    most = PIECE * max(CHUNK // lanes, 1)
    return min(most, LONGEST) if leaving and leaving.is_steady else most


def _room(buffer: Array, n: int, lanes: int) -> Array:
    """(n, 2, lanes), in one piece."""
    return buffer[: n * 2 * lanes].reshape(n, 2, lanes)


def _in_order(parts: list[tuple[Ints, State]]) -> State:
    """The state of all lanes, from that of some of them at a time, and their numbers."""
    order = np.argsort(np.concatenate([lane for lane, _ in parts]))
    courses, stays = zip(*(state for _, state in parts), strict=True)
    return _concatenated(courses, order), _concatenated(stays, order)


def _concatenated(some: Any, order: Ints) -> Any:
    """Tuples of arrays, one after another, in another order."""
    return type(some[0])(*(np.concatenate(values, axis=-1).take(order, axis=-1) for values in zip(*some, strict=True)))


def _joined(outcomes: list[Outcome]) -> Outcome:
    return Outcome(*(np.concatenate([getattr(o, f.name) for o in outcomes], axis=-1) for f in fields(Outcome)))
