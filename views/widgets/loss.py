"""What changes the loss: minibatches, noise, a penalty, a numeric gradient, each with its sliders."""

from math import log

import streamlit as st

from language import _
from params import params_of, titled
from scenes import SETTINGS, Scene, curvature, preferred
from surfaces import LAYERS, Regularized, Surface, altered, fits, layered, layers_of, penalty
from views.state import bound
from views.widgets.controls import Update, field

FRESH = 0.04
"""The L2 of a penalty that has just been put on, as a share of the surface's curvature: one sees it, and no optimizer
that was stable becomes unstable.
"""


def layer_controls(scene: Scene) -> None:
    """The choice of layers, the sliders of each, and L2 against weight decay."""
    layers = layers_of(scene.setup.surface)
    st.pills(
        _("Change the loss"),
        [name for name in LAYERS if fits(name, scene.setup.plain)],
        selection_mode="multi",
        format_func=lambda name: _(LAYERS[name].label),
        **bound("loss", list(layers), _take_layers),
    )
    for name, layer in layers.items():
        for key, declared in params_of(type(layer)).items():
            if key != "intercept" or layer.has_intercept:
                field(f"{name}.{key}", getattr(layer, key), declared, _alter(name, key))
    if "Regularized" in layers:
        _say_intercept(scene)
        declared = SETTINGS["versus"]
        title, help = titled(_(declared.help))
        st.toggle(title, help=help, **bound("versus", scene.setup.versus, _compare))


def _say_intercept(scene: Scene) -> None:
    """What the penalty does to the intercept, where there is one."""
    layer = layers_of(scene.setup.surface)["Regularized"]
    if isinstance(layer, Regularized) and layer.has_intercept:
        said = (
            _("The intercept y is penalized, too.") if layer.share else _("y is the intercept, which is not penalized.")
        )
        st.caption(said)


def _take_layers(scene: Scene, names: list[str]) -> Scene:
    """`scene` with the layers of these names; a penalty that has just been put on shows its parts."""
    before, changed = layers_of(scene.setup.surface), scene.over(layered(scene.setup.surface, names))
    if "Regularized" in names and "Regularized" not in before:
        return _with_l2(changed).but(lines="parts")
    return changed if "Regularized" in names else changed.but(lines=SETTINGS["lines"].default)


def _compare(scene: Scene, on: bool) -> Scene:
    """`scene` with L2 beside weight decay, or without; there has to be some L2 to compare."""
    penalized = penalty(scene.setup.surface)
    return (_with_l2(scene) if on and not (penalized and penalized.l2) else scene).but(versus=on)


def _with_l2(scene: Scene) -> Scene:
    l2 = _fresh(type(scene.setup.plain))
    return scene.over(altered(scene.setup.surface, "Regularized", {"l2": l2}))


def _fresh(surface: type[Surface]) -> float:
    declared = params_of(LAYERS["Regularized"])["l2"]
    return min(preferred(declared.low, declared.high)[1:], key=lambda l2: abs(log(l2 / (FRESH * curvature(surface())))))


def _alter(name: str, key: str) -> Update:
    return lambda scene, value: scene.but(surface=altered(scene.setup.surface, name, {key: value}))
