"""A running app and a real Chromium.

Without Chromium or Playwright these tests skip and say so; with CI=true they fail instead.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest

ROOT = Path(__file__).parents[2]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PATIENCE = 30_000


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def missing(reason):
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def server():
    """The address of the app, served by Streamlit as `make run` does."""
    with served("app.py") as address:
        yield address


@contextmanager
def served(script):
    """The address at which Streamlit serves a script of the project."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}/"
    try:
        wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def wait_for(address):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address + "_stcore/health", timeout=2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"no answer from {address}")


@pytest.fixture(scope="session")
def chromium():
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not executable:
        missing("no Chromium found: install Debian's chromium to run the browser tests")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed: pip install -r requirements-dev.txt")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


class Race:
    """The page of a race, as a visitor sees it."""

    def __init__(self, page, server):
        self.page, self.server = page, server

    def open(self, **query):
        self.page.goto(self.server + ("?" + urlencode(query) if query else ""))
        self.ready()
        return self

    def ready(self):
        self.page.locator(".ravine .panel .head").first.wait_for(timeout=PATIENCE)
        self.page.wait_for_function("document.querySelector('.ravine .count')?.textContent.length > 3")

    @property
    def query(self):
        return self.page.evaluate("Object.fromEntries(new URLSearchParams(location.search))")

    @property
    def step(self):
        return int(self.page.get_by_label("Step", exact=True).input_value())

    def is_at(self, step):
        """Wait until the clock shows this step."""
        self.until("step => document.querySelector('.ravine .scrub').value === String(step)", step)

    @property
    def heads(self):
        """Where the heads are, in pixels of their plots."""
        return self.page.eval_on_selector_all(
            ".ravine .head",
            "heads => heads.map(h => { const m = new DOMMatrix(h.style.transform); return [m.e, m.f]; })",
        )

    @property
    def contours(self):
        """How many contour shapes each panel shows."""
        return self.page.eval_on_selector_all(
            ".ravine .ground", "all => all.map(g => g.querySelectorAll('.contourfill path, .contourlines path').length)"
        )[: self.panels.count()]

    @property
    def panels(self):
        return self.page.locator(".ravine .panel")

    @property
    def sidebar(self):
        return self.page.get_by_test_id("stSidebar")

    def button(self, name):
        return self.page.get_by_role("button", name=name, exact=True)

    def pixel(self, panel, x, y):
        """The place of a point of the surface on the screen."""
        script = """([i, x, y]) => { const g = document.querySelectorAll('.ravine .panel .ground')[i];
            const {xaxis, yaxis} = g._fullLayout, box = g.getBoundingClientRect();
            return [box.left + xaxis._offset + xaxis.d2p(x), box.top + yaxis._offset + yaxis.d2p(y)]; }"""
        return self.page.evaluate(script, [panel, x, y])

    def view(self, panel):
        """The window [x0, x1, y0, y1] of a panel."""
        script = """i => { const g = document.querySelectorAll('.ravine .panel .ground')[i]._fullLayout;
            return [...g.xaxis.range, ...g.yaxis.range]; }"""
        return self.page.evaluate(script, panel)

    def until(self, condition, argument=None):
        self.page.wait_for_function(condition, arg=argument, timeout=PATIENCE)

    def until_heads_leave(self, before):
        """Wait until at least one head is elsewhere than in `before`."""
        script = """before => [...document.querySelectorAll('.ravine .head')].some((h, i) => {
            const m = new DOMMatrix(h.style.transform); return m.e !== before[i][0] || m.f !== before[i][1]; })"""
        self.until(script, before)

    def until_query(self, key, value):
        self.until("([k, v]) => (new URLSearchParams(location.search).get(k)) === v", [key, value])

    def until_whole_query(self, query):
        """Wait until the address says this and nothing else."""
        script = """whole => JSON.stringify([...new URLSearchParams(location.search)].sort()) === whole"""
        self.until(script, json.dumps(sorted(query.items()), separators=(",", ":"), ensure_ascii=False))


@pytest.fixture(scope="session")
def windows(chromium):
    """A browser window for each size and scheme, shared by all tests, so that they share what it has cached."""
    opened = {}

    def window(width, height, dark, touch):
        key = (width, height, dark, touch)
        if key not in opened:
            scheme = "dark" if dark else "light"
            size = {"width": width, "height": height}
            opened[key] = chromium.new_context(viewport=size, color_scheme=scheme, has_touch=touch)
        return opened[key]

    yield window
    for context in opened.values():
        context.close()


def is_probe(message):
    """On every page but the first Streamlit looks for its server one folder too deep before it looks in the right one."""
    return "404" in message.text and "/_stcore/" in message.location["url"]


@pytest.fixture
def visit(windows, server):
    """Opens pages: `visit(width=…, dark=…)` gives a `Race`. An error in the console or an outside request fails the test."""
    pages, wrong = [], []

    def new(width=1400, height=900, dark=False, touch=False):
        page = windows(width, height, dark, touch).new_page()
        pages.append(page)
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" and not is_probe(m) else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda r: None if r.url.startswith((server, "data:", "blob:")) else wrong.append(r.url))
        return Race(page, server)

    yield new
    for page in pages:
        page.evaluate("localStorage.clear()")
        page.close()
    assert not wrong


@pytest.fixture
def race(visit):
    return visit().open()
