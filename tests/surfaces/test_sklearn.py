"""Minima of data losses against scikit-learn, where it is installed; the other proofs need nothing but SciPy and SymPy."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from surfaces import Regularized
from surfaces.data import LinearRegression, LogisticRegression, SquaredHingeLoss

SOURCES = ["made up", "breast cancer"]


def columns(surface):
    a, b, t = (np.array(part) for part in surface.data.train)
    return np.stack([a, b], axis=1), t


@pytest.fixture
def linear_model():
    return pytest.importorskip("sklearn.linear_model", reason="scikit-learn is not installed")


@pytest.mark.parametrize("strength", [0.01, 0.1])
def test_ridge_and_lasso(linear_model, strength):
    surface = LinearRegression(offset=1.0)
    x, t = columns(surface)
    ridge = linear_model.Ridge(alpha=strength * len(t), fit_intercept=False, solver="cholesky").fit(x, t)
    assert_allclose(Regularized(surface, l2=strength).minima[0], ridge.coef_, atol=1e-8)
    lasso = linear_model.Lasso(alpha=strength / 2, fit_intercept=False, tol=1e-14, max_iter=10**6).fit(x, t)
    assert_allclose(Regularized(surface, l1=strength).minima[0], lasso.coef_, atol=1e-8)


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize(("l1", "l2"), [(0.0, 0.0), (0.0, 0.05), (0.1, 0.0), (0.4, 0.0), (0.1, 0.05)])
def test_logistic_regression(linear_model, source, l1, l2):
    surface = LogisticRegression(source=source)
    x, t = columns(surface)
    strength = l1 + 2 * l2
    model = linear_model.LogisticRegression(
        C=1 / (len(t) * strength) if strength else np.inf,
        l1_ratio=l1 / strength if strength else 0.0,
        solver="saga" if l1 else "newton-cholesky",
        fit_intercept=False,
        tol=1e-13,
        max_iter=10**6,
    ).fit(x, t)
    assert_allclose(Regularized(surface, l1=l1, l2=l2).minima[0], model.coef_[0], atol=1e-8)


@pytest.mark.parametrize("source", SOURCES)
def test_support_vector_machine_with_squared_hinge(source):
    svm = pytest.importorskip("sklearn.svm", reason="scikit-learn is not installed")
    surface = SquaredHingeLoss(source=source)
    x, t = columns(surface)
    model = svm.LinearSVC(C=1 / (2 * 0.05 * len(t)), fit_intercept=False, tol=1e-14, max_iter=10**6, dual=False).fit(
        x, t
    )
    assert_allclose(Regularized(surface, l2=0.05).minima[0], model.coef_[0], atol=1e-8)
