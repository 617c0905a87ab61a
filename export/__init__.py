"""What can be taken along: a run as a PyTorch script, a race as a page that stays alive."""

from export.living import living_assets, living_page, living_player
from export.torch_script import as_pytorch

__all__ = [
    "as_pytorch",
    "living_assets",
    "living_page",
    "living_player",
]
