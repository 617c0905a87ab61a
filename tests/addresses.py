"""Random addresses: whatever sliders and switches can say."""

from optimizers import OPTIMIZERS
from optimizers.schedules import SCHEDULES
from params import params_of
from scenes.race import SETTINGS
from surfaces import ALL_SURFACES
from surfaces.layers.stack import LAYERS


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


def address(rng, surface, racing=None):
    """A random address of a race on a surface, of these optimizers or any three."""
    racing, layers = racing or rng.sample(list(OPTIMIZERS), 3), rng.sample(list(LAYERS), rng.randint(0, len(LAYERS)))
    settings = {key: value(rng, declared) for key, declared in SETTINGS.items() if rng.random() < 0.5}
    query = {"surface": surface, "optimizers": ",".join(racing), **settings, "steps": "40"} | some(
        rng, ALL_SURFACES[surface]
    )
    for name in racing:
        query |= some(rng, OPTIMIZERS[name], f"{name}.") | {f"{name}.schedule": rng.choice(list(SCHEDULES))}
    for name in layers:
        query |= some(rng, LAYERS[name], f"{name}.")
    return query | ({"loss": ",".join(layers)} if layers else {})
