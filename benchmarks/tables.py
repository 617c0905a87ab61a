"""How long the largest pasted tables take to be read, beside pandas' own reader on the same text: `make bench`."""

from io import StringIO
from statistics import median
from time import perf_counter

import pandas as pd

from pasted import parse_table

TEXTS = {
    "numbers": "\n".join(",".join(f"{i + j / 100}" for j in range(20)) for i in range(1600)),
    "words": "\n".join(",".join("x" if (i + j) % 3 == 0 else "1" for j in range(50)) for i in range(1900)),
    "decimal commas": "a;b\n" + "1.234,5;19,47\n" * 1999,
}
ROUNDS = 9


def main() -> None:
    """Print a row for each text: seconds of ours, of pandas', and the ratio, each the median of alternating rounds."""
    print("| table | characters | parse_table | pandas.read_csv | ratio |")
    print("| --- | --- | --- | --- | --- |")
    for name, text in TEXTS.items():
        rounds = [(_seconds(parse_table, text), _seconds(_peer, text)) for _ in range(ROUNDS)]
        ours, theirs = (median(times) for times in zip(*rounds, strict=True))
        print(f"| {name} | {len(text):,} | {ours * 1e3:.0f} ms | {theirs * 1e3:.0f} ms | {ours / theirs:.1f} |")


def _peer(text: str) -> object:
    return pd.read_csv(StringIO(text), sep=None, engine="python", dtype=str)


def _seconds(read: object, text: str) -> float:
    begin = perf_counter()
    read(text)  # type: ignore[operator]
    return perf_counter() - begin


if __name__ == "__main__":
    main()
