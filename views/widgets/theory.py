"""The theory beside the picture: what gradient and Hessian say of a point, and whether the race keeps the promise."""

import streamlit as st

from descent import Forecast
from figures import apart, number, point, tex
from language import _
from scenes import SETTINGS, Look, RaceReport
from surfaces import LocalTheory
from views.state import bound, write


def section(told: RaceReport) -> None:
    """Everything about one point, under the player, if theory is shown."""
    if not told.theory:
        return
    with st.container(key="below-theory"):
        if told.landscape.minima:
            _where(told.race.scene.look)
        columns = st.columns([3, 5, 4], gap="medium")
        texts = facts(told.theory), promises(told.theory), forecast_table(told)
        for column, text in zip(columns, texts, strict=True):
            column.markdown(text)


def _where(look: Look) -> None:
    st.segmented_control(
        _("The Hessian is read at the"),
        [option for option in SETTINGS["theory"].options if option != "off"],
        format_func=_,
        required=True,
        **bound("theory", look.theory, write("theory")),
    )


def facts(theory: LocalTheory) -> str:
    """Loss, gradient, Hessian, eigenvalues and condition number, as Markdown."""
    (xx, xy), (yx, yy) = theory.hessian
    low, high = theory.eigenvalues
    return "\n\n".join(
        [
            _("**At {place}**", place=point(theory.point)),
            rf"$f = {tex(theory.loss, 4)}$",
            rf"$\nabla f = ({tex(theory.gradient[0])},\; {tex(theory.gradient[1])})$, $\;|\nabla f| = {tex(theory.slope)}$",
            rf"$\nabla^2 f = \begin{{pmatrix}} {tex(xx)} & {tex(xy)} \\ {tex(yx)} & {tex(yy)} \end{{pmatrix}}$",
            rf"$\lambda_1 = {tex(low)}$, $\;\lambda_2 = {tex(high)}$, $\;\kappa = {tex(theory.condition)}$",
        ]
    )


def promises(theory: LocalTheory) -> str:
    """The learning rates that the Hessian allows and recommends, as Markdown."""
    if not (theory.descent and theory.heavy_ball):
        return _(
            "**No stability limit here.** The Hessian is not positive definite: there is a direction in which the surface "
            "does not curve upward, and there theory says nothing of the learning rate."
        )
    best, fast = theory.descent, theory.heavy_ball
    limit = theory.largest_lr() or 0
    digits = apart(best.lr, limit)
    return "\n\n".join(
        [
            _("**What theory predicts near a minimum**"),
            _(
                "Gradient descent is stable for {limit}.",
                limit=rf"$\alpha < \frac{{2}}{{\lambda_2}} = {tex(limit, digits)}$",
            ),
            _(
                "Its best learning rate is {lr}: each step multiplies the distance to the minimum by {rate}.",
                lr=rf"$\alpha = \frac{{2}}{{\lambda_1 + \lambda_2}} = {tex(best.lr, digits)}$",
                rate=rf"$\frac{{\kappa - 1}}{{\kappa + 1}} = {_factor(best.rate)}$",
            ),
            _(
                "Momentum is best with {lr} and {momentum}: each step multiplies the distance by {rate}.",
                lr=rf"$\alpha = \frac{{4}}{{(\sqrt{{\lambda_1}} + \sqrt{{\lambda_2}})^2}} = {tex(fast.lr)}$",
                momentum=rf"$\rho = {_factor(fast.momentum)}$",
                rate=rf"$\frac{{\sqrt\kappa - 1}}{{\sqrt\kappa + 1}} = {_factor(fast.rate)}$",
            ),
        ]
    )


def _factor(value: float) -> str:
    """A factor that is nearly 1 in as many digits as tell it from 1."""
    return tex(value, apart(value, 1.0))


def forecast_table(told: RaceReport) -> str:
    """Forecast and measurement of each racer that has them, as Markdown."""
    found = zip(told.race.racers, told.forecasts, strict=True)
    future = told.race.scene.look.future
    rows = [_row(racer.name, forecast, future) for racer, forecast in found if forecast]
    if not rows:
        return _(
            "**No forecast for this race.** There is one for gradient descent and momentum on a smooth loss that is the "
            "same in every step: on a quadratic always, elsewhere once the path has arrived at a minimum."
        )
    columns = _("forecast"), _("measured"), _("from step")
    heads = [
        _("**The factor by which each step multiplies the distance in this race**") + "\n",
        f"| | {' | '.join(columns)} |",
        "| --- | --- | --- | --- |",
    ]
    asked = "" if future else " " + _(":gray[Switch Future on to see what was measured.]")
    return "\n".join([*heads, *rows]) + "\n\n" + _(":gray[The forecast is the dotted line in the loss plot.]") + asked


def _row(label: str, forecast: Forecast, future: bool) -> str:
    """The measured factor tells what the clock has not shown yet: it stands there where the future does."""
    digits = apart(forecast.rate, 1.0, 4)
    measured = number(forecast.measured, digits) if future and forecast.measured is not None else "–"
    return f"| {label} | {number(forecast.rate, digits)} | {measured} | {forecast.since} |"
