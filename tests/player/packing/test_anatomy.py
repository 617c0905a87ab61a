"""What the player is told of a step: equations that are true with their numbers, arrows whose columns are there."""

import json
from xml.etree import ElementTree

import numpy as np
import pytest

from descent import Noting, Racing, module
from optimizers import (
    OPTIMIZERS,
    SCHEDULES,
    Adam,
    Constant,
    Decayed,
    Momentum,
    Nesterov,
    RMSProp,
    Scheduled,
    plain_type,
)
from player.packing.anatomy import _anatomy
from scenes import default_scene
from surfaces import SURFACES
from tests.player.packets import opened, packed

LOSS = SURFACES["Himmelblau"]()
START, STEPS = (1.0, 2.5), 4
FORMS = [
    Momentum(0.01, dampening=0.3, form="step"),
    Momentum(0.01, momentum=0.8, dampening=0.3),
    Nesterov(0.01, form="rearranged"),
    Adam(amsgrad=True),
    Adam(bias_correction=False),
    Adam(amsgrad=True, bias_correction=False),
    RMSProp(momentum=0.5),
    RMSProp(centered=True),
]
WRAPPED = [
    Decayed(Adam(), 0.2),
    Decayed(Momentum(0.01), 0.2, intercept=False),
    Decayed(OPTIMIZERS["Lion"](weight_decay=0.3), 0.2),
    Decayed(OPTIMIZERS["BFGS"](), 0.2),
    Scheduled(Decayed(OPTIMIZERS["NonlinearCG"](), 0.2), SCHEDULES["Cosine"](20)),
    *(Scheduled(Decayed(Adam(), 0.2), cls()) for cls in SCHEDULES.values() if cls is not Constant),
    Decayed(Scheduled(OPTIMIZERS["RAdam"](), SCHEDULES["Cosine"](20)), 0.2),
]
PLAIN = [cls() for cls in OPTIMIZERS.values()]
SYMBOLIC = {"RandomSearch", "Newton", "BFGS", "LBFGS", "ProximalGradient"}
"""Their steps have something in them that is no number and no vector, or happen only if."""
SAID = {
    "−": "-", "·": "*", "(": "(", ")": ")", "+": "+", ",": ",", "/": "/", "<": "<", ">": ">", "≥": ">=", "⌊": "np.floor(",
    "⌋": ")", "max": "np.maximum", "min": "np.minimum", "sign": "np.sign", "cos": "np.cos", "π": "np.pi",
}  # fmt: skip
CLOSED, OPENED = ("]", ")", "pi"), ("v[", "(", "np", "abs")


def anatomy_of(optimizer):
    """(its anatomy, what its last step noted, the numbers of its program)."""
    made = module([Racing(optimizer, LOSS)], LOSS, None, STEPS, noting=True)
    noting, w = Noting(optimizer, LOSS), np.array(START)
    state = w, optimizer.init(w)
    for t in range(STEPS):
        stepped, notes = noting.heard(state, t)
        state = stepped.state
    return _anatomy(optimizer, made.rules[0], made.notes[0]), notes, made.numbers


class Reader:
    """Reads MathML as Python: what it evaluates to, given what was noted and the numbers of a program."""

    def __init__(self, notes, numbers):
        self.notes, self.numbers, self.values = notes, numbers, []

    def value(self, value):
        self.values.append(np.asarray(value, float))
        return [f"v[{len(self.values) - 1}]"]

    def pieces(self, element):
        kind, text = element.tag.rpartition("}")[2], (element.text or "").strip("\N{NO-BREAK SPACE} \n")
        if name := element.get("data-slot"):
            return self.value(self.notes[name])
        if kind == "mn":
            place = element.get("data-number")
            return self.value(self.numbers[int(place)] if place else text.replace("−", "-"))
        if kind in ("mrow", "mstyle", "mtd"):
            return self.row([*element])
        if kind == "mfrac":
            above, below = ("".join(self.pieces(part)) for part in element)
            return self.value(self.evaluated(above) / self.evaluated(below))
        if kind == "msqrt":
            with np.errstate(invalid="ignore"):
                return self.value(np.sqrt(self.evaluated("".join(self.row([*element])))))
        if kind == "msup":
            base, power = (self.pieces(part) for part in element)
            return [*base, "**(", *power, ")"]
        if kind == "mtext" and text in ("if", ""):
            return ["*(", ")"] if text else []
        if kind == "mspace":
            return []
        return [SAID[text]]

    def row(self, elements):
        found, ends, inside = [], [], False
        for element in elements:
            if (element.text or "") == "|":
                inside = not inside
                new = ["abs("] if inside else [")"]
            else:
                new = self.pieces(element)
            if new == ["*(", ")"]:
                new, ends = ["*("], [")"]
            if found and found[-1] == "np.cos" and new[0] != "(":
                new = ["(", *new, ")"]
            if new and found and found[-1].endswith(CLOSED) and new[0].startswith(OPENED):
                found.append("*")
            found += new
        return [*found, *ends]

    def evaluated(self, text):
        return eval(text, {"np": np, "abs": np.abs, "v": self.values})


def equations(text, notes, numbers):
    """For each equation of `text`: the name of its left side, its value, and that of the right side; None if it is symbolic."""
    for row in ElementTree.fromstring(text)[0]:
        left, right = row
        slots = [e.get("data-slot") for e in left.iter() if e.get("data-slot")]
        mark = next(right.iter(f"{{{right.tag[1:].partition('}')[0]}}}mo"), None)
        if len(slots) != 1 or mark is None:
            continue
        mark.text = ""
        reader = Reader(notes, numbers)
        try:
            [*inner] = right[0]
            found = reader.evaluated("".join(reader.row([e for e in inner if e is not mark])))
        except (KeyError, SyntaxError):
            found = None
        yield slots[0], notes[slots[0]], found


@pytest.mark.sampled(axes=lambda optimizer: {"rule": plain_type(optimizer), "wrapped": type(optimizer)})
@pytest.mark.parametrize("optimizer", [*PLAIN, *FORMS, *WRAPPED], ids=repr)
def test_equations_are_true_with_their_numbers(optimizer):
    told, notes, numbers = anatomy_of(optimizer)
    checked = dict[str, bool]()
    for name, expected, found in equations(told["numbers"], notes, numbers):
        if found is not None:
            # Of two that hold under a condition one is enough.
            near = np.allclose(found, expected, rtol=1e-9, atol=1e-12, equal_nan=True)
            checked[name] = checked.get(name, False) or near
    if type(optimizer).__name__ in SYMBOLIC:
        checked["w"] = True
    assert all(checked.values()), checked
    assert "w" in checked


def test_an_equation_with_other_numbers_is_false():
    """The reader sees what is wrong."""
    told, notes, numbers = anatomy_of(Adam())
    wrong = told["numbers"].replace('data-slot="m before"', 'data-slot="m"')
    assert not all(np.allclose(found, expected) for _, expected, found in equations(wrong, notes, numbers))


@pytest.mark.sampled(axes=lambda optimizer: {"rule": plain_type(optimizer), "wrapped": type(optimizer)})
@pytest.mark.parametrize("optimizer", [*PLAIN, *FORMS, *WRAPPED], ids=repr)
def test_all_that_is_told_is_there(optimizer):
    told, _, numbers = anatomy_of(optimizer)
    for text in (told["symbols"], told["numbers"], *(arrow["label"] for arrow in told["arrows"])):
        places = [*ElementTree.fromstring(text).iter()]
        assert {e.get("data-slot") for e in places} - {None} <= set(told["columns"])
        assert all(0 <= int(e.get("data-number")) < len(numbers) for e in places if e.get("data-number"))
    assert "data-" not in told["symbols"]
    assert len([*ElementTree.fromstring(told["symbols"])[0]]) == len([*ElementTree.fromstring(told["numbers"])[0]])
    terms = [term for arrow in told["arrows"] for term in arrow["terms"]]
    assert all(0 <= column < len(told["columns"]) for term in terms for column in term["columns"])
    assert told["arrows"][-1]["kind"] == "step"
    assert json.loads(json.dumps(told)) == told


def test_who_adds_up_says_so():
    def adds(optimizer):
        return anatomy_of(optimizer)[0]["adds"]

    assert [type(rule).__name__ for rule in PLAIN if adds(rule)] == ["GradientDescent", "Momentum", "Nesterov", "ASGD"]
    assert adds(Decayed(Momentum(), 0.1))
    assert not adds(Decayed(Adam(), 0.1))


def test_a_race_is_told_of_if_it_is_asked_for():
    scene = default_scene()
    assert opened(packed(scene))[0]["race"]["anatomy"] is None
    told = opened(packed(scene.but(inspect=True)))[0]["race"]
    assert len(told["anatomy"]) == len(told["racers"])
    assert all("<math" in one["numbers"] for one in told["anatomy"])


def test_where_no_module_runs_there_is_none(monkeypatch):
    monkeypatch.setattr("tests.player.packets.program", lambda told: None)
    assert opened(packed(default_scene().but(inspect=True)))[0]["race"]["anatomy"] is None
    assert opened(packed(default_scene().but(inspect=True, optimizers=())))[0]["race"]["anatomy"] is None
