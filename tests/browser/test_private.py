"""What is used of Plotly and Streamlit and not documented by them, as only a browser sees it: each test says what has changed.

The rest is in tests/player/test_streamlit.py.
"""

import re
from pathlib import Path

import pytest

from player.component import ASSETS
from tests.sampling import nothing

STYLE = Path(ASSETS).parents[1] / "views" / "shell" / "page.css"
AXIS = {"range": "object", "_offset": "number", "_length": "number", "d2p": "function", "p2d": "function"}
PLOTLY = "see player/assets/page/plotly_private.js"


def test_plotly_still_has_what_we_read_of_it(race):
    found = race.page.evaluate(
        """keys => { const layout = document.querySelector('.ravine .panel .ground')._fullLayout ?? {};
            return ['xaxis', 'yaxis'].map(axis => keys.map(key => typeof layout[axis]?.[key])); }""",
        list(AXIS),
    )
    version = race.page.evaluate("Plotly.version")
    for axis, kinds in zip("xy", found, strict=True):
        changed = {
            key: kind
            for (key, kind), wanted in zip(zip(AXIS, kinds, strict=True), AXIS.values(), strict=True)
            if kind != wanted
        }
        assert not changed, f"Plotly {version} has changed on its {axis} axis: {changed}: {PLOTLY}"
    counts = race.page.evaluate("""['.contourlayer > .contour', '.nsewdrag'].map(one =>
        document.querySelector('.ravine .panel .ground').querySelectorAll(one).length)""")
    assert counts == [1, 1], f"Plotly {version} builds its plots otherwise: {PLOTLY}, and player.css"


@pytest.mark.seldom
@pytest.mark.sampled(1, axes=nothing)
@pytest.mark.parametrize("zoomed", [False, True])
def test_our_pixels_are_where_plotly_draws(visit, zoomed):
    race = visit().open(surface="Himmelblau")
    if zoomed:
        race.page.mouse.move(*race.pixel(0, 1, 1))
        race.zoom(-300)
        race.button("Reset view").wait_for()
    script = """async () => {
        const { Axes } = await import([...performance.getEntriesByType('resource')].map(r => r.name)
            .find(name => name.includes('/plotly_private.js')));
        const ground = document.querySelector('.ravine .panel .ground'), axes = new Axes(ground);
        const at = (trace) => trace.x.map((x, i) => axes.toPixel(x, trace.y[i]));
        const drawn = [...ground.querySelectorAll('.scatterlayer .trace')].map(trace =>
            [...trace.querySelectorAll('.point')].map(p => { const b = p.getBoundingClientRect(), g = ground.getBoundingClientRect();
                return [b.left + b.width / 2 - g.left, b.top + b.height / 2 - g.top]; }));
        const marks = ground.data.filter(trace => trace.type === 'scatter' && !trace.marker.symbol.startsWith('triangle'));
        const names = ground.data.filter(trace => trace.type === 'scatter');
        const back = axes.toData(...axes.toPixel(0.3, -0.7));
        return { ours: marks.map(at), theirs: marks.map(trace => drawn[names.indexOf(trace)]), back }; }"""
    seen = race.page.evaluate(script)
    assert seen["back"] == pytest.approx([0.3, -0.7], abs=2e-3)  # Plotly rounds to hundredths of a pixel
    assert sum(len(trace) for trace in seen["ours"]) == 8
    for ours, theirs in zip(seen["ours"], seen["theirs"], strict=True):
        for one, other in zip(ours, theirs, strict=False):
            assert one == pytest.approx(other, abs=1.5), PLOTLY


def test_streamlit_scrolls_what_we_take_for_the_page(visit):
    race = visit(width=1400, height=450).open()
    race.page.mouse.move(
        *race.page.evaluate(
            "(r => [r.x + 5, r.y + 5])(document.querySelector('.ravine .standings').getBoundingClientRect())"
        )
    )
    moved = race.page.evaluate("""async () => {
        const { scrolled } = await import([...performance.getEntriesByType('resource')].map(r => r.name)
            .find(name => name.endsWith('/streamlit.js')));
        const root = document.querySelector('.ravine'), top = () => root.getBoundingClientRect().top, before = top();
        root.closest('[data-testid=stMain]').scrollTop = 40;
        return [before - top(), scrolled(root)]; }""")
    assert moved[0] == moved[1] == 40, "Streamlit scrolls another element: see player/assets/page/streamlit.js"


@pytest.mark.seldom
def test_the_style_sheet_of_the_page_still_meets_its_elements(visit):
    race = visit().open(surface="LinearRegression")
    race.page.get_by_role("button", name=re.compile("table", re.IGNORECASE)).first.click()
    race.page.get_by_role("dialog").wait_for()
    names = sorted(set(re.findall(r'data-testid="(\w+)"', STYLE.read_text("utf-8"))))
    missing = [name for name in names if not race.page.locator(f"[data-testid={name}]").count()]
    seldom = {"stAlertContainer", "stText", "stExpandSidebarButton"}
    assert set(missing) <= seldom, f"Streamlit has renamed {missing}: see views/shell/page.css"


def test_a_page_that_changes_while_plotly_is_fetched_begins_once(visit):
    held = []
    race = visit(alone=True, script="""new MutationObserver((all) => { for (const { addedNodes } of all)
        for (const node of addedNodes) if (node.classList?.contains('ravine')) window.begun = (window.begun ?? 0) + 1; }
        ).observe(document, { childList: true, subtree: true });""")  # fmt: skip
    page = race.page
    page.route("**/PlotlyChart.*.js", lambda route: held.append(route))
    race.go("")
    race.until("window.begun === 1")
    race.choose_surface("Himmelblau")
    race.until_query("surface", "Himmelblau")
    page.evaluate("new Promise((passed) => setTimeout(passed, 500))")
    for route in held:
        route.continue_()
    race.until("document.querySelectorAll('.ravine .panel .head').length === 4")
    page.evaluate("new Promise((passed) => setTimeout(passed, 500))")
    assert page.evaluate("begun") == 1
