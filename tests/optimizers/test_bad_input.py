"""What has no meaning is refused, with class, field and range: generated from what each field declares."""

import re

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from optimizers.schedules import SCHEDULES
from params import params_of

CLASSES = OPTIMIZERS | SCHEDULES


def outside(within):
    """The numbers just beyond each end of an interval."""
    if np.isfinite(within.low):
        yield within.low if within.open_low else np.nextafter(within.low, -np.inf)
    if np.isfinite(within.high):
        yield within.high if within.open_high else np.nextafter(within.high, np.inf)


def nonsense(declared):
    """Values that `declared` must refuse."""
    good = declared.default
    yield from (None, "", "nonsense", [good], (good,), {}, 1j, b"1", np.array(["a"]), object)
    if declared.options:
        yield from (0, True, declared.options[0].upper() + "!", list(declared.options))
    elif isinstance(good, bool):
        yield from (0, 1, 1.0, np.array([True, False]))
    elif isinstance(good, int):
        yield from (True, good + 0.5, float(good), np.nan, np.inf, int(declared.within.low) - 1, np.array([good, good]))
    else:
        yield from (True, np.True_, np.nan, np.inf, -np.inf, str(good), *outside(declared.within))
        yield from (np.array([good, bad]) for bad in (np.nan, np.inf, *outside(declared.within)))
        yield from (np.array([True]), np.array([good], object), np.array([[good, good], [good, np.nan]]))


@pytest.mark.parametrize("cls", [cls for cls in CLASSES.values() if params_of(cls)])
def test_what_has_no_meaning_is_refused_by_name_and_range(cls):
    for field, declared in params_of(cls).items():
        expected = ", ".join(declared.options) or str(declared.within)
        expected = "True or False" if isinstance(declared.default, bool) else expected
        message = rf"{cls.__name__}\.{field} = .*must be .*{re.escape(expected)}"
        for bad in nonsense(declared):
            with pytest.raises(ValueError, match=re.compile(message, re.DOTALL)):
                cls(**{field: bad})


@pytest.mark.parametrize("cls", CLASSES.values())
def test_both_ends_of_a_slider_have_a_meaning(cls):
    for field, declared in params_of(cls).items():
        if not declared.options and not isinstance(declared.default, bool):
            for value in (declared.low, declared.high):
                cls(**{field: type(declared.default)(value)})


@pytest.mark.parametrize("cls", CLASSES.values())
def test_numpy_numbers_are_numbers(cls):
    for field, declared in params_of(cls).items():
        if not declared.options:
            cls(**{field: np.asarray(declared.default)[()]})


def test_the_best_known_traps():
    for name, arguments in [
        ("Adam", {"beta1": 1.0}), ("Adam", {"beta2": 1.0}), ("Adam", {"eps": 0.0}), ("Adam", {"lr": -1e-3}),
        ("RMSProp", {"rho": 1.0}), ("AdaGrad", {"eps": 0.0}), ("Momentum", {"momentum": 1.0}),
        ("Rprop", {"etaplus": 1.0}), ("Rprop", {"etaminus": 1.0}), ("LBFGS", {"history": 0}),
        ("RandomSearch", {"seed": -1}), ("BFGS", {"first": 0.0}), ("Newton", {"damping": -1.0}),
    ]:  # fmt: skip
        with pytest.raises(ValueError, match=rf"{name}\.\w+ = "):
            OPTIMIZERS[name](**arguments)


def test_an_unknown_field_is_refused():
    with pytest.raises(TypeError, match="rho"):
        OPTIMIZERS["Adam"](rho=0.9)
