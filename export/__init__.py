"""What can be taken along: a run as a PyTorch script, a race as Python."""

from export.python_script import as_python
from export.torch_script import as_pytorch

__all__ = [
    "as_python",
    "as_pytorch",
]
