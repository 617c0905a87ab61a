"""The user's own table, pasted as text: a dialog that reads it, and what the sidebar says of the one in use.

What users wrote goes through `st.text`, into the grid of `st.dataframe` and into the options of a `st.selectbox`: none of
these makes Markdown or HTML of it.
"""

from typing import Any, get_args

import numpy as np
import streamlit as st

import player
from language import _, marked, several
from pasted import (
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_ROWS,
    TASKS,
    Chosen,
    Column,
    Decimal,
    Header,
    Table,
    choose,
    kinds,
    parse_table,
)
from scenes import OwnTable, Scene, learning, refusal, table_fits, table_of
from surfaces import DataSurface, with_base
from views.state import change, touch

BOX, TEXT = "own.box", "own.text"
"""Session keys: of the text area, and of the text that it held last, which outlives the dialog."""
DECISIONS = {
    "decimal": (marked("Decimal mark"), get_args(Decimal)),
    "header": (marked("Names in the first row"), get_args(Header)),
}
"""What of the reading can be overridden: argument of `parse_table` → its label and its values."""
EXAMPLE = "length,width,kind\n1.4,0.2,setosa\n4.7,1.4,versicolor\n…"
SHOWN = 4
"""Rows in the preview."""
FEW, LISTED = 6, 150
"""More complaints than this scroll in a box that is so many pixels high, so that the button below stays at hand."""


def table_controls(scene: Scene) -> None:
    """For a loss made of data: what table it learns from, the way to another one, and the way back."""
    if not isinstance(scene.setup.plain, DataSurface):
        return
    if own := table_of(scene.setup.plain):
        with st.container(key="own_table"):
            st.text(
                several(
                    "Your table: {count} row, {features} → {target}",
                    "Your table: {count} rows, {features} → {target}",
                    len(own.rows),
                    features=", ".join(own.columns[:-1]),
                    target=own.columns[-1],
                )
            )
        st.button(_("Back to the made-up data"), width="stretch", on_click=change, args=(lambda now: learn(now, None),))
    label = _("Use another table of your own") if own else _("Use your own table")
    if st.button(label, icon=":material/table:", width="stretch", on_click=touch):
        ask(scene.setup.plain)


def learn(scene: Scene, own: OwnTable | None) -> Scene:
    """`scene` with data from that table, or made up if there is none. One that does not fit changes nothing."""
    plain = scene.setup.plain
    if not isinstance(plain, DataSurface) or (own and (not table_fits(own, plain) or refusal(plain, own))):
        return scene
    return scene.over(with_base(scene.setup.surface, learning(plain, own)))


def ask(surface: DataSurface) -> None:
    """The dialog in which a table is pasted."""
    st.dialog(_("Your own table"), width="medium")(form)(surface)


def limits() -> str:
    """How much is taken."""
    most = {"characters": f"{MOST_CHARACTERS:,}", "rows": f"{MOST_ROWS:,}", "columns": MOST_COLUMNS}
    return _(
        "Up to {characters} characters, {rows} rows and {columns} columns: of a longer text, paste a part.", **most
    )


def form(surface: DataSurface) -> None:
    """What the dialog holds: the text, the choice of columns, what was read, and the button that takes it."""
    table = _read()
    if not table:
        return
    columns = _columns(table, surface)
    chosen = _learned(surface, columns, _chosen(table, surface.task, columns))
    _preview(table, columns, chosen)
    if st.button(_("Use this table"), type="primary", disabled=not chosen.rows):
        change(lambda now: learn(now, OwnTable(chosen.rows, columns, chosen.classes)))
        st.rerun()


def _read() -> Table | None:
    """The table in the text area, None as long as nothing stands there."""
    st.session_state.setdefault(BOX, st.session_state.get(TEXT, ""))
    with st.form("own", border=False):
        text = st.text_area(
            _("Paste a table from a spreadsheet, or as CSV"),
            key=BOX,
            height=130,
            max_chars=MOST_CHARACTERS,
            placeholder=EXAMPLE,
        )
        player.watch_pasting(MOST_CHARACTERS)
        how = _("One row for each example, with the names of the columns in the first row if you like.")
        st.caption(f"{how} {limits()}")
        read = st.form_submit_button(_("Read the table"))
    st.session_state[TEXT] = text
    if text:
        return _decided(text)
    if read:
        st.warning(_("Nothing was pasted.") + " " + limits())
    return None


def _decided(text: str) -> Table:
    """The table in `text`, and below a choice for each decision what was decided. What is chosen outlives the dialog."""
    boxes, chosen = st.columns(len(DECISIONS)), dict[str, Any]()
    for box, (name, (label, options)) in zip(boxes, DECISIONS.items(), strict=True):
        key, last = f"own.{name}.box", f"own.{name}"
        st.session_state.setdefault(key, st.session_state.get(last, options[0]))
        chosen[name] = st.session_state[last] = box.segmented_control(
            _(label), options, format_func=lambda name: _(name).capitalize(), key=key, required=True
        )
    table = parse_table(text, **chosen)
    for box, why in zip(boxes, table.reading.why, strict=False):
        box.text(why)
    return table


def _columns(table: Table, surface: DataSurface) -> tuple[str, ...]:
    """The columns that are chosen: features, then the target; none if there are too few."""
    count, most = TASKS[surface.task]
    if len(table.columns) <= count:
        return ()
    inputs = [_("Feature")] if count == 1 else [_("First feature"), _("Second feature")]
    if most == 2:
        target = _("Target: two classes")
    else:
        target = _("Target: up to {most} classes", most=most) if most else _("Target: a number")
    names, likely = [column.name for column in table.columns], guess(table, surface.task)
    boxes = zip(st.columns(count + 1), [*inputs, target], likely, strict=True)
    return tuple(box.selectbox(label, names, names.index(name)) for box, label, name in boxes)


def guess(table: Table, task: str) -> tuple[str, ...]:
    """Columns that may be meant: the last one with a fitting target, words before numbers, and the first with numbers.

    One that only numbers the rows is meant if there is no other.
    """
    count, most = TASKS[task]
    fitting = [column for column in table.columns if (_tells_apart(table, column, most) if most else column.numeric)]
    target = (sorted(fitting, key=lambda column: (not column.counts, not column.numeric)) or table.columns)[-1]
    others = [column for column in table.columns if column is not target]
    features = sorted(others, key=lambda column: (not column.numeric, column.counts))[:count]
    return tuple(column.name for column in (*features, target))


def _tells_apart(table: Table, column: Column, most: int) -> bool:
    return 2 <= len({*kinds(column.cells, table.reading.decimal)} - {None}) <= most


def _chosen(table: Table, task: str, columns: tuple[str, ...]) -> Chosen:
    """The rows to learn from, and what is to be said of the table and the choice."""
    said = (*table.reading.notes, *table.complaints)
    if not columns:
        few = _(
            "This model takes {needed} columns; the table has {found}.",
            needed=TASKS[task].features + 1,
            found=len(table.columns),
        )
        return Chosen((), (), (*said, *([few] if table.columns else [])))
    *features, target = columns
    chosen = choose(table, task, tuple(features), target)
    if len(set(columns)) < len(columns):
        return Chosen((), (), (*said, _("A column was chosen twice: choose different ones.")))
    return chosen._replace(complaints=(*said, *chosen.complaints))


def _learned(surface: DataSurface, columns: tuple[str, ...], chosen: Chosen) -> Chosen:
    """`chosen`, or no rows and the reason if the examples that `surface` draws of it teach nothing."""
    problem = refusal(surface, OwnTable(chosen.rows, columns, chosen.classes)) if chosen.rows else ""
    return (
        chosen._replace(
            rows=(), complaints=(*chosen.complaints, _("Nothing can be learned from it: {problem}.", problem=problem))
        )
        if problem
        else chosen
    )


def _preview(table: Table, columns: tuple[str, ...], chosen: Chosen) -> None:
    """The first rows as they were read, how many are learned from, and what could not be read."""
    if columns:
        st.dataframe({name: _shown(table.column(name)) for name in columns}, hide_index=True)
        st.text(_("{used} of {all} rows can be used.", used=f"{len(chosen.rows):,}", all=f"{len(table.rows):,}"))
    if chosen.complaints:
        with st.container(height=LISTED if len(chosen.complaints) > FEW else "content", border=False):
            st.text("\n".join(f"• {said}" for said in chosen.complaints))


def _shown(column: Column) -> list[str]:
    """The first cells of a column: as text, so that the grid does not round or group what was read as a number."""
    cells = zip(column.cells[:SHOWN], column.numbers, strict=False)
    return [f"{number:.15g}" if column.numeric and np.isfinite(number) else cell for cell, number in cells]
