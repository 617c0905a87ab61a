"""A language that nobody speaks: every message with its vowels accented. What is shown without accents was not translated."""

import re
from gettext import NullTranslations

ACCENTED = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")
KEPT = re.compile(r"\$\$.*?\$\$|\$[^$]*\$|`[^`]*`|\{\{[^{}]*\}\}|\{\w+\}|:\w+\[|\\[a-z]+|:material/\w+:", re.DOTALL)
"""Formulas, code, gaps, fields and colours, which are the same in every language."""
PLAIN = re.compile(r"[A-Za-z]*[aeiouAEIOU][A-Za-z]*")


def pseudo(text):
    """`text` in that language."""
    kept = [*KEPT.finditer(text), None]
    parts, at = [], 0
    for found in kept:
        end = found.start() if found else len(text)
        parts += [text[at:end].translate(ACCENTED), found[0] if found else ""]
        at = found.end() if found else end
    return "".join(parts)


class Pseudo(NullTranslations):
    """The translations. asked: the messages that were wanted of them."""

    def __init__(self):
        super().__init__()
        self.asked = set()

    def gettext(self, message):
        self.asked.add(message)
        return pseudo(message)

    def ngettext(self, one, many, count):
        self.asked |= {one, many}
        return pseudo(one if count == 1 else many)


def untranslated(text, names=()):
    """The words of three letters and more that have no accent, but for `names`."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return [word for word in re.findall(r"\b[A-Za-z]{3,}\b", KEPT.sub("", text)) if PLAIN.fullmatch(word)]
