"""axe-core finds nothing serious on any page, in light and in dark; and no name is the source of a formula."""

import pytest

from lessons import LESSONS
from tests.browser.conftest import ROOT, missing
from tests.sampling import nothing

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PAGES = {
    "race": "",
    "data": "?surface=LogisticRegression&loss=Minibatch&field=1&theory=minimum&code=1&future=1",
    "formula": "?f=x^2%2Bb+|y|&v=2",
    "present": "?present=1",
    "step": "?inspect=1&optimizers=Momentum,AdamW,RandomSearch",
    "nobody": "?optimizers=",
    "lessons": "lessons",
    "lesson": f"lessons?lesson={next(iter(LESSONS))}",
    "gallery": "gallery",
    "check": "check",
    "proof": "proof",
    "maps": "maps",
    "rates": "maps?show=rates&starts=4&v=2",
    "plane": "maps?show=plane&n=64&v=2",
    "fair": "maps?show=fair&v=2",
}
READY = {
    "maps": ".atlas .legend .scale",
    "rates": ".atlas .handle",
    "plane": ".atlas .mapkey .patch",
    "fair": ".atlas tr.first",
    "lessons": "text=The lecture",
    "gallery": ".gallery li",
    "check": ".js-plotly-plot",
    "proof": "text=comparisons are within the tolerance",
}
LEFT_OUT = {
    "[data-testid=stCode] pre": "Streamlit gives the focus to what is around a scrolling block of code; browsers give it to the block, too"
}
"""What Streamlit does and a page cannot mend → why."""
DRESSED = """([ground, text]) => {
    const style = (one) => getComputedStyle(one), player = document.querySelector('.ravine');
    return style(document.querySelector('.stApp')).backgroundColor === ground
        && (!player || player.classList.contains('dark') === (ground !== 'rgb(255, 255, 255)'))
        && [...document.querySelectorAll('[data-testid=stMarkdownContainer] p')].every((one) => style(one).color !== text); }"""
"""Whether the page has this ground, and nothing on it the colour that text has on the other."""
THEMES = {"light": ("rgb(255, 255, 255)", "rgb(230, 235, 242)"), "dark": ("rgb(15, 20, 27)", "rgb(28, 37, 48)")}
SERIOUS = """left => axe.run({ exclude: left }, { resultTypes: ['violations'], preload: false }).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, any }) => [id, html.slice(0, 120), any[0]?.message])))"""


def names(page):
    """All that a screen reader may say of the page."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return [str(node[key].get("value")) for node in nodes for key in ("name", "description", "value") if key in node]


@pytest.fixture(scope="module")
def axe():
    if not AXE.exists():
        missing("axe-core is not installed: npm ci")
    return AXE.read_text("utf-8")


@pytest.mark.seldom
@pytest.mark.sampled(1, axes=nothing)
@pytest.mark.parametrize("page", PAGES)
def test_nothing_serious(visit, axe, page):
    race = visit()
    race.page.emulate_media(reduced_motion="reduce")  # no colour on its way to another one
    race.page.goto(race.server + PAGES[page])
    race.page.locator(READY.get(page, ".ravine .panel .ground .plot-container")).first.wait_for(timeout=60_000)
    race.page.keyboard.press("End")
    race.page.evaluate(axe)
    for scheme, colours in THEMES.items():
        race.page.emulate_media(color_scheme=scheme)
        race.until(DRESSED, colours)
        assert race.page.evaluate(SERIOUS, [[selector] for selector in LEFT_OUT]) == [], scheme
    race.page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    assert [name for name in names(race.page) if "$" in name or "\\" in name] == []
