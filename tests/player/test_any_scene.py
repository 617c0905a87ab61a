"""Whatever sliders can say: every surface under random layers, with random settings, is run and packed, without a warning."""

import random

import pytest

from scenes import from_query, to_query
from surfaces import ALL_SURFACES
from tests.addresses import address
from tests.player.packets import opened, packed

DRAWS = 4


@pytest.mark.seldom(14)
@pytest.mark.sampled
@pytest.mark.parametrize("draw", range(DRAWS))
@pytest.mark.parametrize("surface", ALL_SURFACES)
def test_it_is_run_and_packed_and_its_address_brings_it_back(surface, draw):
    scene, _ = from_query(address(random.Random(f"{surface} {draw}"), surface))
    header, _ = opened(packed(scene))
    assert len(header["race"]["racers"]) == len(scene.setup.racers)
    assert from_query(to_query(scene)) == (scene, [])
