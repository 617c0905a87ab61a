"""Losses made for tests, and a plain loop over a rule's steps."""

from typing import NamedTuple

import numpy as np


class Given:
    """A loss whose gradients are handed out in turn, wherever one stands: what a hand-computed example needs."""

    domain = (-1.0, 1.0, -1.0, 1.0)

    def __init__(self, *gradients):
        self.left = [np.asarray(g, float) for g in gradients]

    def gradient(self, w):
        return self.left.pop(0)


class Everywhere(NamedTuple):
    """The same loss, gradient and curvature at every point."""

    value: float = 0.0
    slope: float = 0.0
    bend: float = 0.0
    domain: tuple = (-1.0, 1.0, -1.0, 1.0)

    def __call__(self, w):
        return np.full(w.shape[1:], self.value)

    def gradient(self, w):
        return np.full(w.shape, self.slope)

    def hessian(self, w):
        return np.full((2, *w.shape), self.bend)


class Quadratic:
    """½ (w − c)ᵀ A (w − c)."""

    domain = (-10.0, 10.0, -10.0, 10.0)

    def __init__(self, matrix, centre=(0.0, 0.0)):
        self.matrix, self.centre = np.asarray(matrix, float), np.asarray(centre, float)

    def _from(self, w):
        return w - self.centre.reshape(2, *(1,) * (w.ndim - 1))

    def __call__(self, w):
        return np.sum(self._from(w) * self.gradient(w), axis=0) / 2

    def gradient(self, w):
        return np.tensordot(self.matrix, self._from(w), 1)

    def hessian(self, w):
        return np.broadcast_to(self.matrix.reshape(2, 2, *(1,) * (w.ndim - 1)), (2, *w.shape))


class Transformed:
    """`factor` times the loss at M u: the same landscape in other units, axes or orientation."""

    def __init__(self, loss, matrix=((1.0, 0.0), (0.0, 1.0)), factor=1.0):
        self.loss, self.matrix, self.factor, self.domain = loss, np.asarray(matrix, float), factor, loss.domain

    def __call__(self, u):
        return self.factor * self.loss(self.matrix @ u)

    def gradient(self, u):
        return self.factor * self.matrix.T @ self.loss.gradient(self.matrix @ u)

    def hessian(self, u):
        return self.factor * self.matrix.T @ self.loss.hessian(self.matrix @ u) @ self.matrix


def walk(rule, loss, start, steps):
    """The points (steps + 1, 2, ...) of a run."""
    w = np.asarray(start, float)
    points, state = [w], rule.init(w)
    for _ in range(steps):
        w, state = rule.step(w, loss, state)
        points.append(w)
    return np.stack(points)


def given(rule, gradients, start=0.0):
    """Both coordinates of the points that `rule` visits while it is given one number a step as gradient of both."""
    points = walk(rule, Given(*([g, g] for g in gradients)), [start, start], len(gradients))
    assert (points[:, 0] == points[:, 1]).all()
    return points[1:, 0]
