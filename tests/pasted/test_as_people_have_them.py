"""Tables as programs write them and people paste them, each with the right numbers beside it, written by hand."""

import numpy as np
import pytest

from pasted import parse_table

NONE = np.nan
TABLES = {
    "Excel, US": (
        'State\tPopulation\tMedian income\tShare\tChange\nWashington, DC\t689,545\t$101,722\t1.5%\t(1,234)\n'
        "New York, NY\t8,335,897\t$76,607\t25%\t$ -   \nBoise, ID\t237,446\t$76,402.50\t0.7%\t2,500\n",
        {
            "State": ["Washington, DC", "New York, NY", "Boise, ID"],
            "Population": [689545, 8335897, 237446],
            "Median income ($)": [101722, 76607, 76402.5],
            "Share (%)": [1.5, 25, 0.7],
            "Change": [-1234, NONE, 2500],
        },
    ),
    "Excel, US, as CSV": (
        '"City","Price","Sold"\r\n"Washington, DC","1,234.50","1,250,000"\r\n"Reno, NV","999.00","87"\r\n',
        {"City": ["Washington, DC", "Reno, NV"], "Price": [1234.5, 999], "Sold": [1250000, 87]},
    ),
    "Excel, US, whole numbers only": (
        "left\tright\n95,000\t1,250,000\n120,500\t3,000\n",
        {"left": [95000, 120500], "right": [1250000, 3000]},
    ),
    "Excel, German, as CSV": (
        "sep=;\r\nLänge;Preis;Anteil;Art\r\n1,80;1.250,00 €;12,5 %;Ahorn\r\n12,05;99,90 €;7 %;Birke\r\n-3;2.000.000,00 €;0,5 %;Ahorn\r\n",
        {"Länge": [1.8, 12.05, -3], "Preis (€)": [1250, 99.9, 2000000], "Anteil (%)": [12.5, 7, 0.5], "Art": ["Ahorn", "Birke", "Ahorn"]},
    ),
    "Excel, German, thousands beside decimals": (
        "Umsatz\tQuote\n2.155\t19,47\n3.250\t8,1\n",
        {"Umsatz": [2155, 3250], "Quote": [19.47, 8.1]},
    ),
    "Excel, German, three decimals": (
        "a\tb\n0,435\t1\n2,870\t5\n1,286\t2\n",
        {"a": [0.435, 2.87, 1.286], "b": [1, 5, 2]},
    ),
    "Excel, Swiss": ("Kanton\tEinwohner\tQuote\nZH\t1'564’662\t2.5\nUR\t36’819\t1.25\n", {"Kanton": ["ZH", "UR"], "Einwohner": [1564662, 36819], "Quote": [2.5, 1.25]}),
    "Excel, French": ("ville\tpopulation\ttaux\nParis\t2 145 906\t7,5\nLyon\t522\u202f250\t6,25\nGap\t40\u00a0000\t0,5\n", {"ville": ["Paris", "Lyon", "Gap"], "population": [2145906, 522250, 40000], "taux": [7.5, 6.25, 0.5]}),
    "Excel, Korean": (
        "이름\t나이\t키(cm)\t가격\t매출\n홍길동\t25세\t175.5\t₩1,200\t1,200,000원\n김철수\t31세\t168\t₩950\t950원\n",
        {"이름": ["홍길동", "김철수"], "나이 (세)": [25, 31], "키(cm)": [175.5, 168], "가격 (₩)": [1200, 950], "매출 (원)": [1200000, 950]},
    ),
    "Excel, Indian": ("name\tvalue\na\t12,34,567.50\nb\t1,00,000\n", {"name": ["a", "b"], "value": [1234567.5, 100000]}),
    "LibreOffice": (
        '"length","width","kind"\n"cm","cm","name"\n1.4,0.2,"setosa"\n4.7,1.4,"versicolor"\n6,2.5,"virginica"\n',
        {"length (cm)": [1.4, 4.7, 6], "width (cm)": [0.2, 1.4, 2.5], "kind": ["setosa", "versicolor", "virginica"]},
    ),
    "LibreOffice, German": ("t;F\n[s];[N]\n0,1;−1,5e3\n0,2;+2,5E-01\n", {"t (s)": [0.1, 0.2], "F (N)": [-1500, 0.25]}),
    "Google Sheets": (
        "Timestamp\tWeight\tPassed\tScore\n1/5/2024 10:00:00\t12 kg\tYES\t45%\n12/5/2024 9:30:00\t7.5 kg\tno\t100%\n",
        {"Timestamp": ["1/5/2024 10:00:00", "12/5/2024 9:30:00"], "Weight (kg)": [12, 7.5], "Passed": ["YES", "no"], "Score (%)": [45, 100]},
    ),
    "R, write.table": (
        '"Sepal.Length" "Sepal.Width" "Species"\n"1" 5.1 3.5 "setosa"\n"51" 7 3.2 "versi color"\n"101" 6.3 NA "virginica"\n',
        {"column 1": [1, 51, 101], "Sepal.Length": [5.1, 7, 6.3], "Sepal.Width": [3.5, 3.2, NONE], "Species": ["setosa", "versi color", "virginica"]},
    ),
    "R, write.csv": ('"","x","y"\n"1",1.5,"a"\n"2",NA,"b"\n', {"column 1": [1, 2], "x": [1.5, NONE], "y": ["a", "b"]}),
    "R, write.csv2": ('"";"x";"y"\n"1";1,5;2\n"2";-0,25;3\n', {"column 1": [1, 2], "x": [1.5, -0.25], "y": [2, 3]}),
    "R, printed": (
        "                   mpg cyl  disp\nMazda RX4         21.0   6 160.0\nMazda RX4 Wag     21.0   6 160.0\nDatsun 710        22.8   4 108.0\n",
        {"column 1": ["Mazda RX4", "Mazda RX4 Wag", "Datsun 710"], "mpg": [21, 21, 22.8], "cyl": [6, 6, 4], "disp": [160, 160, 108]},
    ),
    "R, a tibble": (
        "# A tibble: 150 × 3\n   Length Width Species\n    <dbl> <dbl> <fct>  \n 1    5.1   3.5 setosa \n 2    4.9   3   setosa \n# ℹ 148 more rows\n",
        {"column 1": [1, 2], "Length": [5.1, 4.9], "Width": [3.5, 3], "Species": ["setosa", "setosa"]},
    ),
    "R, quantiles": ("mean sd 2.5% 97.5%\na 1.5 0.2 1.1 1.9\nb 2.5 0.25 2.1 2.9\n", {"column 1": ["a", "b"], "mean": [1.5, 2.5], "sd": [0.2, 0.25], "2.5%": [1.1, 2.1], "97.5%": [1.9, 2.9]}),
    "pandas, to_csv": (",x,y\n0,5.1,a\n1,4.9,b\n2,,a\n", {"column 1": [0, 1, 2], "x": [5.1, 4.9, NONE], "y": ["a", "b", "a"]}),
    "pandas, to_csv of an array": (",0,1,2\n0,1.5,2,3.25\n1,4.5,5,6.75\n", {"column 1": [0, 1], "0": [1.5, 4.5], "1": [2, 5], "2": [3.25, 6.75]}),
    "pandas, printed": (
        "   sepal length (cm)     n        kind\n0                5.1    10      setosa\n1                4.9   200         NaN\n2                7.0  3000  versicolor\n\n[3 rows x 3 columns]\n",
        {"column 1": [0, 1, 2], "sepal length (cm)": [5.1, 4.9, 7], "n": [10, 200, 3000], "kind": ["setosa", "NaN", "versicolor"]},
    ),
    "pandas, printed without its index": (
        " sepal length (cm)    n       kind\n               5.1   10     setosa\n               4.9  200     setosa\n               7.0 3000 versicolor\n",
        {"sepal length (cm)": [5.1, 4.9, 7], "n": [10, 200, 3000], "kind": ["setosa", "setosa", "versicolor"]},
    ),
    "pandas, printed in part": (
        "         x   y\n0    0.000   0\n1    0.125   1\n..     ...  ..\n98  12.250  98\n99  12.375  99\n\n[100 rows x 2 columns]\n",
        {"column 1": [0, 1, NONE, 98, 99], "x": [0, 0.125, NONE, 12.25, 12.375], "y": [0, 1, NONE, 98, 99]},
    ),
    "pandas, printed with a named index": ("        v\nkind     \na     2.5\nb     3.0\n", {"kind": ["a", "b"], "v": [2.5, 3]}),
    "polars": ("┌─────┬──────┐\n│ a   ┆ b    │\n│ --- ┆ ---  │\n│ i64 ┆ f64  │\n╞═════╪══════╡\n│ 1   ┆ 2.5  │\n│ 3   ┆ null │\n└─────┴──────┘\n", {"a": [1, 3], "b": [2.5, NONE]}),
    "NumPy": ("# x y z\n1.0e+00 2.5e-01 3\n-4.0e+00 5.0e+02 6\n", {"x": [1, -4], "y": [0.25, 500], "z": [3, 6]}),
    "gnuplot": ("# made on 5 May\n# t\tU\n0\t1.5\n1\t2.5\n", {"t": [0, 1], "U": [1.5, 2.5]}),
    "Wikipedia": (
        "Rank\tCountry\tPopulation[1]\tChange\tArea\n1\tIndia\t1,428,627,663\t+0.81%\t3,287,263 km²\n2\tChina\t1,425,671,352\t−0.02%\t9,596,961 km²\n3\tU.S.\t339,996,563[a]\t0.50%\t9,525,067 km²\n",
        {"Rank": [1, 2, 3], "Country": ["India", "China", "U.S."], "Population[1]": [1428627663, 1425671352, 339996563], "Change (%)": [0.81, -0.02, 0.5], "Area (km²)": [3287263, 9596961, 9525067]},
    ),
    "years as names": ("Country\t2019\t2020\nKorea\t5.5\t6\nJapan\t7\t8.25\n", {"Country": ["Korea", "Japan"], "2019": [5.5, 7], "2020": [6, 8.25]}),
    "psql": (" id | name | price \n----+------+-------\n  1 | a b  |  2.50\n  2 | c    |      \n(2 rows)\n", {"id": [1, 2], "name": ["a b", "c"], "price": [2.5, NONE]}),
    "MySQL": ("+----+-------+\n| id | price |\n+----+-------+\n|  1 |  2.50 |\n|  2 |  NULL |\n+----+-------+\n2 rows in set (0.00 sec)\n", {"id": [1, 2], "price": [2.5, NONE]}),
    "SQL Server": ("id          name       x\n----------- ---------- -----\n1           a b        2.5\n2           de         3.5\n\n(2 rows affected)\n", {"id": [1, 2], "name": ["a b", "de"], "x": [2.5, 3.5]}),
    "Markdown": ("| x | y |\n|:--|--:|\n| 1,5 | 2 |\n| 2,25 | 3 |\n", {"x": [1.5, 2.25], "y": [2, 3]}),
    "a title on top": ("Sales in 2024\t\t\nname\tx\ty\na\t1\t2\nb\t3\t4\n", {"name": ["a", "b"], "x": [1, 3], "y": [2, 4]}),
    "codes": (
        "zip,phone,version,when,x\n02139,555-1234,1.2.3,12:30,1.5\n10001,+49 171 123 456,1.10.0,13:05,2\n94103,0171 1234567,2.0.1,9:00,3\n",
        {"zip": ["02139", "10001", "94103"], "phone": ["555-1234", "+49 171 123 456", "0171 1234567"], "version": ["1.2.3", "1.10.0", "2.0.1"], "when": ["12:30", "13:05", "9:00"], "x": [1.5, 2, 3]},
    ),
}  # fmt: skip


def shown(text, **chosen):
    """Name → numbers, or the cells of a column of words."""
    return {c.name: c.numbers.tolist() if c.numeric else list(c.cells) for c in parse_table(text, **chosen).columns}


@pytest.mark.parametrize(("text", "right"), TABLES.values(), ids=TABLES)
def test_the_numbers_are_right(text, right):
    found = shown(text)
    assert list(found) == list(right)
    for name, cells in right.items():
        np.testing.assert_array_equal(found[name], cells)


INDEXED = {
    "R, write.table", "R, write.csv", "R, write.csv2", "R, a tibble", "pandas, to_csv", "pandas, to_csv of an array", "pandas, printed",
    "pandas, printed in part", "Wikipedia", "psql", "MySQL", "SQL Server",
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_a_column_that_only_numbers_the_rows_is_known(name):
    counting = [column.counts for column in parse_table(TABLES[name][0]).columns]
    assert counting == [name in INDEXED, *[False] * (len(counting) - 1)]


OPEN = "a\tb\n1,234\t1\n2,345\t2\n"
BY_POINT, BY_COMMA = [1234, 2345], [1.234, 2.345]


def test_what_nothing_tells_is_read_as_most_do_and_said():
    assert shown(OPEN)["a"] == BY_POINT
    note = "Decimal mark: point, but nothing tells whether “1,234” is 1234 or 1.234: choose the mark if this is wrong."
    assert note in parse_table(OPEN).reading.why
    assert shown(OPEN.replace("\t", ";"))["a"] == BY_COMMA
    assert shown(OPEN.replace(",", "."))["a"] == BY_COMMA
    assert shown(OPEN.replace("\t", ";").replace(",", "."))["a"] == BY_COMMA


@pytest.mark.parametrize("separator", "\t;| ")
def test_the_decimal_mark_can_be_chosen(separator):
    text = OPEN.replace("\t", separator)
    assert shown(text, decimal="point")["a"] == BY_POINT
    assert shown(text, decimal="comma")["a"] == BY_COMMA
    assert shown(text.replace(",", "."), decimal="comma")["a"] == BY_POINT
    assert parse_table(text, decimal="comma").reading.decimal == "comma"
    assert shown(f"x{separator}y\n1,5{separator}7\n", decimal="point")["x"] == ["1,5"]


def test_a_chosen_decimal_comma_is_a_separator_at_last():
    assert shown("a 1,5\nb 2,5\n", decimal="comma") == {"column 1": ["a", "b"], "column 2": [1.5, 2.5]}
    assert shown('x,y\n"1,5",2\n', decimal="comma") == {"x": [1.5], "y": [2]}


def test_a_single_column_may_hold_any_mark():
    assert shown("price\n$1,200.50\n$3,000.25\n") == {"price ($)": [1200.5, 3000.25]}
    assert shown("w\n12 kg\n13 kg\n") == {"w (kg)": [12, 13]}


def test_the_header_can_be_chosen():
    assert shown("1,2\n3,4\n", header="yes") == {"1": [3], "2": [4]}
    assert shown("1,2\n3,4\n", header="no") == {"column 1": [1, 3], "column 2": [2, 4]}
    assert shown("a,b\nx,y\nz,w\n", header="no") == {"column 1": ["a", "x", "z"], "column 2": ["b", "y", "w"]}
    assert [parse_table("a,b\n1,2\n", header=h).reading.header for h in ("auto", "yes", "no")] == [True, True, False]


@pytest.mark.parametrize("wrong", [{"decimal": "dot"}, {"header": True}, {"decimal": None}])
def test_other_choices_are_refused_in_words(wrong):
    with pytest.raises(ValueError, match="choose one of auto, "):
        parse_table("1,2", **wrong)


def test_words_have_no_say_in_the_decimal_mark():
    words = "\n".join(f"{place}\t1.5" for place in ("Washington, DC", "5,5 miles from here", "1,5", "Rome"))
    assert parse_table(words).reading.decimal == "point"
    assert shown("say\tx\ta\n1,5 or 2\t1\t2\nyes\t2,345\t7\n3,25\t1,234\t8\nno\t2,222\t9\n")["x"] == [
        1,
        2345,
        1234,
        2222,
    ]


def test_both_marks_are_read_where_each_is_certain():
    table = parse_table("a\tb\n1.5\t2\n2.5\t3\n19,47\t4\n1,234\t5\n")
    assert table.columns[0].numbers.tolist() == [1.5, 2.5, 19.47, 1234]
    assert "Decimal mark: point, because of “1.5”, though there is “19,47”, too." in table.reading.why


SAID = {
    "different units": ("w,k\n12 kg,a\n500 g,b\n3 kg,c\n", "Column “w” holds different units (kg, g): it was read as words."),
    "codes": ("zip,k\n02139,a\n10001,b\n", "Column “zip” holds codes that begin with 0: they were read as words."),
    "no unit": ("w,k\n12 kg,a\n15,b\n3 kg,c\n", "Column “w”: no unit in row 3; read as kg."),
    "remarks": ("x,k\n1.5a,a\n5b,b\n7,c\n8,d\n9,e\n", "Column “x”: rows 2 and 3 hold no number (“1.5a”)."),
    "few units": ("no,k\n12,a\n5A,b\n7,c\n", "Column “no”: row 3 holds no number (“5A”)."),
    "titles": ("Table 1\nfor all\nx,y,z\n1,2,3\n", "Rows 1 and 2 stand above the table and were left out."),
    "too long to be a number": ("a,b\n" + "1" * 70 + ",2\n3,4\n", "Column “a”: row 2 holds no number (“11111111111111111111”)."),
    "many columns": (",".join("a" * 300) + "\n" + ",".join("1" * 300), "Only the first 50 of 200 or more columns were read."),
    "quotes within": ('"a" b,c\n1,2\n', "A quotation mark does not enclose a whole cell: quotation marks were read as ordinary characters."),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), SAID.values(), ids=SAID)
def test_what_was_read_otherwise_is_said(text, said):
    assert said in parse_table(text).complaints


def test_a_row_that_comes_again_is_no_row_of_units():
    table = parse_table("length,kind\nunknown,setosa\n1.5,setosa\n2.5,virginica\n")
    assert [column.name for column in table.columns] == ["length", "kind"]
    assert table.rows == (2, 3, 4)


def test_rows_keep_their_numbers_whatever_is_left_out():
    text = "Title\n\nx,y,z\ncm,cm,\n1,2,3\n\n4,5\n"
    table = parse_table(text)
    assert table.rows == (5, 7)
    assert table.complaints[1] == "Row 7: fewer cells than the 3 of the others; gaps stand for the missing ones."
    assert "Row 4: no data but words below the names, such as units." in table.reading.notes


def test_names_of_columns_stay_different():
    names = [column.name for column in parse_table("x,x (3),x,x\n1,2,3,4 kg\n1,2,3,4 kg\n").columns]
    assert len(set(names)) == 4


@pytest.mark.parametrize(
    ("name", "cell", "named"),
    [
        ("w (kg)", "5 kg", "w (kg)"),
        ("Kg", "5 kg", "Kg"),
        ("kgs", "5 kg", "kgs (kg)"),
        ("a" * 40, "5 km/h", "a" * 33 + " (km/h)"),
    ],
)
def test_a_unit_stands_in_the_name_once(name, cell, named):
    assert parse_table(f"{name};k\n{cell};a\n{cell};b\n").columns[0].name == named


LOCALES = {"US": ("point", ",", "\t"), "German": ("comma", ".", ";"), "French": ("comma", "\u202f", ";"), "Swiss": ("point", "’", ";"), "plain": ("point", "", ",")}  # fmt: skip


def test_a_table_of_numbers_comes_back_from_every_locale(st, forall):
    def check(table, locale, places, header, indexed):
        decimal, group, separator = LOCALES[locale]
        mark = "." if decimal == "point" else ","
        rows = [[n / 10**places for n in row] for row in table]

        def written(x):
            whole, _, rest = f"{x:,.{places}f}".partition(".")
            return whole.replace(",", group) + mark + rest

        lines = [separator.join([*[str(i)] * indexed, *map(written, row)]) for i, row in enumerate(rows)]
        names = separator.join([*[""] * indexed, *"abc"])
        found = parse_table("\n".join([*[names] * header, *lines]))
        assert found.reading[:2] == (decimal, header)
        columns = found.columns[indexed:]
        assert [column.numbers.tolist() for column in columns] == [list(column) for column in zip(*rows, strict=True)]
        assert found.complaints == ()

    row = st.tuples(*[st.integers(-(10**10), 10**10)] * 3)
    some, yes = st.lists(row, min_size=2, max_size=9), st.booleans()
    forall(check, some, st.sampled_from(sorted(LOCALES)), st.sampled_from([1, 2, 4, 5]), yes, st.just(False) | yes)


BITS = [
    *"0123456789.,;\t|\"'\n\r eE+-ab가−\u00a0\0#%$€()[]=:/\\\x0b\x1f\x85\u2028\ud800½²٣",
    "1,234.5",
    "1.234,5",
    "\n",
    "\t",
    ", ",
    "kg",
    "Id",
    "---",
]
BITS += ["+--+", "[2 rows x 2 columns]", "<NA>", "007", "yes ", "45%", "$1", "(1,2)", '"a"', "# ", "  ", "│"]


def test_nothing_that_is_pasted_raises(st, forall):
    def check(bits, decimal, header):
        table = parse_table("".join(bits), decimal, header)
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert all(len(c.cells) == len(c.numbers) == len(table.rows) for c in table.columns)
        assert list(table.rows) == sorted(set(table.rows))

    bits = st.lists(st.sampled_from(BITS), max_size=80)
    forall(check, bits, st.sampled_from(["auto", "point", "comma"]), st.sampled_from(["auto", "yes", "no"]))
