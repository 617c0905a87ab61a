"""How long maps take, beside torch.optim with autograd on one tensor of all starts, in alternating rounds: `make bench`.

Ours, in Python and in Chromium, tells the outcome of each run besides; theirs takes the steps alone, with as many threads as serve it best, and so
does Optax, compiled and warm, with as many as it takes, where it is installed. Chromium has one worker, as the page has on two cores, and then one
for each core, which is what the others have. A sweep of hyperparameters is beside as many parameter groups, which is how torch has a learning rate
for each run in one optimizer.
"""

import os
import sys
from collections.abc import Callable
from functools import partial
from itertools import product
from math import nan, prod
from statistics import median
from time import perf_counter, sleep
from typing import Any

import numpy as np

from benchmarks.chromium import chromium, load, play
from benchmarks.jitted import walker
from maps import basins, sweep
from optimizers import OPTIMIZERS
from surfaces import SURFACES

try:
    import torch
except ImportError:
    sys.exit("benchmarks.maps compares with PyTorch: pip install torch")

SIDE, STEPS, ROUNDS = 200, 500, 5
REST = 0.1
"""Seconds between two runs."""
CORES = os.cpu_count() or 1
PROBED = 25
"""Steps by which the number of torch's threads is chosen."""
RATES, SWEPT = np.geomspace(1e-3, 1.0, 200), 1000
FIRST_ORDER, PIXELS, PLAYED = ("GradientDescent", "Momentum", "RMSProp", "Adam"), 128, 300
SIDES, LENGTHS = (32, 64, 128, 256, 512), (125, 250, 500, 1000, 2000)
"""How cost grows: with the starts for `STEPS` steps, and with the steps from `PIXELS`² starts."""
THEIR_SWEEP = 20
"""Steps of the 200 parameter groups that are measured: each takes as long as the others."""
RULES: dict[str, tuple[Any, Callable[[Any], Any]]] = {
    "SGD": (OPTIMIZERS["GradientDescent"](lr=2e-4), lambda w: torch.optim.SGD([w], lr=2e-4)),
    "momentum": (OPTIMIZERS["Momentum"](lr=2e-4), lambda w: torch.optim.SGD([w], lr=2e-4, momentum=0.9)),
    "Adam": (OPTIMIZERS["Adam"](lr=0.02), lambda w: torch.optim.Adam([w], lr=0.02)),
}
LOSSES: dict[str, Callable[..., Any]] = {
    "Rosenbrock": lambda x, y, cos=torch.cos: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
    "Himmelblau": lambda x, y, cos=torch.cos: (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2,
    "Rastrigin": lambda x, y, cos=torch.cos: 20 + x * x + y * y - 10 * (cos(2 * torch.pi * x) + cos(2 * torch.pi * y)),
}


def main() -> None:
    """Print a row for each cell: milliseconds of torch's, of ours in Python and in Chromium, and how many times as fast they are; the
    means; a sweep; what the page's own map takes; and how that grows.
    """
    torch.set_default_dtype(torch.float64)
    print(f"{SIDE}² starts × {STEPS} steps | torch | Optax | basins | Chromium, 1 worker | Chromium, {CORES} workers")
    with chromium() as page:
        cells = [_cell(page, rule, loss) for rule in RULES for loss in LOSSES]
        for k, ours in enumerate(("basins", "Chromium, 1 worker", f"Chromium, {CORES} workers"), 2):
            for other, theirs in enumerate(("torch", "Optax")):
                ratios = [cell[other] / cell[k] for cell in cells]
                print(
                    f"{ours} beside {theirs}: {prod(ratios) ** (1 / len(ratios)):.2f} in the geometric mean, {min(ratios):.2f} at least"
                )
        _sweep_row()
        _page_row(page)
        _growth_rows(page)


def _cell(page: Any, rule: str, loss: str) -> list[float]:
    """Seconds of torch, Optax (NaN without it), ours in Python, in Chromium with one worker and with one for each core: medians of alternating rounds, the
    first of which warms up.
    """
    surface, starts = SURFACES[loss](), SURFACES[loss].domain.mesh(SIDE, SIDE).reshape(2, -1)
    mine, theirs = RULES[rule]
    for workers in (1, CORES):
        load(page, surface, [mine], STEPS, workers)
    torch.set_num_threads(min((1, 2, 4, 8), key=lambda n: _steps(theirs, LOSSES[loss], starts, PROBED, n)))
    jitted = walker(rule, LOSSES[loss], starts, STEPS)
    runs: list[Callable[[], float]] = [
        lambda: _steps(theirs, LOSSES[loss], starts, STEPS, torch.get_num_threads()),
        lambda: _seconds(jitted) if jitted else nan,
        lambda: _seconds(lambda: basins(surface, mine, SIDE, STEPS)),
        *(partial(lambda workers: play(page, surface, SIDE, 1, workers)[0] / 1e3, workers) for workers in (1, CORES)),
    ]
    rounds = [[_rested(run) for run in runs] for _ in range(ROUNDS + 1)]
    times = [median(times[1:]) for times in zip(*rounds, strict=True)]
    print(f"| {rule} on {loss} | {' | '.join(f'{time * 1e3:,.0f} ms' for time in times)} |", flush=True)
    return times


def _rested(run: Callable[[], float]) -> float:
    """What it says, once the threads and processes of whoever ran before have come to rest."""
    sleep(REST)
    return run()


def _sweep_row() -> None:
    theirs, ours = _sweep()
    print(
        f"| {len(RATES)} rates × {SWEPT} steps of Adam | {theirs * 1e3:,.0f} ms | {ours * 1e3:,.1f} ms | {theirs / ours:,.0f} |"
    )


def _page_row(page: Any) -> None:
    """Four methods of first order on a page, with as many workers as it takes: what a visitor waits for."""
    surface = SURFACES["Himmelblau"]()
    load(page, surface, [OPTIMIZERS[name]() for name in FIRST_ORDER], PLAYED)
    rounds = [play(page, surface, PIXELS, len(FIRST_ORDER)) for _ in range(ROUNDS)]
    (cold, *_), (whole, first, longest) = rounds[0], map(median, zip(*rounds, strict=True))
    print(
        f"{PIXELS}² starts × {PLAYED} steps of {len(FIRST_ORDER)} methods: {whole:,.0f} ms ({cold:,.0f} ms the first time), the first "
        f"picture after {first:,.0f} ms; the page answers within {longest:,.0f} ms"
    )


def _growth_rows(page: Any) -> None:
    """Milliseconds, and nanoseconds for each step of each start, of Adam on Himmelblau with one worker."""
    surface, adam = SURFACES["Himmelblau"](), [RULES["Adam"][0]]
    for sides, lengths in ((SIDES, (STEPS,)), ((PIXELS,), LENGTHS)):
        for side, steps in product(sides, lengths):
            load(page, surface, adam, steps, 1)
            took = median(play(page, surface, side, 1, 1)[0] for _ in range(ROUNDS + 1))
            print(f"| {side}² starts × {steps} steps | {took:,.0f} ms | {took * 1e6 / (side * side * steps):,.1f} ns |")


def _steps(make: Callable[[Any], Any], loss: Callable[[Any, Any], Any], starts: Any, steps: int, threads: int) -> float:
    """Seconds of `steps` of torch's from `starts` (2, m)."""
    torch.set_num_threads(threads)
    w = torch.tensor(starts, requires_grad=True)
    return _seconds(_loop(make(w), lambda: loss(w[0], w[1]).sum(), steps))


def _sweep() -> tuple[float, float]:
    """(seconds of torch's, of ours) for one Adam with a parameter group for each rate, and for a sweep."""
    torch.set_num_threads(1)
    surface = SURFACES["Rosenbrock"]()
    ws = [torch.tensor(surface.start, requires_grad=True) for _ in RATES]
    optimizer = torch.optim.Adam([{"params": [w], "lr": lr} for w, lr in zip(ws, RATES.tolist(), strict=True)])

    def loss() -> Any:
        x, y = torch.stack(ws).T
        return LOSSES["Rosenbrock"](x, y).sum()

    adam = OPTIMIZERS["Adam"]()
    rounds = [
        (
            _seconds(_loop(optimizer, loss, THEIR_SWEEP)) * SWEPT / THEIR_SWEEP,
            _seconds(lambda: sweep(surface, adam, "lr", RATES, surface.start, SWEPT)),
        )
        for _ in range(ROUNDS)
    ]
    one, other = (median(times) for times in zip(*rounds, strict=True))
    return one, other


def _loop(optimizer: Any, loss: Callable[[], Any], steps: int) -> Callable[[], None]:
    def run() -> None:
        for _ in range(steps):
            optimizer.zero_grad()
            loss().backward()
            optimizer.step()

    return run


def _seconds(run: Callable[[], object]) -> float:
    begin = perf_counter()
    run()
    return perf_counter() - begin


if __name__ == "__main__":
    main()
