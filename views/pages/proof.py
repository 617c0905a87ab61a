"""The proof: how far our update rules are from those of PyTorch and optax, computed here and now from recorded paths."""

from functools import cache
from typing import Any

import streamlit as st

from figures import number
from optimizers import OPTIMIZERS, plain_type, title
from references import PATH_TOLERANCE, STEP_TOLERANCE, Evidence, compare, recording

LIBRARIES = ("torch", "optax")
COLUMNS: dict[str, Any] = {
    "rule": "Optimizer",
    "library": "Reference",
    "surface": "Surface",
    "settings": "Settings",
    "path": st.column_config.TextColumn(
        "Path: difference", help="The largest difference of a point, relative to max(1, |w|)"
    ),
    "together": st.column_config.NumberColumn(
        "of steps", help="How long a path can be compared before rounding has grown"
    ),
    "step": st.column_config.TextColumn(
        "Step: difference", help="The largest difference of a step from the reference's own points"
    ),
    "steps": st.column_config.NumberColumn("of steps "),
    "holds": st.column_config.CheckboxColumn("Within tolerance"),
}


def page() -> None:
    """The whole page."""
    versions = " and ".join(f"**{library} {recording(library)[0]}**" for library in LIBRARIES)
    cases = [(library, i) for library in LIBRARIES for i in range(len(recording(library)[1]))]
    st.markdown("## Proof")
    st.markdown(
        f"Our update rules against {versions} in float64: {len(cases)} runs of 1,000 steps, recorded once and compared just "
        "now by the function that the tests call. *Path* is our run from the same start; it is compared for as long as a "
        "path that is shaken by 10⁻¹³ at every step stays together. *Step* is one step of ours from each of the reference's "
        "own points."
    )
    rows = [row(*cases[i]) for i in with_progress(len(cases))]
    verdict(rows)
    st.dataframe(rows, column_config=COLUMNS, hide_index=True, height=560)
    seen = {plain_type(case.optimizer) for library in LIBRARIES for case in recording(library)[1]}
    alone = ", ".join(cls.label for cls in OPTIMIZERS.values() if cls not in seen)
    st.markdown(
        f"**Without a twin in either library:** {alone}. The tests hold these to steps computed by hand, to SciPy, and to "
        "what their papers promise: Newton is at the bottom of a quadratic after one step, BFGS and conjugate gradients "
        "after a few."
    )


def verdict(rows: list[dict[str, Any]]) -> None:
    """All rows in one sentence."""
    failed = sum(not r["holds"] for r in rows)
    limits = f"{number(PATH_TOLERANCE)} for paths and {number(STEP_TOLERANCE)} for steps"
    if failed:
        st.error(f"{failed} of {len(rows)} comparisons are beyond the tolerance of {limits}.")
    else:
        st.success(f"All {len(rows)} comparisons are within the tolerance of {limits}.")


def with_progress(count: int) -> Any:
    """The numbers below `count`, with a bar that tells how far the reader is."""
    bar = st.progress(0.0, "Comparing …")
    for i in range(count):
        yield i
        bar.progress((i + 1) / count, "Comparing …")
    bar.empty()


@cache
def evidence(library: str, i: int) -> Evidence:
    """The comparison with case number `i` of a library; computed once a process."""
    return compare(recording(library)[1][i])


def row(library: str, i: int) -> dict[str, Any]:
    """One line of the table."""
    case, found = recording(library)[1][i], evidence(library, i)
    return {
        "rule": title(case.optimizer),
        "library": library,
        "surface": case.surface.label,
        "settings": "others" if case.tuned else "defaults",
        "path": number(found.path, 2),
        "together": found.together,
        "step": number(found.step, 2),
        "steps": found.steps,
        "holds": found.holds,
    }
