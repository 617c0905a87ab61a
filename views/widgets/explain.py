"""What is behind each optimizer of the race: its equation, the very source of its step, and the same in PyTorch."""

import inspect
from textwrap import dedent

import streamlit as st

from export import as_pytorch
from figures import aligned
from language import _
from optimizers import Optimizer, unwrap
from scenes import Setup


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


def snippet(optimizer: Optimizer, setup: Setup) -> str:
    """The script for PyTorch, or a comment that says why there is none."""
    try:
        return as_pytorch(optimizer, setup.surface, setup.start, setup.steps)
    except ValueError as problem:
        return f"# {problem}"
