"""Who is who where a method races more than once: the second Adam is `Adam~2`, and keeps that number when the first goes."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from figures import number, sign
from language import _
from optimizers import Decayed, Optimizer, plain_type, title, unwrap
from params import params_of, titled

MOST_OPTIMIZERS = 12
COPY = re.compile(r"(\w+)~([1-9][0-9]?)", re.ASCII)


def key_of(name: str, count: int) -> str:
    """The name of the `count`-th of a class in an address: Adam, Adam~2."""
    return name if count == 1 else f"{name}~{count}"


def read_key(key: str) -> tuple[str, int]:
    """The class's name and the number in `key`; ("", 0) if it is the key of a copy that cannot be."""
    if "~" not in key:
        return key, 1
    found = COPY.fullmatch(key)
    return (found[1], int(found[2])) if found and 2 <= int(found[2]) <= MOST_OPTIMIZERS else ("", 0)


def free_key(name: str, taken: Container[str]) -> str:
    """The first key of another one of the class that nobody has."""
    return next(key for count in range(1, MOST_OPTIMIZERS + 2) if (key := key_of(name, count)) not in taken)


def numbered(optimizers: Sequence[Optimizer], numbers: Sequence[int]) -> tuple[int, ...]:
    """`numbers` if with them everyone has a key of its own; else each is counted among those of its class."""
    names = [plain_type(optimizer).__name__ for optimizer in optimizers]
    if len(numbers) == len(names) == len({*zip(names, numbers, strict=True)}):
        return tuple(numbers)
    return tuple(names[: i + 1].count(name) for i, name in enumerate(names))


def names_of(entries: Mapping[str, Optimizer]) -> dict[str, str]:
    """Key → name for people: the title, and what differs from others of the class: Gradient descent α = 0.02.

    Whoever would be called as somebody before bears a number.
    """
    names: dict[str, str] = {}
    for key, optimizer in entries.items():
        same = [o for o in entries.values() if plain_type(o) is plain_type(optimizer)]
        what = _what_differs(optimizer, same) if len(same) > 1 else ""
        name = f"{title(optimizer)} {what}".strip()
        taken = name in names.values()
        names[key] = f"{title(optimizer)} {read_key(key)[1]} {what}".strip() if taken else name
    return names


def _what_differs(optimizer: Optimizer, others: Iterable[Optimizer]) -> str:
    """The fields of `optimizer` whose values are not the same in all `others`, but those that its title tells."""
    theirs = [_fields(other) for other in others]
    differing = {
        k: told for k, told in _fields(optimizer).items() if any(told != their.get(k, told) for their in theirs)
    }
    return ", ".join(differing.values())


def _fields(optimizer: Optimizer) -> dict[str, str]:
    """Name → symbol and value of each field of the rule and of its schedule, and its weight decay."""
    plain, decay, schedule = unwrap(optimizer)
    told = {
        f"{type(part).__name__}.{name}": _told(sign(p.symbol) or titled(_(p.help))[0], getattr(part, name))
        for part in (plain, schedule)
        for name, p in params_of(type(part)).items()
    }
    return told | {"decay": _told(sign(params_of(Decayed)["weight_decay"].symbol), decay)}


def _told(name: str, value: Any) -> str:
    """α = 0.02, form = step; a switch is on or off."""
    if isinstance(value, bool):
        text = _("on") if value else _("off")
    else:
        text = _(value) if isinstance(value, str) else number(value)
    return f"{name} = {text}"
