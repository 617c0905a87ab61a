"""Losses made of data: complex steps, SciPy's minima, and what sliders do to data."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from descent import descend
from descent.standings import standing
from optimizers.rules.adam import Adam
from params import params_of
from pasted import MOST_ROWS
from scenes import default_for
from surfaces import DATA_SURFACES, local_theory
from surfaces.data.base import CHUNK, mean
from surfaces.data.linear_models import HingeLoss, LinearRegression, LogisticRegression, sech2, sigmoid
from surfaces.data.network import TinyNetwork
from surfaces.data.samples import OUTLYING, Examples, moments
from surfaces.data.softmax import Softmax
from tests.surfaces.shapes import FORMS, RESHAPED, seeded

DATA = {name: cls() for name, cls in DATA_SURFACES.items()}
MOVED = {name: surface for name, surface in RESHAPED.items() if name.removesuffix("-reshaped") in DATA}
TABLES = {
    f"{name} on {source}": cls(source=source)
    for name, cls in DATA_SURFACES.items()
    for source in params_of(cls)["source"].options[1:]
}
ONE = {name: replace(surface, scale=3.0) for name, surface in FORMS.items()} | {
    f"{name} on {source}": replace(surface, source=source)
    for name, surface in FORMS.items()
    for source in ("iris", "breast cancer")
}
"""One feature and an intercept."""
EVERY = DATA | MOVED | TABLES | ONE


def loop(surfaces):
    return {"argvalues": list(surfaces.values()), "ids": list(surfaces)}


@pytest.mark.parametrize("surface", **loop(EVERY | {f"test of {n}": s.test_surface for n, s in DATA.items()}))
def test_gradient_and_hessian_by_complex_step(surface):
    """To rounding, relative to the whole of them at each point: what saturates is as small as it is."""
    w, h = seeded(surface.domain, 100), 1e-200
    gradient, hessian = surface.gradient(w), surface.hessian(w)
    for k, step in enumerate(1j * h * np.eye(2)[:, :, None]):
        slope, bent = np.imag(surface.f(*(w + step))) / h, np.imag(np.stack(surface.df(*(w + step)))) / h
        assert (
            np.abs(gradient[k] - slope) <= 1e-13 * (np.abs(gradient) + np.abs(hessian).max(axis=0)).max(axis=0)
        ).all()
        if surface.smooth:
            assert (np.abs(hessian[:, k] - bent) <= 1e-12 * np.abs(hessian).max(axis=(0, 1))).all()


@pytest.mark.parametrize("surface", **loop(EVERY))
def test_minima_are_those_of_scipy(surface):
    optimize = pytest.importorskip("scipy.optimize")
    for point in surface.minima:
        found = optimize.minimize(
            surface, np.add(point, 0.02), method="Nelder-Mead", tol=1e-13, options={"maxfev": 2000}
        )
        assert found.fun >= surface(point) - 1e-14
        if surface.smooth:
            root = optimize.root(surface.gradient, np.add(point, 0.001), jac=surface.hessian, tol=1e-14)
            assert_allclose(root.x, point, atol=1e-8)


def test_linear_regression_is_least_squares():
    surface = LinearRegression(offset=2.0)
    a, b, t = surface.data.train
    assert_allclose(surface.minima[0], np.linalg.lstsq(np.stack([a, b]).T, t)[0], rtol=1e-12)


def test_the_hinge_minimum_is_that_of_a_linear_program():
    optimize = pytest.importorskip("scipy.optimize")
    for surface in (HingeLoss(), HingeLoss(noise=1.5, balance=0.3), HingeLoss(source="breast cancer")):
        a, b, t = surface.data.train
        n = surface.data.train.size
        rows = np.column_stack([-t * a, -t * b, -np.eye(n)])
        best = optimize.linprog(
            [0, 0, *np.full(n, 1 / n)], rows, -np.ones(n), bounds=[(None, None)] * 2 + [(0, None)] * n
        )
        assert_allclose(surface.minima[0], best.x[:2], atol=1e-8)


@pytest.mark.parametrize("surface", **loop(DATA))
def test_a_mesh_is_cut_into_pieces_without_a_seam(surface):
    mesh = surface.domain.mesh(123, 123)
    assert mesh[0].size * surface.data.train.size > 2 * CHUNK
    some = np.s_[:, ::13, ::7]
    assert_array_equal(surface(mesh)[some[1:]], surface(mesh[some]))
    assert_array_equal(surface.gradient(mesh)[some], surface.gradient(mesh[some]))
    assert_array_equal(surface.hessian(mesh)[:, some[0], some[1], some[2]], surface.hessian(mesh[some]))


def test_a_mesh_needs_little_memory():
    tracemalloc = pytest.importorskip("tracemalloc")
    surface = LogisticRegression(n=200)
    mesh = surface.domain.mesh(123, 123)
    surface(mesh)
    tracemalloc.start()
    surface.hessian(mesh)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10e6


@pytest.mark.parametrize("surface", **loop(DATA))
def test_data_depend_on_the_fields_alone_and_cannot_be_changed(surface):
    again = replace(surface)
    for ours, theirs in zip(surface.data, again.data, strict=True):
        for mine, other in zip(ours, theirs, strict=True):
            assert_array_equal(mine, other)
            with pytest.raises(ValueError, match="read-only"):
                mine[0] = 0
    assert any((replace(surface, seed=5).data.train.a != surface.data.train.a).ravel())


def test_more_examples_keep_those_that_were_there():
    few, many = LinearRegression(n=20).data.train, LinearRegression(n=60).data.train
    assert np.isin(few.a, many.a).sum() == 20
    assert_array_equal(LinearRegression(n=60).data.test.a, LinearRegression(n=20).data.test.a)


def test_outliers_are_added_to_the_training_set_alone():
    plain, bad, worse = (LinearRegression(outliers=share).data for share in (0.0, 0.1, 0.2))
    assert_array_equal(plain.test.target, bad.test.target)
    moved = bad.train.target - plain.train.target
    assert_allclose(np.unique(moved.round(9)), [0, OUTLYING])
    assert (moved > 1).sum() == round(0.1 * plain.train.size)
    assert ((worse.train.target - plain.train.target > 1) >= (moved > 1)).all()


def test_balance_is_the_share_of_the_positive_class():
    for share in (0.1, 0.5, 0.9):
        assert (LogisticRegression(n=100, balance=share).data.train.target > 0).mean() == share
    for share in (0.1, 0.9):
        assert set(LogisticRegression(n=4, balance=share).data.train.target) == {-1.0, 1.0}
    assert (LogisticRegression(n=10, balance=0.1).data.train.target > 0).sum() == 1


def test_an_unscaled_feature_makes_the_ravine():
    def condition(surface):
        return local_theory(surface, surface.minima[0]).condition

    assert condition(LinearRegression(scale=10.0)) > 50 * condition(LinearRegression(scale=1.0))
    assert condition(LinearRegression(scale=1.0, offset=3.0)) > 20 * condition(LinearRegression(scale=1.0))
    assert condition(LogisticRegression(scale=10.0)) > 10 * condition(LogisticRegression())


def test_classes_that_a_line_parts_have_no_lowest_point():
    assert LogisticRegression(n=10, noise=0.3).minima == ()


def test_the_network_has_two_valleys_that_are_one_function_and_a_saddle():
    (low, high), (saddle,) = TinyNetwork().minima, TinyNetwork().saddles
    assert_allclose(low, np.negative(high))
    assert saddle == (0.0, 0.0)
    plateau = TinyNetwork().gradient((4.0, 1.0))
    assert abs(plateau[0]) < 0.1 * abs(TinyNetwork().gradient((0.5, 1.0))[0])


@pytest.mark.parametrize("surface", **loop(DATA))
def test_the_test_set_is_another_loss_over_the_same_weights(surface):
    test = surface.test_surface
    assert hash(test) == hash(replace(surface).test_surface)
    assert test.domain == surface.domain
    assert test.minima
    assert test.minima != surface.minima
    for ours, best in ((surface, surface.minima[0]), (test, test.minima[0])):
        assert ours(best) <= min(ours(surface.minima[0]), ours(test.minima[0]))


@pytest.mark.parametrize("surface", **loop(DATA))
def test_it_races_like_any_other(surface):
    run = descend(surface, default_for(Adam, type(surface)), surface.start, 300)
    result = standing(surface, run)
    assert result.loss < float(run.losses[0])
    assert np.isfinite(result.distance)


def test_a_table_with_a_class_that_no_training_example_has():
    rows = tuple((float(i), float(i % 3), float(i == 9)) for i in range(10))
    for seed in range(8):
        surface = Softmax(rows=rows, seed=seed)
        assert np.isfinite(surface(surface.start))
        assert np.isfinite(surface.test_surface(surface.start))


def test_own_rows_are_standardized_by_the_training_set():
    rng = np.random.default_rng(3)
    rows = tuple((float(a), 0.0, 100 + 7 * float(a)) for a in 1000 + 50 * rng.standard_normal(40))
    surface = LinearRegression(rows=rows, scale=1.0)
    assert surface.data.train.size + surface.data.test.size == 40
    for part in (surface.data.train.a, surface.data.train.target):
        assert_allclose((part.mean(), part.std()), (0.0, 1.0), atol=1e-12)
    assert_allclose(surface.minima[0], (1.0, 0.0), atol=1e-9)


def table(a, b, t, size=40):
    """Rows of these columns, each a function of a random number and of the row."""
    rng = np.random.default_rng(5)
    return tuple((a(u, i), b(u, i), t(u, i)) for i, u in enumerate(rng.normal(size=size).tolist()))


def varied(u, i):
    return u


def other(u, i):
    return u + (i * i) % 7


def label(u, i):
    return float(i % 2)


CONSTANTS = {
    "a constant": lambda u, i: 7.0,
    "zeros": lambda u, i: 0.0,
    "one tenth, whose mean is rounded": lambda u, i: 0.1,
    "sums that differ by rounding": lambda u, i: (0.1 + 0.2, 0.3)[i % 2],
    "large, in the last digit": lambda u, i: float(np.nextafter(1e6, (0, 2e6)[i % 2])),
    "tiny": lambda u, i: 1e-300,
    "huge": lambda u, i: -1e100,
}


@pytest.mark.parametrize("constant", CONSTANTS.values(), ids=CONSTANTS)
def test_a_constant_column_is_refused_in_words(constant):
    zero = CONSTANTS["zeros"]
    for cls, rows, column in (
        (LinearRegression, table(constant, zero, other), "the feature"),
        (LinearRegression, table(varied, zero, constant), "the target"),
        (TinyNetwork, table(constant, zero, other), "the feature"),
        (LogisticRegression, table(constant, other, label), "the first feature"),
        (HingeLoss, table(varied, constant, label), "the second feature"),
        (Softmax, table(varied, constant, label), "the second feature"),
    ):
        with pytest.raises(ValueError, match=f"^{column} is the same, up to rounding, in all .* take another column"):
            cls(rows=rows)
    for surface in FORMS.values():
        assert replace(surface, rows=table(varied, constant, label)).minima is not None
        with pytest.raises(ValueError, match=r"^the feature is the same"):
            replace(surface, rows=table(constant, varied, label))


def test_a_column_that_is_constant_where_it_is_learned_from_is_refused():
    rows = table(lambda u, i: float(i == 17), CONSTANTS["zeros"], other)
    inside = [17 in np.random.default_rng([seed, 0]).permutation(40)[:20] for seed in range(12)]
    assert {*inside} == {True, False}
    for seed, learned in enumerate(inside):
        if learned:
            assert LinearRegression(rows=rows, n=20, seed=seed).data.train.a.std() == pytest.approx(3.0)
        else:
            with pytest.raises(ValueError, match="in all 20 examples that are learned from"):
                LinearRegression(rows=rows, n=20, seed=seed)


@pytest.mark.parametrize("size", [1e-300, 1e-170, 1e-12, 1.0, 1e12, 1e100, 1e160])
def test_a_column_of_any_size_is_standardized(size):
    rows = table(lambda u, i: size * u, CONSTANTS["zeros"], lambda u, i: size * (u + 0.1 * i))
    ours, plain = (
        LinearRegression(rows=r, scale=1.0) for r in (rows, table(varied, lambda u, i: 0.0, lambda u, i: u + 0.1 * i))
    )
    for mine, other_size in zip(ours.data, plain.data, strict=True):
        assert_allclose(mine.a, other_size.a, rtol=1e-12, atol=1e-12)
        assert_allclose(mine.target, other_size.target, rtol=1e-12, atol=1e-12)


def test_values_that_differ_in_their_last_digits_but_not_by_rounding_are_learned_from():
    """Seconds since 1970 with milliseconds."""
    rows = table(lambda u, i: 1.7e9 + i / 100, CONSTANTS["zeros"], other)
    assert LinearRegression(rows=rows, scale=1.0).data.train.a.std() == pytest.approx(1.0)


def test_an_offset_that_swallows_the_feature_is_refused():
    assert LinearRegression(offset=1e6).data.train.a.std() > 1
    with pytest.raises(
        ValueError, match=r"the feature is the same, up to rounding, in all 12 .* take a smaller offset"
    ):
        LinearRegression(offset=1e17)


@pytest.mark.parametrize("surface", **loop(ONE))
def test_with_one_feature_y_is_the_intercept(surface):
    for part in surface.data:
        assert (part.b == 1).all()
        assert part.a.std() > 0
    assert surface.has_intercept
    assert not replace(surface, form="two features").has_intercept


def test_scale_is_the_unit_of_the_only_feature():
    plain, scaled = (LogisticRegression(form="one feature", scale=s) for s in (1.0, 5.0))
    assert_allclose(scaled.data.train.a, 5 * plain.data.train.a)
    (x, y), (v, w) = plain.minima[0], scaled.minima[0]
    assert_allclose((x, y), (5 * v, w), rtol=1e-9)


def test_the_default_form_is_the_one_with_two_features():
    assert LogisticRegression() == LogisticRegression(form="two features")
    assert (LogisticRegression.task, LogisticRegression.model) == ("two classes", "boundary")
    assert (LogisticRegression(form="one feature").model, HingeLoss(form="one feature").model) == (
        "probability",
        "score",
    )


def test_the_one_feature_hinge_minimum_is_that_of_a_linear_program():
    optimize = pytest.importorskip("scipy.optimize")
    for source in ("made up", "iris", "breast cancer"):
        surface = HingeLoss(form="one feature", source=source)
        a, b, t = surface.data.train
        n = len(t)
        rows = np.column_stack([-t * a, -t * b, -np.eye(n)])
        bounds = [(None, None)] * 2 + [(0, None)] * n
        best = optimize.linprog([0, 0, *np.full(n, 1 / n)], rows, -np.ones(n), bounds=bounds)
        assert_allclose(float(surface(surface.minima[0])), best.fun, atol=1e-12)


def test_a_test_set_that_is_made_up_is_large_enough_to_tell():
    """The test loss of the true line is the variance of the noise, to about a tenth: √(2/200)."""
    losses = [LinearRegression(noise=0.8, seed=seed, scale=1.0).test_surface((1.0, 0.5)) for seed in range(60)]
    assert np.sqrt(np.mean((np.array(losses) / 0.64 - 1) ** 2)) < 0.15


def test_as_many_rows_as_a_pasted_table_may_have_can_be_learned_from():
    rows = table(varied, CONSTANTS["zeros"], other, size=MOST_ROWS)
    assert LinearRegression(rows=rows, n=MOST_ROWS).data.train.size == 0.7 * MOST_ROWS
    assert LinearRegression(n=MOST_ROWS).data.train.size == MOST_ROWS


def test_the_mean_of_no_points_is_no_number():
    surface = DATA["LogisticRegression"]
    assert mean(surface.each, np.empty(0), np.empty(0), surface.data.train)[0].shape == (0,)


def test_a_sigmoid_has_all_digits_down_to_the_smallest_numbers():
    z = np.array([-744.0, -720.0, -60.0, -1.0, 0.0, 1.0, 60.0, 800.0])
    assert_allclose(sigmoid(z[:3]), np.exp(z[:3]), rtol=1e-14)
    assert_allclose(sigmoid(z[3:]), 1 / (1 + np.exp(-z[3:])), rtol=1e-15)
    assert_allclose(np.imag(sigmoid(z[2:-1] + 1e-30j)) / 1e-30, sech2(z[2:-1] / 2) / 4, rtol=1e-14)
    assert sech2(np.array([-2000.0, 2000.0])).tolist() == [0.0, 0.0]


@pytest.mark.parametrize("surface", **loop(EVERY))
def test_slopes_and_bends_are_those_of_the_examples(surface):
    w, examples = seeded(surface.domain, 50), surface.data.train
    for parts, whole in ((surface.each_gradient, surface.df(*w)), (surface.each_hessian, surface.d2f(*w))):
        for ours, mine in zip(whole, mean(parts, *w, examples), strict=True):
            assert_allclose(np.broadcast_to(ours, mine.shape), mine, rtol=1e-11, atol=1e-14)


def test_moments_keep_what_is_left_where_products_cancel():
    a, t = 1.1, 1.3
    left = moments(Examples(np.array([a, 1.0]), np.ones(2), np.array([t, -a * t]))).at
    assert left == float((Fraction(a) * Fraction(t) - Fraction(a * t)) / 2) != 0


@pytest.mark.parametrize("surface", [LinearRegression(source="iris"), LinearRegression(offset=3.0, scale=10.0)])
def test_moments_are_exact_sums_rounded_once(surface):
    a, b, t = ([Fraction(float(v)) for v in part] for part in surface.data.train)
    pairs = (a, a), (a, b), (b, b), (a, t), (b, t)
    exact = [sum(p * q for p, q in zip(*pair, strict=True)) / len(t) for pair in pairs]
    assert_allclose(surface.moments, [float(m) for m in exact], rtol=4e-16)
