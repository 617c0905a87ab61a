"""Equations as MathML: well formed, with places for numbers where their symbols stand."""

from xml.etree import ElementTree

import pytest

from figures.equations import displayed
from figures.mathml import Line, constant, inline, mathml, slot
from optimizers import OPTIMIZERS

SPACE = "{http://www.w3.org/1998/Math/MathML}"
SLOTS = {r"\hat m": slot(r"\hat m", True), "v": slot("v", True), "t": slot("t", False), r"\beta_1": constant("0.9", 7)}


def parsed(text):
    return ElementTree.fromstring(text)


def slots_of(latex, slots=SLOTS):
    """What stands in place of symbols after the mark, in order."""
    found = parsed(mathml([Line(f"x = {latex}", {}, slots)])).iter()
    return [name for e in found if (name := e.get("data-slot") or e.get("data-number"))]


def written(latex, slots=SLOTS):
    """The texts of a formula, one after the other."""
    return "".join(parsed(mathml([Line(f"x = {latex}", {}, slots)])).itertext())


def test_symbols_are_replaced_wherever_they_stand():
    assert slots_of(r"v - \frac{\hat m}{\sqrt{v^2} + 1 - \beta_1^t}") == ["v", r"\hat m", "v", "7", "t"]
    assert slots_of(r"\hat{v} + \hat m") == ["v", r"\hat m"]


@pytest.mark.parametrize(
    "latex", ["v_{t-1}", r"\beta_2", r"v _1", r"\text{ if } x", r"\mathrm{vt}", r"\mathcal{U}", r"\tau", "w_t"]
)
def test_a_symbol_within_another_is_none(latex):
    assert slots_of(latex) == []


def test_the_longest_name_counts():
    slots = {
        name: slot(name, False) for name in ("g", "g_{t-1}", r"\mathrm{sign}(g)", r"\eta^+", r"\eta", "L(u_t)", "u_t")
    }
    assert slots_of(r"g\, g_{t-1} \mathrm{sign} (g) + \eta^+ \eta - L(u_t)", slots) == [
        "g", "g_{t-1}", r"\mathrm{sign}(g)", r"\eta^+", r"\eta", "L(u_t)",
    ]  # fmt: skip


def test_numbers_side_by_side_are_told_apart():
    slots = {"a": constant("2"), "b": constant("3"), "v": slot("v", True)}
    assert written("a b", slots) == "x=2·3"
    assert written(r"4\, b \pi b", slots) == "x=4·3·π·3"
    assert written(r"(1 - a)\, b", slots) == "x=(1−2)·3"
    assert written("a v", slots) == "x=2"
    assert written("v v", slots) == "x=·"
    assert written("a b", {}) == "x=ab"


def test_a_vector_has_two_places_and_a_number_one():
    found = parsed(mathml([Line("v = t", SLOTS, SLOTS)]))
    places = {e.get("data-slot"): len([*e.iter(f"{SPACE}mn")]) for e in found.iter() if e.get("data-slot")}
    assert places == {"v": 2, "t": 1}


def test_a_name_is_escaped():
    assert (
        parsed(mathml([Line("a = b", {}, {"b": slot('<"&', False)})])).find(".//*[@data-slot]").get("data-slot")
        == '<"&'
    )


def test_equations_are_aligned_at_their_marks():
    rows = [*parsed(mathml([Line("a = b"), Line("c"), Line(r"d \leftarrow e")])).iter(f"{SPACE}mtr")]
    assert [["".join(cell.itertext()) for cell in row] for row in rows] == [["a", "=b"], ["", "c"], ["d", "←e"]]


def test_accents_are_part_of_their_letter():
    assert [e.text for e in parsed(inline(r"\hat m \bar g \tilde w")).iter(f"{SPACE}mi")] == [
        "m\u0302",
        "g\u0304",
        "w\u0303",
    ]


@pytest.mark.parametrize("cls", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_no_latex_is_left(cls):
    lines = [*displayed(cls.__doc__), *(line for v in cls.variants for line in displayed(f"$${v.equations}$$"))]
    lines += [arrow.label for arrow in cls.arrows]
    assert "\\" not in "".join(parsed(mathml(map(Line, lines))).itertext())
