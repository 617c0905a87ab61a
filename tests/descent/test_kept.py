"""Tables that are kept for addresses to name."""

from concurrent.futures import ThreadPoolExecutor

from descent import kept
from descent.kept import MOST, keep, recall

ROWS = ((1.0, 2.0, 0.0), (3.0, 4.0, 1.0))
NAMES = ("a", "b", "c")


def test_what_is_kept_is_recalled():
    assert recall(keep(ROWS, NAMES)) == (ROWS, NAMES)


def test_the_same_table_has_the_same_key_and_another_another():
    assert keep(ROWS, NAMES) == keep(ROWS, NAMES)
    assert len({keep(ROWS, NAMES), keep(ROWS[:1], NAMES), keep(ROWS, NAMES[::-1])}) == 3


def test_what_nobody_kept_is_empty():
    assert recall("") == recall("no such key") == ((), ())


def test_the_one_that_was_not_asked_for_the_longest_goes():
    first, second = keep(ROWS, ("first",)), keep(ROWS, ("second",))
    for i in range(MOST - 1):
        keep(ROWS, (str(i),))
        keep(ROWS, ("first",))
    assert recall(first) == (ROWS, ("first",))
    assert recall(second) == ((), ())
    assert len(kept._tables) == MOST


def test_many_at_once():
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(lambda i: keep(ROWS, (f"{i % 50}",)), range(2000)))
    assert all(recall(key) == (ROWS, (f"{i % 50}",)) for i, key in enumerate(keys))
