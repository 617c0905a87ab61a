"""What all pages of the site have: the head, the way to the others, and the files that they share."""

from html import escape
from pathlib import Path
from typing import NamedTuple

from export.alive import SHEET
from language import _, marked

ASSETS = Path(__file__).parent / "assets"
PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="{root}assets/icon.svg">
{styles}
</head>
<body>
<header class="site">
<a class="brand" href="{root}index.html">Ravine</a>{beside}
<nav aria-label="{pages}">{ways}</nav>
</header>
<main class="{kind}">
{body}
</main>
{scripts}
</body>
</html>
"""
WAYS = {"index.html": marked("Lessons"), "gallery.html": marked("Gallery")}
"""The pages that each page leads to, and their names."""
STYLES = (SHEET, "gallery.css", "atlas.css", "site.css")
SCRIPTS = ("site.js",)
"""What every page has, under assets/; a page with a player has its scripts, too."""


class File(NamedTuple):
    """A file of the site, by its path from the folder."""

    path: str
    content: str | bytes


def page(path: str, title: str, kind: str, body: str, scripts: tuple[str, ...] = (), beside: str = "") -> File:
    """A page of this kind, the class by which the style sheet knows it; `scripts`: more than those that all have; `beside`: the
    way to the pages before and after it, for the head.
    """
    root = "../" * path.count("/")
    return File(
        path,
        PAGE.format(
            title=escape(title),
            root=root,
            beside=beside,
            styles="\n".join(f'<link rel="stylesheet" href="{root}assets/{name}">' for name in STYLES),
            pages=_("Pages"),
            ways=" ".join(_way(root, path, there, name) for there, name in WAYS.items()),
            kind=kind,
            body=body,
            scripts="\n".join(f'<script src="{root}assets/{name}"></script>' for name in (*SCRIPTS, *scripts)),
        ),
    )


def _way(root: str, here: str, there: str, name: str) -> str:
    current = ' aria-current="page"' if here == there else ""
    return f'<a href="{root}{there}"{current}>{_(name)}</a>'


def link(there: str, text: str, **attributes: str) -> str:
    """A link to a page, as seen from here; `rel_` is rel, and so on."""
    more = "".join(f' {name.rstrip("_")}="{escape(value)}"' for name, value in attributes.items())
    return f'<a href="{escape(there)}"{more}>{escape(text)}</a>'
