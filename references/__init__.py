"""What PyTorch and Optax did, recorded, and the comparison with it."""

from references.comparison import PATH_TOLERANCE, STEP_TOLERANCE, Evidence, compare, recording
from references.compiled import EXACT, RESPONSE, Moment, compare_compiled, moments
from references.rates import rate_of, recorded, tuned

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
    "rate_of",
    "recorded",
    "recording",
    "tuned",
]
