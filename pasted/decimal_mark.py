"""Which mark is the decimal one: decided for a whole table, by those cells that are numbers by one mark alone."""

from collections import Counter
from typing import Literal

from language import _
from pasted.layout import is_gap
from pasted.spelling import Spelled


def decimal_mark(
    columns: list[tuple[str, ...]], spelled: dict[str, Spelled | None], separator: str
) -> tuple[Literal["point", "comma"], str]:
    """The decimal mark, and why it is that one: by most of the numbers that are none with the other one.

    Words have no say, nor have the few numbers among them. Where nothing tells, commas group thousands and points don't, for
    most do so; but not where semicolons part the cells, which is done for commas to be free.
    """
    votes, seen, doubtful = Counter[str](), dict[str, str](), list[tuple[str, Spelled]]()
    for cells in columns:
        filled = [cell for cell in cells if not is_gap(cell)]
        numbers = [(cell, number) for cell in filled if (number := spelled[cell])]
        if 2 * len(numbers) >= len(filled):
            votes.update(number.vote for _, number in numbers if number.vote)
            seen = {number.vote: cell for cell, number in reversed(numbers) if number.vote} | seen
            doubtful += [(cell, number) for cell, number in numbers if number.open]
    if votes:
        mark: Literal["point", "comma"] = "comma" if votes["comma"] > votes["point"] else "point"
        other = seen.get(_other(mark))
        if other:
            return mark, _(
                "{mark}, because of “{cell}”, though there is “{other}”, too.",
                mark=_(mark),
                cell=seen[mark],
                other=other,
            )
        return mark, _("{mark}, because of “{cell}”.", mark=_(mark), cell=seen[mark])
    if not doubtful:
        return "point", _("none of the numbers has one.")
    mark = "comma" if separator == ";" and all("," in cell for cell, _number in doubtful) else "point"
    cell, number = doubtful[0]
    return mark, _(
        "{mark}, but nothing tells whether “{cell}” is {one} or {other}: choose the mark if this is wrong.",
        mark=_(mark),
        cell=cell,
        one=f"{number.by(mark):.15g}",
        other=f"{number.by(_other(mark)):.15g}",
    )


def _other(mark: str) -> str:
    return "point" if mark == "comma" else "comma"
