"""Numbers of which lines are drawn, as a page that stands alone restores them."""

import numpy as np

from figures import loss_grid
from player.alone import drawn
from player.packing.blocks import Block, packet
from surfaces import SURFACES

READ = """const { open } = await import(assets + "/page/packet.js");
    const { shape, numbers } = open(input).blocks.get("ground");
    console.log(JSON.stringify([shape, [...numbers].map(String)]));"""


def restored(node, numbers):
    shape, read = node(READ, packet({}, {"ground": drawn(Block(numbers)), "after": Block(np.zeros(3))}))
    return np.array([float(one.replace("Infinity", "inf")) for one in read], np.float32).reshape(shape)


def test_what_is_restored_is_as_exact_as_lines_are(node):
    for name in ("Rosenbrock", "Eggholder", "AbsoluteValue"):
        ground = np.asarray(loss_grid(SURFACES[name]()).above, np.float32)
        np.testing.assert_allclose(restored(node, ground), ground, rtol=2.0**-12)


def test_ends_are_kept(node):
    ends = np.array([[0, -0.0, 1, -1, 3e38], [np.inf, -np.inf, np.nan, 1e-38, 2.0**-126]], np.float32)
    np.testing.assert_allclose(restored(node, ends), ends, rtol=2.0**-12)
