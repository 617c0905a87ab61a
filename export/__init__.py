"""What can be taken along: a run as a PyTorch script."""

from export.torch_script import as_pytorch

__all__ = [
    "as_pytorch",
]
