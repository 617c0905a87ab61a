"""A class in one server: how long its visitors wait for an answer, what the server needs for them, and what it keeps of them.

`python -m benchmarks.load` prints Markdown tables; `python -m benchmarks.load 30` only that many sessions. Every visitor moves
the start every few seconds, as the player does when the hand lets go, to places where nobody was before. The server is one
process; the visitors are one other, on the same machine.
"""

import asyncio
import json
import random
import sys
import time
from statistics import median, quantiles
from typing import NamedTuple

from benchmarks.server import Server, served
from benchmarks.visitor import Answer, Visitor
from surfaces import SURFACES, Box

SIZES = (30, 100, 200)
RACE = "optimizers=GradientDescent,Momentum,RMSProp,Adam,Nesterov,AdaGrad&steps=500"
BOX = SURFACES["Ravine"].domain
BARE = Box(-3.0, 3.0, -3.0, 3.0)
PAUSE = 2.0, 5.0
"""Seconds from one change of a visitor to the next, if the first is answered by then."""
ARRIVAL = 0.15
"""Seconds from one visitor to the next."""
SECONDS, REHEARSED = 20.0, 10.0
"""How long changes are measured, once everybody has come, and how long as many stay before them, so that what is measured finds
a server whose memory has grown once to what so many need.
"""
FORGET = 3
"""Seconds after which the server forgets who has left: in earnest it is a minute, in which a lost connection can come back."""
ALONE, WARM, ROUNDS = 30, 5, 5
"""Changes of the single visitor by whom a rerun is priced, those before them, and how often he comes. His starts are few enough
to be remembered until he comes again.
"""


class Wave(NamedTuple):
    """What some visitors saw. seconds: of every answer; errors: in words; memory: megabytes before, at most and after."""

    seconds: list[float]
    errors: list[str]
    memory: tuple[float, float, float]

    def row(self, count: int) -> str:
        """Of the table."""
        late, (before, most, after) = quantiles(self.seconds, n=20)[-1], self.memory
        cells = len(self.seconds), f"{1e3 * median(self.seconds):.0f} ms", f"{1e3 * late:.0f} ms", len(self.errors)
        return f"| {count} | {' | '.join(map(str, cells))} | {before:.0f} | {most:.0f} | {after:.0f} MB |"


async def move(visitor: Visitor, box: Box, chance: random.Random) -> Answer:
    """A new start is sent and answered. Raises RuntimeError if the answer is not about it."""
    start = [round(chance.uniform(box.x0, box.x1), 3), round(chance.uniform(box.y0, box.y1), 3)]
    answer = await visitor.report("player", "report", {"start": start, "live": False})
    told = started(answer.data.get("player"))
    if told != start:
        raise RuntimeError(f"the start {start} was answered by {told}")
    return answer


def started(data: bytes | None) -> object:
    """The start that a packet tells of."""
    if not data:
        return None
    end = 4 + int.from_bytes(data[:4], "little")
    return json.loads(data[4:end])["scene"]["start"]


async def visit(server: Server, number: int, begin: float, end: float) -> list[float]:
    """One session until `end`: the seconds of the answers to what was changed after `begin`."""
    chance, seconds = random.Random(f"{end} {number}"), list[float]()
    await asyncio.sleep(number * ARRIVAL)
    async with Visitor(server.address) as visitor:
        await visitor.open(RACE)
        due = time.perf_counter() + chance.uniform(0, PAUSE[1])
        while due < end:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            sent = time.perf_counter()
            answer = await move(visitor, BOX, chance)
            if sent >= begin:
                seconds.append(answer.seconds)
            due = sent + chance.uniform(*PAUSE)
    return seconds


async def wave(server: Server, count: int, stay: float) -> Wave:
    """`count` visitors come, change the start for `stay` seconds, and leave."""
    before = server.memory()
    begin = time.perf_counter() + count * ARRIVAL
    visits = [asyncio.create_task(visit(server, i, begin, begin + stay)) for i in range(count)]
    most = before
    while any(not one.done() for one in visits):
        await asyncio.sleep(0.25)
        most = max(most, server.memory())
    found = [one.exception() or one.result() for one in visits]
    await leave(server)
    return Wave(
        [seconds for one in found if isinstance(one, list) for seconds in one],
        [repr(one) for one in found if isinstance(one, BaseException)],
        (before, most, server.memory()),
    )


async def leave(server: Server) -> None:
    """Wait until the server has forgotten who left; it looks for them when another one leaves."""
    await asyncio.sleep(FORGET + 1)
    async with Visitor(server.address) as latecomer:
        await latecomer.open(RACE)
    await asyncio.sleep(0.5)


async def price(server: Server, query: str, box: Box, seed: int) -> float:
    """Milliseconds of processor time that the server takes for one change of a visitor who is alone."""
    chance = random.Random(seed)
    async with Visitor(server.address) as visitor:
        await visitor.open(query)
        for i in range(WARM + ALONE):
            if i == WARM:
                begin = server.cpu()
            await move(visitor, box, chance)
            await asyncio.sleep(0.02)
    return 1e3 * (server.cpu() - begin) / ALONE


async def bytes_of(server: Server, query: str) -> int:
    """What the components of a page are sent."""
    async with Visitor(server.address) as visitor:
        return sum(map(len, (await visitor.open(query)).data.values()))


def prices() -> None:
    """Print what a rerun costs the server, beside Streamlit alone: the medians of some rounds in turn."""
    with served("app.py") as ravine, served("benchmarks/bare.py") as bare:
        packet = f"size={asyncio.run(bytes_of(ravine, RACE))}"
        turns = (ravine, RACE, BOX), (ravine, RACE, BOX), (bare, packet, BARE)
        rounds = [[asyncio.run(price(*turn, seed)) for turn in turns] for seed in range(ROUNDS)]
    names = (
        "Ravine, from a new start",
        "Ravine, from a start whose runs are remembered",
        "Streamlit alone, as many widgets and bytes",
    )
    costs = [median(column) for column in zip(*rounds, strict=True)]
    print("| server CPU a rerun, 6 × 500 | | ratio |\n| --- | --- | --- |")
    for name, cost in zip(names, costs, strict=True):
        print(f"| {name} | {cost:.1f} ms | {cost / costs[-1]:.2f} |", flush=True)
    print()


def waves(sizes: tuple[int, ...]) -> None:
    """Print what visitors in such numbers see, one number after the other in one server."""
    print("| sessions | changes | median | 95 of 100 within | errors | memory before | at most | after |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    with served("app.py", "--server.disconnectedSessionTTL", str(FORGET)) as server:
        for count in sizes:
            asyncio.run(wave(server, count, REHEARSED))
            found = asyncio.run(wave(server, count, SECONDS))
            for error in dict.fromkeys(found.errors):
                print(f"{found.errors.count(error)} × {error}", file=sys.stderr)
            print(found.row(count), flush=True)


if __name__ == "__main__":
    prices()
    waves(tuple(map(int, sys.argv[1:])) or SIZES)
