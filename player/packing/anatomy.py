"""What the browser is told of a step: its equations, with places for numbers in them, and the arrows that make it up."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from inspect import getdoc
from typing import Any, NamedTuple

from descent import Module, Note
from figures import Line, Slot, constant, displayed, inline, mathml, number, sides, slot
from language import _
from optimizers import NOW, STEP, Arrow, Decayed, Optimizer, Scheduled, unwrap
from params import Declared, params_of
from scenes import RaceReport

ALPHA, COUNT, PLACE, LED = r"\alpha", "t", "w", r"\mathrm{step}(w)"
"""The learning rate, the number of the step, the place, and where the rule within a wrapper has led to."""
BEFORE = " before"
ONLY_ALPHA = re.compile(r"\\alpha(?![A-Za-z_])")


class Part(NamedTuple):
    """Equations of an optimizer, and the numbers of its fields by their symbols."""

    equations: Sequence[str]
    numbers: Mapping[str, Slot]


def anatomy(told: RaceReport, made: Module | None) -> list[dict[str, Any]] | None:
    """For each racer of the race that was `told` what its steps compute, None if nobody asks or nothing runs in the browser."""
    if made is None or not made.notes:
        return None
    racing = zip(told.race.racers, made.rules, made.notes, strict=True)
    return [_anatomy(racer.optimizer, places or {}, notes) for racer, places, notes in racing]


def _anatomy(optimizer: Optimizer, places: Mapping[str, int], notes: Sequence[Note]) -> dict[str, Any]:
    columns = [note.name for note in notes]
    parts = list(parts_of(optimizer, places, columns))
    arrows = [*arrows_of(optimizer), STEP]
    return {
        "columns": columns,
        "symbols": mathml(Line(equation) for part in parts for equation in part.equations),
        "numbers": mathml(filled(parts, notes)),
        "arrows": [_arrow(arrow, columns) for arrow in arrows],
        "adds": len(arrows) > 1 and not any(arrow.scaled for arrow in arrows),
    }


def _arrow(arrow: Arrow, columns: Sequence[str]) -> dict[str, Any]:
    terms = [{"factor": factor, "columns": [columns.index(name) for name in names]} for factor, names in arrow.terms]
    return {"label": inline(arrow.label), "kind": arrow.kind, "terms": terms, "scaled": arrow.scaled}


def arrows_of(optimizer: Optimizer) -> tuple[Arrow, ...]:
    """What is drawn of a step of `optimizer` beside the step itself."""
    if isinstance(optimizer, Decayed):
        return (*arrows_of(optimizer.optimizer), Arrow(r"-\alpha \lambda\, w", "decay", ((-1.0, ("decay",)),)))
    if isinstance(optimizer, Scheduled):
        return arrows_of(optimizer.optimizer)
    variant = optimizer.variant
    return optimizer.arrows if variant is None or variant.arrows is None else variant.arrows


def parts_of(optimizer: Optimizer, places: Mapping[str, int], noted: Sequence[str]) -> Iterator[Part]:
    """The equations of `optimizer`, those of its schedule first and of its weight decay last; places: where its numbers are; noted:
    what its step says itself.
    """
    if isinstance(optimizer, Scheduled):
        yield from _scheduled(optimizer, places, noted)
    elif isinstance(optimizer, Decayed):
        *others, rule = parts_of(optimizer.optimizer, places, noted)
        yield from [*others, rule._replace(equations=[_led(equation) for equation in rule.equations])]
        decay = Part(_equations(optimizer), {ALPHA: slot(NOW, False)} | _numbers(optimizer, places))
        yield _timed(decay) if others else decay
    else:
        numbers = {symbol: value for symbol, value in _numbers(optimizer, places).items() if symbol not in noted}
        yield Part(_equations(optimizer), numbers)


def _scheduled(optimizer: Scheduled, places: Mapping[str, int], noted: Sequence[str]) -> Iterator[Part]:
    """In the equations of the schedule steps count from 0, and α is the rate that it changes."""
    inner = list(parts_of(optimizer.optimizer, places, noted))
    if not hasattr(unwrap(optimizer).plain, "lr"):
        yield from inner
        return
    numbers = {ALPHA: inner[0].numbers[ALPHA], COUNT: slot(COUNT + BEFORE, False)} | _numbers(
        optimizer.schedule, places
    )
    yield Part(_equations(optimizer.schedule), numbers)
    yield from map(_timed, inner)


def _timed(part: Part) -> Part:
    """With the learning rate of the step in place of α."""
    return part._replace(equations=[ONLY_ALPHA.sub(lambda _: NOW, equation) for equation in part.equations])


def _led(equation: str) -> str:
    """The equation of a rule within a wrapper, which has not the last word on w."""
    left, mark, right = sides(equation)
    return re.sub(r"\bw$", lambda _: LED, left.rstrip()) + (mark and f" {mark}") + right


def _equations(part: Any) -> list[str]:
    variant = part.variant if isinstance(part, Optimizer) else None
    return displayed(f"$${variant.equations}$$" if variant else _(str(getdoc(type(part)))))


def _numbers(part: Declared, places: Mapping[str, int]) -> dict[str, Slot]:
    """Symbol → the number of each field."""
    name = type(part).__name__
    return {
        declared.symbol: constant(number(float(getattr(part, field))), places.get(f"{name}_{field}", -1))
        for field, declared in params_of(type(part)).items()
        if declared.symbol
    }


def filled(parts: Iterable[Part], notes: Sequence[Note]) -> Iterator[Line]:
    """The equations with what stands in place of their symbols: of a variable its value before the step, until its own equation.

    But w is where the step began in all of them: no rule asks for the place that it leads to.
    """
    noted: dict[str, Slot] = {note.name: slot(*note) for note in notes}
    known = noted | {name: noted[name + BEFORE] for name in noted if name != COUNT and name + BEFORE in noted}
    for part in parts:
        for equation in part.equations:
            yield Line(equation, noted, {**known, **part.numbers})
            updated = sides(equation)[0].strip()
            known |= {updated: noted[updated]} if updated in noted and updated != PLACE else {}
