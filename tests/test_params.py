"""Fields that explain themselves: ranges, reading, writing, validation."""

import math
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType

import numpy as np
import pytest

import params
from params import (
    FRACTION,
    NONNEGATIVE,
    POSITIVE,
    REAL,
    Declared,
    Interval,
    Param,
    changed,
    choice,
    param,
    params_of,
    registry,
)

NUMBER = Param(0.5, -1e3, 1e3)
WHOLE = Param(200, 10, 2000)
SWITCH = Param(False)
WORD = Param("cosine", options=("constant", "cosine"))
ANY = [NUMBER, WHOLE, SWITCH, WORD]
IDS = ["number", "whole", "switch", "word"]


@dataclass(frozen=True)
class Kettle(Declared):
    """A class with a field of every sort."""

    heat: float = param(0.5, 1e-3, 1.0, r"\eta", "how hot", log=True)
    tilt: float = param(0.0, -90.0, 90.0, r"\theta", "how far")
    share: float = param(0.9, 0.0, 0.99, r"\rho", "how much stays", within=FRACTION)
    cups: int = param(3, 1, 12, "n", "how many", within=Interval(1))
    lid: bool = param(True, help="whether it is shut")
    tea: str = choice("green", ("green", "black"), help="which leaves")


@pytest.mark.parametrize(
    ("interval", "inside", "outside"),
    [
        (REAL, [-1e308, 0, 1e308], []),
        (POSITIVE, [5e-324, 1e308], [0, -0.0, -5e-324]),
        (NONNEGATIVE, [0, -0.0, 1], [-5e-324]),
        (FRACTION, [0, 1 - 2**-53], [1, -5e-324]),
        (Interval(1, 2), [1, 2], [1 - 2**-53, 2 + 2**-51]),
        (Interval(1, 2, open_low=True, open_high=True), [1.5], [1, 2]),
    ],
    ids=str,
)
def test_interval_holds_its_closed_ends_only(interval, inside, outside):
    assert all(interval.holds(v) for v in inside)
    assert not any(interval.holds(v) for v in [*outside, math.nan, math.inf, -math.inf])


def test_interval_holds_an_array_that_lies_inside_everywhere():
    assert FRACTION.holds(np.array([[0.0, 0.5], [0.9, 0.99]]))
    assert not FRACTION.holds([0.5, 1.0])
    assert not FRACTION.holds([0.5, math.nan])


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (REAL, "(-∞, ∞)"),
        (POSITIVE, "(0, ∞)"),
        (NONNEGATIVE, "[0, ∞)"),
        (FRACTION, "[0, 1)"),
        (Interval(1, 2), "[1, 2]"),
    ],
    ids=str,
)
def test_interval_is_written_as_in_mathematics(interval, text):
    assert str(interval) == text


def test_what_is_written_reads_back_the_same(forall, st):
    def same(value):
        assert NUMBER.read(NUMBER.write(value)) == value

    forall(same, st.floats(-1e3, 1e3))


def test_any_float_reads_back_the_same(forall, st):
    everywhere = Param(0.0, -math.inf, math.inf)

    def same(value):
        assert everywhere.read(everywhere.write(value)) == value
        assert everywhere.read(everywhere.write(np.float64(value))) == value

    forall(same, st.floats(allow_nan=False, allow_infinity=False))


@pytest.mark.parametrize("value", [10, 11, 2000])
def test_whole_numbers_stay_whole(value):
    read = WHOLE.read(WHOLE.write(value))
    assert (read, type(read)) == (value, int)


@pytest.mark.parametrize("value", [True, False])
def test_switches_read_back_the_same(value):
    assert SWITCH.read(SWITCH.write(value)) is value
    assert SWITCH.write(np.bool_(value)) == SWITCH.write(value)


@pytest.mark.parametrize("value", WORD.options)
def test_words_read_back_the_same(value):
    assert WORD.read(WORD.write(value)) == value


@pytest.mark.parametrize(("value", "text"), [(0.1, "0.1"), (20.0, "20"), (20, "20"), (1e-5, "1e-05"), (-0.5, "-0.5")])
def test_numbers_are_written_short(value, text):
    assert NUMBER.write(value) == text


@pytest.mark.parametrize("text", ["7", "+7", "7.", "7.0", "07", "70e-1", ".7E1"])
def test_a_number_may_be_spelled_in_many_ways(text):
    assert NUMBER.read(text) == 7


@pytest.mark.parametrize("declared", ANY, ids=IDS)
def test_hostile_texts_are_refused(declared, hostile):
    with pytest.raises(ValueError, match=r"^is n"):
        declared.read(hostile)


@pytest.mark.parametrize("declared", ANY, ids=IDS)
def test_nothing_is_no_value(declared):
    with pytest.raises(ValueError, match=r"^is n"):
        declared.read("")


@pytest.mark.parametrize("declared", ANY, ids=IDS)
def test_any_text_is_read_or_refused(declared, forall, st):
    refusals = set()

    def reads(text):
        try:
            assert declared.check(declared.read(text)) == ""
        except ValueError as problem:
            refusals.add(str(problem))

    forall(reads, st.text(max_size=40) | st.from_regex(r"[-+]?[0-9.]{1,6}(e[-+]?[0-9]{1,4})?"))
    assert all(refusal.startswith("is no") for refusal in refusals)


@pytest.mark.parametrize("declared", [NUMBER, WHOLE], ids=["number", "whole"])
def test_off_the_slider_is_refused_and_the_ends_are_not(declared):
    assert [declared.read(declared.write(end)) for end in (declared.low, declared.high)] == [
        declared.low,
        declared.high,
    ]
    for beyond in (declared.low - 1, declared.high + 1):
        with pytest.raises(ValueError, match=rf"^is not between {declared.low:g} and {declared.high:g}$"):
            declared.read(str(beyond))


def test_half_a_step_is_refused():
    with pytest.raises(ValueError, match=r"^is not a whole number$"):
        WHOLE.read("20.5")


def test_a_switch_is_0_or_1():
    for text in ("True", "yes", "2", "01"):
        with pytest.raises(ValueError, match=r"^is none of 1, 0$"):
            SWITCH.read(text)


@pytest.mark.parametrize(
    ("field", "value", "within"),
    [
        ("heat", 0.0, r"\(0, ∞\)"),
        ("heat", -1.0, r"\(0, ∞\)"),
        ("heat", math.nan, r"\(0, ∞\)"),
        ("heat", np.array([0.1, -0.1]), r"\(0, ∞\)"),
        ("heat", None, r"\(0, ∞\)"),
        ("heat", "hot", r"\(0, ∞\)"),
        ("heat", "0.5", r"\(0, ∞\)"),
        ("heat", 10**400, r"\(0, ∞\)"),
        ("tilt", math.inf, r"\(-∞, ∞\)"),
        ("tilt", -math.inf, r"\(-∞, ∞\)"),
        ("share", 1.0, r"\[0, 1\)"),
        ("share", -0.1, r"\[0, 1\)"),
        ("share", 1j, r"\[0, 1\)"),
        ("cups", 0, r"\[1, ∞\)"),
        ("cups", 2.5, "whole number"),
        ("cups", 4.0, "whole number"),
        ("cups", np.array([1, 2]), "whole number"),
        ("lid", 1, "True or False"),
        ("lid", "no", "True or False"),
        ("tea", "mud", "green, black"),
        ("tea", None, "green, black"),
    ],
)
def test_meaningless_values_are_refused_by_class_field_and_range(field, value, within):
    with pytest.raises(ValueError, match=rf"(?s)^Kettle\.{field} = .* must .*{within}"):
        Kettle(**{field: value})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("heat", 50.0),
        ("heat", 1),
        ("heat", np.array([0.1, 0.2])),
        ("share", 0),
        ("cups", np.int64(4)),
        ("lid", np.True_),
    ],
)
def test_what_has_a_meaning_is_taken_even_off_the_slider(field, value):
    assert getattr(Kettle(**{field: value}), field) is value


def test_a_logarithmic_field_is_positive_and_others_are_real_unless_told():
    declared = params_of(Kettle)
    assert (declared["heat"].within, declared["tilt"].within, declared["share"].within) == (POSITIVE, REAL, FRACTION)


@dataclass(frozen=True)
class Squared(Declared):
    """A field, and what follows from it."""

    side: float = param(2.0, 0.0, 9.0, "a", "side")

    @cached_property
    def area(self):
        return self.side * self.side


def test_a_changed_copy_forgets_what_followed_from_the_old_fields():
    one = Squared(3.0)
    assert one.area == 9.0
    other = changed(one, side=4.0)
    assert (other, other.area, one.area) == (Squared(4.0), 16.0, 9.0)


def test_params_come_in_the_order_of_the_class():
    assert list(params_of(Kettle)) == ["heat", "tilt", "share", "cups", "lid", "tea"]
    assert {n: p.default for n, p in params_of(Kettle).items()} == vars(Kettle())


def test_a_class_is_labelled_by_its_name_unless_it_says_otherwise():
    class Named(Kettle):
        label = "Tea kettle"

    class Heir(Named):
        pass

    assert [cls.label for cls in (Kettle, Named, Heir)] == ["Kettle", "Tea kettle", "Heir"]


def family(name, *classes):
    """A module that defines `classes` and has imported Kettle."""
    module = ModuleType(name)
    for cls in classes:
        cls.__module__ = name
        setattr(module, cls.__name__, cls)
    module.Kettle = Kettle
    return module


def test_a_registry_holds_what_its_families_define_in_their_order():
    later, sooner = (type(name, (Kettle,), {}) for name in ("Apple", "Zebra"))
    assert list(registry(Kettle, family("one", sooner), family("two", later)).items()) == [
        ("Zebra", sooner),
        ("Apple", later),
    ]


def test_a_registry_holds_no_functions_and_no_strangers():
    assert registry(Kettle, params) == {}
