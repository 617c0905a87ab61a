"""What the comparisons with live PyTorch share."""

import pytest


@pytest.fixture
def float64():
    """PyTorch computes in float64; its usual setting is restored afterwards."""
    torch = pytest.importorskip("torch", reason="torch is not installed: references/ holds what it does")
    before = torch.get_default_dtype()
    torch.set_default_dtype(torch.float64)
    yield
    torch.set_default_dtype(before)
