"""Many runs at once: which minimum each start leads to, and what a hyperparameter does, each as `descend` would run it alone."""

from maps.basins import Basins, basins, minimum_of
from maps.contest import Trials, median, trials
from maps.many import run_many
from maps.starts import fresh, spread
from maps.sweep import Sweep, sweep, with_field

__all__ = [
    "Basins",
    "Sweep",
    "Trials",
    "basins",
    "fresh",
    "median",
    "minimum_of",
    "run_many",
    "spread",
    "sweep",
    "trials",
    "with_field",
]
