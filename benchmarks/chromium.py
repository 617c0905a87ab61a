"""A page in Chromium that computes maps by the browser's own modules."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from descent import Racing, module
from optimizers import Optimizer
from surfaces import Surface

try:
    from playwright.sync_api import Page, Route, sync_playwright
except ImportError:
    sys.exit("benchmarks.maps drives Chromium: pip install playwright")

ASSETS = Path(__file__).parents[1] / "player" / "assets"
ADDRESS = "http://ravine.test/"
LOAD = """async ([source, numbers, tables, steps, count]) => {
    const { Pool } = await import("/maps/pool.js");
    window.pools ??= new Map();
    pools.get(count)?.destroy();
    window.numbers = Float64Array.from(numbers);
    const about = [source, tables.map((table) => Float64Array.from(table)), steps, null];
    pools.set(count, count ? new Pool(...about, count) : new Pool(...about));
}"""
PLAY = """async ([racers, box, n, count]) => {
    const pool = pools.get(count);
    const begin = performance.now();
    let first = 0, last = begin, longest = 0, goesOn = true;
    const beat = new MessageChannel();
    beat.port1.onmessage = () => {
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
        if (goesOn) beat.port2.postMessage(0);
    };
    if (racers > 1) beat.port2.postMessage(0);
    const heard = () => (first ||= performance.now() - begin);
    const jobs = Array.from({ length: racers }, (_, k) => pool.map({ k, numbers, starts: { box, n }, fields: [] }, heard));
    await Promise.all(jobs.map(({ done }) => done));
    goesOn = false;
    return [performance.now() - begin, first, longest];
}"""


@contextmanager
def chromium() -> Iterator[Page]:
    """A page to which the modules are served from where they are."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.route("**/*", _serve)
        page.goto(ADDRESS)
        yield page
        browser.close()


def _serve(route: Route) -> None:
    path = ASSETS / route.request.url.removeprefix(ADDRESS)
    if path.is_file():
        route.fulfill(path=path, content_type="text/javascript")
    else:
        route.fulfill(body="<!doctype html><title>Maps</title>", content_type="text/html")


def load(page: Page, surface: Surface, optimizers: list[Optimizer], steps: int, workers: int = 0) -> None:
    """A pool for these, with so many workers, or as many as the page would have; in place of the one that had so many."""
    made = module([Racing(optimizer, surface) for optimizer in optimizers], surface, None, steps, mapping=True)
    tables = [table.tolist() for table in made.tables]
    page.evaluate(LOAD, [made.source, list(made.numbers), tables, steps, workers])


def play(page: Page, surface: Surface, n: int, racers: int = 1, workers: int = 0) -> tuple[float, float, float]:
    """By the pool with so many workers: milliseconds until the maps of all are complete, until the first coarse one is there, and the longest that the page did not answer."""
    whole, first, longest = page.evaluate(PLAY, [racers, list(surface.domain), n, workers])
    return float(whole), float(first), float(longest)
