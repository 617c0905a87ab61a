"""On the contours: start, zoom, pan, hover, layout and standings."""

import re

import numpy as np
import pytest

from surfaces import SURFACES
from tests.sampling import nothing

TRUE_MINUS = "\N{MINUS SIGN}"


def numbers(text):
    return [float(n) for n in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", text.replace(TRUE_MINUS, "-"))]


def test_a_click_sets_the_start_on_every_panel(race):
    race.page.mouse.click(*race.pixel(1, 1.0, 2.0))
    race.until("new URLSearchParams(location.search).has('x')")
    assert float(race.query["x"]) == pytest.approx(1.0, abs=0.05)
    assert float(race.query["y"]) == pytest.approx(2.0, abs=0.05)
    race.is_at(0)
    assert float(race.page.get_by_label("Start x").input_value()) == pytest.approx(1.0, abs=0.05)
    assert len({tuple(h) for h in race.heads}) == 1


def test_the_paths_follow_while_the_start_is_dragged(race):
    page = race.page
    page.mouse.move(*race.pixel(0, -2.6, -0.2))
    page.mouse.down()
    for x, y in [(-2, 1), (-1, 2), (1, 2.5)]:
        standings = page.locator(".ravine .standings").inner_text()
        page.mouse.move(*race.pixel(0, x, y), steps=4)
        race.until("before => document.querySelector('.ravine .standings').innerText !== before", standings)
    assert "x" not in race.query
    before = race.heads
    page.mouse.up()
    race.until_heads_leave(before)
    assert len({tuple(h) for h in race.heads}) == 1
    race.until("new URLSearchParams(location.search).has('x')")
    assert float(race.query["x"]) == pytest.approx(1.0, abs=0.1)


def test_zoom_moves_all_panels_and_keeps_the_paths_glued(race):
    race.page.keyboard.press("End")
    before = race.view(0)
    x, y = race.pixel(0, 0, 0)
    race.page.mouse.move(x, y)
    race.zoom(-400)
    race.until("b => document.querySelector('.ravine .ground')._fullLayout.xaxis.range[0] > b", before[0])
    race.button("Reset view").wait_for()
    race.until("""() => { const all = [...document.querySelectorAll('.ravine .panel .ground')]
        .map(g => JSON.stringify(g._fullLayout.xaxis.range)); return new Set(all).size === 1; }""")
    assert_glued(race)
    race.button("Reset view").click()
    race.until(
        "b => Math.abs(document.querySelector('.ravine .ground')._fullLayout.xaxis.range[0] - b) < 1e-9", before[0]
    )
    assert_glued(race)


def test_dragging_the_ground_pans_and_is_not_a_click(race):
    before = race.view(2)
    x, y = race.pixel(0, 1, 1)
    race.page.mouse.move(x, y)
    race.page.mouse.down()
    race.page.mouse.move(x - 40, y, steps=5)
    race.page.mouse.up()
    race.until(
        "b => document.querySelectorAll('.ravine .panel .ground')[2]._fullLayout.xaxis.range[0] > b + 0.3", before[0]
    )
    race.until_whole_query({})
    assert_glued(race)


SHAPES = """() => [...document.querySelectorAll('.ravine .panel .contourlayer')].map(layer =>
    [...layer.querySelectorAll('path')].map(path => path.getAttribute('d')).join())"""


@pytest.mark.seldom
@pytest.mark.sampled(1, axes=nothing)
@pytest.mark.parametrize("idle", [True, False])
def test_every_panel_shows_the_same_contours_at_once_and_after_each_change(visit, idle):
    never = "window.requestIdleCallback = () => {}"  # what waits for an idle moment waits for ever
    race = visit(script=None if idle else never).open(surface="Bumps")
    slider = race.sidebar.get_by_role("slider").first
    slider.focus()
    seen = [same_everywhere(race)]
    slider.press("ArrowRight")
    race.until(f"before => ({SHAPES})()[0] !== before", seen[-1])
    seen.append(same_everywhere(race))
    race.page.mouse.move(*race.pixel(2, 0, 0))
    race.zoom(-400)
    race.until(f"before => ({SHAPES})().every(shapes => shapes !== before)", seen[-1])
    seen.append(same_everywhere(race))
    assert len(set(seen)) == len(seen)
    if idle:  # and in the end each is Plotly's own
        grids = "() => [...document.querySelectorAll('.ravine .panel .ground')].map(g => g._fullData[0].z.length)"
        race.until(f"() => new Set(({grids})()).size === 1")


def same_everywhere(race):
    shapes = race.page.evaluate(SHAPES)
    assert len(set(shapes)) == 1
    assert len(shapes[0]) > 10_000
    return shapes[0]


def assert_glued(race):
    """The start marker and the start of the axes agree: head at step 0 lies where Plotly draws the start."""
    race.page.keyboard.press("Home")
    race.is_at(0)
    frame = race.page.locator(".ravine .heads").first.bounding_box()
    expected = race.pixel(0, -2.6, -0.2)
    race.page.wait_for_timeout(100)
    assert np.allclose([frame["x"] + race.heads[0][0], frame["y"] + race.heads[0][1]], expected, atol=1.0)


def test_hover_reads_the_true_loss(visit):
    race = visit().open(surface="Rosenbrock")
    for target in [(0.5, 0.0), (-1.0, 2.5), (1.5, 1.0)]:
        race.page.mouse.move(*race.pixel(0, *target))
        race.page.locator(".ravine .tooltip").wait_for(state="visible")
        race.page.wait_for_timeout(50)
        x, y, loss = numbers(race.page.locator(".ravine .tooltip").inner_text())
        assert (x, y) == pytest.approx(target, abs=0.06)
        near = SURFACES["Rosenbrock"]()(np.array([[x - 0.005, x, x + 0.005], [y, y, y]]))
        assert near.min() * 0.9 <= loss <= near.max() * 1.1


@pytest.mark.seldom
def test_all_on_one_plot(visit):
    race = visit().open(overlay=1)
    assert race.panels.count() == 1
    assert len(race.heads) == 4
    assert race.page.locator(".ravine .label").count() == 4


@pytest.mark.seldom
def test_styles_are_the_same_everywhere_and_differ_between_optimizers(race):
    styles = race.page.evaluate("""() => [...document.querySelectorAll('.ravine .panel')].map(p => {
        const name = p.getAttribute('aria-label');
        const row = [...document.querySelectorAll('.standings tbody tr')].find(r => r.textContent.includes(name));
        const look = e => [e.querySelector('.swatch line').getAttribute('stroke'),
                           e.querySelector('.swatch line').getAttribute('stroke-dasharray'),
                           e.querySelector('.swatch polygon').getAttribute('points')].join('|');
        return [look(p), look(row), p.querySelector('.head polygon').getAttribute('fill')]; })""")
    assert all(panel == row and panel.startswith(head) for panel, row, head in styles)
    assert len({panel for panel, _, _ in styles}) == 4


def test_standings_tell_how_each_run_ended(race):
    table = race.page.locator(".ravine .standings")
    assert "converged" not in table.inner_text()
    race.page.keyboard.press("End")
    race.is_at(race.last)
    assert "converged to the minimum (0, 0)" in table.inner_text()
    assert table.locator("tbody tr").count() == 4
    arrivals = [int(text) for text in table.locator("td.stayed").all_inner_texts() if text != "–"]
    assert len(arrivals) >= 2
    assert arrivals == sorted(arrivals)


INK = """selector => [...document.querySelectorAll(selector)].map(canvas => getComputedStyle(canvas).opacity === '0' ? 0 :
    canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.filter((v, i) => i % 4 === 3 && v > 0).length)"""


def test_the_future_is_hidden_until_it_is_asked_for_or_held(race):
    def until_ghosts(are):
        race.until(
            f"() => {{ const all = ({INK})('.ravine .ghosts'); return all.length === 4 && all.every(ink => {are}); }}"
        )

    curves = race.page.evaluate(INK, ".ravine .lossplot canvas")[1]
    until_ghosts("ink === 0")
    x, y = race.pixel(0, -2.6, -0.2)
    race.page.mouse.move(x, y)
    race.page.mouse.down()
    race.page.mouse.move(x + 20, y + 20, steps=3)
    until_ghosts("ink > 0")
    race.page.mouse.up()
    until_ghosts("ink === 0")
    race.button("Future").click()
    race.until_query("future", "1")
    until_ghosts("ink > 0")
    race.until(f"least => ({INK})('.ravine .lossplot canvas')[1] > least", 2 * curves)
    assert "converged" in race.page.locator(".ravine .standings").inner_text()


@pytest.mark.seldom
@pytest.mark.sampled(1, axes=nothing)
@pytest.mark.parametrize("how", ["focus", "click"])
def test_columns_explain_themselves_without_a_mouse_over_them(race, how):
    head, about = race.page.locator(".standings th.reached button"), race.page.locator(".standings .about")
    assert about.is_hidden()
    getattr(head, how)()
    about.wait_for()
    assert about.inner_text().startswith("The first step at which the path is within")
    race.page.keyboard.press("Escape")
    assert about.is_hidden()


def test_a_path_that_diverges_says_so_and_leaves_the_others_alone(visit):
    race = visit().open(**{"GradientDescent.lr": "0.5"})
    race.page.keyboard.press("End")
    race.page.get_by_text("diverged", exact=True).wait_for()
    assert "diverged at step" in race.page.locator(".ravine .standings").inner_text()
    assert race.page.get_by_text("converged", exact=True).count() >= 2


def test_critical_points_are_marked_with_a_legend(visit):
    race = visit().open(surface="Himmelblau")
    legend = race.page.locator(".ravine .legend").inner_text()
    assert all(word in legend for word in ("start", "minimum", "saddle", "maximum"))
    marks = race.page.evaluate(
        "document.querySelector('.ravine .ground').querySelectorAll('.scatterlayer .point').length"
    )
    assert marks == 4 + 4 + 1


@pytest.mark.seldom
def test_x_and_y_have_the_same_scale(visit):
    for surface in ("Ravine", "Rosenbrock"):
        race = visit().open(surface=surface)
        a, b, c = race.pixel(0, 0, 0), race.pixel(0, 1, 0), race.pixel(0, 0, 1)
        assert b[0] - a[0] == pytest.approx(a[1] - c[1], rel=0.02)
