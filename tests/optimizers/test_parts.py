"""Optimizers taken apart and put together again."""

import pytest

from export.torch_script import as_pytorch
from optimizers import OPTIMIZERS
from optimizers.parts import Parts, plain_type, title, unwrap, wrap
from optimizers.schedules import SCHEDULES, Constant, Cosine
from optimizers.wrappers import Decayed, Scheduled
from surfaces.analytic.bowls import Bowl

ADAM = OPTIMIZERS["Adam"](lr=0.2)


@pytest.mark.parametrize("schedule", SCHEDULES.values(), ids=SCHEDULES)
@pytest.mark.parametrize("decay", [0.0, 0.1])
def test_parts_survive_wrapping(decay, schedule):
    parts = Parts(ADAM, decay, schedule())
    assert unwrap(wrap(parts)) == parts


def test_no_wrapper_that_does_nothing():
    assert wrap(Parts(ADAM, 0.0, Constant())) is ADAM


def test_either_order_comes_apart():
    assert unwrap(Decayed(Scheduled(ADAM, Cosine()), 0.1)) == unwrap(Scheduled(Decayed(ADAM, 0.1), Cosine()))
    assert plain_type(Decayed(Scheduled(ADAM, Cosine()), 0.1)) is OPTIMIZERS["Adam"]


def test_a_name_tells_the_wrappers():
    assert title(wrap(Parts(ADAM, 0.1, Cosine()))) == "Adam + cosine + weight decay"


def test_decay_that_spares_the_intercept_is_no_part_and_has_no_script():
    spared = Decayed(ADAM, 0.1, intercept=False)
    assert unwrap(spared) == Parts(spared)
    assert plain_type(spared) is plain_type(Scheduled(spared, Cosine())) is type(ADAM)
    with pytest.raises(ValueError, match="PyTorch has no"):
        as_pytorch(spared, Bowl(), Bowl.start, 3)
