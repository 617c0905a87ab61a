"""Packets as player/assets/packet.js reads them."""

import json


def opened(packet):
    """The header of a packet, and the blocks that follow it as bytes."""
    end = 4 + int.from_bytes(packet[:4], "little")
    return json.loads(packet[4:end]), packet[end:]
