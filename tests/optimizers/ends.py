"""Rules and schedules with their fields at the ends of what they may be."""

from itertools import product

from params import params_of

COMBINATIONS = 32
"""How many combinations of ends are tried of a rule that has more."""


def ends(declared):
    """Both ends of a slider, and 0 where that has a meaning; what a switch or a choice may be."""
    if declared.options or isinstance(declared.default, bool):
        return declared.options or (False, True)
    kind = type(declared.default)
    return tuple(dict.fromkeys(kind(v) for v in (0, declared.low, declared.high) if declared.within.holds(v)))


def at_the_ends(cls, rng, many=COMBINATIONS):
    """`cls` with every combination of its ends, or `many` of them."""
    values = {name: ends(declared) for name, declared in params_of(cls).items()}
    every = [dict(zip(values, chosen, strict=True)) for chosen in product(*values.values())]
    return [cls(**every[i]) for i in rng.permutation(len(every))[:many]]
