"""How long maps take, beside torch.optim with autograd on one tensor of all starts, in alternating rounds: `make bench`.

Ours tells the outcome of each run besides; theirs takes the steps alone, with as many threads as serve it best. A sweep of hyperparameters is
beside as many parameter groups, which is how torch has a learning rate for each run in one optimizer.
"""

import sys
from collections.abc import Callable
from math import prod
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np

from maps import basins, sweep
from optimizers import OPTIMIZERS
from surfaces import SURFACES

try:
    import torch
except ImportError:
    sys.exit("benchmarks.maps compares with PyTorch: pip install torch")

SIDE, STEPS, ROUNDS = 200, 500, 5
PROBED = 25
"""Steps by which the number of torch's threads is chosen."""
RATES, SWEPT = np.geomspace(1e-3, 1.0, 200), 1000
THEIR_SWEEP = 20
"""Steps of the 200 parameter groups that are measured: each takes as long as the others."""
RULES: dict[str, tuple[Any, Callable[[Any], Any]]] = {
    "SGD": (OPTIMIZERS["GradientDescent"](lr=2e-4), lambda w: torch.optim.SGD([w], lr=2e-4)),
    "momentum": (OPTIMIZERS["Momentum"](lr=2e-4), lambda w: torch.optim.SGD([w], lr=2e-4, momentum=0.9)),
    "Adam": (OPTIMIZERS["Adam"](lr=0.02), lambda w: torch.optim.Adam([w], lr=0.02)),
}
LOSSES: dict[str, Callable[[Any, Any], Any]] = {
    "Rosenbrock": lambda x, y: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
    "Himmelblau": lambda x, y: (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2,
    "Rastrigin": lambda x, y: 20 + x * x + y * y - 10 * (torch.cos(2 * torch.pi * x) + torch.cos(2 * torch.pi * y)),
}


def main() -> None:
    """Print a row for each cell: milliseconds of ours, of torch's, and how many times as fast ours is; the mean; a sweep."""
    torch.set_default_dtype(torch.float64)
    print(f"{SIDE}² starts × {STEPS} steps | torch | basins | ratio")
    ratios = []
    for rule in RULES:
        for loss in LOSSES:
            theirs, ours = _cell(rule, loss)
            ratios.append(theirs / ours)
            print(
                f"| {rule} on {loss} | {theirs * 1e3:,.0f} ms | {ours * 1e3:,.0f} ms | {ratios[-1]:.1f} |", flush=True
            )
    print(f"geometric mean {prod(ratios) ** (1 / len(ratios)):.2f}, least {min(ratios):.2f}")
    theirs, ours = _sweep()
    print(
        f"| {len(RATES)} rates × {SWEPT} steps of Adam | {theirs * 1e3:,.0f} ms | {ours * 1e3:,.1f} ms | {theirs / ours:,.0f} |"
    )


def _cell(rule: str, loss: str) -> tuple[float, float]:
    """(seconds of torch's, of ours): medians of alternating rounds."""
    surface, starts = SURFACES[loss](), SURFACES[loss].domain.mesh(SIDE, SIDE).reshape(2, -1)
    mine, theirs = RULES[rule]
    torch.set_num_threads(min((1, 2, 4, 8), key=lambda n: _steps(theirs, LOSSES[loss], starts, PROBED, n)))
    rounds = [
        (
            _steps(theirs, LOSSES[loss], starts, STEPS, torch.get_num_threads()),
            _seconds(lambda: basins(surface, mine, SIDE, STEPS)),
        )
        for _ in range(ROUNDS)
    ]
    one, other = (median(times) for times in zip(*rounds, strict=True))
    return one, other


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
