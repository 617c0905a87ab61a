"""The site without a server: gallery, lessons and races as pages that stay alive, for any static host or a folder."""

from export.site.build import build, files

__all__ = ["build", "files"]
