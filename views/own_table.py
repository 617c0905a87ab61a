"""The user's own table: pasted as text, read, its columns chosen, and learned from.

Nothing of what was pasted is ever Markdown: it is shown as text and code, or as an option of a list.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import streamlit as st

from descent import Scene
from descent.layering import rebased
from surfaces import DataSurface
from surfaces.choosing import TASKS, Chosen, choose
from surfaces.tables import MOST_CHARACTERS, Column, Table, is_gap, parse_table
from views import state

TAKEN = 5 * MOST_CHARACTERS
"""Characters that the box takes: of more than are read the user is told; far more would stop the browser for half a minute."""
PREVIEWED = 5
EXAMPLE = "height,weight\n1.62,58\n1.75,71\n…"
WANTED = {
    "number": "one column of numbers as feature, and one to predict",
    "two classes": "two columns of numbers as features, and one that says which of two classes a row belongs to",
    "classes": "two columns of numbers as features, and one that says which class a row belongs to",
}
FEATURES = {1: ("Feature",), 2: ("First feature", "Second feature")}
TEXT, PASTED = "own.text", "own.pasted"


def table_controls(scene: Scene) -> None:
    """What is learned from, if it is a table of one's own, and the way to one."""
    base = scene.plain
    if not isinstance(base, DataSurface):
        return
    if base.rows:
        st.caption(f"Your own table: {len(base.rows):,} rows.")
        st.button("Back to made-up data", on_click=lambda: state.change(lambda now: _on_rows(now, (), ())))
    if st.button("Paste another table" if base.rows else "Paste your own table", icon=":material/table:"):
        dialog(scene)


@st.dialog("Your own table", width="medium")
def dialog(scene: Scene) -> None:
    """Takes the text, shows what can be read of it, and learns from it once its columns are chosen."""
    base = scene.plain
    assert isinstance(base, DataSurface)
    st.markdown(f"It takes {WANTED[base.task]}. Paste rows from a spreadsheet, or CSV; the first row may hold names.")
    text = _text()
    st.caption(
        f"Up to {MOST_CHARACTERS:,} characters are read. The box takes no text of more than {TAKEN:,}: paste the first rows of it."
    )
    if not text.strip():
        return
    table = parse_table(text)
    if len(table.columns) <= TASKS[base.task].features:
        complain((*table.complaints, f"Too few columns ({len(table.columns)}): it takes {WANTED[base.task]}."))
        return
    *features, target = columns(table, base.task)
    chosen = choose(table, base.task, tuple(features), target)
    preview(table)
    complain((*table.complaints, *chosen.complaints))
    title = f"Learn from {len(chosen.rows):,} rows" if chosen.rows else "No rows to learn from"
    learn = _learn(chosen, (*features, target))
    if st.button(title, type="primary", disabled=not chosen.rows, on_click=learn, key="own.learn"):
        st.rerun()


def _text() -> str:
    """What is pasted; it is still there when the dialog was closed and is opened again."""
    if TEXT not in st.session_state:
        st.session_state[TEXT] = st.session_state.get(PASTED, "")
    text = st.text_area("Table", height=170, max_chars=TAKEN, placeholder=EXAMPLE, key=TEXT)
    st.session_state[PASTED] = text
    return text


def columns(table: Table, task: str) -> list[str]:
    """The columns that the user chooses: the features, then the target. At first the likeliest."""
    names = [column.name for column in table.columns]
    labels = (*FEATURES[TASKS[task].features], "Class" if TASKS[task].most_classes else "To predict")
    guesses = likely(table, task)
    places = st.columns(len(labels))
    for label, guess in zip(labels, guesses, strict=True):
        if st.session_state.get(f"own.{label}") not in names:
            st.session_state[f"own.{label}"] = guess
    return [place.selectbox(label, names, key=f"own.{label}") for place, label in zip(places, labels, strict=True)]


def likely(table: Table, task: str) -> list[str]:
    """The columns that a task most likely means: the last that may be its target, and the first others with numbers."""
    varied = [
        column for column in table.columns if column.numeric and np.nanmin(column.numbers) < np.nanmax(column.numbers)
    ]
    targets = [column for column in table.columns if _tells(column, task)] if TASKS[task].most_classes else varied
    target = (targets or table.columns)[-1].name
    names = dict.fromkeys(column.name for column in (*varied, *table.columns) if column.name != target)
    return [*list(names)[: TASKS[task].features], target]


def _tells(column: Column, task: str) -> bool:
    """Whether a column may be that of the classes."""
    return 2 <= len({cell for cell in column.cells if not is_gap(cell)}) <= TASKS[task].most_classes


def preview(table: Table) -> None:
    """The first rows as they were read, as plain text."""
    width = [max(len(c.name), *(len(cell) for cell in c.cells[:PREVIEWED])) for c in table.columns]
    lines = [[c.name for c in table.columns], *zip(*(c.cells[:PREVIEWED] for c in table.columns), strict=True)]
    text = "\n".join("  ".join(cell.ljust(w) for cell, w in zip(line, width, strict=True)) for line in lines)
    more = len(table.rows) - PREVIEWED
    st.code(text + (f"\n… and {more:,} more rows" if more > 0 else ""), language=None)


def complain(complaints: tuple[str, ...]) -> None:
    """What could not be read or used, as plain text."""
    for complaint in dict.fromkeys(complaints):
        st.text(f"• {complaint}")


def _learn(chosen: Chosen, names: tuple[str, ...]) -> Callable[[], None]:
    return lambda: state.change(lambda now: _on_rows(now, chosen.rows, names))


def _on_rows(scene: Scene, rows: tuple, names: tuple[str, ...]) -> Scene:
    return replace(scene, surface=rebased(scene.surface, replace(scene.plain, rows=rows, columns=names)))
