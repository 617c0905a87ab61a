"""What the browser is told of the methods: every field of each, which is set over the plots."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from descent import Module
from figures import curve, sign
from language import _
from optimizers import Constant, Decayed, Optimizer, plain_type, unwrap
from params import Param, params_of, titled
from scenes import DECAY, SCHEDULE, RaceReport, default_for, preferred
from surfaces import Surface

Places = Mapping[str, tuple[int, ...]]
"""Where the numbers of a program are that a field has, by the name that the program has for it."""


class Field(NamedTuple):
    """A field of a method: its name in an address, what it is and would be by default (None: nothing of its own), and its name in a
    program.
    """

    key: str
    value: Any
    usual: Any
    declared: Param
    inner: str = ""


def methods(told: RaceReport, made: Module | None) -> list[dict[str, Any]]:
    """Each method of the race that was `told`: its key, its name, its fields, and the curve of its schedule as SVG, if it has one.

    made: what runs the race in the browser, if anything does; fields that are numbers of it follow the hand.
    """
    setup = told.race.scene.setup
    named = zip(setup.entries.items(), setup.names.values(), _places(told, made), strict=True)
    return [
        {
            "key": key,
            "name": name,
            "fields": [
                described(f.key, f.declared, at := places.get(f.inner, ())) | _state(f, at)
                for f in _fields(key, optimizer, setup.surface)
            ],
            "curve": _curve(optimizer, setup.steps),
        }
        for (key, optimizer), name, places in named
    ]


def described(key: str, declared: Param, numbers: tuple[int, ...]) -> dict[str, Any]:
    """A field for the browser. numbers: its places in the program; least: the lowest value above 0 on a logarithmic scale, which
    goes through the preferred numbers of a decade, 0 on a plain one.
    """
    title, more = titled(_(declared.help))
    return {
        "key": key,
        "numbers": numbers,
        "symbol": sign(declared.symbol),
        "title": title,
        "help": more,
        "low": declared.low,
        "high": declared.high,
        "least": next(n for n in preferred(declared.low, declared.high) if n) if declared.log else 0,
        "whole": type(declared.default) is int,
    }


def _state(field: Field, numbers: tuple[int, ...]) -> dict[str, Any]:
    """Its value, unless it is among the numbers of the program; its default, and the options of a choice."""
    meanings = field.declared.meanings or field.declared.options
    options = {option: _(meaning) for option, meaning in zip(field.declared.options, meanings, strict=True)}
    return {"value": None if numbers else field.value, "usual": field.usual, "options": options}


def _places(told: RaceReport, made: Module | None) -> list[Places]:
    """Of each method. A pair shares its fields; the weight decay of its second is the penalty of its first, and no field."""
    found: list[dict[str, tuple[int, ...]]] = [defaultdict(tuple) for _optimizer in told.race.scene.setup.optimizers]
    paired = any(racer.rival for racer in told.race.racers)
    for racer, places in zip(told.race.racers, made.rules, strict=True) if made else ():
        for name, at in (places or {}).items():
            if at >= 0 and not (paired and name == _inner(Decayed, "weight_decay")):
                found[racer.panel][name] += (at,)
    return list(found)


def _inner(cls: type, name: str) -> str:
    """What a program calls a field."""
    return f"{cls.__name__}_{name}"


def _fields(key: str, optimizer: Optimizer, loss: Surface) -> Iterator[Field]:
    """Those of the rule, the weight decay around it, and if there is a learning rate its schedule."""
    plain, decay, schedule = unwrap(optimizer)
    kind, usual = plain_type(plain), default_for(type(plain), loss)
    for name, declared in params_of(kind).items():
        yield Field(f"{key}.{name}", getattr(plain, name), getattr(usual, name), declared, _inner(kind, name))
    yield Field(f"{key}.decay", decay, DECAY.default, DECAY, _inner(Decayed, "weight_decay"))
    if hasattr(plain, "lr"):
        chosen = type(schedule)
        yield Field(f"{key}.schedule", chosen.__name__, SCHEDULE.default, SCHEDULE)
        for name, declared in params_of(chosen).items():
            own = f"{key}.{chosen.__name__}.{name}"
            yield Field(own, getattr(schedule, name), None, declared, _inner(chosen, name))


def _curve(optimizer: Optimizer, steps: int) -> str | None:
    """The learning rate over the run."""
    schedule = unwrap(optimizer).schedule
    return None if isinstance(schedule, Constant) else curve(schedule(np.arange(steps)))
