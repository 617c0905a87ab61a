"""What the penalty does as its strength grows, under the player."""

import streamlit as st

from figures import number
from scenes import Setup
from surfaces import DataSurface, Regularized, losses_along, own_path, penalty


def section(setup: Setup) -> None:
    """Both losses and the weights at the minimum against λ, for the loss's own mix of L1 and L2."""
    # Only here, because Plotly takes a quarter of a second to import and a first visit does without.
    from figures import loss_curves, weight_curves

    penalized = penalty(setup.surface)
    strength = penalized.l1 + penalized.l2 if penalized else 0.0
    path = own_path(setup.surface)
    st.markdown(
        f"**The minimum against λ.** {_mix(setup)} :gray[The dotted line is the present λ, {number(strength)}.]"
    )
    left, right = st.columns(2, gap="medium")
    if isinstance(base := setup.plain, DataSurface):
        left.plotly_chart(loss_curves(path, losses_along(base, path.points), strength), key="losses-by-strength")
    right.plotly_chart(weight_curves(path, strength), key="weights-by-strength")


def _mix(setup: Setup) -> str:
    """Which penalty is meant."""
    layer = penalty(setup.surface) or Regularized(setup.surface, l2=1.0)
    alone = "" if layer.share else " The intercept y is left alone."
    if not layer.l1:
        both, one = (
            "(x^2 + y^2)$, shrinks both weights and reaches zero with neither.",
            "x^2$, shrinks x and never reaches zero.",
        )
        return f"L2, $\\lambda\\,{one if alone else both}{alone}"
    if not layer.l2:
        both, one = (
            "(|x| + |y|)$, sets one weight to exactly zero, and then the other.",
            "|x|$, sets x to exactly zero.",
        )
        return f"L1, $\\lambda\\,{one if alone else both}{alone}"
    return f"Elastic net: {100 * layer.l1 / (layer.l1 + layer.l2):.0f} % of λ is L1, the rest L2.{alone}"
