"""How large everything is, on screens from a phone to a projector, with one method to twelve."""

import numpy as np
import pytest

from tests.sampling import nothing, portion

SIZES = [(390, 844), (768, 1024), (1024, 768), (1280, 720), (1366, 768), (1400, 900), (1920, 1080)]
RACERS = [
    *("GradientDescent", "Momentum", "Nesterov", "AdaGrad", "RMSProp", "Adam"),
    *("AdaDelta", "Lion", "NAdam", "RAdam", "Yogi", "AdaBelief"),
]
MEASURE = """() => {
    // It sticks to the edge of a page that scrolls, over whatever is there.
    document.querySelector('.ravine .transport').style.position = 'static';
    const boxes = selector => [...document.querySelectorAll(selector)].map(e => e.getBoundingClientRect());
    const panels = boxes('.ravine .panel'), names = boxes('.ravine .panel .names'), plots = boxes('.ravine .panel .plot');
    const root = document.querySelector('.ravine'), whole = root.getBoundingClientRect();
    const apart = (a, b) => a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
    const parts = [...panels, ...boxes('.ravine .top, .ravine .sliders, .ravine .legend, .ravine .transport, .ravine .curves, .ravine .standings')].filter(p => p.height);
    const frames = boxes('.ravine .panel .heads'), heads = [...document.querySelectorAll('.ravine .panel')].map(p =>
        [...p.querySelectorAll('.head')].map(h => h.getBoundingClientRect()).map(h => [h.x + h.width / 2, h.y + h.height / 2]));
    const labels = boxes('.ravine .panel .label > *').filter(p => p.width);
    const size = selector => parseFloat(getComputedStyle(document.querySelector(selector)).fontSize);
    const within = label => [...label.querySelectorAll('.who, .tuner, .loss')].map(e => e.getBoundingClientRect());
    const loose = [...document.querySelectorAll('.ravine .label')].some(label => {
        const all = within(label), edge = label.getBoundingClientRect().right;
        return all.some((a, i) => a.right > edge + 1 || all.slice(i + 1).some(b => !apart(a, b))); });
    return {
        loose, overlap: parts.some((a, i) => parts.slice(i + 1).some(b => !apart(a, b))),
        outside: parts.filter(p => p.left < whole.left - 1 || p.right > whole.right + 1).map(p => [p.left, p.right, whole.right]),
        // Every method has left the window in none of these races, so that its head is on its plot.
        lost: heads.some((some, i) => some.some(([x, y]) => x < frames[i].left || x > frames[i].right || y < frames[i].top || y > frames[i].bottom)),
        cut: [...document.querySelectorAll('.ravine .panel .who, .ravine .transport *, .ravine .standings th, .ravine .views button')]
            .filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth).map(e => e.className + e.textContent),
        crossed: labels.some((a, i) => labels.slice(i + 1).some(b => !apart(a, b))),
        askew: names.some((n, i) => Math.abs(n.left - plots[i].left) > 1),
        bottom: Math.max(...plots.map(p => p.bottom)), width: plots[0].width, count: panels.length,
        columns: new Set(plots.map(p => Math.round(p.left))).size,
        tick: size('.ravine .panel .xtick text'), name: size('.ravine .label .who'), loss: size('.ravine .label .loss'),
    };
}"""


def measured(race, width, height):
    """What stands where once the page has settled at this size: the sidebar takes a while to come and go."""
    race.page.set_viewport_size({"width": width, "height": height})
    seen = [None]
    while len(seen) < 3 or seen[-1] != seen[-2]:
        race.page.wait_for_timeout(350)
        seen.append(race.page.evaluate(MEASURE))
    return seen[-1]


@pytest.mark.seldom
@pytest.mark.sampled(1, axes=nothing)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("count", [1, 2, 4, 6, 8, 12])
def test_nothing_overlaps_or_leaves_its_place(visit, count, dark):
    race = visit(dark=dark, alone=True).open(optimizers=",".join(RACERS[:count]))
    race.page.keyboard.press("End")
    for width, height in [*portion(SIZES[:-1], np.random.default_rng(count)), SIZES[-1]]:
        found = measured(race, int(width), int(height))
        assert found["count"] == (1 if width < 640 else count)
        kinds = ("overlap", "outside", "lost", "cut", "crossed", "askew", "loose")
        bad = {kind: found[kind] for kind in kinds if found[kind]}
        assert not bad, (width, height, bad)
        assert found["bottom"] <= height or count > 4, (width, height, found)
    assert found["tick"] >= 14
    assert min(found["name"], found["loss"]) >= 20


def test_four_stand_two_by_two_where_a_row_is_too_narrow(race):
    for width, height in [(768, 1024), (1024, 768)]:
        found = measured(race, width, height)
        assert (found["columns"], found["overlap"]) == (2, False), (width, height, found)


@pytest.mark.seldom
def test_twelve_stand_in_two_rows_before_a_room(visit):
    race = visit(width=1920, height=1080).open(optimizers=",".join(RACERS))
    assert measured(race, 1920, 1080)["columns"] == 6


@pytest.mark.seldom
def test_the_transport_of_one_picture_stands_in_one_row(visit):
    race = visit(width=1920, height=1080).open(overlay=1)
    transport = race.page.locator(".ravine .transport")
    assert transport.bounding_box()["height"] < 60
    race.button("3-D").click()
    race.page.locator(".ravine .plot.solid").wait_for()
    assert transport.bounding_box()["height"] < 60


def test_switches_stay_where_they_are(race):
    before = race.button("Field").bounding_box()
    race.button("One plot").click()
    race.until("document.querySelectorAll('.ravine .panel').length === 1")
    assert race.button("Field").bounding_box() == before
    race.button("3-D").click()
    race.page.locator(".ravine .plot.solid").wait_for()
    race.button("Log height").wait_for()
    assert race.button("Field").bounding_box() == before
    assert race.button("Field").is_disabled()


def test_to_present_there_is_nothing_but_the_plots(race):
    small = race.page.evaluate(MEASURE)
    race.page.keyboard.press("p")
    race.until_query("present", "1")
    race.until(
        "document.querySelector('.ravine.present') && !document.querySelector('[data-testid=stSidebar]')?.offsetWidth"
    )
    large = measured(race, 1400, 900)
    assert (large["width"], large["name"]) > (small["width"], small["name"])
    assert not large["overlap"]
    assert not race.page.locator(".ravine .standings").is_visible()
    assert race.button("Play").is_visible()
    race.page.keyboard.press("Escape")
    race.until_query("present", None)
    race.sidebar.wait_for()


# Of all that moves by itself, as a share of the window.
SHIFTS = """window.shifts = []; new PerformanceObserver(list => shifts.push(...list.getEntries().filter(one => !one.hadRecentInput)
    .map(one => one.value))).observe({ type: 'layout-shift', buffered: true });"""


@pytest.mark.seldom
def test_nothing_jumps_while_a_page_loads(visit):
    race = visit(script=SHIFTS)
    for address, last in [("", ".ravine .head"), ("check", "[data-testid=stAlertContainer]")]:
        race.page.goto(race.server + address)
        race.page.locator(last).first.wait_for()
        race.page.wait_for_timeout(500)
        moved = race.page.evaluate("shifts")
        assert sum(moved) < 0.1, address
        assert max(moved, default=0) < 0.1, address


@pytest.mark.seldom
def test_the_names_of_the_pages_stay_where_they_are(race):
    def places():
        return [link.bounding_box() for link in race.page.get_by_test_id("stTopNavLink").all()]

    before = places()
    race.page.get_by_test_id("stTopNavLink").nth(1).click()
    race.until("!document.querySelector('[data-testid=stSidebar]')?.offsetWidth")
    assert places() == before
