"""A point of a sweep is the single run with its hyperparameters."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from descent import Kind, descend
from maps import sweep
from optimizers import OPTIMIZERS, Cosine, Decayed, Scheduled
from params import params_of
from surfaces import SURFACES

HIMMELBLAU = SURFACES["Himmelblau"]()
FIELDS = {
    f"{name}.{field}": (cls, field)
    for name, cls in OPTIMIZERS.items()
    for field, declared in params_of(cls).items()
    if isinstance(declared.default, float)
}


@pytest.mark.sampled
@pytest.mark.parametrize(("cls", "field"), FIELDS.values(), ids=FIELDS)
def test_a_point_is_the_single_run(cls, field):
    declared = params_of(cls)[field]
    ends = (declared.low, declared.default, (declared.low + declared.default) / 2)
    found = sweep(HIMMELBLAU, cls(), field, ends, (1.0, 2.0), 40)
    assert found.fields == (field,)
    for k, value in enumerate(ends):
        alone = descend(HIMMELBLAU, cls(**{field: value}), (1.0, 2.0), 40)
        assert (found.kind[k], found.steps[k]) == (alone.outcome.kind, alone.outcome.step)
        assert_allclose(found.end[:, k], alone.points[alone.last], rtol=1e-9)
        assert_allclose(found.loss[k], alone.losses[alone.last], rtol=1e-7, atol=1e-15)


def test_two_fields_make_a_map_with_the_first_along_the_columns():
    rates, momenta = [1e-3, 5e-3, 2e-2], [0.0, 0.9]
    found = sweep(HIMMELBLAU, OPTIMIZERS["Momentum"](), ("lr", "momentum"), (rates, momenta), (1.0, 2.0), 80)
    assert found.kind.shape == found.steps.shape == found.minimum.shape == found.loss.shape == (2, 3)
    assert found.end.shape == (2, 2, 3)
    for i, momentum in enumerate(momenta):
        for j, lr in enumerate(rates):
            alone = descend(HIMMELBLAU, OPTIMIZERS["Momentum"](lr, momentum), (1.0, 2.0), 80)
            assert_allclose(found.end[:, i, j], alone.points[alone.last], rtol=1e-9)
            assert found.kind[i, j] == alone.outcome.kind


def test_too_long_a_step_diverges_and_too_short_a_one_still_moves():
    """On a bowl of curvature 1 gradient descent shrinks what is left by |1 − α|, and by 2 it flips over for ever."""
    found = sweep(SURFACES["Bowl"](), OPTIMIZERS["GradientDescent"](), "lr", [1e-5, 0.5, 5.0], (1.0, 0.5), 200)
    assert found.kind.tolist() == [Kind.MOVING, Kind.CONVERGED, Kind.DIVERGED]
    assert found.minimum.tolist() == [-1, 0, -1]
    assert_array_equal(found.values[0], [1e-5, 0.5, 5.0])


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda rule: Scheduled(rule, Cosine(30)),
        lambda rule: Decayed(rule, 0.1),
        lambda rule: Scheduled(Decayed(rule, 0.1), Cosine(30)),
    ],
)
def test_a_field_is_found_within_wrappers(wrapped):
    found = sweep(HIMMELBLAU, wrapped(OPTIMIZERS["Adam"]()), "lr", [0.05, 0.2], (1.0, 2.0), 30)
    for k, lr in enumerate([0.05, 0.2]):
        alone = descend(HIMMELBLAU, wrapped(OPTIMIZERS["Adam"](lr=lr)), (1.0, 2.0), 30)
        assert_allclose(found.end[:, k], alone.points[-1], rtol=1e-9)


def test_the_wrapper_of_two_has_its_own_field():
    rule = Decayed(OPTIMIZERS["GradientDescent"](0.01), 0.1)
    found = sweep(HIMMELBLAU, rule, "weight_decay", [0.0, 0.5], (1.0, 2.0), 30)
    for k, decay in enumerate([0.0, 0.5]):
        alone = descend(HIMMELBLAU, replace(rule, weight_decay=decay), (1.0, 2.0), 30)
        assert_allclose(found.end[:, k], alone.points[-1], rtol=1e-9)


@pytest.mark.parametrize(
    ("field", "values", "start", "words"),
    [
        ("rate", [0.1], (0, 0), "no field 'rate'"),
        ("amsgrad", [0.0, 1.0], (0, 0), "True or False"),
        ("lr", [-1.0], (0, 0), "must be a number or an array"),
        ("lr", [], (0, 0), "one field and its values"),
        (("lr", "beta1"), ([0.1],), (0, 0), "one field and its values"),
        ("lr", [0.1], (0, 0, 0), r"shape \(2,\)"),
        ("lr", [0.1], (0, np.nan), "finite"),
    ],
)
def test_what_makes_no_sweep_is_refused(field, values, start, words):
    with pytest.raises(ValueError, match=words):
        sweep(HIMMELBLAU, OPTIMIZERS["Adam"](), field, values, start, 10)


def test_a_count_cannot_be_swept():
    with pytest.raises(ValueError, match="whole number"):
        sweep(HIMMELBLAU, OPTIMIZERS["LBFGS"](), "history", [1, 2], (0, 0), 10)
