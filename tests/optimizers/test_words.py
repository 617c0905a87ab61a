"""Docstrings and labels as a student reads them: the symbols of the sliders stand in the equations."""

import re

import pytest

from optimizers import OPTIMIZERS
from optimizers.schedules import SCHEDULES
from optimizers.wrappers import Decayed, Scheduled
from params import params_of

CLASSES = [*OPTIMIZERS.values(), *SCHEDULES.values(), Decayed, Scheduled]
GREEK = {
    r"\alpha": "α",
    r"\rho": "ρ",
    r"\epsilon": "ε",
    r"\psi": "ψ",
    r"\beta_1": "β₁",
    r"\beta_2": "β₂",
    "t_0": "t₀",
    "a_0": "a₀",
}
SHORT = 24


@pytest.mark.parametrize("cls", CLASSES)
def test_each_symbol_of_a_slider_stands_in_the_docstring(cls):
    symbols = [p.symbol for p in params_of(cls).values() if p.symbol]
    assert [s for s in symbols if s not in cls.__doc__ and GREEK.get(s, s) not in cls.__doc__] == []
    assert len(symbols) == len(set(symbols))


@pytest.mark.parametrize("cls", CLASSES)
def test_the_label_of_a_slider_is_short_and_its_own(cls):
    labels = [p.help.partition(": ")[0] for p in params_of(cls).values()]
    assert [label for label in labels if not 0 < len(label) <= SHORT] == []
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("cls", OPTIMIZERS.values())
def test_each_rule_has_its_equation_and_its_source(cls):
    assert cls.__doc__.count("$$") in (2, 4)
    assert re.search(r"\((1[89]|20)\d\d\)|[12]\d\d\d\)", cls.__doc__) or cls.__name__ == "RandomSearch"
