"""A race from the default start is worth watching: nobody blows up, and everybody gets somewhere."""

import pytest

from descent import Kind, descend
from optimizers.rules.adam import Adam
from optimizers.rules.adaptive import AdaGrad, RMSProp
from optimizers.rules.first_order import GradientDescent, Momentum, Nesterov
from scenes import default_for
from surfaces import find_critical_points
from tests.surfaces.shapes import DEFAULT, loop

STEPS = 300
LECTURE = (GradientDescent, Momentum, Nesterov, AdaGrad, RMSProp, Adam)


@pytest.mark.seldom(14)
@pytest.mark.parametrize("surface", **loop(DEFAULT))
def test_the_six_of_the_lecture_go_downhill(surface):
    for optimizer in LECTURE:
        race = descend(surface, default_for(optimizer, type(surface)), surface.start, STEPS)
        assert race.outcome.kind != Kind.DIVERGED
        assert race.losses[race.last] < race.losses[0]


@pytest.mark.parametrize("surface", **loop(DEFAULT))
def test_a_start_lies_well_inside_and_is_no_critical_point(surface):
    box, found = surface.domain, find_critical_points(surface)
    assert min(*[surface.start.x - box.x0, box.x1 - surface.start.x]) > 0.02 * box.width
    assert min(*[surface.start.y - box.y0, box.y1 - surface.start.y]) > 0.02 * box.height
    assert surface.start not in found.minima + found.saddles + found.maxima
