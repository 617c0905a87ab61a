"""Optimizers with and without their wrappers: the form in which a page edits them."""

from typing import NamedTuple

from language import _
from optimizers.base import Optimizer
from optimizers.schedules import Constant, Schedule
from optimizers.wrappers import Decayed, Scheduled


class Parts(NamedTuple):
    """An optimizer taken apart: the plain rule, its decoupled weight decay (0: none), and its schedule."""

    plain: Optimizer
    decay: float = 0.0
    schedule: Schedule = Constant()


def unwrap(optimizer: Optimizer) -> Parts:
    """The parts of `optimizer`, in whatever order it is wrapped; decays add up, and of two schedules the outer one is told.

    Decay that spares the intercept is none of them.
    """
    if isinstance(optimizer, Scheduled):
        inner = unwrap(optimizer.optimizer)
        return inner if isinstance(optimizer.schedule, Constant) else inner._replace(schedule=optimizer.schedule)
    if isinstance(optimizer, Decayed) and optimizer.intercept:
        inner = unwrap(optimizer.optimizer)
        return inner._replace(decay=inner.decay + optimizer.weight_decay)
    return Parts(optimizer)


def wrap(parts: Parts) -> Optimizer:
    """The optimizer of these parts, with no wrapper that does nothing."""
    optimizer = Decayed(parts.plain, parts.decay) if parts.decay else parts.plain
    return optimizer if isinstance(parts.schedule, Constant) else Scheduled(optimizer, parts.schedule)


def plain_type(optimizer: Optimizer) -> type[Optimizer]:
    """The class of the rule within all wrappers, by which an optimizer is known on a page."""
    return plain_type(optimizer.optimizer) if isinstance(optimizer, Decayed | Scheduled) else type(optimizer)


def title(optimizer: Optimizer) -> str:
    """Its name for people, in the visitor's language: Adam, or Adam + cosine + weight decay."""
    plain, decay, schedule = unwrap(optimizer)
    extras = [_(schedule.label).lower()] * (not isinstance(schedule, Constant)) + [_("weight decay")] * bool(decay)
    return " + ".join([_(plain.label), *extras])
