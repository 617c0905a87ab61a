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
        blocks[block["name"]] = np.frombuffer(packet, block["dtype"], count, at).reshape(block["shape"])
        at += blocks[block["name"]].nbytes
    assert at == len(packet)
    return header, blocks


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
