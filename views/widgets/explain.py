"""What is behind each optimizer of the race: its equation, the very source of its step, and the same in PyTorch."""

import inspect
from textwrap import dedent

import streamlit as st

from export import as_pytorch
from optimizers import Optimizer, title, unwrap
from scenes import Scene


def explanations(scene: Scene) -> None:
    """One tab an optimizer."""
    for tab, optimizer in zip(st.tabs([title(o) for o in scene.optimizers]), scene.optimizers, strict=True):
        with tab:
            _explain(optimizer, scene)


def _explain(optimizer: Optimizer, scene: Scene) -> None:
    rule = type(unwrap(optimizer).plain)
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown(inspect.getdoc(rule))
        st.caption("The source of its step")
        st.code(dedent(inspect.getsource(rule.step)), language="python")
    with right:
        st.caption("Copy as PyTorch")
        st.code(snippet(optimizer, scene), language="python", height=420)


def snippet(optimizer: Optimizer, scene: Scene) -> str:
    """The script for PyTorch, or a comment that says why there is none."""
    try:
        return as_pytorch(optimizer, scene.surface, scene.start, scene.steps)
    except ValueError as problem:
        return f"# {problem}"
