"""Maps of settings: what is read off them is what Python finds with these settings, by hand and by keys, and all of it goes into the race."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest

from descent import Kind, descend
from figures import number
from optimizers import OPTIMIZERS
from scenes import default_for
from surfaces import SURFACES

SURFACE = SURFACES["Himmelblau"]
ADDRESS = "maps?surface=Himmelblau&optimizers=GradientDescent,Momentum&steps=60&v=2&show="
DONE = "document.querySelector('.atlas .spoken')?.textContent.includes('{}')"
FORBIDDEN = "delete window.Worker; URL.createObjectURL = () => 'data:text/plain,'"
PLASTIC = 1.324717957244746


@pytest.fixture
def sweeps(visit):
    """Opens a map of settings, and waits for what is said once it is there."""

    def opened(what, said, **how):
        race = visit(**how)
        race.page.goto(race.server + ADDRESS + what)
        race.until(DONE.format(said))
        return race

    return opened


def run(name, start=None, **fields):
    optimizer = replace(default_for(OPTIMIZERS[name], SURFACE), **fields)
    return descend(SURFACE(), optimizer, SURFACE.start if start is None else start, 60)


def arrival(found):
    return int(found.outcome.step) if found.outcome.kind == Kind.CONVERGED else math.inf


def test_a_rate_follows_keys_and_hand(sweeps):
    race = sweeps("rates", "best at")
    handle = race.page.locator(".atlas .handle").first
    before = handle.get_attribute("aria-valuenow")
    handle.focus()
    race.page.keyboard.press("ArrowLeft")
    race.until("new URLSearchParams(location.search).has('GradientDescent.lr')")
    rate = race.query["GradientDescent.lr"]
    assert float(rate) < float(before)
    found = run("GradientDescent", lr=float(rate))
    told = f"final loss {number(float(found.losses[-1]))}, steps to arrive {number(arrival(found))}"
    assert handle.get_attribute("aria-valuetext") == f"learning rate {number(float(rate))}, {told}"
    box = handle.bounding_box()
    race.page.mouse.move(box["x"] + 13, box["y"] + 13)
    race.page.mouse.down()
    race.page.mouse.move(box["x"] - 80, box["y"])
    race.page.mouse.up()
    race.until(f"new URLSearchParams(location.search).get('GradientDescent.lr') < {float(rate) / 2}")


@pytest.mark.seldom
def test_a_pair_of_fields_is_read_zoomed_and_taken_into_the_race(sweeps):
    race = sweeps("plane&n=64", "Of all pairs")
    race.page.locator(".atlas .chart").focus()
    race.page.keyboard.press("ArrowUp")
    race.page.keyboard.press("Shift+ArrowUp")
    said = race.page.locator(".atlas .readout").text_content()
    lr, momentum = (float(value) for value in re.findall(r"= ([\d.]+)", said))
    assert (lr, momentum) == pytest.approx((1e-5 * 1e6 ** (32 / 63), 0.99 * 42 / 63), rel=0.01)
    found = run("Momentum", lr=lr, momentum=momentum)
    assert f"loss {number(float(found.losses[-1]))}" in said
    assert ("arrives" in said) == (found.outcome.kind == Kind.CONVERGED)
    race.page.keyboard.press("+")
    race.until("new URLSearchParams(location.search).get('range')?.split(',').length === 4")
    race.page.keyboard.press("Backspace")
    race.until_query("range", None)
    race.page.keyboard.press("ArrowUp")
    race.page.keyboard.press("Enter")
    race.ready()
    race.until("new URLSearchParams(location.search).has('Momentum.momentum')")
    assert "Momentum.lr" in race.query


def starts(count, first):
    """Numbers `first` to `first + count` of the R₂ sequence (Roberts 2018) over the window."""
    box, i = SURFACE.domain, np.arange(first, first + count)
    across, upward = ((0.5 + i / PLASTIC**power) % 1 for power in (1, 2))
    return np.array([box.x0 + across * box.width, box.y0 + upward * box.height]).T


@pytest.mark.seldom
def test_the_fair_race_finds_the_rate_that_python_finds(sweeps):
    race = sweeps("fair&trials=10&fairstarts=4", "starts")
    rates = [float(f"{1e-5 * 1e6 ** (i / 9):.4g}") for i in range(10)]

    def worth(rate):
        found = [run("GradientDescent", start, lr=rate) for start in starts(4, 1)]
        losses = [math.inf if f.outcome.kind == Kind.DIVERGED else float(f.losses[-1]) for f in found]
        return sorted(map(arrival, found))[1], sorted(losses)[1]

    best = min(rates, key=worth)
    row = race.page.locator(".atlas tr", has_text="Gradient descent").locator("td").all_text_contents()
    steps = sorted(arrival(run("GradientDescent", start, lr=best)) for start in starts(4, 64_001))
    assert row[0] == number(best)
    assert row[2] == f"{round(100 * sum(map(math.isfinite, steps)) / 4)} %"
    assert row[3] == (number(steps[1]) if math.isfinite(steps[1]) else "never")
    race.button("Race with these settings").click()
    race.ready()
    race.until("new URLSearchParams(location.search).has('Momentum.lr')")
    assert float(race.query["GradientDescent.lr"]) == best
    assert not re.search("show|trials", race.page.url)


@pytest.mark.seldom
@pytest.mark.parametrize(
    ("what", "said"), [("rates", "best at"), ("plane&n=64", "Of all pairs"), ("fair&trials=5&fairstarts=2", "starts")]
)
def test_without_workers_and_modules_the_server_computes(sweeps, what, said):
    race = sweeps(what, said, script=FORBIDDEN, strict=False)
    if what == "rates":
        handle = race.page.locator(".atlas .handle").first
        handle.focus()
        race.page.keyboard.press("ArrowLeft")
        race.until("new URLSearchParams(location.search).has('GradientDescent.lr')")
        found = run("GradientDescent", lr=float(race.query["GradientDescent.lr"]))
        told = f"final loss {number(float(found.losses[-1]))}, steps to arrive {number(arrival(found))}"
        assert handle.get_attribute("aria-valuetext").endswith(told)
