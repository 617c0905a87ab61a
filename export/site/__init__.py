"""The site without a server: gallery, lessons and races as pages that stay alive, for any static host or a folder."""

from export.site.files import all_files, write

__all__ = ["all_files", "write"]
