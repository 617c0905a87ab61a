"""Words in the visitor's language, by gettext. English is the source: the texts in the code are the messages.

A text is translated where it is shown, never at import and never inside a cache. What is declared at import, such as the help
of a field, is translated by whoever shows it.
"""

import re
from contextvars import ContextVar
from functools import lru_cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Any

DOMAIN = "ravine"
LOCALES = Path(__file__).parent / "locale"
"""`ravine.pot`, made by `make words`, and for each language `xx/LC_MESSAGES/ravine.mo`. There is none yet but English."""

TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
"""What a browser calls a language. It becomes the name of a folder, so nothing else is looked for."""

_language = ContextVar("language", default="")


def use(language: str) -> None:
    """From now on this thread shows texts in a language such as "de-AT", if there are translations for it."""
    _language.set(language)


@lru_cache(maxsize=64)
def catalogue(language: str) -> NullTranslations:
    """The translations for a language such as "de-AT", or none if nobody has written them, or if it is no language."""
    names = [language.replace("-", "_"), language.partition("-")[0]] if TAG.fullmatch(language) else []
    return translation(DOMAIN, LOCALES, names, fallback=True)


def _(text: str, /, **fields: Any) -> str:
    """In the visitor's language, with the fields in braces filled in, if any are given: "up to {count}", count=3."""
    translated = catalogue(_language.get()).gettext(text) if text else ""
    return translated.format(**fields) if fields else translated


def several(one: str, many: str, count: int, /, **fields: Any) -> str:
    """The text for one thing or the one for many, with the field `count` filled in, and any others."""
    return catalogue(_language.get()).ngettext(one, many, count).format(count=f"{count:,}", **fields)


def marked(text: str) -> str:
    """`text` as it is: a message that is translated where it is shown."""
    return text
