"""Minima of data losses against scikit-learn, where it is installed; the other proofs need nothing but SciPy and SymPy."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from surfaces import Regularized
from surfaces.data.classics import classic
from surfaces.data.linear_models import LinearRegression, LogisticRegression, SquaredHingeLoss

SOURCES = ["made up", "breast cancer"]
LINES = {
    "made up": LinearRegression(),
    "off centre": LinearRegression(offset=2.0, outliers=0.3),
    "iris": LinearRegression(source="iris", n=100),
    "a user's table": LinearRegression(rows=tuple((100 + i % 9, 0.0, 7.0 - i * i % 5) for i in range(60)), offset=1.0),
}


def columns(surface):
    a, b, t = (np.array(part) for part in surface.data.train)
    return np.stack([a, b], axis=1), t


@pytest.fixture
def linear_model():
    return pytest.importorskip("sklearn.linear_model", reason="scikit-learn is not installed")


@pytest.mark.parametrize("strength", [0.01, 0.1, 1.0])
@pytest.mark.parametrize("surface", LINES.values(), ids=LINES)
def test_ridge_and_lasso_leave_the_intercept_alone(linear_model, surface, strength):
    x, t = columns(surface)
    ridge = linear_model.Ridge(alpha=strength * len(t), solver="cholesky").fit(x[:, :1], t)
    assert_allclose(
        Regularized(surface, l2=strength).minima[0], (*ridge.coef_, ridge.intercept_), rtol=1e-10, atol=1e-12
    )
    lasso = linear_model.Lasso(alpha=strength / 2, tol=1e-14, max_iter=10**6).fit(x[:, :1], t)
    assert_allclose(
        Regularized(surface, l1=strength).minima[0], (*lasso.coef_, lasso.intercept_), rtol=1e-10, atol=1e-12
    )
    net = linear_model.ElasticNet(alpha=strength, l1_ratio=0.5, tol=1e-14, max_iter=10**6).fit(x[:, :1], t)
    ours = Regularized(surface, l1=strength, l2=strength / 2).minima[0]
    assert_allclose(ours, (*net.coef_, net.intercept_), rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("strength", [0.01, 0.1])
def test_ridge_and_lasso_on_the_intercept_too(linear_model, strength):
    surface = LinearRegression(offset=1.0)
    x, t = columns(surface)
    ridge = linear_model.Ridge(alpha=strength * len(t), fit_intercept=False, solver="cholesky").fit(x, t)
    assert_allclose(Regularized(surface, l2=strength, intercept=True).minima[0], ridge.coef_, atol=1e-8)
    lasso = linear_model.Lasso(alpha=strength / 2, fit_intercept=False, tol=1e-14, max_iter=10**6).fit(x, t)
    assert_allclose(Regularized(surface, l1=strength, intercept=True).minima[0], lasso.coef_, atol=1e-8)


def logistic(linear_model, n, l1, l2, fit_intercept):
    """The same loss in scikit-learn, for `n` examples."""
    strength = l1 + 2 * l2
    return linear_model.LogisticRegression(
        C=1 / (n * strength) if strength else np.inf,
        l1_ratio=l1 / strength if strength else 0.0,
        solver="saga" if l1 else "newton-cholesky",
        fit_intercept=fit_intercept,
        tol=1e-13,
        random_state=0,
        max_iter=10**6,
    )


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize(("l1", "l2"), [(0.0, 0.0), (0.0, 0.05), (0.1, 0.0), (0.4, 0.0), (0.1, 0.05)])
def test_logistic_regression(linear_model, source, l1, l2):
    surface = LogisticRegression(source=source)
    x, t = columns(surface)
    model = logistic(linear_model, len(t), l1, l2, fit_intercept=False).fit(x, t)
    assert_allclose(Regularized(surface, l1=l1, l2=l2).minima[0], model.coef_[0], atol=1e-8)


ONE_FEATURE = {
    "iris": {"source": "iris", "n": 70},
    "iris, other examples": {"source": "iris", "n": 40, "seed": 3},
    "breast cancer": {"source": "breast cancer", "n": 200},
    "another unit": {"source": "breast cancer", "scale": 4.0},
    "made up": {},
    "a user's table": {"rows": tuple((50 + (i * 7 % 23) + i % 2 * 4, 0.0, float(i % 2)) for i in range(80)), "n": 50},
}


@pytest.mark.parametrize("fields", ONE_FEATURE.values(), ids=ONE_FEATURE)
@pytest.mark.parametrize(("l1", "l2"), [(0.0, 0.0), (0.0, 0.05), (0.1, 0.0), (0.05, 0.2)])
def test_logistic_regression_of_one_feature_with_an_intercept(linear_model, fields, l1, l2):
    surface = LogisticRegression(form="one feature", **fields)
    x, t = columns(surface)
    model = logistic(linear_model, len(t), l1, l2, fit_intercept=True).fit(x[:, :1], t)
    theirs = (*model.coef_[0], *model.intercept_)
    assert_allclose(Regularized(surface, l1=l1, l2=l2).minima[0], theirs, rtol=1e-8, atol=1e-8)
    assert_allclose(surface(np.array(theirs)), log_loss(model, x[:, :1], t), rtol=1e-12)


def log_loss(model, x, t):
    """Scikit-learn's own."""
    return pytest.importorskip("sklearn.metrics").log_loss(t, model.predict_proba(x))


def test_petal_width_is_standardized_by_the_rows_that_are_learned_from(linear_model):
    """In centimetres, from the table itself: the weight is that of a standard deviation, the intercept that at the mean."""
    datasets = pytest.importorskip("sklearn.datasets")
    iris = datasets.load_iris()
    width, kind = iris.data[50:, 3], iris.target[50:]
    ours = classic("iris", "two classes by one feature").rows
    assert [row[0] for row in ours] == width.tolist()
    assert [row[2] for row in ours] == (kind - 1).tolist()
    drawn = LogisticRegression(form="one feature", source="iris", n=70)
    order = np.sort(np.random.default_rng([drawn.seed, 0]).permutation(100)[:70])
    model = linear_model.LogisticRegression(C=np.inf, tol=1e-13, solver="newton-cholesky")
    model.fit(width[order, None], kind[order])
    x, y = drawn.minima[0]
    middle, spread = width[order].mean(), width[order].std()
    assert_allclose((x / spread, y - x * middle / spread), (*model.coef_[0], *model.intercept_), rtol=1e-8)


@pytest.mark.parametrize("source", SOURCES)
def test_support_vector_machine_with_squared_hinge(source):
    svm = pytest.importorskip("sklearn.svm", reason="scikit-learn is not installed")
    surface = SquaredHingeLoss(source=source)
    x, t = columns(surface)
    model = svm.LinearSVC(C=1 / (2 * 0.05 * len(t)), fit_intercept=False, tol=1e-14, max_iter=10**6, dual=False).fit(
        x, t
    )
    assert_allclose(Regularized(surface, l2=0.05).minima[0], model.coef_[0], atol=1e-8)
