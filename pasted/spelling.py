"""What a cell spells: a number by a decimal point or by a decimal comma, and its unit. Only ASCII digits are digits."""

import calendar
import re
from typing import NamedTuple

LARGEST = 1e100
"""A number beyond this has no square."""
TYPESET = str.maketrans(
    dict.fromkeys("−–‐‑﹣", "-")
    | dict.fromkeys("\u00a0\u202f\u2009\u2007\u2008\u2002\u2003\u3000", " ")
    | dict.fromkeys("’ʼ‘`´", "'")
    | {chr(0xFF01 + i): chr(0x21 + i) for i in range(94)}
)  # fmt: skip
"""True minus signs, spaces and apostrophes that group digits, and the wide forms of East Asian keyboards."""

SYMBOL = "[$¢£¤¥฿₠-⃀﷼]"
CURRENCY = (
    rf"(?:[A-Z]{{0,3}}{SYMBOL}|(?:USD|EUR|GBP|CHF|JPY|CNY|KRW|INR|CAD|AUD|SEK|NOK|DKK|PLN|BRL)(?=\s)|Rs\.?|Fr\.|kr\.?)"
)
LOSS = re.compile(rf"^({CURRENCY})\s?\(")
"""Accountants put the currency outside of the brackets."""
LETTER = rf"(?:[^\W\d_]|[%‰°º′″µ℃℉Ω\u3371-\u33df]|{SYMBOL})"
WORD = rf"(?![⁰¹²³⁴-⁹])(?:{LETTER}|/)(?:{LETTER}|[./·*]|\^-?[0-9])*"
UNIT = rf"(?!(?i:st|nd|rd|th|\s?[ap]\.?m)\b)\s?(?P<unit>{WORD}(?: {WORD})?)"
BODY = r"[1-9][0-9]{0,2}(?P<group>[ '])[0-9]{3}(?:(?P=group)[0-9]{3})*(?:[.,][0-9]+)?|[.,]?[0-9][0-9.,]*"
NUMBER = re.compile(
    rf"(?P<loss>\()?\s?(?P<sign>[+-])?\s?(?P<currency>{CURRENCY})?\s?(?P<late>[+-])?(?P<body>{BODY})"
    rf"(?P<exponent>[eE][+-]?[0-9]+)?(?P<after>-(?![^\s)]))?(?:{UNIT})?\s?(?(loss)\))(?:\[[^\[\]]{{1,10}}\])*"
)  # fmt: skip
"""Sign, currency, digits and marks, exponent, unit; losses may stand in brackets, and notes such as [1] may follow."""
WHOLE = r"(?:0|[1-9]\d*|[1-9]\d{0,2}(?:%s\d{3})+|[1-9]\d?(?:%s\d\d)+%s\d{3})"
POINT, COMMA = (
    re.compile(rf"{WHOLE % (group, group, group)}(?:{mark}\d*)?|{mark}\d+", re.ASCII)
    for mark, group in ((r"\.", ","), (",", r"\."))
)
"""Groups of three digits, or two and at last three as in India, and no group begins with 0."""
PLAIN = re.compile(r"(?:0|[1-9]\d*)\.(?:\d{1,2}|\d{4,})", re.ASCII)
"""Most numbers, for speed."""
DIGIT = re.compile(r"\d", re.ASCII)
CODE = re.compile(r"0\d+", re.ASCII)
DIALLED = re.compile(r"\+\d{9,}", re.ASCII)
ADDRESS = re.compile(r"(?:(?:1?\d?\d|2[0-4]\d|25[0-5])(?:\.(?!$)|$)){4}", re.ASCII)
"""That of a computer."""
SUBTRACTED = {"-", "("}
MONTHS = {name.lower() for name in (*calendar.month_name[1:], *calendar.month_abbr[1:], "sept")}


class Spelled(NamedTuple):
    """The number by a decimal point and by a decimal comma, None where it is none; its unit, and whether that is money."""

    point: float | None
    comma: float | None
    unit: str = ""
    money: bool = False

    def by(self, decimal: str, strictly: bool = False) -> float | None:
        """The number if "point" or "comma" is the decimal mark; unless strictly, what is none by that one is by the other."""
        first, second = (self.comma, self.point) if decimal == "comma" else (self.point, self.comma)
        return second if first is None and not strictly else first

    @property
    def vote(self) -> str:
        """The decimal mark without which this is no number, empty if it is one by either."""
        return "comma" if self.point is None else "point" if self.comma is None else ""

    @property
    def open(self) -> bool:
        """Whether it is one number by a decimal point and another one by a decimal comma."""
        return not self.vote and self.point != self.comma


def spell(cell: str) -> Spelled | None:
    """What `cell` spells, None if it looks like no number at all: dates, times, versions and codes do not."""
    if cell.isascii() and cell.isdigit():
        return None if CODE.fullmatch(cell) else Spelled(float(cell), float(cell))
    if PLAIN.fullmatch(cell):
        return Spelled(float(cell), None)
    typed = cell if cell.isascii() else cell.translate(TYPESET)
    if not DIGIT.search(typed):
        return None
    text = " ".join(typed.split())
    text = LOSS.sub(r"(\1", text) if text[-1] == ")" else text
    found = NUMBER.fullmatch(text)
    if not found or _no_number(text, found):
        return None
    return _within(_spelled(found))


def _no_number(text: str, found: re.Match[str]) -> bool:
    """Whether it only looks like one: two signs, a number to dial, the address of a computer, a day of a month."""
    signs = [part for part in found.group("sign", "late", "after", "loss") if part]
    dialled = "+" in signs and (found["group"] == " " or DIALLED.match(text))
    month = found["unit"] and found["unit"].rstrip(".").lower() in MONTHS
    return bool(len(signs) > 1 or dialled or month or (text.count(".") == 3 and ADDRESS.match(text)))


def _spelled(found: re.Match[str]) -> Spelled:
    sign, power = (
        "-" if SUBTRACTED.intersection(found.group("sign", "late", "after", "loss")) else "",
        found["exponent"] or "",
    )
    digits = found["body"].replace(found["group"] or " ", "")
    digits = digits.rstrip(".,") or digits
    by_point, by_comma = bool(POINT.fullmatch(digits)), bool(COMMA.fullmatch(digits))
    if power and by_point and by_comma:
        by_point, by_comma = "," not in digits, "." not in digits
    point = float(sign + digits.replace(",", "") + power) if by_point else None
    comma = float(sign + digits.replace(".", "").replace(",", ".") + power) if by_comma else None
    currency, unit = found["currency"] or "", found["unit"] or ""
    both = f"{currency} {unit}".strip() if unit[:1] != "/" else currency + unit
    return Spelled(point, comma, both, bool(currency) or _money(unit))


def _money(unit: str) -> bool:
    return bool(re.match(SYMBOL, unit))


def _within(spelled: Spelled) -> Spelled | None:
    """None if it is a number by neither mark, or too large a one."""
    numbers = [n for n in spelled[:2] if n is not None]
    return spelled if numbers and max(map(abs, numbers)) <= LARGEST else None
