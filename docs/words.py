"""Writes locale/ravine.pot, every text of the interface, for translators: `make words`.

Texts in the code are found by Babel where they are marked: `_`, `several` and `marked` in Python, `say` and `marked` in
JavaScript. What a class declares, its label, the help of its fields and the docstrings that pages show, is read off the classes,
and what a lesson says off the lessons.
"""

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_from_dir
from babel.messages.pofile import write_po

from language import DOMAIN, LOCALES
from lessons import LESSONS, Lesson
from optimizers import OPTIMIZERS, SCHEDULES
from params import params_of
from pasted import Decimal, Header
from scenes import DECAY, SCHEDULE, Look, Setup, first_line, first_paragraph, switches
from surfaces import ALL_SURFACES, FORMULAS, LAYERS

ROOT = Path(__file__).parents[1]
FOLDERS = ("surfaces", "optimizers", "pasted", "figures", "scenes", "player", "lessons", "export", "views")
KEYWORDS: dict[str, Any] = {"_": None, "marked": None, "say": None, "several": (1, 2)}


def catalogue() -> Catalog:
    """All messages, and where they are."""
    found = Catalog(project="Ravine", fuzzy=False)
    for file, line, message, _comments, _context in marked_texts():
        found.add(message, locations=[(file, line)])
    for text, where in (*declared(), *taught()):
        if text:
            found.add(text, locations=[(where, 1)])
    return found


def marked_texts() -> Iterator[tuple[str, int, Any, Any, Any]]:
    """Those in the code."""
    methods = [("**/vendor/**", "ignore"), ("**.py", "python"), ("**.js", "javascript")]
    with (ROOT / "params.py").open("rb") as file:
        yield from (("params.py", *found) for found in extract("python", file, KEYWORDS))
    for folder in FOLDERS:
        for file, *found in extract_from_dir(ROOT / folder, methods, keywords=KEYWORDS):
            yield f"{folder}/{file}", *found


def declared() -> Iterator[tuple[str, str]]:
    """Those that classes declare, and the file of each."""
    for cls in [*ALL_SURFACES.values(), *LAYERS.values(), *OPTIMIZERS.values(), *SCHEDULES.values()]:
        helps = (text for param in params_of(cls).values() for text in (param.help, *param.options))
        yield from ((text, file_of(cls)) for text in (cls.label, *helps))
    for cls in ALL_SURFACES.values():
        yield from ((text, file_of(cls)) for text in (first_paragraph(cls), first_line(cls.__module__)))
    for cls in OPTIMIZERS.values():
        yield from ((text, file_of(cls)) for text in (inspect.getdoc(cls) or "", first_line(cls.__module__)))
    for switch in switches():
        yield from ((text, "scenes/look.py") for text in (switch.title, switch.help))
    yield from ((text, "scenes/look.py") for text in params_of(Look)["theory"].options)
    yield from ((text, "pasted/tables.py") for text in (*get_args(Decimal), *get_args(Header)))
    yield params_of(Setup)["versus"].help, "scenes/race.py"
    yield from ((text, "scenes/address.py") for text in (DECAY.help, SCHEDULE.help))
    yield from ((name, "surfaces/calculus/differences.py") for name in FORMULAS)


def taught() -> Iterator[tuple[str, str]]:
    """Those of the lessons, and the folder of their files."""
    yield from ((text, "lessons") for one in LESSONS.values() for text in words_of(one))


def words_of(lesson: Lesson) -> Iterator[str]:
    """What a lesson says."""
    yield lesson.title
    for screen in lesson.screens:
        yield from (screen.title, screen.text)
        yield from (text for asked in (screen.question, screen.task) if asked for text in (asked.ask, asked.because))
        yield from screen.question.answers if screen.question else ()


def file_of(cls: type) -> str:
    return str(Path(inspect.getsourcefile(cls) or "").relative_to(ROOT))


def main() -> None:
    """Write the file."""
    LOCALES.mkdir(exist_ok=True)
    with (LOCALES / f"{DOMAIN}.pot").open("wb") as file:
        write_po(file, catalogue(), sort_output=True, omit_header=True, width=120, include_lineno=False)


if __name__ == "__main__":
    main()
