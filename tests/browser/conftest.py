"""A running app and a real Chromium.

Without Chromium or Playwright these tests skip and say so; with CI=true they fail instead.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from scenes import VERSION

ROOT = Path(__file__).parents[2]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PATIENCE = 30_000
CI = os.environ.get("CI") == "true"
USUAL = (1400, 900, False, False)  # width, height, dark, touch


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CI:  # on a machine that others use a page may be late; whoever failed at first is named at the end
                item.add_marker(pytest.mark.flaky(reruns=1))


def missing(reason):
    if CI:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def server():
    """The address of the app, served by Streamlit as `make run` does."""
    with served("app.py") as address:
        yield address


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served(script, port=None):
    """The address at which Streamlit serves a script of the project."""
    port = port or free_port()
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

    def __init__(self, page, server, tabs=None, at_home=False):
        self.page, self.server, self.tabs, self.at_home = page, server, tabs, at_home

    def open(self, **query):
        """The race at this address."""
        self.go("?" + urlencode(query) if query else "")
        self.ready()
        return self

    def go(self, query):
        """The race at this address: from the first page, if the tab shows that, as Back and Forward come to it, else loaded."""
        at_home, self.at_home = self.at_home, False
        if not at_home:
            self.page.goto(self.server + query)
        elif query:
            self.tabs.come(self.page, "/" + query)

    def ready(self):
        self.page.locator(".ravine .panel .heads .head").first.wait_for(timeout=PATIENCE)
        self.page.wait_for_function("document.querySelector('.ravine .count')?.textContent.length > 3")

    @property
    def query(self):
        return self.page.evaluate("Object.fromEntries(new URLSearchParams(location.search))")

    @property
    def socket(self):
        """The websocket between Streamlit and the page."""
        return self.tabs.sockets[self.page]

    @property
    def step(self):
        return int(self.page.get_by_label("Step", exact=True).input_value())

    @property
    def last(self):
        """The number of the last step."""
        return int(self.page.get_by_label("Step", exact=True).get_attribute("max"))

    def is_at(self, step):
        """Wait until the clock shows this step."""
        self.until("step => document.querySelector('.ravine .scrub')?.value === String(step)", step)

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

    def choose_surface(self, label):
        """In the sidebar, where it stands with its family."""
        self.page.get_by_role("combobox", name="Surface").fill(label)
        self.page.get_by_role("option", name=re.compile(rf"(^|· ){re.escape(label)}$")).click()

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

    def zoom(self, by):
        """The wheel over what is under the mouse, with Ctrl: without it the page scrolls."""
        self.page.keyboard.down("Control")
        self.page.mouse.wheel(0, by)
        self.page.keyboard.up("Control")

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
        """Wait until the address says this and, unless it is bare, whose defaults it leaves out, and nothing else."""
        query = query | VERSION if query else {}
        script = """whole => JSON.stringify([...new URLSearchParams(location.search)].sort()) === whole"""
        self.until(script, json.dumps(sorted(query.items()), separators=(",", ":"), ensure_ascii=False))


# Back and Forward come to an address like this: the page is not loaded again.
COME = "address => { history.pushState(null, '', address); dispatchEvent(new PopStateEvent('popstate')); }"
# Streamlit keeps what it receives for 10 ms, then React draws it in slices, before which a background task does not come.
REST = """async () => {
    await new Promise((passed) => setTimeout(passed, 30));
    for (let i = 0; i < 2; i++) await scheduler.postTask(() => null, { priority: 'background' });
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
}"""

# All that a page says and shows: one that shows the same as a page that was just opened is as good as that.
STATE = """() => JSON.stringify([location.href, innerWidth, innerHeight, document.querySelector('.stApp')?.innerText,
    Object.keys(localStorage).filter(key => !key.startsWith('stActiveTheme')),
    getComputedStyle(document.querySelector('.stApp') ?? document.body).backgroundColor,
    document.querySelector('[data-testid=stMain]')?.scrollTop, document.querySelectorAll('.ravine .panel .head').length,
    [...document.querySelectorAll('input, select')].map(({ value }) => value),
    [...document.querySelectorAll('button')].map((one) => [one.ariaPressed, one.ariaExpanded, one.ariaChecked, one.hidden]),
    [...document.querySelectorAll('.ravine .panel .ground')].map((one) => [one._fullLayout.xaxis.range, one._fullLayout.yaxis.range])])"""


class Tabs:
    """Tabs of one browser that tests take and give back. One that is left at the first page, as that is when it has been loaded,
    loads nothing for the next test, which is a second and a half of two cores; any other loads in half the time of a new one.
    """

    def __init__(self, chromium, server):
        self.chromium, self.server, self.windows, self.free = chromium, server, {}, {}
        self.sockets, self.strayed = (
            {},
            set(),
        )  # of each tab the websocket; those that have been to other pages of the app
        first = Race(self.take(*USUAL), server, self).open().page
        first.wait_for_timeout(1000)
        self.home, self.fresh = [first], _settled(first)

    def take(self, width, height, dark, touch):
        tab = self.free[touch].pop() if self.free.get(touch) else self._new(touch)
        tab.set_viewport_size({"width": width, "height": height})
        tab.emulate_media(color_scheme="dark" if dark else "light")
        return tab

    def give_back(self, tab, server, apart):
        if not apart and self._comes_home(tab):
            self.home.append(tab)
            return
        tab.evaluate("localStorage.clear()")
        tab.goto(server + "_stcore/health")  # ends the session
        self.strayed.discard(tab)
        self.free.setdefault(tab.evaluate("navigator.maxTouchPoints > 0"), []).append(tab)

    def _comes_home(self, tab):
        """Whether the tab can be brought to show what the first page shows."""
        size = tab.viewport_size.values()
        if tab in self.strayed or not tab.url.startswith(self.server) or (*size,) != USUAL[:2]:
            return False
        if (pause := tab.get_by_role("button", name="Pause", exact=True)).is_visible():
            pause.click()
        tab.evaluate("document.activeElement.blur(), document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0)")
        tab.keyboard.press("Home")
        if tab.url != self.server:
            self.come(tab, "/")
        return _settled(tab) == self.fresh

    def come(self, tab, address):
        """Another page of the app, in a tab that shows one."""
        with self.sockets[tab].expect_event("framereceived", is_end):
            tab.evaluate(COME, address)
        tab.evaluate(REST)

    def _new(self, touch):
        if touch not in self.windows:
            self.windows[touch] = self.chromium.new_context(has_touch=touch)
        tab = self.windows[touch].new_page()
        tab.on("websocket", lambda socket: self.sockets.update({tab: socket}))
        tab.on("framenavigated", lambda frame: self.strayed.add(tab) if urlsplit(frame.url).path != "/" else None)
        return tab


def _settled(tab):
    tab.mouse.move(0, 0)
    tab.evaluate(REST)
    return tab.evaluate(STATE)


@pytest.fixture(scope="session")
def tabs(chromium, server):
    return Tabs(chromium, server)


def is_end(frame):
    """Whether it says that the app's script has ended well."""
    message = ForwardMsg.FromString(frame)
    return (
        message.WhichOneof("type") == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
    )


def is_probe(message):
    """On every page but the first Streamlit looks for its server one folder too deep before it looks in the right one."""
    return "404" in message.text and "/_stcore/" in message.location["url"]


@contextmanager
def listening(tab, **heard):
    """The tab, with a listener to each of these events."""
    for event, listener in heard.items():
        tab.on(event, listener)
    try:
        yield tab
    finally:
        for event, listener in heard.items():
            tab.remove_listener(event, listener)


@pytest.fixture
def visit(tabs, server):
    """Opens pages: `visit(width=…, dark=…)` gives a `Race`. An error in the console or an outside request fails the test.

    script: what each document runs before its own; alone: in a tab that nobody gets afterwards; apart: in a session that nobody
    had or gets; strict: False allows errors.
    """
    wrong = []
    with ExitStack() as opened:

        def new(
            width=1400, height=900, dark=False, touch=False,
            script=None, alone=False, apart=False, strict=True, address=server,
        ):  # fmt: skip
            usual = ((width, height, dark, touch), address) == (USUAL, server)
            at_home = usual and tabs.home and not (script or alone or apart)
            tab = tabs.home.pop() if at_home else tabs.take(width, height, dark, touch)
            tab.bring_to_front()  # those behind it are drawn seldom
            if script:  # it can't be taken back
                tab.add_init_script(script)
            opened.callback(tab.close) if script or alone else opened.callback(tabs.give_back, tab, address, apart)
            if strict:
                opened.enter_context(listening(tab, **complaints(wrong, address)))
            return Race(tab, address, tabs, bool(at_home))

        yield new
    assert not wrong


def complaints(wrong, address):
    """Listeners that write down errors in the console and requests to elsewhere."""
    return {
        "console": lambda m: wrong.append(m.text) if m.type == "error" and not is_probe(m) else None,
        "pageerror": lambda error: wrong.append(str(error)),
        "request": lambda r: None if r.url.startswith((address, "data:", "blob:")) else wrong.append(r.url),
    }


@pytest.fixture
def race(visit):
    """The first page, paused at its first step."""
    return visit().open()
