"""Seeded samples of large products of parameters, for all runs but that of `make proof`."""

import os
import random

EVERYTHING = os.environ.get("RAVINE_PROOF") == "1"


def sample(cases, count, seed):
    """The numbers of `count` of the `cases`, each a mapping axis → value, in their order: as many values of every axis as
    there can be, each early, and the rest by chance. The same for the same seed.
    """
    left, chosen, seen = random.Random(seed).sample(range(len(cases)), len(cases)), [], set()
    while left and len(chosen) < count:
        best = max(left, key=lambda i: len(set(cases[i].items()) - seen))
        left.remove(best)
        chosen.append(best)
        seen |= set(cases[best].items())
    return sorted(chosen)


def keep(items):
    """The items of a test run without those that a `sampled(n)` mark leaves to `make proof`, and those."""
    groups = {}
    for item in items:
        mark = item.get_closest_marker("sampled")
        if mark and not EVERYTHING and hasattr(item, "callspec"):
            groups.setdefault((item.path, item.originalname, mark.args[0]), []).append(item)
    left_out = set()
    for (path, name, count), group in groups.items():
        cases = [item.callspec.indices for item in group]
        left_out |= set(group) - {group[i] for i in sample(cases, count, f"{path.name} {name}")}
    return [item for item in items if item not in left_out], [item for item in items if item in left_out]
