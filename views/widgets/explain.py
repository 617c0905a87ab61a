"""What is behind each optimizer of the race: its equation, the very source of its step, and the same in PyTorch."""

import inspect
import re
from textwrap import dedent

import streamlit as st

from export import as_pytorch
from language import _
from optimizers import Optimizer, unwrap
from scenes import Setup

SPACES = re.compile(r"(\\begin\{\w+\}|\\end\{\w+\}|[{}]|,?\s*\\q{1,2}uad\b\s*)")
"""What begins or ends a group in LaTeX, and the wide spaces between equations."""


def explanations(setup: Setup) -> None:
    """One tab an optimizer."""
    if not setup.optimizers:
        return
    for tab, optimizer in zip(st.tabs([*setup.names.values()]), setup.optimizers, strict=True):
        with tab:
            _explain(optimizer, setup)


def _explain(optimizer: Optimizer, setup: Setup) -> None:
    rule = type(unwrap(optimizer).plain)
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown(aligned(_(str(inspect.getdoc(rule)))))
        st.caption(_("The source of its step"))
        st.code(dedent(inspect.getsource(rule.step)), language="python", wrap_lines=True)
    with right:
        st.caption(_("As a PyTorch script"))
        st.code(snippet(optimizer, setup), language="python", height=420, wrap_lines=True)


def aligned(text: str) -> str:
    """`text` with the equations of its displays below one another, at their arrows or equals signs."""
    joined = re.sub(r"\$\$\s+\$\$", r" \\qquad ", text)
    return re.sub(r"\$\$(.*?)\$\$", lambda found: _display(equations(found[1])), joined, flags=re.DOTALL)


def _display(lines: list[str]) -> str:
    rows = r" \\[4pt] ".join(map(_tied, lines))
    return rf"$$\begin{{aligned}} {rows} \end{{aligned}}$$"


def _tied(line: str) -> str:
    """The equation with the mark at which it is aligned, at its beginning if it has no arrow."""
    tied = re.sub(r"\\leftarrow|=", r"&\g<0>", line, count=1)
    return tied if tied != line else "& " + line


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


def snippet(optimizer: Optimizer, setup: Setup) -> str:
    """The script for PyTorch, or a comment that says why there is none."""
    try:
        return as_pytorch(optimizer, setup.surface, setup.start, setup.steps)
    except ValueError as problem:
        return f"# {problem}"
