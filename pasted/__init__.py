"""A table that somebody pasted: what can be read of it, and what of that a model learns from."""

from pasted.choosing import Chosen, choose
from pasted.tables import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, Column, Table, is_gap, parse_table, places
from surfaces.learning import TASKS

__all__ = [
    "MOST_CHARACTERS",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "TASKS",
    "Chosen",
    "Column",
    "Table",
    "choose",
    "is_gap",
    "parse_table",
    "places",
]
