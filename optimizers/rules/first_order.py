"""First order: follow the slope, with or without a memory of it."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from compiler import noted
from optimizers.base import NoState, Optimizer, Twin
from optimizers.showing import DOWNHILL, NOW, Variant, part
from params import FRACTION, INSIDE, NONNEGATIVE, Array, Interval, choice, param


class Velocity(NamedTuple):
    """v: what the gradients have added up to."""

    v: Array


class FirstVelocity(NamedTuple):
    """v, and t: the number of steps taken, because the first gradient fills v undamped."""

    v: Array
    t: int


class StepSizes(NamedTuple):
    """size: the step of each coordinate; g: the gradient before, 0 where its sign had just changed."""

    size: Array
    g: Array


class Average(NamedTuple):
    """eta: the learning rate of the next step; mean: the averaged w; t: the number of steps taken."""

    eta: Array
    mean: Array
    t: int


@dataclass(frozen=True)
class GradientDescent(Optimizer):
    r"""Step against the gradient.

    $$w \leftarrow w - \alpha\, g$$

    Cauchy (1847). `torch.optim.SGD(lr=lr)`.
    """

    style = ("blue", "solid", "circle")
    label = "Gradient descent"
    arrows = (part("gradient", r"-\alpha\, g", NOW, "g"),)
    torch = Twin("SGD", {"lr": "lr"})

    lr: float = param(0.018, 1e-5, 10.0, r"\alpha", "learning rate", log=True, within=NONNEGATIVE, unit="1/curvature")

    def init(self, w):
        return NoState()

    def step(self, w, loss, state):
        g = noted("g", loss.gradient(w))
        return w - self.lr * g, state


@dataclass(frozen=True)
class Momentum(Optimizer):
    r"""A ball that rolls: a velocity adds the gradients up, and friction lets the old ones fade.

    $$v \leftarrow \rho v + (1 - \delta)\, g, \qquad w \leftarrow w - \alpha\, v$$

    The first velocity is g itself, and without momentum (ρ = 0) each one is: as in torch, δ has no part then. The form
    "step" has the learning rate inside, v ← ρv − α(1 − δ)g and w ← w + v: the same path while α is constant.
    Polyak (1964). `torch.optim.SGD(momentum=momentum, dampening=dampening)`.
    """

    style = ("orange", "dash", "square")
    arrows = (
        part("gradient", r"-\alpha (1 - \delta)\, g", NOW, "fresh"),
        part("memory", r"-\alpha \rho\, v", NOW, "memory"),
    )
    variants = (
        Variant(
            {"form": "step"},
            r"v \leftarrow \rho v - \alpha (1 - \delta)\, g, \qquad w \leftarrow w + v",
            (arrows[0], part("memory", r"\rho\, v", "memory", factor=1.0)),
        ),
    )
    torch = Twin("SGD", {"lr": "lr", "momentum": "momentum", "dampening": "dampening"}, where={"form": "velocity"})

    lr: float = param(0.003, 1e-5, 10.0, r"\alpha", "learning rate", log=True, within=NONNEGATIVE, unit="1/curvature")
    momentum: float = param(0.9, 0.0, 0.99, r"\rho", "momentum: how much of the velocity stays", within=FRACTION)
    dampening: float = param(
        0.0, 0.0, 0.99, r"\delta", "dampening: how much of a new gradient is left out", within=FRACTION
    )
    form: str = choice("velocity", ("velocity", "step"), "", "form: whether v is a sum of gradients or of steps")

    def init(self, w):
        return FirstVelocity(v=np.zeros_like(w), t=0)

    def step(self, w, loss, state):
        g = noted("g", loss.gradient(w))
        damping = noted(r"\delta", self.dampening * (self.momentum > 0) if state.t else 0.0)
        fresh, memory = noted("fresh", (1 - damping) * g), noted("memory", self.momentum * state.v)
        if self.form == "step":
            v = noted("v", memory - self.lr * fresh, state.v)
            return w + v, FirstVelocity(v, state.t + 1)
        v = noted("v", memory + fresh, state.v)
        return w - self.lr * v, FirstVelocity(v, state.t + 1)


@dataclass(frozen=True)
class Nesterov(Optimizer):
    r"""Momentum that looks ahead: the gradient is taken where the velocity is about to lead.

    $$g = \nabla L(w + \rho v), \qquad v \leftarrow \rho v - \alpha\, g, \qquad w \leftarrow w + v$$

    Nesterov (1983). The form "rearranged" is torch's `SGD(nesterov=True)`: v ← ρv + g and w ← w − α(g + ρv), which draws
    the points w + ρv of the same motion and needs the gradient only there. Without momentum (ρ = 0), where torch has no
    `nesterov`, it is gradient descent.
    """

    style = ("violet", "dot", "triangle")
    arrows = (
        part("gradient", r"-\alpha\, g", NOW, "g"),
        part("memory", r"\rho\, v", "memory", factor=1.0),
    )
    variants = (
        Variant(
            {"form": "rearranged"},
            r"v \leftarrow \rho v + g, \qquad w \leftarrow w - \alpha\, (g + \rho v)",
            (arrows[0], part("memory", r"-\alpha \rho\, v", NOW, "memory")),
        ),
    )
    torch = Twin(
        "SGD",
        {"lr": "lr", "momentum": "momentum", "nesterov": lambda rule: bool(rule.momentum > 0)},
        where={"form": "rearranged"},
    )

    lr: float = param(0.003, 1e-5, 10.0, r"\alpha", "learning rate", log=True, within=NONNEGATIVE, unit="1/curvature")
    momentum: float = param(0.9, 0.0, 0.99, r"\rho", "momentum: how much of the velocity stays", within=FRACTION)
    form: str = choice("lookahead", ("lookahead", "rearranged"), "", "form: where the gradient is taken")

    def init(self, w):
        return Velocity(v=np.zeros_like(w))

    def step(self, w, loss, state):
        if self.form == "rearranged":
            g = noted("g", loss.gradient(w))
            v = noted("v", self.momentum * state.v + g, state.v)
            memory = noted("memory", np.where(self.momentum == 0, 0.0, self.momentum * v))
            return w - self.lr * (g + memory), Velocity(v)
        memory = noted("memory", self.momentum * state.v)
        g = noted("g", loss.gradient(w + memory))
        v = noted("v", memory - self.lr * g, state.v)
        return w + v, Velocity(v)


@dataclass(frozen=True)
class SignSGD(Optimizer):
    r"""Only the sign of the slope: every coordinate moves by the same length, however steep it is.

    $$w \leftarrow w - \alpha\, \mathrm{sign}(g)$$

    Bernstein et al. (2018).
    """

    style = ("gold", "longdash", "diamond")
    arrows = (DOWNHILL,)

    lr: float = param(0.03, 1e-4, 10.0, r"\alpha", "learning rate", log=True, within=NONNEGATIVE, unit="size")

    def init(self, w):
        return NoState()

    def step(self, w, loss, state):
        g = noted("g", loss.gradient(w))
        return w - self.lr * np.sign(g), state


@dataclass(frozen=True)
class Rprop(Optimizer):
    r"""A step size for each coordinate, longer while the slope keeps its sign and shorter when it turns.

    $$\Delta_0 = \alpha, \quad \Delta \leftarrow \begin{cases} \eta^+ \Delta & g\, g_{t-1} > 0 \\ \eta^- \Delta,\ g \leftarrow 0 & g\, g_{t-1} < 0
      \end{cases} \qquad w \leftarrow w - \Delta\, \mathrm{sign}(g)$$

    Δ begins at α and stays within [10⁻⁶, 50]. Riedmiller & Braun (1993). `torch.optim.Rprop(etas=(etaminus, etaplus))`.
    As there, a gradient that is not a number has no sign, and its coordinate rests. But torch multiplies the gradients,
    and sees no sign where their product underflows; here the signs are multiplied.
    """

    style = ("teal", "dashdot", "cross")
    arrows = (DOWNHILL,)
    torch = Twin("Rprop", {"lr": "lr", "etas": ("etaminus", "etaplus")})

    lr: float = param(
        0.1, 1e-4, 10.0, r"\alpha", "first step: how long it is", log=True, within=NONNEGATIVE, unit="size"
    )
    etaminus: float = param(0.5, 0.1, 0.9, r"\eta^-", "shrink: factor after the slope has turned", within=INSIDE)
    etaplus: float = param(
        1.2, 1.01, 2.0, r"\eta^+", "growth: factor while the slope keeps its sign", within=Interval(1.0, open_low=True)
    )

    def init(self, w):
        return StepSizes(size=np.zeros_like(w) + self.lr, g=np.zeros_like(w))

    def step(self, w, loss, state):
        g, _ = noted("g", loss.gradient(w)), noted("g_{t-1}", state.g)
        sign = np.where(np.isnan(g), 0.0, np.sign(g))
        turn = sign * np.sign(state.g)
        factor = np.where(turn > 0, self.etaplus, np.where(turn < 0, self.etaminus, 1.0))
        size = noted(r"\Delta", np.clip(state.size * factor, 1e-6, 50.0), state.size)
        kept, sign = np.where(turn < 0, 0.0, g), noted(r"\mathrm{sign}(g)", np.where(turn < 0, 0.0, sign))
        return w - size * sign, StepSizes(size, kept)


@dataclass(frozen=True)
class ASGD(Optimizer):
    r"""Gradient descent with a decaying learning rate that keeps an average of where it has been.

    $$w \leftarrow (1 - \lambda \eta)\, w - \eta\, g, \qquad \eta \leftarrow \frac{\alpha}{(1 + \lambda \alpha t)^{p}}$$

    Shown is w; its average over the steps after $t_0$, which is the method's answer, is kept beside it. Polyak & Juditsky (1992).
    `torch.optim.ASGD(lambd=lambd, alpha=power, t0=t0)`.
    """

    style = ("ink", "solid", "pentagon")
    arrows = (
        part("gradient", r"-\eta\, g", r"\eta before", "g"),
        part("decay", r"-\lambda \eta\, w", r"\lambda", r"\eta before", "w before"),
    )
    torch = Twin("ASGD", {"lr": "lr", "lambd": "lambd", "alpha": "power", "t0": "t0"})

    lr: float = param(0.012, 1e-5, 10.0, r"\alpha", "learning rate", log=True, within=NONNEGATIVE, unit="1/curvature")
    lambd: float = param(
        1e-4, 1e-6, 1.0, r"\lambda", "weight decay: how fast w shrinks", log=True, within=NONNEGATIVE, unit="curvature"
    )
    power: float = param(0.75, 0.0, 1.0, "p", "power: of the decay of the learning rate", within=NONNEGATIVE)
    t0: float = param(1e6, 1.0, 1e6, "t_0", "averaging: from this step on", log=True, within=NONNEGATIVE)

    def init(self, w):
        return Average(eta=np.zeros_like(w) + self.lr, mean=w, t=0)

    def step(self, w, loss, state):
        g, t, decay = noted("g", loss.gradient(w)), state.t + 1, noted(r"\lambda", self.lambd)
        w = (1 - decay * state.eta) * w - state.eta * g
        mean = state.mean + (w - state.mean) / np.maximum(1.0, state.t - self.t0)
        eta = np.zeros_like(w) + self.lr / (1 + decay * self.lr * t) ** self.power
        noted(r"\eta", eta, state.eta)
        return w, Average(eta, mean, t)
