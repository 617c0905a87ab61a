"""What can be taken along: a run as a PyTorch script, a race as Python or as a page that stays alive."""

from export.living import living_assets, living_page, living_player
from export.python_script import as_python
from export.torch_script import as_pytorch

__all__ = [
    "as_python",
    "as_pytorch",
    "living_assets",
    "living_page",
    "living_player",
]
