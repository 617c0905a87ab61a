"""What the penalty does as its strength grows, under the player."""

import streamlit as st

from descent import Scene
from descent.layering import penalty
from descent.regularization import losses_along, own_path
from figures.words import number
from surfaces import DataSurface


def section(scene: Scene) -> None:
    """Both losses and the weights at the minimum against λ, for the scene's own mix of L1 and L2."""
    # Only here, because Plotly takes a quarter of a second to import and a first visit does without.
    from figures.strengths import loss_curves, weight_curves

    penalized = penalty(scene.surface)
    strength = penalized.l1 + penalized.l2 if penalized else 0.0
    path = own_path(scene.surface)
    st.markdown(
        f"**The minimum against λ.** {_mix(scene)} :gray[The dotted line is the present λ, {number(strength)}.]"
    )
    left, right = st.columns(2, gap="medium")
    if isinstance(base := scene.plain, DataSurface):
        left.plotly_chart(loss_curves(path, losses_along(base, path.points), strength), key="losses-by-strength")
    right.plotly_chart(weight_curves(path, strength), key="weights-by-strength")


def _mix(scene: Scene) -> str:
    """Which penalty is meant."""
    penalized = penalty(scene.surface)
    if not penalized or not penalized.l1:
        return "L2, $\\lambda\\,(x^2 + y^2)$, shrinks both weights and reaches zero with neither."
    if not penalized.l2:
        return "L1, $\\lambda\\,(|x| + |y|)$, sets one weight to exactly zero, and then the other."
    share = penalized.l1 / (penalized.l1 + penalized.l2)
    return f"Elastic net: {100 * share:.0f} % of λ is L1, the rest L2."
