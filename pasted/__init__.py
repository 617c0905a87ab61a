"""A table that somebody pasted: what can be read of it, and what of that a model learns from."""

from pasted.choosing import Chosen, choose, kinds
from pasted.layout import is_gap, places
from pasted.splitting import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS
from pasted.tables import Column, Decimal, Header, Reading, Table, parse_table
from surfaces import TASKS

__all__ = [
    "MOST_CHARACTERS",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "TASKS",
    "Chosen",
    "Column",
    "Decimal",
    "Header",
    "Reading",
    "Table",
    "choose",
    "is_gap",
    "kinds",
    "parse_table",
    "places",
]
