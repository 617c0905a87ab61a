"""What PyTorch and Optax did, recorded, and the comparison with it."""

from references.comparison import PATH_TOLERANCE, STEP_TOLERANCE, Evidence, compare, recording

__all__ = [
    "PATH_TOLERANCE",
    "STEP_TOLERANCE",
    "Evidence",
    "compare",
    "recording",
]
