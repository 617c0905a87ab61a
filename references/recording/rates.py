"""Finds each method's best learning rate on each surface: `python -m references.recording.rates`.

It writes rates.json beside this folder. All methods are tuned by one rule, from the same starts and with the same budget:

- the rates are the preferred numbers of the method's own slider, twenty a decade;
- a run is worth the number of steps after which it stays at the lowest minimum that any method reaches from there, hopping
  about it included; where less than half of the runs arrive at any rate, the final loss counts, and what has left the window
  counts for nothing;
- where the surface has no bottom it is worth the number of steps until the loss lies as far below the saddle as it began
  above it, among rates at which a step can be seen: up to a twentieth of the window for methods that divide by the
  gradient's size, and stable along what bends up, below 2/λ₊, for the others;
- what counts is the median over the surface's start and four neighbours, so that luck doesn't win;
- of the rates that are within a tenth of the best the smallest is taken: calmer paths that are hardly slower.
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
CLOSE = 0.1
"""Who is worse than the best by no more than this share is as good."""
SAME = 1e-9
"""Two minima are as low if they differ by less than this share of the loss at the start."""
LONGEST = 1 / 20
"""The longest step of a method that divides by the gradient's size where there is no bottom, as a share of the window."""


def rates_of(optimizer, surface):
    """The rates that are tried, (R,)."""
    declared = params_of(optimizer)[tuned(optimizer)]
    rates = np.array(preferred(declared.low, declared.high))
    return rates if np.isfinite(surface.bottom) else rates[rates < _highest(declared.unit, surface)]


def _highest(unit, surface):
    places = np.array([surface.start, *surface.saddles]).T
    bends_up = np.linalg.eigvalsh(np.moveaxis(surface.hessian(places), -1, 0)).max()
    return surface.domain.size * LONGEST * (1 + 1e-9) if unit == "size" else 2 / bends_up


def starts_of(surface):
    """The start and its four neighbours, (2, 5)."""
    box, here = surface.domain, np.array(surface.start)
    right, up = np.array([APART * box.width, 0.0]), np.array([0.0, APART * box.height])
    return np.stack([here, here + right, here - right, here + up, here - up], axis=1)


def runs(optimizer, surface):
    """Every rate from every start: the optimizer with its rates (R · 5,), and the starts (2, R · 5)."""
    rates, starts = rates_of(optimizer, surface), starts_of(surface)
    batch = replace(scaled(optimizer, type(surface)), **{tuned(optimizer): np.repeat(rates, starts.shape[1])})
    return batch, np.tile(starts, len(rates))


def arrivals(optimizer, surface):
    """(the loss of the minimum where it stays, ∞ for nowhere; since which step; the final loss, ∞ beyond the window) of all
    runs, each (R, 5).
    """
    batch, starts = runs(optimizer, surface)
    outcome, end = run_many(surface, batch, starts, surface.steps)
    hops = (outcome.kind == Kind.HOVERING) & np.isin(outcome.near, [Kind.CONVERGED, Kind.LOCAL])
    stays = np.isin(outcome.kind, [Kind.CONVERGED, Kind.LOCAL]) | hops
    depth = np.where(stays, surface(outcome.target), np.inf)
    loss = np.where(surface.domain.contains(end), surface(end), np.inf)
    return tuple(values.reshape(-1, len(starts_of(surface)[0])) for values in (depth, outcome.step, loss))


def falls(optimizer, surface):
    """After how many steps the loss lies as far below the saddle as it began above it, ∞ for never: (R, 5)."""
    batch, starts = runs(optimizer, surface)
    losses = descend(surface, batch, starts, surface.steps).losses
    low = losses <= 2 * surface(surface.saddles[0]) - losses[0]
    return np.where(low.any(axis=0), low.argmax(axis=0), np.inf).reshape(-1, len(starts_of(surface)[0]))


def worth(arrived, loss):
    """What each rate is worth, (R,), less being better, by steps (R, 5) until arrival or else by the final loss (R, 5)."""
    steps, left = np.median(arrived, axis=1), np.median(np.where(np.isfinite(loss), loss, np.inf), axis=1)
    return steps if np.isfinite(steps).any() else left


def best_of(rates, values):
    """The smallest rate whose value (R,) is within a tenth of the best."""
    return float(rates[values <= values.min() + CLOSE * abs(values.min())][0])


def on_surface(surface, methods):
    """Name → best rate, for the names of `methods`."""
    if not np.isfinite(surface.bottom):
        return {
            n: best_of(rates_of(OPTIMIZERS[n], surface), np.median(falls(OPTIMIZERS[n], surface), axis=1))
            for n in methods
        }
    found = {name: arrivals(OPTIMIZERS[name], surface) for name in methods}
    lowest = np.min([depth.min(axis=0) for depth, _, _ in found.values()], axis=0)
    return {n: best_of(rates_of(OPTIMIZERS[n], surface), _worth(surface, lowest, *found[n])) for n in methods}


def _worth(surface, lowest, depth, step, loss):
    """`worth` of runs as in `arrivals`, with `lowest` (5,) the depth of the minimum to arrive at from each start."""
    same = depth <= lowest + SAME * surface(starts_of(surface))
    return worth(np.where(np.isfinite(depth) & same, step, np.inf), loss - surface.bottom)


METHODS = tuple(name for name, optimizer in OPTIMIZERS.items() if tuned(optimizer))


def main():
    """Tune every method on every surface, and write the file."""
    found = {name: on_surface(cls(), METHODS) for name, cls in ALL_SURFACES.items()}
    steps = {name: cls.steps for name, cls in ALL_SURFACES.items()}
    FILE.write_text(json.dumps({"neighbours": APART, "close": CLOSE, "steps": steps, "rates": found}, indent=1) + "\n")


if __name__ == "__main__":
    with np.errstate(all="ignore"):
        main()
