"""The pages."""

from views.pages.gallery import draw as draw_gallery

__all__ = ["draw_gallery"]
