"""How long one path of Adam takes: in torch's loop, in our steps, as a program in Python and as one in V8: `make bench`."""

import json
import shutil
import subprocess
from collections.abc import Callable
from statistics import median
from time import perf_counter

from descent import Racing, descend, inputs_of, module, python
from optimizers import Adam
from surfaces import Rosenbrock

STEPS = 1000
ROUNDS = 7
REPEATED = 2000
"""Runs in V8 that are timed together: one is shorter than its clock tells apart."""

RUN = """
const {{ numbers, tables, x, y }} = JSON.parse({data});
const paths = make({steps}, Float64Array.from(numbers), tables.map(t => Float64Array.from(t))).paths;
const points = new Float64Array(2 * {steps} + 2), counts = new Float64Array(3);
const once = () => {{
  const begin = performance.now();
  for (let i = 0; i < {repeated}; i++) paths[0](x, y + i * 1e-9, points, counts);
  return (performance.now() - begin) / {repeated};
}};
once();
console.log(Array.from({{ length: {rounds} }}, once).sort((a, b) => a - b)[{rounds} >> 1]);
"""


def main() -> None:
    """Print a row for each way of running: milliseconds, and how many times as fast as torch's loop, medians of alternating rounds."""
    loss, rule = Rosenbrock(), Adam(0.02)
    descend(loss, rule, loss.start, STEPS)
    program, numbers = python(rule, loss), inputs_of(rule) | inputs_of(loss)
    assert program
    ways = (_torch, lambda: descend(loss, rule, loss.start, STEPS), lambda: program(*loss.start, STEPS, numbers))
    rounds = [[_milliseconds(way) for way in ways] for _ in range(ROUNDS)]
    theirs, ours, alone = (median(times) for times in zip(*rounds, strict=True))
    in_v8 = _in_v8(loss, rule)
    print(f"| Adam, {STEPS:,} steps on Rosenbrock | ms | times as fast |")
    print("| --- | --- | --- |")
    print(f"| torch.optim.Adam, a loop | {theirs:.0f} | 1 |")
    print(f"| descend, with losses and outcome | {ours:.2f} | {theirs / ours:.0f} |")
    print(f"| its path alone, a program in Python | {alone:.2f} | {theirs / alone:.0f} |")
    print(f"| the same program in V8 | {in_v8:.4f} | {theirs / in_v8:,.0f} |")


def _torch() -> None:
    import torch

    w = torch.tensor([-1.2, 1.0], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.Adam([w], lr=0.02)
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = (1 - w[0]) ** 2 + 100 * (w[1] - w[0] ** 2) ** 2
        loss.backward()
        optimizer.step()


def _milliseconds(run: Callable[[], object]) -> float:
    begin = perf_counter()
    run()
    return (perf_counter() - begin) * 1e3


def _in_v8(loss: Rosenbrock, rule: Adam) -> float:
    node = shutil.which("node")
    if not node:
        raise SystemExit("node was not found: install Node.js")
    made = module([Racing(rule, loss)], loss, None, STEPS)
    data = {"numbers": made.numbers, "tables": [table.tolist() for table in made.tables], "x": -1.2, "y": 1.0}
    # NaN is no JSON, and no table that a path reads has one.
    text = json.dumps(json.dumps(data).replace("NaN", "0").replace("-Infinity", "0").replace("Infinity", "0"))
    script = made.source + RUN.format(data=text, steps=STEPS, repeated=REPEATED, rounds=ROUNDS)
    done = subprocess.run([node, "--input-type=module", "-"], input=script, capture_output=True, text=True, check=True)
    return float(done.stdout)


if __name__ == "__main__":
    main()
