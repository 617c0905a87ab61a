"""A small picture of a surface: the ground of a contour plot in shades of grey, for the browser to colour."""

from dataclasses import dataclass
from functools import lru_cache
from struct import pack
from zlib import compress, crc32

import numpy as np
from numpy.typing import NDArray

from figures.loss_grid import grid_of, losses_at
from figures.marks import Marks, marks
from surfaces import Box, Surface

SIDE = 208
"""Pixels of the longer side."""
CONTOURS = 14
LINE = 0.22
"""How far along the ramp a contour line lies from its surroundings."""
SHADES = 32
"""So few that the files are small, and enough for soft lines."""


@dataclass(frozen=True)
class Thumbnail:
    """picture: `box` as a PNG, black where the ramp begins and white where it ends; marks: the critical points in it."""

    box: Box
    picture: bytes
    marks: Marks


@lru_cache(maxsize=256)
def thumbnail(surface: Surface) -> Thumbnail:
    """The thumbnail of `surface` over its domain. Remembered."""
    return Thumbnail(surface.domain, png(_shades(surface)), marks(surface))


def png(grey: NDArray[np.uint8]) -> bytes:
    """A PNG of `grey` (height, width), 0 black and 255 white, rows from the top.

    W3C (2003), Portable Network Graphics, second edition, § 11.2.
    """
    height, width = grey.shape
    header = pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = np.pad(grey, ((0, 0), (1, 0))).tobytes()  # each row begins with its filter: 0, none
    chunks = (b"IHDR", header), (b"IDAT", compress(rows)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))


def _shades(surface: Surface) -> NDArray[np.uint8]:
    """How high the loss is on the ramp, contour lines a little higher: (height, width), rows from the top."""
    level = _level(surface)
    band = np.floor(CONTOURS * level) / (CONTOURS - 1)
    shade = np.clip(band, 0, 1) * (1 - LINE) + LINE * _lines(CONTOURS * level)
    steps = np.round((SHADES - 1) * np.nan_to_num(shade))
    return np.round(255 / (SHADES - 1) * steps).astype(np.uint8)[::-1]


def _level(surface: Surface) -> NDArray[np.float32]:
    """The loss on the scale of its contours, from 0 to 1: (height, width), NaN where it is not finite."""
    box = surface.domain
    loss = surface(box.mesh(*(max(2, round(SIDE * side / box.size)) for side in (box.width, box.height))))
    ground = grid_of(loss, box, losses_at(surface, surface.minima))
    with np.errstate(all="ignore"):
        above = np.clip(ground.above, 0, ground.high) / np.float32(ground.high or 1)
        if not ground.eps:
            return above
        eps = ground.eps / ground.high
        return np.log(above / np.float32(eps) + 1) / np.float32(np.log(1 / eps + 1))


def _lines(height: NDArray[np.float32]) -> NDArray[np.float32]:
    """1 on the lines where `height` is a whole number and 0 a pixel away from them, whatever the slope."""
    with np.errstate(all="ignore"):
        pixels = np.abs(height - np.round(height)) / np.hypot(*np.gradient(height))
    return np.clip(1 - np.nan_to_num(pixels, nan=1.0), 0, 1)
