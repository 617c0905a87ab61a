"""What kind of value a formula has: a number, a text or a truth. It is told when the formula is read, before anything is run."""

import inspect
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

NUMBER, TEXT, TRUTH = "number", "text", "truth value"
NAME = "$"
"""What is done to the name of a number in a formula: it is looked up. No function can be called so."""
OF_TYPE = {float: NUMBER, int: NUMBER, str: TEXT, bool: TRUTH}
TAKES: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("+", "-", "*", "/"), (NUMBER, NUMBER)),
    **dict.fromkeys(("<", "<=", ">", ">="), (NUMBER, TRUTH)),
    **dict.fromkeys(("and", "or", "not"), (TRUTH, TRUTH)),
}
"""Operator → the kind that it takes, and the kind that it gives."""


def kind_of(tree: Any, functions: Mapping[str, Callable[..., Any]]) -> str:
    """The kind of a tree's value. Raises ValueError where an operator or a function is given what it cannot take."""
    if not isinstance(tree, list):
        return OF_TYPE[type(tree)]
    name, *arguments = tree
    if name == NAME:
        return NUMBER
    given = [kind_of(argument, functions) for argument in arguments]
    if name in ("==", "!="):
        return _compared(name, given)
    if name not in TAKES:
        return _called(name, functions[name], given)
    takes, gives = TAKES[name]
    if wrong := {*given} - {takes}:
        raise ValueError(f"{name} is between {takes}s, and is given a {min(wrong)}")
    return gives


def _compared(name: str, given: list[str]) -> str:
    if len({*given}) > 1:
        raise ValueError(f"{name} compares a {given[0]} with a {given[1]}")
    return TRUTH


def _called(name: str, function: Callable[..., Any], given: list[str]) -> str:
    takes, least, gives = _signature(function)
    if not least <= len(given) <= len(takes):
        raise ValueError(f"{name} takes {least} to {len(takes)} things, and is given {len(given)}")
    for want, have in zip(takes, given, strict=False):
        if want != have:
            raise ValueError(f"{name} is given a {have} where a {want} belongs")
    return gives


@lru_cache(maxsize=256)
def _signature(function: Callable[..., Any]) -> tuple[list[str], int, str]:
    """The kinds that it takes, how many of them at least, and the kind that it gives."""
    declared = inspect.signature(function)
    taken = [p for p in declared.parameters.values() if p.name != "self"]
    least = sum(p.default is p.empty for p in taken)
    return [OF_TYPE[p.annotation] for p in taken], least, OF_TYPE[declared.return_annotation]
