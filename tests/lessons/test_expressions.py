"""Formulas: what they come to, and that nothing else is ever carried out."""

import json
import math
from contextlib import suppress

import pytest

from lessons.expressions import MOST_CHARACTERS, OPERATIONS, read
from lessons.kinds import NUMBER, TEXT, TRUTH, kind_of


def arrival(who: str) -> float:
    return {"Adam": 30, "Momentum": 10}.get(who, math.inf)


def outcome(who: str) -> str:
    return "CONVERGED" if who == "Adam" else "MOVING"


def loss(who: str, step: float = math.inf) -> float:
    return {0: 4.0, 1: 2.0}.get(step, 0.5)


FUNCTIONS = {"arrival": arrival, "outcome": outcome, "loss": loss}
NAMES = {"far": 8.0, "near": 2.0}

VALUES = {
    "1": 1,
    "-2.5": -2.5,
    "1e-3": 0.001,
    "1 + 2 * 3": 7,
    "(1 + 2) * 3": 9,
    "7 - 2 - 1": 4,
    "8 / 4 / 2": 1.0,
    "1 / 4": 0.25,
    "1 / 0": math.inf,
    "-1 / 0": -math.inf,
    "--3": 3,
    "2 < 3": True,
    "3 < 3": False,
    "3 <= 3": True,
    "3 > 2": True,
    "2 >= 3": False,
    "2 == 2.0": True,
    "2 != 2": False,
    "1 < 2 < 3": True,
    "1 < 3 < 2": False,
    "3 > 2 == 2 != 4": True,
    "1 < 2 and 2 < 3": True,
    "1 < 2 and 3 < 2": False,
    "2 < 1 or 3 < 2 or 1 < 2": True,
    "not 1 < 2": False,
    "not (1 < 2 and 2 < 1)": True,
    "'a' == 'a'": True,
    "'it''s'": "its",
    "arrival('Adam')": 30,
    "arrival('nobody') > 1e9": True,
    "3 * arrival('Momentum') == arrival('Adam')": True,
    "outcome('Adam') == 'CONVERGED'": True,
    "outcome('Adam') != outcome('Momentum')": True,
    "loss('Adam')": 0.5,
    "loss('Adam', 1)": 2.0,
    "loss('Adam', 2 - 1) < loss('Adam', 0)": True,
    "far / near": 4.0,
    " 1 ": 1,
}


@pytest.mark.parametrize(("text", "value"), VALUES.items(), ids=VALUES)
def test_value(text, value):
    found = read(text, FUNCTIONS, NAMES).value(FUNCTIONS, NAMES)
    assert found == value
    assert isinstance(found, bool) == isinstance(value, bool)


def test_nothing_by_nothing_is_no_number():
    assert math.isnan(read("0 / 0", {}).value({}, {}))


@pytest.mark.parametrize("text", [text for text in VALUES if "'" not in text and "far" not in text], ids=str)
def test_arithmetic_is_python_s(text):
    try:
        assert read(text, {}).value({}, {}) == eval(text)
    except ZeroDivisionError:
        assert "/ 0" in text


HOSTILE = {
    "attribute": "().__class__",
    "attribute of a function": "arrival.__globals__",
    "method": "'a'.upper()",
    "subscript": "'abc'[0]",
    "lambda": "lambda: 1",
    "called lambda": "(lambda: 1)()",
    "list": "[1, 2]",
    "comprehension": "[x for x in 'ab']",
    "generator": "arrival(x for x in 'ab')",
    "set": "{1}",
    "dictionary": "{'a': 1}",
    "tuple": "1, 2",
    "import": "__import__('os').system('true')",
    "builtin": "open('a')",
    "eval": "eval('1')",
    "a function, not called": "arrival",
    "conditional": "1 if 2 > 1 else 3",
    "walrus": "(a := 1)",
    "assignment": "a = 1",
    "statement": "import os",
    "two statements": "1; 2",
    "two lines": "1\n2",
    "f-string": "f'{1}'",
    "bytes": "b'a'",
    "complex": "1j",
    "truth": "True",
    "nothing": "None",
    "ellipsis": "...",
    "infinite": "1e999",
    "power": "9 ** 9 ** 9",
    "left shift": "1 << 999999999",
    "modulo": "'%999999999d' % 1",
    "repeated text": "'a' * 999999999",
    "repeated outcome": "outcome('Adam') * 999999999 == 'a'",
    "matrix product": "1 @ 2",
    "floor": "5 // 2",
    "inverted": "~1",
    "plus": "+1",
    "is": "1 is 1",
    "in": "'a' in 'ab'",
    "keyword": "loss('Adam', step=1)",
    "star": "loss(*'Ad')",
    "two stars": "loss(**{})",
    "await": "await arrival('Adam')",
    "yield": "(yield)",
    "name of nothing": "close < 1",
    "dunder name": "__name__",
    "empty": "",
    "blank": "  ",
    "open bracket": "arrival('Adam'",
    "open text": "arrival('Adam)",
    "NUL": "1\0",
    "lone surrogate": "'\ud800' == 'a'",
    "comment alone": "# 1",
    "escape that is none": r"'\d' == 'a'",
    "number run into a word": "1if 2>1 else 3",
    "deep brackets": "(" * 150 + "1" + ")" * 150 + " + a",
    "brackets without an end": "(" * 300,
    "deep minus": "-" * 390 + "1",
    "deep not": "not " * 99 + "1",
    "deep calls": "arrival(" * 45 + "1" + ")" * 45,
    "long sum": "+".join("1" * 150),
    "long text": "1" + " " * MOST_CHARACTERS + "1",
    "a megabyte": "(" * 1_000_000,
    "many digits": "9" * 390,
    "number as a truth": "1 and 2",
    "not a number": "not 1",
    "truth as a number": "(1 < 2) + 1",
    "truths compared": "(1 < 2) < 3",
    "text among numbers": "'a' < 'b'",
    "a text and a number": "outcome('Adam') == 1",
    "too few": "arrival()",
    "too many": "arrival('Adam', 1)",
    "a number for a name": "arrival(1)",
    "a text for a step": "loss('Adam', 'Adam')",
    "the name of a lookup": "number('far')",
    "the name of an operator": "far('near')",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_whatever_else_is_refused_in_a_sentence(text):
    with pytest.raises(ValueError, match=r"\w+ \w+ ") as refused:
        read(text, FUNCTIONS, NAMES)
    assert type(refused.value) is ValueError
    assert len(str(refused.value)) < 2 * MOST_CHARACTERS + 100


def test_any_text_is_a_formula_or_refused(forall, st):
    def check(text):
        with suppress(ValueError):
            read(text, FUNCTIONS, NAMES).value(FUNCTIONS, NAMES)

    words = st.sampled_from(
        ["1", "far", "arrival", "'Adam'", "(", ")", ",", "<", "and", "not", "-", "*", "/", "[", " "]
    )
    forall(check, st.lists(words, max_size=12).map("".join))
    forall(check, st.text(max_size=40))


@pytest.mark.parametrize(("text", "kind"), [("1", NUMBER), ("'a'", TEXT), ("far", NUMBER), ("1 < 2", TRUTH)])
def test_the_kind_is_known_before_anything_is_run(text, kind):
    assert kind_of(read(text, {}, NAMES).tree, {}) == kind
    for wanted in {NUMBER, TEXT, TRUTH} - {kind}:
        with pytest.raises(ValueError, match=f"is a {kind}; a {wanted} belongs here"):
            read(text, {}, NAMES, wanted)


def test_what_a_formula_names():
    found = read("loss('Adam', near) < far and outcome('Momentum') == 'MOVING'", FUNCTIONS, NAMES)
    assert (found.calls, found.names) == ({"loss", "outcome"}, {"near", "far"})
    assert (found.asked, found.compared) == ({"Adam", "Momentum"}, {"MOVING"})


DATA = {
    "1": 1,
    "'CONVERGED'": "CONVERGED",
    "-1": ["-", 0, 1],
    "arrival('Adam') < 50": ["<", ["arrival", "Adam"], 50],
    "1 < arrival('Adam') <= 50": ["and", ["<", 1, ["arrival", "Adam"]], ["<=", ["arrival", "Adam"], 50]],
    "not 1 + 2 * 3 > 4 / 2": ["not", [">", ["+", 1, ["*", 2, 3]], ["/", 4, 2]]],
    "1 == 1 or 1 != 2 or 1 >= 2": ["or", ["==", 1, 1], ["!=", 1, 2], [">=", 1, 2]],
    "outcome('Adam') == 'LOCAL' and 2 - 1 < 2": [
        "and", ["==", ["outcome", "Adam"], "LOCAL"], ["<", ["-", 2, 1], 2]
    ],
}  # fmt: skip


@pytest.mark.parametrize(("text", "tree"), DATA.items(), ids=DATA)
def test_a_formula_as_data_for_the_browser(text, tree):
    found = read(text, FUNCTIONS).data()
    assert json.loads(json.dumps(found, allow_nan=False)) == tree


@pytest.mark.parametrize("text", ["far < 1", "loss('Adam', 1) < 2", "arrival(outcome('Adam')) < 1"])
def test_what_the_browser_cannot_follow_is_refused(text):
    with pytest.raises(ValueError, match="one method each"):
        read(text, FUNCTIONS, NAMES).data()


def test_the_operators_of_the_contract():
    assert {*OPERATIONS} == {"+", "-", "*", "/", "<", "<=", ">", ">=", "==", "!=", "and", "or", "not"}
