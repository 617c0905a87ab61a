"""Whatever sliders can say: every surface under random layers, with random settings, is run and packed, without a warning."""

import random

import pytest

from descent import from_query, play, to_query
from descent.layering import LAYERS
from descent.scene import SETTINGS
from optimizers import OPTIMIZERS
from optimizers.schedules import SCHEDULES
from params import params_of
from player.packet import pack
from surfaces import ALL_SURFACES
from tests.player.packets import opened

DRAWS = 4


def value(rng, declared):
    """A value within the range of a field, as an address has it: often one of the ends."""
    if declared.options:
        return rng.choice(declared.options)
    if isinstance(declared.default, bool):
        return rng.choice("01")
    drawn = rng.choice([declared.low, declared.high, rng.uniform(declared.low, declared.high)])
    return str(round(drawn) if isinstance(declared.default, int) else float(drawn))


def some(rng, cls, prefix=""):
    return {prefix + name: value(rng, declared) for name, declared in params_of(cls).items() if rng.random() < 0.5}


def address(rng, surface):
    """A random address of a race on a surface."""
    racing, worn = rng.sample(list(OPTIMIZERS), 3), rng.sample(list(LAYERS), rng.randint(0, len(LAYERS)))
    settings = {key: value(rng, declared) for key, declared in SETTINGS.items() if rng.random() < 0.5}
    query = {"surface": surface, "optimizers": ",".join(racing), **settings, "steps": "40"} | some(
        rng, ALL_SURFACES[surface]
    )
    for name in racing:
        query |= some(rng, OPTIMIZERS[name], f"{name}.") | {f"{name}.schedule": rng.choice(list(SCHEDULES))}
    for name in worn:
        query |= some(rng, LAYERS[name], f"{name}.")
    return query | ({"loss": ",".join(worn)} if worn else {})


@pytest.mark.parametrize("draw", range(DRAWS))
@pytest.mark.parametrize("surface", ALL_SURFACES)
def test_it_is_run_and_packed_and_its_address_brings_it_back(surface, draw):
    scene, _ = from_query(address(random.Random(f"{surface} {draw}"), surface))
    header, _ = opened(pack(play(scene)))
    assert len(header["runners"]) == len(scene.racers)
    assert from_query(to_query(scene)) == (scene, [])
