"""Seeded samples of large products of parameters, for all runs but that of `make proof`.

`@pytest.mark.sampled(n)` keeps n cases of a test, and more if it takes more until every value of every axis has occurred.
An axis is what one `parametrize` or fixture loops over; `axes`, a function of the test's parameters, names others.
`@pytest.mark.seldom` leaves a test that takes long, and guards what seldom changes, to CI and `make proof`; `seldom(n)` all but
n of its cases.
"""

import os
import random

import numpy as np

EVERYTHING = os.environ.get("RAVINE_PROOF") == "1"
SELDOM = EVERYTHING or os.environ.get("CI") == "true"


def sample(cases, count, seed):
    """The numbers of `count` or more of the `cases`, each a mapping axis → value, in their order: every value of every axis
    is among them, the rest is chance, the same for the same seed.
    """
    left, chosen, seen = random.Random(seed).sample(range(len(cases)), len(cases)), [], set()
    all_values = {value for case in cases for value in case.items()}
    while left and (len(chosen) < count or seen < all_values):
        best = max(left, key=lambda i: len(cases[i].items() - seen))
        left.remove(best)
        chosen.append(best)
        seen |= cases[best].items()
    return sorted(chosen)


def some(cases, axes, count=0):
    """All of a dictionary's values in `make proof`, else a sample of them: what a test takes that loops by itself."""
    values = [*cases.values()]
    return values if EVERYTHING else [values[i] for i in sample([axes(value) for value in values], count, "some")]


def portion(values, rng):
    """All values in `make proof`, else a third of them, whichever `rng` picks."""
    return values if EVERYTHING else rng.permutation(np.array(values))[::3]


def family(surface):
    """The axis of a surface's family, of the class or by an instance."""
    return {"family": surface.__module__}


def nothing(**_):
    """No axis: any of the cases may be left out."""
    return {}


def keep(items):
    """The items of a test run without those that a `sampled` or `seldom` mark leaves to others, and those."""
    groups = {}
    for item in items:
        mark = item.get_closest_marker("sampled")
        if mark and not EVERYTHING and hasattr(item, "callspec"):
            groups.setdefault((item.path, item.originalname), []).append(item)
    left_out = set()
    for (path, name), group in groups.items():
        mark = group[0].get_closest_marker("sampled")
        chosen = sample([axes_of(item, **mark.kwargs) for item in group], *(mark.args or (0,)), f"{path.name} {name}")
        left_out |= set(group) - {group[i] for i in chosen}
    left_out |= set() if SELDOM else seldom([item for item in items if item not in left_out])
    return [item for item in items if item not in left_out], [item for item in items if item in left_out]


def seldom(items):
    """Those that their `seldom` mark leaves to CI and `make proof`."""
    groups, left_out = {}, set()
    for item in items:
        if item.get_closest_marker("seldom"):
            groups.setdefault((item.path, item.originalname), []).append(item)
    for (path, name), group in groups.items():
        count = min(len(group), *(group[0].get_closest_marker("seldom").args or (0,)))
        left_out |= set(group) - set(random.Random(f"{path.name} {name}").sample(group, count))
    return left_out


def axes_of(item, axes=None):
    """What a sample takes of each: the same object is the same value. pytest's own indices count cases, not values."""
    params = item.callspec.params
    return axes(**params) if axes else {name: id(value) for name, value in params.items()}
