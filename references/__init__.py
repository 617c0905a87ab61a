"""What PyTorch and Optax did, recorded, and the comparison with it."""

from references.comparison import PATH_TOLERANCE, STEP_TOLERANCE, Evidence, compare, paths_of
from references.compiled import EXACT, RESPONSE, Moment, compare_compiled, moments
from references.rates import rate_of, recorded, tried, tuned

__all__ = [
    "EXACT",
    "PATH_TOLERANCE",
    "RESPONSE",
    "STEP_TOLERANCE",
    "Evidence",
    "Moment",
    "compare",
    "compare_compiled",
    "moments",
    "paths_of",
    "rate_of",
    "recorded",
    "tried",
    "tuned",
]
