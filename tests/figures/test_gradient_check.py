"""The pictures of a gradient check: what is grey and orange on the map, and what is marked on the curves."""

import numpy as np
import pytest

from checking.gradient_check import FORMULAS, STEPS, TOLERANCE, check_grid, error_against_step
from figures.gradient_check import FAR_LEFT, FAR_RIGHT, FLOOR, GROUND, LOWEST, error_curves, error_map
from scenes.check import CHECK_SETTINGS
from surfaces import BrokenGradient, Point
from surfaces.analytic.kinks import AbsoluteValue
from surfaces.analytic.local_minima import Himmelblau
from surfaces.analytic.plateaus import Easom
from surfaces.analytic.ravines import Rosenbrock
from surfaces.analytic.ripples import Ackley
from tests.surfaces.users import bowl

SURFACE, HERE = Rosenbrock(), Rosenbrock.start


def curves(surface=SURFACE, here=HERE):
    return {name: error_against_step(surface, here, name) for name in FORMULAS}


def picture(formula="centered", h=1e-5, **of):
    return error_curves(curves(**of), formula, h)


def notes(figure):
    return [note.text for note in figure.layout.annotations]


def texts(figure):
    return [trace.text for trace in figure.data if trace.mode == "markers+text"]


def test_the_map_shows_the_errors_where_they_are():
    check = check_grid(SURFACE, 7, 5)
    ground = error_map(check, SURFACE.domain, HERE).data[0]
    np.testing.assert_array_equal(ground.customdata, check.error)
    np.testing.assert_allclose(10.0 ** np.array(ground.z), np.maximum(check.error, FLOOR))
    assert (ground.x[0], ground.x[-1], ground.y[0], ground.y[-1]) == SURFACE.domain


def test_what_passes_is_grey_and_what_does_not_is_orange():
    (share,) = {at for at, _ in GROUND if at not in (0.0, 1.0, 0.6249)}
    assert LOWEST * (1 - share) == pytest.approx(np.log10(TOLERANCE))


def test_the_map_is_orange_where_they_differ_grey_where_rounding_explains_it_and_blank_where_nobody_can_tell():
    wrong = error_map(check_grid(BrokenGradient(Easom(), "sign"), 9, 9), Easom.domain, HERE).data[0]
    assert np.nanmax(wrong.z) > np.log10(TOLERANCE)
    far = bowl(1.0, 1.0, 1e6)
    blurred = error_map(check_grid(far, 7, 7), far.domain, HERE).data[0]
    assert np.nanmax(blurred.customdata) > TOLERANCE
    assert np.nanmax(blurred.z) < np.log10(TOLERANCE)
    lost = error_map(check_grid(bowl(1.0, 1.0, 1e14), 7, 7), far.domain, HERE)
    assert np.isnan(lost.data[0].z).all()
    assert notes(lost) == ["blank: rounding hides the gradient"]


def test_the_map_marks_the_point_and_the_worst():
    check = check_grid(SURFACE, 7, 5)
    marked = {
        trace.name: (trace.x[0], trace.y[0]) for trace in error_map(check, SURFACE.domain, HERE, Point(1, 2)).data
    }
    assert (marked["point"], marked["worst"]) == (HERE, (1, 2))
    assert "worst" not in {trace.name for trace in error_map(check, SURFACE.domain, HERE).data}


def test_a_line_for_each_formula_with_its_slope_and_the_chosen_one_on_top():
    lines = [trace for trace in picture("forward").data if trace.mode == "lines"]
    assert {line.name for line in lines} == {"forward ~ h", "centered ~ h²", "five points ~ h⁴", "complex step ~ h²"}
    assert lines[-1].name == "forward ~ h"
    assert lines[-1].line.width > lines[0].line.width


@pytest.mark.parametrize("formula", ["forward", "centered"])
def test_both_branches_are_named_and_the_best_step_is_marked(formula):
    figure = picture(formula, 1e-2)
    best = curves()[formula].best
    star = next(trace for trace in figure.data if trace.marker.symbol == "star")
    assert star.x[0] == best
    assert star.text.startswith("best h: ")
    assert [note.split(":")[0] for note in notes(figure)] == ["◂ rounding", "truncation"]
    assert [note.xanchor for note in figure.layout.annotations] == ["left", "right"]
    assert "your h: 0.01" in texts(figure)


def test_the_best_step_and_the_chosen_one_share_a_mark_when_they_are_the_same():
    assert texts(picture("centered", curves()["centered"].best))[0].startswith("best h, and yours")


def test_the_complex_step_has_no_rounding_and_five_points_are_exact_here():
    assert notes(picture("complex step"))[0] == "no difference, no rounding"
    assert notes(picture("five points", surface=Himmelblau(), here=Himmelblau.start))[1] == "no truncation: exact here"


def test_what_cannot_be_drawn_is_said():
    broken = picture(surface=BrokenGradient(SURFACE, "sign"))
    assert notes(broken) == ["no h makes them agree"]
    assert not texts(broken)


def test_where_the_slope_is_lost_no_step_is_blamed():
    figure = picture(surface=bowl(1.0, 1.0, 1e18), here=Point(0.3, 0.2))
    assert notes(figure) == ["no slope here to compare: a relative error says nothing"]
    assert not texts(figure)


@pytest.mark.parametrize("formula", ["forward", "centered"])
def test_at_a_minimum_the_error_is_a_share_of_the_slope_nearby(formula):
    figure = picture(formula, surface=Himmelblau(), here=Point(3.0, 2.0))
    assert [note.split(":")[0] for note in notes(figure)] == ["◂ rounding", "truncation"]


def test_where_every_step_is_exact_none_is_best():
    figure = picture(surface=Ackley(), here=Point(0.0, 0.0))
    assert notes(figure) == ["no error, whatever h"]
    assert texts(figure) == ["your h: 1e−5"]


@pytest.mark.parametrize("h", [CHECK_SETTINGS["h"].low, FAR_LEFT, 1e-7, 1e-3, FAR_RIGHT, CHECK_SETTINGS["h"].high])
@pytest.mark.parametrize("formula", FORMULAS)
def test_texts_are_written_towards_the_middle_at_the_edges(formula, h):
    sides = {trace.x[0]: trace.textposition for trace in picture(formula, h).data if trace.mode == "markers+text"}
    assert all("left" in side for x, side in sides.items() if x > FAR_RIGHT)
    assert all("right" in side for x, side in sides.items() if x < FAR_LEFT)


def test_zero_has_a_place_on_the_logarithmic_axis():
    flat = error_curves(curves(AbsoluteValue(), AbsoluteValue.start), "centered", STEPS[-1])
    assert min(min(trace.y) for trace in flat.data if trace.mode == "lines") == FLOOR
    assert "0" in flat.layout.yaxis.ticktext
