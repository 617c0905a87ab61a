"""The best rate of each method on each surface, as `references.recording.rates` found it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from optimizers import OPTIMIZERS
from params import params_of

FILE = Path(__file__).with_name("rates.json")


@cache
def recorded() -> dict[str, Any]:
    """What was recorded: neighbours, close: the rule; steps, starts: surface → the budget and where races begin; tried, rates:
    surface → method → how many rates were tried, and the best of them.
    """
    return json.loads(FILE.read_text("utf-8")) if FILE.exists() else {"rates": {}, "tried": {}}


def tuned(optimizer: Any) -> str | None:
    """The field of the class `optimizer` that is tuned, its rate: the first with a unit and a logarithmic slider, if any."""
    return next((name for name, p in params_of(optimizer).items() if p.unit and p.log), None)


def rate_of(optimizer: str, surface: str) -> dict[str, float]:
    """Field → the best value recorded for a method on a surface, by their names; empty if there is none."""
    best = recorded()["rates"].get(surface, {}).get(optimizer)
    return {} if best is None else {str(tuned(OPTIMIZERS[optimizer])): best}


def tried(optimizer: str, surface: str) -> int:
    """Of how many rates the recorded one of a method on a surface is the best, by their names; 0 if there is none."""
    return int(recorded()["tried"].get(surface, {}).get(optimizer, 0))
