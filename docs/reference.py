"""The API reference, written from the docstrings into docs/api/: `make docs`.

pdoc makes the pages. Their formulas become MathML here, before Markdown takes a sign for its own, so that a browser shows
them without a script from elsewhere.
"""

import re
import tomllib
from pathlib import Path

import pdoc
from latex2mathml.converter import convert
from markdown2 import Extra, Stage

ROOT = Path(__file__).parents[1]
MATH = re.compile(r"\$\$(?P<display>.+?)\$\$|\$(?P<inline>[^$]+?)\$", re.DOTALL)


class Formulas(Extra):
    """LaTeX between dollars becomes MathML."""

    name = "formulas"
    order = (Stage.PREPROCESS,), ()

    def run(self, text: str) -> str:
        """`text` with its formulas replaced."""
        return MATH.sub(lambda found: mathml(**found.groupdict()), text)


def mathml(display: str | None, inline: str | None) -> str:
    """A formula on a line of its own, or within one."""
    return f"<p>{convert(display, display='block')}</p>" if display else convert(inline)


def modules() -> list[str]:
    """What somebody can import who has installed the project; what recorded the references would ask for PyTorch. A package
    within a room comes with the room.
    """
    packed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    rooms = [name for name in packed["packages"] if name.count(".") < 2]
    return [*packed["py-modules"], *rooms, "!references.recording"]


def write(folder: Path) -> None:
    """The pages of all modules into `folder`, which begin at index.html."""
    pdoc.render.configure(footer_text="Ravine")
    pdoc.render_helpers.markdown_extensions[Formulas.name] = None
    pdoc.pdoc(*modules(), output_directory=folder)


Formulas.register()
if __name__ == "__main__":
    write(ROOT / "docs" / "api")
