"""Some paths in one loop: while one waits for what its next operation needs, the processor takes one of another's."""

import re
from collections.abc import Iterator, Sequence

from compiler.writer import CLOSE, OPEN

GROUP = 4
"""So many: with more, numbers no longer stay in the processor's registers."""

LOOK = 15
"""The bits of a step's number that are all 1 where it is looked whether paths rest."""

_OWN = re.compile(r"\b(?:[vsikm]\d+_?|x|y|points|ended|count_\w+)\b")
"""The names of what each path has for itself."""
_BEGIN, _ON = "let t = 0, ended = false;", "t = t + 1;"


def abreast(lines: Sequence[str], carried: Sequence[str]) -> list[str]:
    """Of the lines of one path those of `GROUP` from `starts`, to `many` arrays, until one of them ends: null if none does before its
    last step, else the number of the step and for each path that goes on what it carries, for the path alone to be resumed. Where a step does
    the same whatever its number is, they also end when all of them have come to rest.
    """
    begin = lines.index(_BEGIN)
    out = [line for k in _PATHS for line in [*_given(k), *(_own(line, k) for line in lines[:begin])]]
    out += ["let t = 0, before = null;", *(_own("let ended = false;", k) for k in _PATHS)]
    for head, body in _blocks(lines[begin + 1 :]):
        out += [head.replace("!ended", _each("!ended", " && ")), *_all(body)]
        out += _leave(carried) if head.startswith("for") and _is_steady(body) else []
        out += [CLOSE, "}"]
    rest = _each(f"ended ? null : [t, {', '.join(carried)}]", ", ")
    return [*out, f"return t === steps ? null : [t, {rest}];"]


_PATHS = range(GROUP)


def _all(body: Sequence[str]) -> list[str]:
    """The lines of a step of all paths."""
    return [*(_own(line, k) for k in _PATHS for line in body if line != _ON), *(line for line in body if line == _ON)]


def _is_steady(body: Sequence[str]) -> bool:
    """Whether a step knows nothing of its number, and keeps nothing but numbers."""
    said = [line for line in body if not line.startswith("points[")]
    return not any(re.search(r"\bt\b|\.push\(", line) for line in said)


def _leave(carried: Sequence[str]) -> list[str]:
    """Now and then: if no path has moved since the last time, and whatever the next steps depend on is what it was then, to the last bit."""
    return [
        f"if ((t & {LOOK}) === {LOOK}) {{" + OPEN,
        f"const now = {_each('isStill(points, t)', ' && ')} ? [{_each(', '.join(carried), ', ')}] : null;",
        "if (now && before && now.every((v, i) => Object.is(v, before[i]))) return [t + 1];",
        "before = now;",
        CLOSE,
        "}",
    ]


def _own(line: str, k: int) -> str:
    """The line of path k."""
    return _OWN.sub(rf"\g<0>${k}", line)


def _each(text: str, between: str) -> str:
    return between.join(_own(text, k) for k in _PATHS)


def _given(k: int) -> list[str]:
    return [_own(f"const x = starts[{2 * k}], y = starts[{2 * k + 1}], points = many[{k}];", k)]


def _blocks(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """(head, body) of each outermost block."""
    depth, head, body = 0, "", list[str]()
    for line in lines:
        if not depth:
            head, body = line, []
        elif line != CLOSE or depth > 1:
            body.append(line)
        depth += line.endswith(OPEN) - (line == CLOSE)
        if head and line == CLOSE and not depth:
            yield head, body
            head = ""
