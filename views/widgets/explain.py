"""What is behind each optimizer of the race: its equation, the very source of its step, and the same in PyTorch; and the whole
race in Python.
"""

import inspect
from textwrap import dedent

import streamlit as st

from export import as_python, as_pytorch
from figures import aligned
from language import _
from optimizers import Optimizer, unwrap
from scenes import Setup, table_of


def explanations(setup: Setup) -> None:
    """One tab an optimizer, and one for all of them."""
    if not setup.optimizers:
        return
    *tabs, whole = st.tabs([*setup.names.values(), _("The whole race in Python")])
    for tab, optimizer in zip(tabs, setup.optimizers, strict=True):
        with tab:
            _explain(optimizer, setup)
    with whole:
        _whole(setup)


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


def _whole(setup: Setup) -> None:
    """The script of all who race. A table that somebody pasted is in it if they say so."""
    st.caption(_("The same numbers from Ravine's own packages, which need NumPy alone"))
    own = table_of(setup.plain) is not None
    with_table = own and st.checkbox(_("Write my own table into the script"), key="code.table")
    try:
        script = as_python(setup, with_table)
    except ValueError as problem:
        script = f"# {problem}"
    st.code(script, language="python", height=420, wrap_lines=True)


def snippet(optimizer: Optimizer, setup: Setup) -> str:
    """The script for PyTorch, or a comment that says why there is none."""
    try:
        return as_pytorch(optimizer, setup.surface, setup.start, setup.steps)
    except ValueError as problem:
        return f"# {problem}"
