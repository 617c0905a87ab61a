"""Named tuples of named tuples of arrays, taken apart and put together again."""

from collections.abc import Iterable, Sequence
from typing import Any


def flatten(tree: Any) -> tuple[list[Any], Any]:
    """(what is in the nested tuples of `tree`, from left to right, what `rebuilt` needs to put it together again)."""
    if not isinstance(tree, tuple):
        return [tree], None
    parts = [flatten(part) for part in tree]
    return [leaf for leaves, _ in parts for leaf in leaves], (type(tree), [made_of for _, made_of in parts])


def rebuilt(made_of: Any, leaves: Iterable[Any]) -> Any:
    """The tree of which `flatten` told that it is made so, with other leaves."""
    rest = iter(leaves)

    def build(made_of: Any) -> Any:
        if made_of is None:
            return next(rest)
        kind, parts = made_of
        built: Sequence[Any] = [build(part) for part in parts]
        return kind(*built) if hasattr(kind, "_fields") else tuple(built)

    return build(made_of)
