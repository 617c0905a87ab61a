"""How long the gallery takes to show all its pictures in headless Chromium: on a fresh server, and after that.

`python -m benchmarks.gallery` prints a Markdown table. Times are from opening the address to the last picture painted.
"""

import shutil
import time
from statistics import median

from playwright.sync_api import sync_playwright

from benchmarks.animation import Page
from benchmarks.server import served
from surfaces import ALL_SURFACES

SERVERS = 5
VISITS = 7
# The number of pictures, once all of them are decoded.
SIGN = """(() => { const all = [...document.querySelectorAll('.gallery img')];
    return all.length && all.every(i => i.complete && i.naturalWidth) ? all.length : undefined; })()"""


def visit(browser, address):
    """Seconds that one visit takes."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    begin = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_function(f"{SIGN} === {len(ALL_SURFACES)}", timeout=60_000)
    seconds = time.perf_counter() - begin
    page.close()
    return seconds


def first_visit(browser):
    """Seconds that the first visit to a fresh server takes."""
    with served("app.py") as server:
        return visit(browser, server.address + "gallery")


def main() -> None:
    with sync_playwright() as playwright, served("app.py") as server:
        address = server.address
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        first = median(first_visit(browser) for _ in range(SERVERS))
        _, *later = (visit(browser, address + "gallery") for _ in range(1 + VISITS))
        sent = Page(browser, address + "gallery", SIGN).bytes
        browser.close()
    print("| gallery | measured |\n| --- | --- |")
    print(f"| first visit to a fresh server, to the last picture (median of {SERVERS}) | {first:.2f} s |")
    print(f"| any later visit (median of {VISITS}) | {median(later):.2f} s |")
    print(f"| sent | {sent / 1000:.0f} kB |")


if __name__ == "__main__":
    main()
