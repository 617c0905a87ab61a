"""The pages."""

from views.pages.gallery import draw as draw_gallery
from views.shell.document import Styled

__all__ = ["Styled", "draw_gallery"]
