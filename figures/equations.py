"""The equations of a text in LaTeX, apart and below one another."""

import re

SPACES = re.compile(r"(\\begin\{\w+\}|\\end\{\w+\}|[{}]|,?\s*\\q{1,2}uad\b\s*)")
"""What begins or ends a group in LaTeX, and the wide spaces between equations."""
DISPLAY = re.compile(r"\$\$(.*?)\$\$", re.DOTALL)
MARK = re.compile(r"\\leftarrow|=")
"""Where an equation is aligned."""


def aligned(text: str) -> str:
    """`text` with the equations of its displays below one another, at their arrows or equals signs."""
    joined = re.sub(r"\$\$\s+\$\$", r" \\qquad ", text)
    return DISPLAY.sub(lambda found: _display(equations(found[1])), joined)


def _display(lines: list[str]) -> str:
    rows = r" \\[4pt] ".join(map(_tied, lines))
    return rf"$$\begin{{aligned}} {rows} \end{{aligned}}$$"


def _tied(line: str) -> str:
    """The equation with the mark at which it is aligned, at its beginning if it has no arrow."""
    left, mark, right = sides(line)
    return f"{left}&{mark}{right}" if mark else "& " + line


def sides(line: str) -> tuple[str, str, str]:
    """What stands before the mark of an equation, the mark, and what stands after it; all of it after, if there is none."""
    found = MARK.search(line)
    return (line[: found.start()], found[0], line[found.end() :]) if found else ("", "", line)


def displayed(text: str) -> list[str]:
    """All equations of the displays of `text`."""
    return [line for found in DISPLAY.findall(text) for line in equations(found)]


def equations(display: str) -> list[str]:
    r"""The parts of a display between its wide spaces, but for those in braces and environments."""
    depth, lines = 0, [""]
    for token in SPACES.split(display):
        depth += token.startswith((r"\begin", "{")) - token.startswith((r"\end", "}"))
        if depth == 0 and token.strip(", \n") in (r"\quad", r"\qquad"):
            lines.append("")
        else:
            lines[-1] += token
    return [line.strip() for line in lines]
