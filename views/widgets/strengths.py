"""What the penalty does as its strength grows, under the player."""

import streamlit as st

from figures import number
from language import _
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
        _(
            "**The minimum as λ grows.** {penalty} :gray[The dotted line is the present λ, {strength}.]",
            penalty=_mix(setup),
            strength=number(strength),
        )
    )
    left, right = st.columns(2, gap="medium")
    if isinstance(base := setup.plain, DataSurface):
        left.plotly_chart(loss_curves(path, losses_along(base, path.points), strength), key="losses-by-strength")
    right.plotly_chart(weight_curves(path, strength), key="weights-by-strength")


def _mix(setup: Setup) -> str:
    """Which penalty is meant."""
    layer = penalty(setup.surface) or Regularized(setup.surface, l2=1.0)
    text = _mixed(layer)
    return text if layer.share else text + " " + _("The intercept y is not penalized.")


def _mixed(layer: Regularized) -> str:
    if layer.l1 and layer.l2:
        share = f"{100 * layer.l1 / (layer.l1 + layer.l2):.0f}"
        return _("Elastic net: {share} % of λ is L1, the rest L2.", share=share)
    if layer.l1 and layer.share:
        return _(r"L1, $\lambda\,(|x| + |y|)$, sets one weight to exactly zero, and then the other.")
    if layer.l1:
        return _(r"L1, $\lambda\,|x|$, sets x to exactly zero.")
    if layer.share:
        return _(r"L2, $\lambda\,(x^2 + y^2)$, shrinks both weights and sets neither to zero.")
    return _(r"L2, $\lambda\,x^2$, shrinks x and never sets it to zero.")
