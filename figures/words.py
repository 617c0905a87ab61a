"""Numbers and outcomes in words for people."""

from math import floor, isfinite, log10
from typing import Any

from descent import Kind, Outcome

MINUS = "\N{MINUS SIGN}"
UNITS = (("d", 86400.0), ("h", 3600.0), ("min", 60.0), ("s", 1.0), ("ms", 1e-3), ("µs", 1e-6))


def number(value: float, digits: int = 3) -> str:
    """`value` to a few significant digits with a true minus sign: 0.0123, −2.5, 1.2e−7, ∞."""
    if not isfinite(value):
        return "–" if value != value else ("∞" if value > 0 else MINUS + "∞")
    value += 0.0  # no minus before a zero
    size = floor(log10(abs(value))) if value else 0
    text = f"{value:.{digits - 1}e}" if not -4 < size < 5 else f"{value:.{max(0, digits - 1 - size)}f}"
    mantissa, e, exponent = text.partition("e")
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    return (mantissa + (f"e{int(exponent)}" if e else "")).replace("-", MINUS)


def tex(value: float, digits: int = 3) -> str:
    r"""The same in LaTeX: 1.2 \cdot 10^{−7}."""
    mantissa, e, exponent = number(value, digits).replace("∞", r"\infty").partition("e")
    return mantissa + (rf" \cdot 10^{{{exponent}}}" if e else "")


def point(w: Any) -> str:
    """A place: (1, −0.5)."""
    return f"({', '.join(number(float(c)) for c in w)})"


def duration(seconds: float) -> str:
    """A time to two digits in the largest unit that it fills: 12 µs, 17 min, 1.1 h."""
    unit, length = next(((u, n) for u, n in UNITS if seconds >= n), UNITS[-1])
    return f"{number(seconds / length, 2)} {unit}" if isfinite(seconds) else number(seconds)


def outcome(result: Outcome) -> str:
    """What became of one path, as a sentence without its subject."""
    kind, step, target = Kind(int(result.kind)), int(result.step), point(result.target)
    place = f"the {CRITICAL[Kind(int(result.near))]} {target}"
    sentences = {
        Kind.CONVERGED: f"converged to {place} by step {step}",
        Kind.LOCAL: f"in {place} since step {step}, {number(float(result.above))} above the lowest known",
        Kind.SADDLE: f"stuck at {place} since step {step}",
        Kind.MAXIMUM: f"stuck at {place} since step {step}",
        Kind.HOVERING: f"hovers within {number(float(result.radius), 2)} of {place} since step {step}",
        Kind.RESTING: f"at rest at {target}, no known critical point, since step {step}",
        Kind.LEFT: f"left the window at step {step}",
        Kind.DIVERGED: f"diverged at step {step}",
        Kind.MOVING: "still moving",
    }
    is_region = kind == Kind.CONVERGED and result.near == Kind.MOVING
    return f"reached the lowest loss by step {step}: a whole region is as low" if is_region else sentences[kind]


CRITICAL = {
    Kind.CONVERGED: "minimum",
    Kind.LOCAL: "local minimum",
    Kind.SADDLE: "saddle",
    Kind.MAXIMUM: "maximum",
    Kind.MOVING: "place",
}
"""What a critical point is called by which paths of that kind end."""

SHORT = {
    Kind.CONVERGED: "converged",
    Kind.LOCAL: "in a local minimum",
    Kind.SADDLE: "at a saddle",
    Kind.MAXIMUM: "at a maximum",
    Kind.HOVERING: "hovering",
    Kind.RESTING: "at rest",
    Kind.LEFT: "left the window",
    Kind.DIVERGED: "diverged",
    Kind.MOVING: "",
}
"""What became of a path, in a panel, shown once it has happened."""
