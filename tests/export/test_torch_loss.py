"""The PyTorch script of losses made of data and of what changes a loss: run where torch is, and compared with our path."""

import re

import numpy as np
import pytest
from numpy.testing import assert_allclose

from descent import descend
from export.torch_script import as_pytorch
from optimizers import OPTIMIZERS
from optimizers.wrappers import Decayed
from scenes.defaults import default_for
from surfaces import ALL_SURFACES, DATA_SURFACES, Minibatch, NoisyGradient, NumericalGradient, Regularized
from surfaces.analytic.local_minima import Himmelblau
from surfaces.data.linear_models import LinearRegression, LogisticRegression
from surfaces.data.network import TinyNetwork
from surfaces.data.softmax import Softmax
from surfaces.layers.minibatch import SAMPLINGS
from tests.sampling import nothing
from tests.surfaces.shapes import FORMS

RULES = {"GradientDescent": 100, "Momentum": 100, "Adam": 100, "LBFGS": 10}
"""Rule → steps: without line search L-BFGS doubles a difference of rounding in each step."""
LOSSES = {
    "penalty": Regularized(Himmelblau(), l1=0.3, l2=0.2),
    "penalty on data": Regularized(LogisticRegression(), l1=0.02, l2=0.01),
    "a penalty that leaves the intercept alone": Regularized(LinearRegression(), l1=0.3, l2=0.2),
    "a penalty on the intercept, too": Regularized(LinearRegression(), l1=0.3, l2=0.2, intercept=True),
    **{f"a penalty on {name}": Regularized(surface, l1=0.02, l2=0.1) for name, surface in FORMS.items()},
    "one feature by batches": Minibatch(LogisticRegression(form="one feature", source="iris"), size=5),
    "noise": NoisyGradient(Himmelblau(), sigma=2.0, seed=3),
    "classic table": LogisticRegression(source="breast cancer", scale=4.0),
    "one example": Minibatch(TinyNetwork(n=7), size=1, sampling="order"),
    "all at once": NoisyGradient(Regularized(Minibatch(Softmax(), size=7, seed=5), l2=0.1), sigma=0.3),
    **{f"batches by {how}": Minibatch(LinearRegression(), size=5, sampling=how) for how in SAMPLINGS},
    **{name: cls() for name, cls in DATA_SURFACES.items()},
}


@pytest.mark.seldom(9)
@pytest.mark.sampled
@pytest.mark.parametrize(("rule", "steps"), RULES.items(), ids=RULES)
@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_the_script_walks_our_path(torch, loss, rule, steps, pasted):
    optimizer = default_for(OPTIMIZERS[rule], loss)
    ours = descend(loss, optimizer, loss.start, steps)
    theirs = pasted(as_pytorch(optimizer, loss, loss.start, steps))
    until = int(ours.last) + 1  # a path that diverges ends here, and goes on there
    assert_allclose(theirs[:until], ours.points[:until], rtol=1e-10, atol=1e-10)


@pytest.mark.sampled(1, axes=nothing)
@pytest.mark.parametrize("rule", ["GradientDescent", "Momentum", "Adam"])
def test_the_weight_decay_of_torch_that_is_not_decoupled_is_l2_in_the_loss(torch, rule, pasted):
    optimizer, decay = default_for(OPTIMIZERS[rule], LogisticRegression), 0.06
    ours = descend(Regularized(LogisticRegression(), l2=decay / 2), optimizer, LogisticRegression.start, 200).points
    script = as_pytorch(optimizer, LogisticRegression(), LogisticRegression.start, 200)
    coupled = re.sub(r"(torch\.optim\.\w+\(\[w\], )", rf"\g<1>weight_decay={decay}, ", script)
    assert_allclose(pasted(coupled), ours, rtol=1e-12, atol=1e-12)


def test_decoupled_weight_decay_is_not_l2_in_the_loss(torch, pasted):
    optimizer = default_for(OPTIMIZERS["Adam"], LogisticRegression)
    script = as_pytorch(Decayed(optimizer, 0.06), LogisticRegression(), LogisticRegression.start, 200)
    ours = descend(Regularized(LogisticRegression(), l2=0.03), optimizer, LogisticRegression.start, 200).points
    assert np.abs(pasted(script)[-1] - ours[-1]).max() > 1e-2


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_the_script_is_python(loss):
    compile(as_pytorch(OPTIMIZERS["Adam"](), loss, loss.start, 10), "pasted", "exec")


def test_a_table_with_all_its_digits_is_in_the_script():
    script = as_pytorch(OPTIMIZERS["Adam"](), LinearRegression(), LinearRegression.start, 10)
    assert all(repr(value) in script for column in LinearRegression().data.train for value in column.tolist()[:3])


@pytest.mark.parametrize("name", ALL_SURFACES)
def test_a_measured_gradient_has_no_script(name):
    with pytest.raises(ValueError, match="none that is measured"):
        as_pytorch(OPTIMIZERS["Adam"](), NumericalGradient(ALL_SURFACES[name]()), (0.5, 0.5), 10)
