"""Packets as player/assets/page/packet.js reads them, and what is packed of a scene."""

import json

import numpy as np

from player.packing.live import program
from player.packing.packet import pack
from scenes import play, report


def opened(packet):
    """The header of a packet, and its blocks by name: numbers, without their zero."""
    at = 4 + int.from_bytes(packet[:4], "little")
    header, blocks = json.loads(packet[4:at]), {}
    for block in header["blocks"]:
        count = int(np.prod(block["shape"]))
        size = count * (3 if block["dtype"] == "drawn" else np.dtype(block["dtype"]).itemsize)
        numbers = np.frombuffer(packet, np.uint8, size, at)
        numbers = restored(numbers) if block["dtype"] == "drawn" else np.frombuffer(numbers.tobytes(), block["dtype"])
        blocks[block["name"]] = numbers.reshape(block["shape"])
        at += size
    assert at == len(packet)
    return header, blocks


def restored(numbers):
    """Those of which lines are drawn, from their differences."""
    differences = (np.reshape(numbers, (3, -1)).T.astype(np.uint32) << [0, 8, 16]).sum(axis=1)
    return (np.cumsum(differences) % 2**20 << 12).astype(np.uint32).view(np.float32)


def packed(scene, story=""):
    """The packet of a scene."""
    told = report(play(scene))
    return pack(told, story, program=program(told))


def zero(header, name):
    """What the block of this name counts from."""
    return next(block["zero"] for block in header["blocks"] if block["name"] == name)


def told(header, blocks, table):
    """A row of the block `table` for each racer, by the names of its columns."""
    return [dict(zip(header["race"]["columns"][table], row, strict=True)) for row in blocks[table].tolist()]
