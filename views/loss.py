"""What changes the loss: minibatches, noise, a penalty, a numeric gradient, each with its sliders."""

from dataclasses import replace
from typing import Any

import streamlit as st

from descent import Scene
from descent.layering import LAYERS, altered, fits, layered, layers_of, penalty
from params import params_of
from views.controls import Update, field
from views.state import bound

FRESH: dict[str, dict[str, Any]] = {"Regularized": {"l2": 0.1}}
"""Fields of a layer that has just been put on, where its own defaults would change nothing."""


def layer_controls(scene: Scene) -> None:
    """The choice of layers, the sliders of each, and L2 against weight decay."""
    worn = layers_of(scene.surface)
    st.pills(
        "Change the loss",
        [name for name in LAYERS if fits(name, scene.plain)],
        selection_mode="multi",
        format_func=lambda name: LAYERS[name].label,
        **bound("loss", list(worn), _wear),
    )
    for name, layer in worn.items():
        for key, declared in params_of(type(layer)).items():
            field(f"{name}.{key}", getattr(layer, key), declared, _alter(name, key))
    penalized = penalty(scene.surface)
    if penalized and penalized.l2:
        st.toggle(
            "Beside weight decay",
            help="Each optimizer twice: with L2 in the loss, and with decoupled weight decay 2λ₂ in its place",
            **bound("versus", scene.versus, lambda now, on: replace(now, versus=on)),
        )


def _wear(scene: Scene, names: list[str]) -> Scene:
    """`scene` with the layers of these names; a penalty that has just been put on shows its parts."""
    before, surface = layers_of(scene.surface), layered(scene.surface, names)
    for name in (set(names) - set(before)) & set(FRESH):
        surface = altered(surface, name, FRESH[name])
    penalized = "Regularized" in names
    lines = scene.lines if penalized == ("Regularized" in before) else "parts" if penalized else "test"
    return replace(scene, surface=surface, lines=lines)


def _alter(name: str, key: str) -> Update:
    return lambda scene, value: replace(scene, surface=altered(scene.surface, name, {key: value}))
