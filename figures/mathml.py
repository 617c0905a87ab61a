"""Equations as MathML, which a browser draws by itself, and places for numbers in them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import NamedTuple

from latex2mathml.converter import convert

from figures.equations import sides

TOKEN = re.compile(
    r"\\(?:text|mathrm|mathcal|begin|end)\{[^}]*\}|_(?:\{[^{}]*\}|\\?\w)|\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|\s+|.", re.DOTALL
)
"""A piece of LaTeX: a subscript belongs together, as it makes another symbol of the one before it."""
FIRST = 0xE000
"""Characters from here on mean nothing in Unicode, and LaTeX takes each for a symbol."""
STANDS = re.compile(rf"<m[io][^>]*>(?:&#x0*([0-9A-Fa-f]+);|([{chr(FIRST)}-{chr(FIRST + 255)}]))</m[io]>")
VECTOR = "<mtr><mtd><mn></mn></mtd></mtr>" * 2
PARENTHESES = "border: solid; border-width: 0 0.07em; border-radius: 0.6em / 50%; padding: 0 0.1em; margin: 0 0.1em"
"""Drawn: few computers have a font whose parentheses grow."""
RIGHT, LEFT = "text-align: right; text-align: -webkit-right", "text-align: left; text-align: -webkit-left"
ACCENT = re.compile(
    r'<mover(?: accent="true")?><mi>(\w)</mi><mo(?: [^>]*)?>&#x0*(5E|AF|7E|2DC|203E|302|304|303);</mo></mover>'
)
COMBINED = {"5E": "\u0302", "302": "\u0302", "AF": "\u0304", "203E": "\u0304", "304": "\u0304"}
"""Accents as part of a letter, which any font has: over one they need a font for mathematics. The others are tildes."""
TILDE = "\u0303"
WORD = re.compile(r'<mrow>((?:<mi mathvariant="normal">\w</mi>)+)</mrow>')
"""A name that LaTeX sets upright, letter by letter."""
OPERATOR = re.compile(r"<mo /><mrow>((?:<m[in]>\w+</m[in]>)+)</mrow>")
"""A name that LaTeX sets as a function's."""
BETWEEN = {
    ("number", "vector"): r"\,",
    ("number", "letter"): r"\,",
    ("letter", "number"): r"\,",
    ("number", "number"): r"\cdot ",
    ("vector", "number"): r"\cdot ",
    ("vector", "vector"): r"\cdot ",
    (")", "number"): r"\cdot ",
}
"""What stands between factors some of which are numbers: symbols need nothing."""


class Slot(NamedTuple):
    """What stands in place of a symbol; is_vector: whether it is two numbers in parentheses, or one."""

    mathml: str
    is_vector: bool = False


class Line(NamedTuple):
    """An equation in LaTeX, and what stands in place of its symbols before and after its mark."""

    latex: str
    left: Mapping[str, Slot] = {}
    right: Mapping[str, Slot] = {}


def slot(name: str, is_vector: bool) -> Slot:
    """A place for the number, or the two numbers, of this name: what is to be filled in are its `mn`, x before y."""
    if is_vector:
        return Slot(f'<mtable data-slot="{escape(name)}" style="{PARENTHESES}">{VECTOR}</mtable>', True)
    return Slot(f'<mrow data-slot="{escape(name)}"><mn></mn></mrow>')


def constant(text: str, place: int = -1) -> Slot:
    """A number, whose place among the numbers of a program is said if it has one."""
    return Slot(f'<mn data-number="{place}">{text}</mn>' if place >= 0 else f"<mn>{text}</mn>")


def mathml(lines: Iterable[Line]) -> str:
    """Equations below one another, aligned at their marks."""
    rows = "".join(map(_row, lines))
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mtable displaystyle="true">{rows}</mtable></math>'


def inline(latex: str) -> str:
    """A formula without an equation's mark."""
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow>{_filled(latex, {})}</mrow></math>'


def matrix(latex: str, rows: Iterable[Iterable[str]]) -> str:
    """What `latex` names, as a matrix of formulas in drawn parentheses."""
    cells = ("".join(f'<mtd style="padding: 0 0.5em">{_filled(cell, {})}</mtd>' for cell in row) for row in rows)
    inner = "".join(f"<mtr>{row}</mtr>" for row in cells)
    table = f'<mtable displaystyle="true" style="{PARENTHESES}">{inner}</mtable>'
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow>{_filled(latex + "=", {})}{table}</mrow></math>'


def _row(line: Line) -> str:
    left, mark, right = sides(line.latex)
    before, after = _filled(left, line.left), _filled(f"{mark} {right}", line.right)
    return f'<mtr><mtd style="{RIGHT}">{before}</mtd><mtd style="{LEFT}">{after}</mtd></mtr>'


def _filled(latex: str, slots: Mapping[str, Slot]) -> str:
    """A formula as MathML with slots in place of the symbols."""
    placed, used = _placed(latex, slots)

    def fill(found: re.Match[str]) -> str:
        at = (int(found[1], 16) if found[1] else ord(found[2])) - FIRST
        return used[at].mathml if 0 <= at < len(used) else found[0]

    return STANDS.sub(fill, _converted(placed))


@lru_cache(maxsize=1024)
def _converted(latex: str) -> str:
    inner = re.sub(r"^<math[^>]*>|</math>$", "", convert(latex, display="block")) if latex.strip() else ""
    # MathML Core, which browsers have, knows no such attribute.
    inner = inner.replace('columnalign="left"', f'style="{LEFT}"')
    inner = OPERATOR.sub(lambda of: f"<mi>{re.sub('<[^>]*>', '', of[1])}</mi>", inner)
    inner = WORD.sub(lambda of: f"<mi>{re.sub('<[^>]*>', '', of[1])}</mi>", inner)
    return ACCENT.sub(lambda of: f'<mi style="font-style: italic">{of[1]}{COMBINED.get(of[2], TILDE)}</mi>', inner)


def _placed(latex: str, slots: Mapping[str, Slot]) -> tuple[str, list[Slot]]:
    """`latex` with a character of its own for each symbol that has a slot, and the slots of these."""
    tokens, names = TOKEN.findall(latex), {name: _bare(TOKEN.findall(name)) for name in slots}
    out, used, at, before = "", list[Slot](), 0, ""
    while at < len(tokens):
        name, end = _symbol(tokens, at, names)
        now = ("vector" if slots[name].is_vector else "number") if name else _kind(tokens[at])
        if space := BETWEEN.get((before, now)):
            out = out.rstrip().removesuffix(r"\,") + space
        if name:
            used.append(slots[name])
        out += chr(FIRST + len(used) - 1) if name else tokens[at]
        before, at = before if now == "space" else now, end
    return out, used


def _kind(token: str) -> str:
    if token.isspace() or token in (r"\,", r"\ "):
        return "space"
    if token[0].isdigit() or token == r"\pi":
        return "number"
    return "letter" if re.match(r"\w|\\mathrm", token) and not token.startswith("_") else token


def _symbol(tokens: Sequence[str], at: int, names: Mapping[str, Sequence[str]]) -> tuple[str, int]:
    """(the longest name that begins here, where it ends); no name where a subscript makes another symbol of it."""
    found = [(name, end) for name, parts in names.items() if (end := _end(tokens, at, parts))]
    return max(found, key=lambda one: one[1], default=("", at + 1))


def _end(tokens: Sequence[str], at: int, parts: Sequence[str]) -> int:
    """Where `parts` end if they begin at `at`, 0 if they do not."""
    places = [k for k in range(at, len(tokens)) if _kind(tokens[k]) != "space"]
    after = places[len(parts)] if len(parts) < len(places) else -1
    begins = places[:1] == [at] and [tokens[k] for k in places[: len(parts)]] == list(parts)
    return places[len(parts) - 1] + 1 if begins and not (after > 0 and tokens[after].startswith("_")) else 0


def _bare(tokens: Sequence[str]) -> list[str]:
    """Without spaces."""
    return [token for token in tokens if _kind(token) != "space"]
