"""Numbers and outcomes in words for people."""

import re
import unicodedata
from functools import lru_cache
from math import floor, isfinite, log10
from typing import Any, NamedTuple

from descent import Kind, Outcome
from language import _, marked

MINUS = "\N{MINUS SIGN}"
UNITS = (("d", 86400.0), ("h", 3600.0), ("min", 60.0), ("s", 1.0), ("ms", 1e-3), ("µs", 1e-6))
RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
TINY = 1e-300
"""What is smaller has underflowed, and is told as 0: below 2.2e−308 numbers lose their digits one after another."""
LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


@lru_cache(maxsize=2048)
def number(value: float, digits: int = 3) -> str:
    """`value` to a few significant digits with a true minus sign: 0.0123, −2.5, 1.2e−7, ∞.

    Remembered: a slider writes all of its values twice in each run.
    """
    if not isfinite(value):
        return "–" if value != value else ("∞" if value > 0 else MINUS + "∞")
    value = 0.0 if abs(value) < TINY else value
    size = floor(log10(abs(value))) if value else 0
    text = f"{value:.{digits - 1}e}" if not -4 < size < 5 else f"{value:.{max(0, digits - 1 - size)}f}"
    mantissa, e, exponent = text.partition("e")
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    return (mantissa + (f"e{int(exponent)}" if e else "")).replace("-", MINUS)


def apart(value: float, other: float, least: int = 3) -> int:
    """How many digits tell `value` from `other`, such as a rate from its limit, or a factor from 1."""
    return next((n for n in range(least, 18) if number(value, n) != number(other, n)), least)


def tex(value: float, digits: int = 3) -> str:
    r"""The same in LaTeX: 1.2 \cdot 10^{−7}."""
    mantissa, e, exponent = number(value, digits).replace("∞", r"\infty").partition("e")
    return mantissa + (rf" \cdot 10^{{{exponent}}}" if e else "")


def sign(symbol: str) -> str:
    r"""A symbol in LaTeX as plain text: `\beta_1` as β₁, `\eta^-` as η⁻."""
    spelt = symbol.replace("ambda", "amda")  # as Unicode does
    greek = re.sub(r"\\([A-Za-z]+)", lambda found: _greek(found[1]), spelt)
    lowered = re.sub(r"_([0-9])", lambda found: found[1].translate(LOWERED), greek)
    return re.sub(r"\^([0-9+-])", lambda found: found[1].translate(RAISED), lowered)


def _greek(name: str) -> str:
    """The letter that is called so in LaTeX, where a capital has a capital in its name."""
    return unicodedata.lookup(f"GREEK {'CAPITAL' if name[0].isupper() else 'SMALL'} LETTER {name}")


def point(w: Any) -> str:
    """A place: (1, −0.5)."""
    return f"({', '.join(number(float(c)) for c in w)})"


def duration(seconds: float) -> str:
    """A time to two digits in the largest unit that it fills: 12 µs, 17 min, 1.1 h."""
    unit, length = next(((u, n) for u, n in UNITS if seconds >= n), UNITS[-1])
    return f"{number(seconds / length, 2)} {unit}" if isfinite(seconds) else number(seconds)


def outcome(result: Outcome) -> str:
    """What became of one path, as a sentence without its subject."""
    kind, near = Kind(int(result.kind)), Kind(int(result.near))
    words = next(words for words in OUTCOMES if words.kind == kind and words.near in (near, None))
    return _(
        words.sentence,
        target=point(result.target),
        step=int(result.step),
        above=number(float(result.above)),
        radius=number(float(result.radius), 2),
    )


class OutcomeWords(NamedTuple):
    """How an outcome of a `kind` is told, at a critical point of the kind `near` (None: of any).

    short: for a panel, shown once it has happened; sentence: without its subject, with the fields target, step, above and
    radius of an `Outcome`.
    """

    kind: Kind
    near: Kind | None
    short: str
    sentence: str


OUTCOMES = (
    OutcomeWords(
        Kind.CONVERGED,
        Kind.MOVING,
        marked("converged"),
        marked("reached the lowest loss, there since step {step}: a whole region is as low"),
    ),
    OutcomeWords(
        Kind.CONVERGED, None, marked("converged"), marked("converged to the minimum {target}, there since step {step}")
    ),
    OutcomeWords(
        Kind.LOCAL,
        None,
        marked("in a local minimum"),
        marked("in the local minimum {target} since step {step}, {above} above the lowest known"),
    ),
    OutcomeWords(Kind.SADDLE, None, marked("at a saddle"), marked("stuck at the saddle {target} since step {step}")),
    OutcomeWords(Kind.MAXIMUM, None, marked("at a maximum"), marked("stuck at the maximum {target} since step {step}")),
    *(
        OutcomeWords(Kind.HOVERING, near, marked("hovering"), sentence)
        for near, sentence in {
            Kind.CONVERGED: marked("hovers within {radius} of the minimum {target} since step {step}"),
            Kind.LOCAL: marked("hovers within {radius} of the local minimum {target} since step {step}"),
            Kind.SADDLE: marked("hovers within {radius} of the saddle {target} since step {step}"),
            Kind.MAXIMUM: marked("hovers within {radius} of the maximum {target} since step {step}"),
        }.items()
    ),
    OutcomeWords(
        Kind.RESTING, None, marked("at rest"), marked("at rest at {target}, no known critical point, since step {step}")
    ),
    OutcomeWords(Kind.LEFT, None, marked("left the window"), marked("left the window at step {step}")),
    OutcomeWords(Kind.DIVERGED, None, marked("diverged"), marked("diverged at step {step}")),
    OutcomeWords(Kind.MOVING, None, "", marked("still moving")),
)
"""Every outcome in words; of several that fit, the first."""
