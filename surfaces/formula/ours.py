"""The analytic surfaces as formulas, with their fields as parameters, to go on from."""

from typing import Any

from params import params_of
from surfaces.base import Surface
from surfaces.formula.formula import Formula

TEXTS = {
    "Bowl": "x^2 + y^2",
    "Booth": "(x + 2y - 7)^2 + (2x + y - 5)^2",
    "Matyas": "0.26 (x^2 + y^2) - 0.48 x y",
    "Ravine": "5 (x cos(pi t/180) + y sin(pi t/180))^2 / k + 5 (y cos(pi t/180) - x sin(pi t/180))^2",
    "Rosenbrock": "(a - x)^2 + b (y - x^2)^2",
    "Beale": "(1.5 - x + x y)^2 + (2.25 - x + x y^2)^2 + (2.625 - x + x y^3)^2",
    "DixonPrice": "(x - 1)^2 + 2 (2y^2 - x)^2",
    "Saddle": "x^2 - y^2",
    "BoundedSaddle": "x^2 - y^2 + y^4/4",
    "MonkeySaddle": "x^3 - 3 x y^2",
    "DoubleWell": "(x^2 - 1)^2 + y^2",
    "McCormick": "sin(x + y) + (x - y)^2 - 1.5x + 2.5y + 1",
    "Himmelblau": "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
    "StyblinskiTang": "(x^4 - 16x^2 + 5x + y^4 - 16y^2 + 5y)/2",
    "ThreeHumpCamel": "2x^2 - 1.05x^4 + x^6/6 + x y + y^2",
    "SixHumpCamel": "(4 - 2.1x^2 + x^4/3) x^2 + x y + (4y^2 - 4) y^2",
    "GoldsteinPrice": (
        "(1 + (x + y + 1)^2 (19 - 14x + 3x^2 - 14y + 6x y + 3y^2))"
        " (30 + (2x - 3y)^2 (18 - 32x + 12x^2 + 48y - 36x y + 27y^2))"
    ),
    "Branin": "(y - 5.1/(4pi^2) x^2 + 5/pi x - 6)^2 + 10 (1 - 1/(8pi)) cos x + 10",
    "Peaks": ("3 (1 - x)^2 exp(-x^2 - (y + 1)^2) - 10 (x/5 - x^3 - y^5) exp(-x^2 - y^2) - exp(-(x + 1)^2 - y^2)/3"),
    "Bumps": "x^2 + y^2 - a exp(-((x - 1)^2 + y^2)/s) - b exp(-((x + 1)^2 + y^2)/s)",
    "Rastrigin": "x^2 + y^2 + 20 sin^2(pi x) + 20 sin^2(pi y)",
    "Griewank": "(x^2 + y^2)/4000 - cos x cos(y/sqrt 2) + 1",
    "Levy13": "sin^2(3pi x) + (x - 1)^2 (1 + sin^2(3pi y)) + (y - 1)^2 (1 + sin^2(2pi y))",
    "Ackley": "-20 exp(-0.2 r/sqrt 2) - exp((cos(2pi x) + cos(2pi y))/2) + 20 + e",
    "DropWave": "-(1 + cos(12r))/(r^2/2 + 2)",
    "Schaffer2": "0.5 + (sin^2(x^2 - y^2) - 0.5)/(1 + 0.001 (x^2 + y^2))^2",
    "LogPlateau": "ln(1 + k (x^2 + y^2))",
    "Easom": "-cos x cos y exp(-(x - pi)^2 - (y - pi)^2)",
    "Michalewicz": "-sin x sin^(2m)(x^2/pi) - sin y sin^(2m)(2y^2/pi)",
    "AbsoluteValue": "|x| + k |y|",
    "Eggholder": "-(y + 47) sin sqrt|y + x/2 + 47| - x sin sqrt|x - y - 47|",
}
"""The name of a class → what it computes."""
LETTERS = {"kappa": "k", "angle": "t", "depth1": "a", "depth2": "b", "width": "s"}
"""Fields whose names are longer than a letter → what they are called in a formula."""


def as_formula(surface: Surface) -> Formula | None:
    """`surface` as a formula with the same window, start and numbers, None if it cannot be written as one."""
    text = TEXTS.get(type(surface).__name__) if type(surface).__module__.startswith("surfaces.analytic") else None
    if text is None:
        return None
    declared = params_of(type(surface))
    ranges = {LETTERS.get(name, name): (float(p.low), float(p.high)) for name, p in declared.items()}
    values: dict[str, Any] = {LETTERS.get(name, name): float(getattr(surface, name)) for name in declared}
    return Formula(text, ranges=ranges, domain=surface.domain, start=surface.start, **values)
