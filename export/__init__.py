"""What can be taken along: a race as a table, a run as a PyTorch script."""

from export.table import as_csv
from export.torch_script import as_pytorch

__all__ = [
    "as_csv",
    "as_pytorch",
]
