"""Numbers as people write them, and what only looks like one."""

import pytest

from pasted.spelling import Spelled, spell

NUMBERS = {
    "1": (1, 1), "0": (0, 0), "-5": (-5, -5), "−5": (-5, -5), "–5": (-5, -5), "+5": (5, 5), "- 5": (-5, -5), "5.": (5, 5), "5,": (5, 5),
    "1,234": (1234, 1.234), "1.234": (1.234, 1234), "1,234.50": (1234.5, None), "1.234,5": (None, 1234.5),
    "1,250,000": (1250000, None), "1.250.000": (None, 1250000), "19,47": (None, 19.47), "19.47": (19.47, None),
    "0,435": (None, 0.435), "0.435": (0.435, None), "0,0": (None, 0), ".5": (0.5, None), ",5": (None, 0.5), "1,2345": (None, 1.2345),
    "12,34,567.8": (1234567.8, None), "1 234 567": (1234567, 1234567), "1\u202f234,5": (None, 1234.5), "1\u2009234.5": (1234.5, None),
    "1'234.5": (1234.5, None), "1’234’567": (1234567, 1234567), "1 234,567": (None, 1234.567),
    "(1,234)": (-1234, -1.234), "(5.5)": (-5.5, None), "1.234,50-": (None, -1234.5), "１２．５": (12.5, None), "331,900[2]": (331900, 331.9),
    "1e-05": (1e-5, 1e-5), "1,5e3": (None, 1500), "1.500E+03": (1500, None), "-4e-1": (-0.4, -0.4), "1" * 50: (float("1" * 50),) * 2,
}  # fmt: skip
QUANTITIES = {
    "45%": (45, "%"), "45 %": (45, "%"), "-5 %": (-5, "%"), "12 kg": (12, "kg"), "12kg": (12, "kg"), "20°C": (20, "°C"), "20 ℃": (20, "℃"),
    "5 m²": (5, "m²"), "5 m^2": (5, "m^2"), "12 km/h": (12, "km/h"), "3.5 mg/dL": (3.5, "mg/dL"), "5 fl oz": (5, "fl oz"), "5 µm": (5, "µm"),
    "$1200.50": (1200.5, "$"), "-$7": (-7, "$"), "$-7": (-7, "$"), "$ (7.5)": (-7.5, "$"), "($7.5)": (-7.5, "$"), "US$ 7": (7, "US$"), "€ 7": (7, "€"),
    "7 €": (7, "€"), "7€": (7, "€"), "USD 7": (7, "USD"), "7 USD": (7, "USD"), "kr 7": (7, "kr"), "₩7": (7, "₩"), "7원": (7, "원"), "80점": (80, "점"),
    "$12/kg": (12, "$/kg"), "3.5 Mio. €": (3.5, "Mio. €"), "1.5e3 kg": (1500, "kg"), "12 years": (12, "years"),
}  # fmt: skip
OTHERS = [
    "", "-", "kg", "€", "007", "02139", "00", "01.05", "2024-01-05", "05.01.2024", "1/5/2024", "5-Jan", "5 Jan", "5. May", "12:30", "9h30", "5pm", "5 p.m.",
    "1.2.3", "1.10.0", "192.168.1.1", "192.168.100.101", "555-1234", "(555) 123-4567", "+49 171 123 456", "+491711234567", "010-1234-5678",
    "1st", "2nd", "11th", "10-20", "3/4", "3 1/2", "½", "5²", "<5", "~5", "±5", "5 ± 1", "1,2,3", "1,234,5", "1.5.2", "1,23,4",
    "1 23", "1 2345", "12 34 56", "A12", "Q1", "ABC 123", "v2", "0x1F", "1_000", "--5", "+-5", "-(5)", "(5", "5)", "inf", "nan", "1e400", "1e101",
    "٢٠", "①", "Washington, DC", "1 of 5 in the list", "5 feet, 3 inches",
]  # fmt: skip


@pytest.mark.parametrize(("cell", "both"), NUMBERS.items(), ids=NUMBERS)
def test_a_number_is_read_by_each_mark(cell, both):
    assert spell(cell) == Spelled(*both)


@pytest.mark.parametrize(("cell", "right"), QUANTITIES.items(), ids=QUANTITIES)
def test_a_quantity_has_a_unit(cell, right):
    spelled = spell(cell)
    assert (spelled.by("point"), spelled.unit) == right
    assert spelled.money == any(mark in spelled.unit for mark in ("$", "€", "₩", "USD", "kr")) or cell in (
        "7 USD",
        "3.5 Mio. €",
    )


@pytest.mark.parametrize("cell", OTHERS, ids=repr)
def test_what_only_looks_like_a_number_is_none(cell):
    assert spell(cell) is None


def test_a_cell_votes_if_it_is_a_number_by_one_mark_alone():
    votes = {cell: spell(cell).vote for cell in ("1,234", "1.234", "5", "1,5", "1.5", "1.234,5", "0,435")}
    assert votes == {
        "1,234": "",
        "1.234": "",
        "5": "",
        "1,5": "comma",
        "1.5": "point",
        "1.234,5": "comma",
        "0,435": "comma",
    }
    assert [spell(cell).open for cell in ("1,234", "1.234", "5", "1,5")] == [True, True, False, False]


def test_a_choice_is_strict_and_a_guess_is_not():
    assert spell("1,5").by("point") == 1.5
    assert spell("1,5").by("point", strictly=True) is None
    assert spell("1,5").by("comma", strictly=True) == 1.5


def test_every_float_is_read_back(st, forall):
    def check(x):
        assert spell(repr(x)).by("point") == x or abs(x) > 1e100

    forall(check, st.floats(allow_nan=False, allow_infinity=False, min_value=-1e100, max_value=1e100))


MARKS = {"point": ".", "comma": ","}
GROUPS = {"point": (",", " ", "\u00a0", "\u2009", "'", "’", ""), "comma": (".", " ", "\u202f", "'", "")}


def test_every_way_of_writing_a_number_is_read_back(st, forall):
    def check(n, places, decimal, pick, affixes):
        group = GROUPS[decimal][pick % len(GROUPS[decimal])]
        whole, _, rest = f"{abs(n) / 10**places:,.{places}f}".partition(".")
        digits = whole.replace(",", group) + (MARKS[decimal] + rest if rest else "")
        before, after = affixes
        cell = "-" * (n < 0) + before + digits + after
        assert spell(cell).by(decimal, strictly=True) == n / 10**places, cell

    integers = st.integers(-(10**12), 10**12)
    affixes = st.sampled_from([("", ""), ("$", ""), ("€ ", ""), ("", " kg"), ("", "%"), ("", "원"), ("", "[1]")])
    forall(check, integers, st.integers(0, 5), st.sampled_from(sorted(MARKS)), st.integers(0, 99), affixes)
