"""The Markdown in which lessons are written, as HTML: paragraphs, tables, *emphasis*, `code` and $mathematics$."""

import re
from html import escape

from figures import inline

FIRST = 0xE000
"""Characters from here on mean nothing: each stands for a piece that is HTML already."""
APART = re.compile(r"\$([^$]+)\$|`([^`]+)`")
STRONG, EMPHASIS = re.compile(r"\*\*(.+?)\*\*"), re.compile(r"\*(.+?)\*")
GATHERED = re.compile(r"\\begin\{gathered\}(.*)\\end\{gathered\}", re.DOTALL)
BREAK = re.compile(r"\\\\(?:\[\w+\])?|, \\qquad ")
"""Where an equation goes on in another line."""


OPERATOR = re.compile(r"<mi>\\(\w+)</mi>")
"""A name that the converter does not know, such as arg: it is set as it stands."""


def html(text: str) -> str:
    """Paragraphs and tables, with an empty line between them."""
    return "\n".join(_block(block) for block in re.split(r"\n\s*\n", text.strip()) if block)


def words(text: str) -> str:
    """A text without paragraphs."""
    apart: list[str] = []

    def put(found: re.Match[str]) -> str:
        apart.append(_mathematics(found[1]) if found[1] else f"<code>{escape(found[2])}</code>")
        return chr(FIRST + len(apart) - 1)

    marked = escape(APART.sub(put, text), quote=False)
    marked = EMPHASIS.sub(r"<em>\1</em>", STRONG.sub(r"<strong>\1</strong>", marked))
    return re.sub(f"[{chr(FIRST)}-{chr(FIRST + 255)}]", lambda found: apart[ord(found[0]) - FIRST], marked)


def equation(latex: str) -> str:
    """LaTeX, with its equations below one another."""
    gathered = GATHERED.fullmatch(latex.strip())
    lines = BREAK.split(gathered[1] if gathered else latex)
    return "".join(f'<div class="equation">{_displayed(line.strip())}</div>' for line in lines)


def _displayed(latex: str) -> str:
    return _mathematics(latex).replace("<math", '<math display="block"', 1)


def _mathematics(latex: str) -> str:
    return OPERATOR.sub(r"<mi>\1</mi>", inline(latex))


def _block(block: str) -> str:
    return _table(block) if block.startswith("|") else f"<p>{words(' '.join(block.split()))}</p>"


def _table(block: str) -> str:
    """The first line is the head, the second says how columns are aligned, which the style sheet does."""
    head, _aligned, *rows = [line.strip().removeprefix("|").removesuffix("|").split("|") for line in block.splitlines()]
    body = "".join(_row(row, "td") for row in rows)
    return f"<table><thead>{_row(head, 'th')}</thead><tbody>{body}</tbody></table>"


def _row(cells: list[str], kind: str) -> str:
    return "<tr>" + "".join(f"<{kind}>{words(cell.strip())}</{kind}>" for cell in cells) + "</tr>"
