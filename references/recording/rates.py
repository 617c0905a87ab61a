"""Finds each method's best learning rate on each surface: `python -m references.recording.rates`.

It writes rates.json beside this folder, in about a minute, and the same on every machine. All methods are tuned by one rule,
from the same starts and with the same budget:

- the rates are the preferred numbers of the method's own slider, twenty a decade;
- a rate is worth the number of steps after which the method stays at the lowest minimum, hopping about it included: at the
  lowest that it reaches from there at any rate, and reaches dependably, that is, from the surface's start and from most of
  its four neighbours, so that luck doesn't win;
- of a method that stays at no minimum the final loss counts, the highest of the last tenth of the run, so that a leap that
  happens to end low doesn't win either; whoever has been beyond the window counts for nothing;
- where the surface has no bottom the number of steps counts until the loss lies as far below the saddle as it began above
  it, among rates at which a step can be seen: for methods that divide by the gradient's size, those whose first step is no
  longer than a twentieth of the window (or the shortest that they can), and for the others those that are stable along what bends up, below 2/λ₊;
- what counts is the median over the start and its neighbours;
- of the rates that are within a tenth of the best the smallest is taken: calmer paths that are hardly slower. A final loss
  is within a tenth if what is left above the bottom is, and what it has come down from the start.

The many runs are those of `maps.sweep`, all rates and starts at once.
"""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np

from descent import Kind, descend
from maps import run_many
from optimizers import OPTIMIZERS
from params import params_of
from references import tuned
from scenes import preferred, scaled
from surfaces import ALL_SURFACES

FILE = Path(__file__).parents[1] / "rates.json"
APART = 0.03
"""How far the neighbours of a start lie, as a share of the window's sides."""
ROUNDING = 1e-9
"""So much of a bound rounding may take, on whatever machine."""
CLOSE = 0.1
"""Who is worse than the best by no more than this share is as good."""
SAME = 1e-9
"""Two minima are as low if they differ by less than this share of the loss at the start."""
LATE = 0.1
"""The share of a run at its end whose highest loss is the final one."""
LONGEST = 1 / 20
"""The longest first step of a method that divides by the gradient's size where there is no bottom, as a share of the window."""


def rates_of(optimizer, surface):
    """The rates that are tried, (R,)."""
    declared = params_of(optimizer)[tuned(optimizer)]
    rates = np.array(preferred(declared.low, declared.high))
    return rates if np.isfinite(surface.bottom) else rates[_is_seen(optimizer, declared.unit, rates, surface)]


def _is_seen(optimizer, unit, rates, surface):
    """Which of the rates make steps that one can see where there is no bottom, (R,)."""
    if unit != "size":
        places = np.array([surface.start, *surface.saddles]).T
        bends_up = np.linalg.eigvalsh(np.moveaxis(surface.hessian(places), -1, 0)).max()
        return rates < 2 / bends_up * (1 - ROUNDING)
    start = np.repeat(np.array(surface.start)[:, None], len(rates), axis=1)
    here, there = descend(surface, at_rates(optimizer, rates, surface), start, 1).points
    length = np.nan_to_num(np.abs(there - here).max(axis=0), nan=np.inf)
    return length <= max(LONGEST * surface.domain.size, length.min()) * (1 + ROUNDING)


def at_rates(optimizer, rates, surface):
    """The class `optimizer` as it suits `surface`, at all `rates` (...) at once."""
    return replace(scaled(optimizer, type(surface)), **{tuned(optimizer): rates})


def starts_of(surface):
    """The start and its four neighbours, (2, 5)."""
    box, here = surface.domain, np.array(surface.start)
    right, up = np.array([APART * box.width, 0.0]), np.array([0.0, APART * box.height])
    return np.stack([here, here + right, here - right, here + up, here - up], axis=1)


def runs(optimizer, surface):
    """Every rate from every start: the optimizer with its rates (R · 5,), and the starts (2, R · 5)."""
    rates, starts = rates_of(optimizer, surface), starts_of(surface)
    return at_rates(optimizer, np.repeat(rates, starts.shape[1]), surface), np.tile(starts, len(rates))


def arrivals(optimizer, surface):
    """(the loss of the minimum where it stays, ∞ for nowhere; since which step) of all runs, each (R, 5)."""
    outcome, _ = run_many(surface, *runs(optimizer, surface), surface.steps)
    hops = (outcome.kind == Kind.HOVERING) & np.isin(outcome.near, [Kind.CONVERGED, Kind.LOCAL])
    stays = np.isin(outcome.kind, [Kind.CONVERGED, Kind.LOCAL]) | hops
    return by_start(np.where(stays, surface(outcome.target), np.inf)), by_start(outcome.step)


def losses(optimizer, surface):
    """The loss after each step of all runs, (T + 1, R, 5): ∞ where it is not finite, and, if there is a bottom, from where a run has
    left the window.
    """
    run = descend(surface, *runs(optimizer, surface), surface.steps)
    counts = np.isfinite(run.losses)
    if np.isfinite(surface.bottom):
        counts &= np.logical_and.accumulate(surface.domain.contains(np.moveaxis(run.points, 1, 0)))
    return by_start(np.where(counts, run.losses, np.inf))


def by_start(values):
    """(..., R · 5) as (..., R, 5), the surface's own start first."""
    return values.reshape(*values.shape[:-1], -1, 5)


def dependable(values):
    """The median over the starts (R, 5), ∞ where that from the surface's own is: (R,)."""
    return np.where(np.isfinite(values[:, 0]), np.median(values, axis=1), np.inf)


def steps_to_arrive(depth, step, same):
    """What each rate is worth, (R,): steps until the lowest minimum at which any of them stays dependably, all ∞ if none does.

    depth, step: as `arrivals` gives them; same: up to which difference two minima are as low.
    """
    lowest = np.maximum(dependable(depth), depth[:, 0]).min()
    return dependable(np.where(np.isfinite(depth) & (depth <= lowest + same), step, np.inf))


def final_loss(losses):
    """What each rate is worth, (R,), by all `losses` (T + 1, R, 5)."""
    late = int(LATE * (len(losses) - 1))
    return np.median(losses[-late:].max(axis=0), axis=1)


def steps_to_fall(losses, saddle):
    """What each rate is worth, (R,): steps until the loss is as far below `saddle` as it was above, by all `losses` (T + 1, R, 5)."""
    low = losses <= 2 * saddle - losses[0]
    return np.median(np.where(low.any(axis=0), low.argmax(axis=0), np.inf), axis=1)


def within(values):
    """Which of the values (R,) are within a tenth of the lowest."""
    return values <= values.min() + (CLOSE + ROUNDING) * abs(values.min())


def as_low(values, start, bottom):
    """Which of the final losses (R,) are within a tenth of the lowest, above `bottom` and below that at the start."""
    fallen = start - values
    return within(values - bottom) & (fallen >= fallen.max() - CLOSE * abs(fallen.max()))


def best_of(optimizer, surface):
    """The best rate."""
    rates = rates_of(optimizer, surface)
    return float(rates[good(optimizer, surface)][0])


def good(optimizer, surface):
    """Which of the rates that are tried are as good as the best, (R,)."""
    if not np.isfinite(surface.bottom):
        return within(steps_to_fall(losses(optimizer, surface), surface(surface.saddles[0])))
    begin = float(surface(surface.start))
    worth = steps_to_arrive(*arrivals(optimizer, surface), SAME * (begin - surface.bottom))
    if np.isfinite(worth).any():
        return within(worth)
    return as_low(final_loss(losses(optimizer, surface)), begin, surface.bottom)


METHODS = tuple(name for name, optimizer in OPTIMIZERS.items() if tuned(optimizer))


def on_surface(surface):
    """Name → best rate, for all methods that have one."""
    with np.errstate(all="ignore"):
        return {name: best_of(OPTIMIZERS[name], surface) for name in METHODS}


def tried_on(surface):
    """Name → how many rates are tried."""
    with np.errstate(all="ignore"):
        return {name: len(rates_of(OPTIMIZERS[name], surface)) for name in METHODS}


def written(found):
    """What was found as JSON, a surface a line."""
    parts = (f"{json.dumps(key)}: {_lines(value)}" for key, value in found.items())
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _lines(value):
    if not isinstance(value, dict):
        return json.dumps(value)
    return "{\n" + ",\n".join(f"  {json.dumps(key)}: {json.dumps(one)}" for key, one in value.items()) + "\n}"


def main():
    """Tune every method on every surface, and write the file."""
    surfaces = {name: cls() for name, cls in ALL_SURFACES.items()}
    found = {
        "neighbours": APART,
        "close": CLOSE,
        "steps": {name: surface.steps for name, surface in surfaces.items()},
        "starts": {name: surface.start for name, surface in surfaces.items()},
        "tried": {name: tried_on(surface) for name, surface in surfaces.items()},
        "rates": {name: on_surface(surface) for name, surface in surfaces.items()},
    }
    FILE.write_text(written(found))


if __name__ == "__main__":
    main()
