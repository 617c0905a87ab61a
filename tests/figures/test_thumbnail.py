"""Small pictures: real PNGs of the right shape that show the loss."""

import struct
import zlib

import numpy as np
import pytest

from figures import thumbnail
from figures.thumbnail import SIDE, png
from surfaces import SURFACES


def read(picture):
    """The grey values of a PNG (height, width), and that all its checksums are right."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    at, chunks = 8, {}
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        kind, data = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        assert struct.unpack(">I", picture[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + data)
        chunks[kind], at = data, at + 12 + length
    assert list(chunks) == [b"IHDR", b"IDAT", b"IEND"]
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    return np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, width + 1)[:, 1:]


def test_a_png_is_what_was_written():
    grey = np.arange(6, dtype=np.uint8).reshape(2, 3)
    np.testing.assert_array_equal(read(png(grey)), grey)


@pytest.mark.parametrize("name", SURFACES)
def test_every_surface_has_a_picture_of_its_shape(name):
    surface = SURFACES[name]()
    grey = read(thumbnail(surface).picture)
    assert max(grey.shape) == SIDE
    assert grey.shape[1] / grey.shape[0] == pytest.approx(surface.domain.width / surface.domain.height, rel=0.01)
    assert np.ptp(grey) > 100, "not a flat picture"
    assert len(thumbnail(surface).picture) < 30_000


def test_low_is_dark_and_up_is_up():
    """Rosenbrock's floor is y = x²: dark there, and bright at the bottom edge."""
    grey = read(thumbnail(SURFACES["Rosenbrock"]()).picture)
    assert grey[SIDE // 2, 3 * SIDE // 4] < 60
    assert grey[-1, 0] > 120


def test_it_is_drawn_once():
    assert thumbnail(SURFACES["Bowl"]()) is thumbnail(SURFACES["Bowl"]())
