"""The proof: how far our update rules are from those of PyTorch and optax, computed here and now from recorded paths."""

from functools import cache
from typing import Any

import streamlit as st

from figures import number
from language import _
from optimizers import OPTIMIZERS, plain_type, title
from references import (
    EXACT,
    PATH_TOLERANCE,
    RESPONSE,
    STEP_TOLERANCE,
    Evidence,
    compare,
    compare_compiled,
    paths_of,
)
from surfaces import SURFACES

LIBRARIES = ("torch", "optax")
COMPILED_ON = ("Ravine", "Rosenbrock", "Himmelblau", "Rastrigin")
"""A straight valley, a bent one, four minima, and sines."""
COMPILED_STEPS = 40


def columns() -> dict[str, Any]:
    """What the columns are called, and what they mean."""
    text, count = st.column_config.TextColumn, st.column_config.NumberColumn
    return {
        "rule": text(_("Optimizer")),
        "library": text(_("Reference")),
        "surface": text(_("Surface")),
        "settings": text(_("Settings")),
        "path": text(
            _("Path: difference"),
            help=_("The largest difference between points of both paths, relative to max(1, |w|)"),
        ),
        "together": count(
            _("Path: steps"), help=_("For how many steps the paths are compared: until rounding has grown")
        ),
        "step": text(
            _("Step: difference"),
            help=_("The largest difference after one step from each of the reference's own points"),
        ),
        "steps": count(_("Step: steps")),
        "holds": st.column_config.CheckboxColumn(_("Within tolerance")),
    }


def page() -> None:
    """The whole page."""
    versions = [f"**{library} {paths_of(library)[0]}**" for library in LIBRARIES]
    cases = [(library, i) for library in LIBRARIES for i in range(len(paths_of(library)[1]))]
    st.markdown("## " + _("Proof"))
    st.markdown(
        _(
            "Our update rules against {versions} in float64: {count} runs of 1,000 steps, recorded once and compared just now "
            "by the function that the tests call. *Path* is our run from the same start. It is compared until rounding has "
            "grown too large: for as long as two runs stay together of which one is disturbed by a relative 10⁻¹³ in every "
            "step. *Step* is one step of ours from each of the reference's own points.",
            versions=_("{one} and {other}", one=versions[0], other=versions[1]),
            count=len(cases),
        )
    )
    rows = [row(*cases[i]) for i in with_progress(len(cases))]
    verdict(rows)
    st.dataframe(rows, column_config=columns(), hide_index=True, height=560)
    seen = {plain_type(case.optimizer) for library in LIBRARIES for case in paths_of(library)[1]}
    alone = ", ".join(_(cls.label) for cls in OPTIMIZERS.values() if cls not in seen)
    st.markdown(
        _(
            "**In neither library:** {names}. The tests compare these with steps computed by hand, with SciPy, and with what "
            "their papers prove: Newton's method reaches the minimum of a quadratic in one step, BFGS and conjugate gradients "
            "in a few.",
            names=alone,
        )
    )
    compiled()


def compiled() -> None:
    """The programs that single runs are, and that the browser runs, against the steps that they were made of."""
    on = ", ".join(_(SURFACES[name].label) for name in COMPILED_ON)
    st.markdown("### " + _("Compiled"))
    st.markdown(
        _(
            "Each rule is also traced, once, and written out as a program, which a single run is here and which the browser runs "
            "under the hand. One step of the program from each of the first {count} points of a path on {surfaces}, against "
            "`step` itself: at most {exact} apart, or {times} times what the last digit of loss, gradient and Hessian does to that step.",
            count=COMPILED_STEPS,
            surfaces=on,
            exact=number(EXACT),
            times=number(RESPONSE),
        )
    )
    text = st.column_config.TextColumn
    names = {
        "rule": text(_("Optimizer")),
        "step": text(_("Step: largest difference")),
        "holds": st.column_config.CheckboxColumn(_("Within tolerance")),
    }
    st.dataframe([compiled_row(name) for name in OPTIMIZERS], column_config=names, hide_index=True, height=560)


@cache
def compiled_evidence(name: str) -> tuple[float | None, bool]:
    """(the largest difference of a rule's programs, None if there is none; whether all are within tolerance); computed once a
    process.
    """
    found = [compare_compiled(OPTIMIZERS[name](), SURFACES[surface](), COMPILED_STEPS) for surface in COMPILED_ON]
    made = [pair for pair in found if pair]
    holds = len(made) == len(found) and all(holds for _step, holds in made)
    return max((step for step, _holds in made), default=None), holds


def compiled_row(name: str) -> dict[str, Any]:
    """One line of the table of programs."""
    step, holds = compiled_evidence(name)
    told = _("none") if step is None else number(step, 2)
    return {"rule": _(OPTIMIZERS[name].label), "step": told, "holds": holds}


def verdict(rows: list[dict[str, Any]]) -> None:
    """All rows in one sentence."""
    failed = sum(not r["holds"] for r in rows)
    limits = {"count": len(rows), "path": number(PATH_TOLERANCE), "step": number(STEP_TOLERANCE)}
    if failed:
        st.error(
            _(
                "{failed} of {count} comparisons are beyond the tolerance of {path} for paths and {step} for steps.",
                failed=failed,
                **limits,
            )
        )
    else:
        st.success(
            _("All {count} comparisons are within the tolerance of {path} for paths and {step} for steps.", **limits)
        )


def with_progress(count: int) -> Any:
    """The numbers below `count`, with a bar that tells how far the reader is."""
    bar = st.progress(0.0, _("Comparing …"))
    for i in range(count):
        yield i
        bar.progress((i + 1) / count, _("Comparing …"))
    bar.empty()


@cache
def evidence(library: str, i: int) -> Evidence:
    """The comparison with case number `i` of a library; computed once a process."""
    return compare(paths_of(library)[1][i])


def row(library: str, i: int) -> dict[str, Any]:
    """One line of the table."""
    case, found = paths_of(library)[1][i], evidence(library, i)
    return {
        "rule": title(case.optimizer),
        "library": library,
        "surface": _(case.surface.label),
        "settings": _("others") if case.tuned else _("defaults"),
        "path": number(found.path, 2),
        "together": found.together,
        "step": number(found.step, 2),
        "steps": found.steps,
        "holds": found.holds,
    }
