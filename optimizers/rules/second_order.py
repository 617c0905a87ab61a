"""Second order: the curvature tells how far to go."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from compiler import fold, no_rows, noted, pushed
from optimizers.algebra import apply, dot, inverse, outer, spectral, symmetric
from optimizers.base import NoState, Optimizer, Twin
from optimizers.line_search import line_search
from optimizers.showing import DOWNHILL, Variant
from params import NONNEGATIVE, POSITIVE, Array, Interval, choice, param

FARTHER = 3
"""How often BFGS goes farther than its trial, which is well scaled already: no leap over the next hill."""


class Inverse(NamedTuple):
    """h: the approximate inverse Hessian (xx, xy, yy); w, g: the place and gradient of the step before; t: the steps taken."""

    h: Array
    w: Array
    g: Array
    t: int


class History(NamedTuple):
    """What L-BFGS remembers.

    pairs: steps s, changes y of the gradient and ρ = 1 / s·y, (n, 5, ...), oldest first, zeros for none; scale: the
    initial inverse curvature; move: the last step, made or not; g: the gradient before it; t: the steps taken.
    """

    pairs: Array
    scale: Array
    move: Array
    g: Array
    t: Array


class Direction(NamedTuple):
    """d: the last direction; g: the gradient there; length: how far along it the last step went."""

    d: Array
    g: Array
    length: Array


def _first_trial():
    """The field that BFGS and conjugate gradients share."""
    words = "first trial: length of the first step that the line search tries"
    return param(0.1, 1e-4, 10.0, "a_0", words, log=True, within=POSITIVE, unit="size")


@dataclass(frozen=True)
class Newton(Optimizer):
    r"""Jump to the bottom of the local parabola, as far as its curvature says.

    $$w \leftarrow w - \alpha\, (|H| + \delta I)^{-1} g$$

    |H| has the absolute curvatures, so that it leaves saddles (Dauphin et al. 2014). The form "Newton" takes H itself,
    jumps to where the parabola has its critical point, be it a minimum or not, and so walks into saddles and
    maxima. Along a direction without curvature there is no step.
    """

    style = ("red", "longdash", "pentagon")
    arrows = (DOWNHILL,)
    variants = (Variant({"form": "Newton"}, r"w \leftarrow w - \alpha\, (H + \delta I)^{-1} g"),)

    # Far from a minimum the curvature of one point may send it anywhere.
    descends = False

    lr: float = param(1.0, 0.01, 1.0, r"\alpha", "learning rate: 1 is the whole jump", log=True, within=NONNEGATIVE)
    damping: float = param(0.0, 0.0, 100.0, r"\delta", "damping: added to every curvature", within=NONNEGATIVE)
    form: str = choice("saddle-free", ("saddle-free", "Newton"), "", "form: what it makes of negative curvature")

    def init(self, w):
        return NoState()

    def step(self, w, loss, state):
        bend = (lambda c: np.abs(c) + self.damping) if self.form == "saddle-free" else (lambda c: c + self.damping)
        g = noted("g", loss.gradient(w))
        d = noted("d", spectral(loss.hessian(w), lambda c: inverse(bend(c)), g))
        return w - self.lr * d, state


@dataclass(frozen=True)
class BFGS(Optimizer):
    r"""Newton without the Hessian: its inverse is learnt from how the gradient changes.

    $$H \leftarrow \left(I - \rho\, s y^\top\right) H \left(I - \rho\, y s^\top\right) + \rho\, s s^\top, \quad
      \rho = \tfrac{1}{y^\top s}, \qquad w \leftarrow w - a\, H g$$

    s is the last step, y the change of g along it; the length a comes from a line search, which first tries a step of
    length $a_0$. Broyden, Fletcher, Goldfarb & Shanno (1970).
    """

    style = ("green", "dashdot", "circle")
    arrows = (DOWNHILL,)

    first: float = _first_trial()

    def init(self, w):
        return Inverse(h=symmetric(w, 1.0), w=w, g=np.zeros_like(w), t=0)

    def step(self, w, loss, state):
        g = noted("g", loss.gradient(w))
        h = _learn(state, w - state.w, g - state.g) if state.t else state.h
        d = -apply(h, g)
        d = noted("d", np.where(dot(d, g) < 0, d, -g))
        trial = 1.0 if state.t else self.first * inverse(np.sqrt(dot(g, g)))
        a = noted("a", line_search(loss, w, d, g, trial, FARTHER))
        return w + a * d, Inverse(h, w, g, state.t + 1)


@dataclass(frozen=True)
class LBFGS(Optimizer):
    r"""BFGS that keeps no matrix, only the last few steps, and rebuilds H g from them.

    $$w \leftarrow w - \alpha\, H g, \qquad H \text{ from the last } n \text{ pairs } (s, y)$$

    A pair is kept if y·s > 10⁻¹⁰; the first step is at most α long in the 1-norm; it stops where no part of g exceeds 10⁻⁷, and
    makes no step that would lower the loss by less than 10⁻⁹. Nocedal (1980). One step here is one inner iteration of torch's, without
    line search: `torch.optim.LBFGS(max_iter=1, history_size=history)`.
    """

    style = ("rose", "dash", "square")
    label = "L-BFGS"
    arrows = (DOWNHILL,)
    torch = Twin("LBFGS", {"lr": "lr", "history_size": "history"}, {"max_iter": 1})
    # Without a line search a step may overshoot, and nothing takes it back.
    descends = False

    lr: float = param(1.0, 0.01, 1.0, r"\alpha", "learning rate", log=True, within=NONNEGATIVE)
    history: int = param(100, 1, 100, "n", "history: how many steps it remembers", within=Interval(1.0))

    def init(self, w):
        zero = np.zeros_like(w)
        return History(no_rows(5, w), np.ones_like(w[0]), zero, zero, np.zeros_like(w[0]))

    def step(self, w, loss, state):
        g = noted("g", loss.gradient(w))
        going = ~(np.abs(g).max(axis=0) <= 1e-7)
        pairs, scale = _remember(state, g, self.history, going & (state.t > 0))
        d = noted("d", -_two_loops(pairs, scale, g, going))
        length = self.lr * np.where(state.t > 0, 1.0, np.fmin(1.0, 1.0 / np.abs(g).sum(axis=0)))
        move, kept = np.where(going, length * d, state.move), np.where(going, g, state.g)
        made = going & ~(dot(g, d) > -1e-9)
        return w + np.where(made, move, 0.0), History(pairs, scale, move, kept, state.t + going)


@dataclass(frozen=True)
class NonlinearCG(Optimizer):
    r"""Conjugate gradients: each direction leaves the progress of the last one alone.

    $$\beta = \max\left(0,\ \frac{g^\top (g - g_{t-1})}{g_{t-1}^\top g_{t-1}}\right), \qquad d \leftarrow -g + \beta d,
      \qquad w \leftarrow w + a\, d$$

    The length a comes from a line search, which first tries a step of length $a_0$. Polak &
    Ribière (1969), with Powell's restart at β < 0.
    """

    style = ("blue", "dashdot", "triangle")
    label = "Conjugate gradients"
    arrows = (DOWNHILL,)

    first: float = _first_trial()

    def init(self, w):
        return Direction(d=np.zeros_like(w), g=np.zeros_like(w), length=np.zeros_like(w[0]))

    def step(self, w, loss, state):
        g, before = noted("g", loss.gradient(w)), noted("g_{t-1}", state.g)
        beta = noted(r"\beta", np.maximum(0.0, dot(g, g - before) * inverse(dot(before, before))))
        d = beta * state.d - g
        d = noted("d", np.where(dot(d, g) < 0, d, -g), state.d)
        size = inverse(np.sqrt(dot(d, d)))
        trial = size * np.where(state.length > 0, state.length, self.first)
        a = noted("a", line_search(loss, w, d, g, trial))
        return w + a * d, Direction(d, g, a * np.sqrt(dot(d, d)))


def _learn(state, s, y):
    """The BFGS update of the inverse Hessian, the first one scaled by the curvature seen; as it was where y·s ≤ 0."""
    size = np.hypot(*s)
    s, y = s * inverse(size), y * inverse(size)
    ys, yy = dot(y, s), dot(y, y)
    h = symmetric(s, ys * inverse(yy)) if state.t == 1 else state.h
    rho, hy = inverse(ys), apply(h, y)
    new = h - 2 * rho * outer(s, hy) + (rho + rho * rho * dot(y, hy)) * outer(s, s)
    return np.where(ys > 0, new, state.h)


def _remember(state, g, most, valid):
    """(the pairs after the last step, whose own is added where it is valid, and the oldest dropped beyond `most`; the scale)."""
    s, y = state.move, g - state.g
    ys = dot(y, s)
    new = valid & (ys > 1e-10)
    pairs = pushed(state.pairs, np.stack([*s, *y, inverse(ys)]), new, most)
    return pairs, np.where(new, ys * inverse(dot(y, y)), state.scale)


def _two_loops(pairs, scale, g, going):
    """H g from the pairs: newest to oldest, then back."""

    def back(q, pair, _):
        s, y, rho = pair[:2], pair[2:4], pair[4]
        share = rho * dot(s, q)
        return q - share * y, share

    def forth(r, pair, share):
        s, y, rho = pair[:2], pair[2:4], pair[4]
        return r + (share - rho * dot(y, r)) * s, None

    q, shares = fold(back, g, pairs, backwards=True, when=going)
    return fold(forth, scale * q, pairs, shares, when=going)[0]
