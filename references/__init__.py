"""What PyTorch and Optax did, recorded, and the comparison with it."""

from references.comparison import PATH_TOLERANCE, STEP_TOLERANCE, Evidence, compare, recording
from references.compiled import Moment, compare_compiled, moments

__all__ = [
    "PATH_TOLERANCE",
    "STEP_TOLERANCE",
    "Evidence",
    "Moment",
    "compare",
    "compare_compiled",
    "moments",
    "recording",
]
