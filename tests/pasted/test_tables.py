"""Pasted tables: what is read, what is said of the rest, and that nothing that is pasted breaks anything."""

import random

import numpy as np
import pytest
from numpy.testing import assert_allclose

from pasted import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, TASKS, choose, kinds, parse_table
from surfaces.data.linear_models import LinearRegression, LogisticRegression
from surfaces.data.softmax import Softmax

PLAIN = "a,b,c\n1,2.5,x\n3,-4e-1,y\n5,.5,x\n7,8,y\n"


def read(text):
    """Name → numbers, or the cells of a column of words."""
    return {c.name: c.numbers.tolist() if c.numeric else list(c.cells) for c in parse_table(text).columns}


EXPECTED = {"a": [1, 3, 5, 7], "b": [2.5, -0.4, 0.5, 8], "c": ["x", "y", "x", "y"]}
SAME = {
    "commas": PLAIN,
    "semicolons": PLAIN.replace(",", ";"),
    "tabs": PLAIN.replace(",", "\t"),
    "bars": PLAIN.replace(",", " | "),
    "spaces": PLAIN.replace(",", "   "),
    "Windows": PLAIN.replace("\n", "\r\n"),
    "old Mac": PLAIN.replace("\n", "\r"),
    "byte order mark": "\ufeff" + PLAIN,
    "blank lines": "\n\n" + PLAIN.replace("\n", "\n\n") + "\n , ,\n",
    "quotes": '"a","b","c"\n"1","2.5","x"\n3,-4e-1,"y"\n"5",.5,x\n7,8,"y"\n',
    "a space after each comma": PLAIN.replace(",", ", "),
    "decimal commas": PLAIN.replace(",", ";").replace(".", ","),
    "decimal commas in quotes": 'a,b,c\n1,"2,5",x\n3,"-4e-1",y\n5,",5",x\n7,8,y\n',
    "no last line break": PLAIN.rstrip(),
    "true minus sign": PLAIN.replace("-4", "−4").replace("4e−1", "4e-1"),
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_one_table_in_many_ways(text):
    assert read(text) == EXPECTED
    assert parse_table(text).complaints == ()


def test_a_header_is_not_needed():
    assert read("1,2\n3,4\n") == {"column 1": [1, 3], "column 2": [2, 4]}
    assert read("1,x\n3,y\n") == {"column 1": [1, 3], "column 2": ["x", "y"]}


def test_hangul_headers():
    table = parse_table("몸무게\t키 (cm)\t성별\n71,5\t180\t남\n60,2\t165\t여\n")
    assert [column.name for column in table.columns] == ["몸무게", "키 (cm)", "성별"]
    assert table.column("몸무게").numbers.tolist() == [71.5, 60.2]


def test_names_are_made_different_and_visible():
    assert list(read("x,x,,\u202eabc\x00,x\n1,2,3,4,5\n")) == ["x", "x (2)", "column 3", "abc", "x (5)"]
    assert len(parse_table("n" * 500 + ",b\n1,2\n").columns[0].name) == 40


def test_thousands():
    assert read("a;b\n1.234,5;2\n10.000,25;3\n")["a"] == [1234.5, 10000.25]
    assert read('a,b\n"1,234.5",2\n"10,000.25",3\n')["a"] == [1234.5, 10000.25]
    assert read("a\tb\n1 234\t2\n10 000\t3\n")["a"] == [1234, 10000]


def test_gaps_stay_gaps():
    numbers = parse_table("a,b\n1,2\nNA,3\n,4\n-,5\n6,nan\n").columns[0].numbers
    assert_allclose(numbers, [1, np.nan, np.nan, np.nan, 6])
    assert parse_table("a,b\n1,2\nNA,3\n,4\n").complaints == ()


SAID = {
    "text among numbers": ("a,b\n1,2\nfoo,3\n4,5\nbar,6\n7,8\n", "Column “a”: rows 3 and 5 hold no number (“foo”)."),
    "one of them": ("a,b\n1,2\nfoo,3\n4,5\n", "Column “a”: row 3 holds no number (“foo”)."),
    "infinity": ("a,b\n1,2\ninf,3\n4,5\n", "Column “a”: row 3 holds no number (“inf”)."),
    "too large": ("a,b\n1,2\n1e400,3\n4,5\n", "Column “a”: row 3 holds no number (“1e400”)."),
    "other digits": ("a,b\n1,2\n٢٠,3\n4,5\n", "Column “a”: row 3 holds no number (“٢٠”)."),
    "short rows": ("a,b\n1,2\n3\n4,5\n", "Row 3: fewer cells than the 2 of the others; gaps stand for the missing ones."),
    "long rows": ("a,b\n1,2\n3,4,5\n4,5\n", "Row 3: more cells than the 2 of the others; those after the last column were left out."),
    "an empty column": ("a,b\n1,\n2,\n", "Column “b” is empty."),
    "an open quote": ('a,b\n1,"2\n3,4\n', "A quotation mark is never closed: quotation marks were read as ordinary characters."),
    "nothing": ("", "There is no table in this text."),
    "blanks": (" \n\t\n", "There is no table in this text."),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), SAID.values(), ids=SAID)
def test_what_cannot_be_read_is_named(text, said):
    assert said in parse_table(text).complaints


def test_the_rest_is_kept():
    assert_allclose(parse_table(SAID["text among numbers"][0]).column("b").numbers, [2, 3, 5, 6, 8])
    assert_allclose(parse_table(SAID["short rows"][0]).column("b").numbers, [2, np.nan, 5])
    assert_allclose(parse_table(SAID["long rows"][0]).column("b").numbers, [2, 4, 5])
    assert_allclose(parse_table(SAID["an open quote"][0]).column("a").numbers, [1, 3])


def test_many_rows_are_counted_and_not_listed():
    rows = ["a,b", *(f"{i},2" for i in range(100)), *("x,1" for _ in range(20))]
    said = parse_table("\n".join(rows)).complaints[0]
    assert said == "Column “a”: rows 102, 103, 104, 105, 106 and 15 more hold no number (“x”)."


def test_rows_have_the_numbers_of_their_lines():
    said = parse_table("a,b\n\n1,2\n\n\nfoo,3\n4\n5,6\n").complaints
    assert said[0].startswith("Row 7: fewer")
    assert "row 6 holds no number" in said[1]
    assert parse_table('a,b\n1,"x\ny"\n2,z\n').rows == (3, 4)


def test_limits():
    long = parse_table("a,b\n" + "1,2\n" * 5000)
    assert len(long.columns[0].cells) == len(long.rows) == MOST_ROWS
    assert f"first {MOST_ROWS:,} rows were read; 3,000 were left out" in long.complaints[0]
    assert "1 was left out" in parse_table("a,b\n" + "1,2\n" * (MOST_ROWS + 1)).complaints[0]
    assert not parse_table("a,b\n" + "1,2\n" * MOST_ROWS).complaints
    wide = parse_table(",".join(map(str, range(70))) + "\n" + ",".join(map(str, range(70))))
    assert len(wide.columns) == MOST_COLUMNS
    assert "50 of 70 columns" in wide.complaints[0]
    big = parse_table("a,b\n" + f"{'1' * 50},{'2' * 50}\n" * 100_000)
    assert any(f"{MOST_CHARACTERS:,} characters" in said for said in big.complaints)
    assert not np.isnan(big.columns[1].numbers).any()


LARGE = {
    "full": "\n".join(",".join(f"{j}" for j in range(MOST_COLUMNS)) for _ in range(MOST_ROWS)),
    "10 MB": "1.5,2.5\n" * 1_300_000,
    "10 MB in one line": "1," * 5_000_000,
    "10 MB in one cell": "1" * 10_000_000,
    "10 MB of quotes": '"' * 10_000_000,
    "10 MB of line breaks": "\n" * 10_000_000,
    "complaints": "\n".join(",".join("x" if (i + j) % 3 == 0 else "1" for j in range(50)) for i in range(2000)),
    "commas and points": "a;b\n" + "1.234,5;1,234.5\n" * 12_000,
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE)
def test_the_largest_are_read_with_few_words(text):
    """How fast is measured in benchmarks/tables.py."""
    assert len(" ".join(parse_table(text).complaints)) < 10_000


@pytest.mark.parametrize("separator", [",", ";", "\t", "\n"], ids=repr)
def test_hostile_cells(hostile, separator):
    for text in (
        hostile,
        f"a{separator}b\n1{separator}{hostile}\n2{separator}3\n",
        f"{hostile}{separator}b\n1{separator}2",
    ):
        table = parse_table(text)
        assert all(np.abs(c.numbers[np.isfinite(c.numbers)]).max(initial=0) <= 1e100 for c in table.columns)
        for column in table.columns:
            assert not any(mark in column.name for mark in ("\u202e", "\0", "\n", "\ud800"))


def test_random_text_never_raises():
    rng = random.Random(5)
    signs = list("0123456789.,;\t|\"'\n\r eE+-ab가−\u00a0\u202e\0")
    for _ in range(300):
        table = parse_table("".join(rng.choices(signs, k=rng.randrange(60))))
        lengths = {len(column.cells) for column in table.columns} | {len(column.numbers) for column in table.columns}
        assert len(lengths) <= 1
        names = [column.name for column in table.columns]
        for task, needs in TASKS.items():
            if len(names) > needs.features:
                chosen = choose(table, task, tuple(names[: needs.features]), names[-1])
                assert chosen.rows or chosen.complaints


def test_a_pasted_table_becomes_a_surface():
    table = parse_table("length;width;kind\n1,5;2;x\n2;3,5;x\n3;5;y\n4;?;y\n5;1;x\n6;2;z\n7;4;y\n")
    line = choose(table, "number", ("length",), "width")
    assert len(line.rows) == 6
    assert line.complaints == ("Left out for a gap or a class that was not kept: row 5.",)
    assert np.isfinite(LinearRegression(rows=line.rows)((0.0, 0.0)))
    two = choose(table, "two classes", ("length", "width"), "kind")
    assert two.classes == ("x", "y")
    assert "Column “kind” holds 3 classes; the 2 most frequent ones were kept." in two.complaints
    assert {row[2] for row in two.rows} == {0.0, 1.0}
    assert set(LogisticRegression(rows=two.rows).data.train.target) <= {-1.0, 1.0}
    assert np.isfinite(Softmax(rows=choose(table, "classes", ("length", "width"), "kind").rows)((1.0, 1.0)))


REFUSED = {
    "one class": ("a,b,k\n1,2,x\n2,3,x\n3,5,x\n4,4,x\n", "two classes", "Column “k” holds only one class: there is nothing to tell apart."),
    "words as feature": ("b,a,k\nfoo,1,x\nbar,2,y\nbaz,3,x\nqux,4,y\n", "two classes", "Column “b” holds no numbers: choose another one."),
    "words as target": ("a,b,k\n1,2,x\n2,3,y\n3,5,x\n4,4,y\n", "number", "Column “k” holds no numbers: choose another one."),
    "too few rows": ("a,b,k\n1,2,x\n2,3,y\n", "two classes", "Only 2 of the rows can be used; it takes at least 4."),
}  # fmt: skip


@pytest.mark.parametrize(("text", "task", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_learned_from_is_refused_in_words(text, task, said):
    table = parse_table(text)
    names = [column.name for column in table.columns]
    chosen = choose(table, task, tuple(names[: TASKS[task].features]), "k")
    assert chosen.rows == ()
    assert said in chosen.complaints


CONSTANT = {
    "in every row": ("a,b\n1,2\n1,3\n1,5\n1,4\n", "a", "every row"),
    "but for rounding": ("a,b\n0.1,2\n0.1,3\n0.10000000000000002,5\n0.1,4\n", "a", "every row"),
    "once rows are left out": ("a,b\n1,2\n7,\n1,3\n1,5\n1,4\n", "a", "every row that can be used"),
    "target": ("a,b\n1,2\n2,2\n3,2\n4,2\n", "b", "every row"),
    "target, once rows are left out": ("a,b\n1,2\n2,2\n3,2\n4,2\n,3\n", "b", "every row that can be used"),
}


@pytest.mark.parametrize(("text", "column", "rows"), CONSTANT.values(), ids=CONSTANT)
def test_a_constant_column_is_named_and_refused(text, column, rows):
    chosen = choose(parse_table(text), "number", ("a",), "b")
    assert chosen.rows == ()
    said = f"Column “{column}” holds the same number in {rows}: nothing can be learned from it."
    assert [c for c in chosen.complaints if "the same" in c] == [said]


@pytest.mark.parametrize("features", [("a",), ("a", "b")])
def test_a_constant_feature_that_is_not_chosen_does_no_harm(features):
    text = "a,b,c,k\n1,2,7,x\n2,5,7,y\n3,1,7,x\n5,2,7,y\n"
    task = "two classes" if len(features) == 2 else "two classes by one feature"
    assert len(choose(parse_table(text), task, features, "k").rows) == 4
    refused = choose(parse_table(text), task, ("c", *features[1:]), "k")
    assert refused.rows == ()


def test_a_wrong_choice_of_columns_is_the_programmers():
    table = parse_table(PLAIN)
    with pytest.raises(KeyError):
        choose(table, "number", ("nowhere",), "b")
    with pytest.raises(ValueError, match="takes 2 features, not 1"):
        choose(table, "two classes", ("a",), "c")


CLASSES = {
    "case and blanks": (["Yes", "yes", " YES ", "no", "No"], ["Yes", "no"]),
    "numbers": (["0", "0.0", '"0,0"', "1", "1.00"], ["0", "1"]),
    "numbers with units": (["1 kg", "1.0 kg", "2 kg", "2.0 kg", "2 kg"], ["1 kg", "2 kg"]),
    "codes": (["007", "7", "007", "7", "07"], ["007", "7", "07"]),
    "letters of two cases": (["STRASSE", "straße", "Weg", "WEG", "weg"], ["STRASSE", "Weg"]),
}


@pytest.mark.parametrize(("cells", "right"), CLASSES.values(), ids=CLASSES)
def test_classes_are_the_same_in_capitals_and_as_numbers(cells, right):
    text = "a,b,k\n" + "".join(f"{i}.5,{i * i},{cell}\n" for i, cell in enumerate(cells))
    table = parse_table(text)
    chosen = choose(table, "classes", ("a", "b"), table.columns[2].name)
    assert list(chosen.classes) == right
    assert len(chosen.rows) == 5
    assert set(kinds(table.columns[2].cells, "point")) == set(kinds(tuple(right), "point"))


def test_the_decimal_mark_decides_which_numbers_are_one_class():
    table = parse_table("a;b;k\n1,5;2;1.000\n2,5;3;1000\n3,5;7;2\n4,5;7;2,0\n")
    assert choose(table, "classes", ("a", "b"), "k").classes == ("1.000", "2")


def test_classes_are_those_of_the_rows_that_can_be_used():
    text = "a,b,k\n,1,kg\n" + "".join(f"{i}.5,{i * i},{'xy'[i % 2]}\n" for i in range(6)) + "?,5,z\n7,,z\n"
    chosen = choose(parse_table(text, header="yes"), "two classes", ("a", "b"), "k")
    assert chosen.classes == ("x", "y")
    assert chosen.complaints == ("Left out for a gap or a class that was not kept: rows 2, 9 and 10.",)
