"""Rules with any numbers on losses with any numbers, from anywhere: what the tests of compiled programs run."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from compiler import module_of, numbers_of
from descent import inputs_of
from descent.compiled import settled
from descent.script.pieces import path
from optimizers import OPTIMIZERS, SCHEDULES, Decayed, Optimizer, Scheduled
from params import params_of
from references import Moment, moments
from surfaces import (
    ALL_SURFACES,
    DataSurface,
    Minibatch,
    NoisyGradient,
    NumericalGradient,
    Point,
    Regularized,
    Surface,
)

STEPS = 30


@dataclass(frozen=True)
class Case:
    """A run, and its name."""

    name: str
    optimizer: Optimizer
    loss: Surface
    start: Point

    def moments(self) -> list[Moment]:
        return list(moments(self.optimizer, self.loss, self.start, STEPS))

    def piece(self) -> Any:
        """The function of its path in JavaScript, with its numbers and tables as JSON has them."""
        made = settled(path, self.optimizer, self.loss)
        assert made.made, made.why
        inputs = inputs_of(self.optimizer) | inputs_of(self.loss)
        given = [float(name[1]) if isinstance(name, tuple) else inputs[name] for name in made.made.numbers]
        return (
            made.made,
            [text(n) for n in given],
            [np.asarray(numbers_of(t, STEPS)).ravel().tolist() for t in made.made.tables],
        )


def anywhere(declared, rng):
    """A number of its slider's range, or an end of it."""
    if isinstance(declared.default, bool):
        return bool(rng.integers(2))
    if declared.options:
        return declared.options[rng.integers(len(declared.options))]
    low, high = declared.low, declared.high
    share = rng.choice([rng.uniform(), 0.0, 1.0], p=[0.8, 0.1, 0.1])
    value = low * (high / low) ** share if declared.log and low > 0 else low + share * (high - low)
    return round(value) if isinstance(declared.default, int) else float(value)


def any_numbers(cls, rng, *parts, **fixed):
    """An instance of `cls` around `parts` with numbers of its sliders' ranges."""
    fields = {name: anywhere(p, rng) for name, p in params_of(cls).items() if name not in fixed}
    return cls(*parts, **fields, **fixed)


def any_loss(cls, rng):
    """A loss with any numbers; those of an analytic surface, data with few examples."""
    return cls(n=int(rng.integers(4, 20))) if issubclass(cls, DataSurface) else any_numbers(cls, rng)


def case(rule, surface, seed=0):
    """The rule and the surface of these names with any numbers, from anywhere in the window."""
    rng = np.random.default_rng([seed, *f"{rule} {surface}".encode()])
    loss = any_loss(ALL_SURFACES[surface], rng)
    x0, x1, y0, y1 = loss.domain
    return Case(
        f"{rule} on {surface}",
        any_numbers(OPTIMIZERS[rule], rng),
        loss,
        Point(rng.uniform(x0, x1), rng.uniform(y0, y1)),
    )


def layered(seed):
    """A rule with decay or a schedule on a loss with layers."""
    rng = np.random.default_rng(seed)
    rule = any_numbers(rng.choice([*OPTIMIZERS.values()]), rng)
    if rng.integers(2):
        rule = any_numbers(Decayed, rng, rule)
    if rng.integers(2):
        rule = Scheduled(rule, any_numbers(rng.choice([*SCHEDULES.values()]), rng))
    loss = any_loss(rng.choice([*ALL_SURFACES.values()]), rng)
    start = loss.start
    if isinstance(loss, DataSurface) and rng.integers(2):
        loss = any_numbers(Minibatch, rng, loss)
    if rng.integers(2):
        loss = any_numbers(NoisyGradient, rng, loss)
    if rng.integers(2):
        loss = any_numbers(Regularized, rng, loss)
    if not rng.integers(4):
        loss = NumericalGradient(loss, h=1e-4, formula=str(rng.choice(["forward", "centered", "five points"])))
    return Case(f"{rule!r} on {loss!r}", rule, loss, start)


ANSWER = """
export const answer = cases => cases.map(({ k, numbers, tables, moments }) => {
  const points = new Float64Array(2 * STEPS + 2), counts = new Float64Array(3);
  const run = pieces[k](STEPS, numbers.map(Number), numbers.map((_, i) => i), tables, tables.map((_, i) => i));
  return moments.map(([w, resumed]) => {
    const t = resumed[0];
    run(...w, points, counts, resumed.map(v => (Array.isArray(v) ? v.flat() : Number(v))));
    return [points[2 * t + 2], points[2 * t + 3]].map(String);
  });
});
"""


def asked(cases):
    """A module that exports `answer`, what it is asked, as JSON, and the moments of each case that it answers by `numbers`."""
    data, sources, found = [], [], []
    for k, each in enumerate(cases):
        piece, given, tables = each.piece()
        found.append(each.moments())
        texts = [[m.w.tolist(), _resumed(m, piece)] for m in found[-1]]
        data.append({"k": k, "numbers": given, "tables": tables, "moments": texts})
        sources.append(piece.source)
    return module_of([f"const STEPS = {STEPS};", f"const pieces = [{', '.join(sources)}];", ANSWER]), data, found


def _resumed(moment, piece):
    t, *carried = moment.resumed(piece.carried)
    return [t, *(v if isinstance(v, list) else text(v) for v in carried)]


def text(number):
    """A number as JavaScript reads it, even if it is none."""
    return repr(float(number)).replace("inf", "Infinity").replace("nan", "NaN")


def assert_steps_agree(cases, answered_by):
    """Where the programs lead from every moment of the cases; answered_by: a function of a module and what it is asked."""
    module, data, found = asked(cases)
    for one, moments_of_one, answers in zip(cases, found, answered_by(module, data), strict=True):
        for moment, answer in zip(moments_of_one, answers, strict=True):
            after = [float(v.replace("Infinity", "inf")) for v in answer]
            assert moment.difference(after) <= moment.allowed, (one.name, moment, after)
