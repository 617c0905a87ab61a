"""Two-dimensional linear algebra, elementwise over any batch.

Vectors have shape (2, ...), symmetric matrices (xx, xy, yy) shape (3, ...); a Hessian as surfaces give it is (2, 2, ...).
"""

from collections.abc import Callable

import numpy as np

from params import Array

ROUNDING = 4 * np.finfo(float).eps
"""An eigenvalue smaller than this share of the other one cannot be told from 0."""


def dot(a: Array, b: Array) -> Array:
    """a·b, shape (...)."""
    return a[0] * b[0] + a[1] * b[1]


def outer(a: Array, b: Array) -> Array:
    """The symmetric part of the outer product, (a bᵀ + b aᵀ) / 2: shape (3, ...)."""
    return np.stack([a[0] * b[0], (a[0] * b[1] + a[1] * b[0]) / 2, a[1] * b[1]])


def inverse(value: float | Array) -> Array:
    """1 / value, and 0 where that is not finite."""
    sound = (np.abs(value) >= np.finfo(float).tiny) & np.isfinite(value)
    return np.where(sound, 1.0 / np.where(sound, value, 1.0), 0.0)


def symmetric(like: Array, diagonal: float | Array) -> Array:
    """A multiple of the identity for each point of `like` (2, ...): shape (3, ...)."""
    full = np.zeros_like(like[0]) + diagonal
    return np.stack([full, np.zeros_like(full), full])


def apply(matrix: Array, vector: Array) -> Array:
    """The product of a symmetric matrix (3, ...) and a vector."""
    xx, xy, yy = matrix
    return np.stack([xx * vector[0] + xy * vector[1], xy * vector[0] + yy * vector[1]])


def spectral(hessian: Array, function: Callable[[Array], Array], vector: Array) -> Array:
    """`function` of the Hessian (2, 2, ...), applied to its eigenvalues, times a vector.

    By interpolation between the two eigenvalues, so that no eigenvectors are needed: F(H) v = f₂ v + (f₁ − f₂) P v with
    P = (H − λ₂) / (λ₁ − λ₂), the projection on the first eigenvector. An eigenvalue within rounding of 0 counts as 0; NaN
    where the Hessian is.
    """
    (xx, xy), (_, yy) = hessian
    mean, half = (xx + yy) / 2, (xx - yy) / 2
    radius = np.hypot(half, xy)
    apart = radius > 0
    safe = np.where(apart, 2 * radius, 1.0)
    tilted = apply(np.stack([half + radius, xy, radius - half]) / safe, vector)
    noise = ROUNDING * (np.abs(mean) + radius)
    first, second = (function(np.where(np.abs(c) > noise, c, 0.0)) for c in (mean + radius, mean - radius))
    result = np.where(apart, second * vector + (first - second) * tilted, first * vector)
    return np.where(np.isnan(radius), np.nan, result)
