"""What can be taken along: a race as a table, as Python, or as a page that stays alive; a run as a PyTorch script."""

from export.alive import living_assets, living_page, living_player
from export.notebook import Living, living
from export.python_script import as_python
from export.table import as_csv
from export.torch_script import as_pytorch

__all__ = [
    "Living",
    "as_csv",
    "as_python",
    "as_pytorch",
    "living",
    "living_assets",
    "living_page",
    "living_player",
]
