"""Mounts the gallery: all surfaces as small pictures, each a link to the race on it."""

from typing import NamedTuple

import numpy as np

from figures import DARK_GROUND, LIGHT_GROUND, Thumbnail
from player.component import component
from player.packing.blocks import Block, packet


class Card(NamedTuple):
    """A surface; `address` is that of the race on it, as seen from the gallery's own."""

    name: str
    label: str
    story: str
    address: str
    thumbnail: Thumbnail


class Family(NamedTuple):
    """Some surfaces that are alike, and in what."""

    name: str
    story: str
    cards: tuple[Card, ...]


def gallery(families: tuple[Family, ...], key: str = "gallery") -> str | None:
    """Show `families`. The name of the surface that was just chosen: whatever a browser sends, so it is to be checked."""
    return component("gallery")(key=key, data=pack(families), on_chosen_change=lambda: None).chosen


def pack(families: tuple[Family, ...]) -> bytes:
    """`families` for the gallery: a block is the picture, a PNG, of the surface after which it is named."""
    header = {
        "ramps": {"light": LIGHT_GROUND, "dark": DARK_GROUND},
        "families": [{**f._asdict(), "cards": [_card(card) for card in f.cards]} for f in families],
    }
    cards = (card for family in families for card in family.cards)
    return packet(header, {card.name: Block(np.frombuffer(card.thumbnail.picture, np.uint8)) for card in cards})


def _card(card: Card) -> dict[str, object]:
    marks = {kind: card.thumbnail.marks[kind] for kind in ("best", "minima")}
    words = {"name": card.name, "label": card.label, "story": card.story, "address": card.address}
    return {**words, "box": card.thumbnail.box, "marks": marks}
