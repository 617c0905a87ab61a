"""Ravine's player against the same race as native Plotly frames, both in headless Chromium, in one run.

`make bench` prints a Markdown table. Times are medians. Bytes are those of Streamlit's websocket, uncompressed.
"""

import base64
import math
import shutil
from statistics import median

from playwright.sync_api import sync_playwright

from benchmarks.server import served

SIZES = ((6, 500), (8, 2000))
RACERS = "GradientDescent,Momentum,RMSProp,Adam,Nesterov,AdaGrad,NAdam,AdamW"
CHANGES = 7
DRAGS = 60
PAUSE = 50
"""Milliseconds between two moves of the hand: each has frames of its own."""
PLAY_SECONDS = 4

WATCH = """seconds => new Promise(done => {
    // Heads that have converged stand still; the counter of steps tells that a picture was drawn all the same.
    const step = () => document.querySelector('.ravine .count')?.textContent ?? '';
    const places = () => step() + HEADS.map(h => h.getAttribute('transform') || h.style.transform).join();
    const HEADS = [...document.querySelectorAll('.ravine .head, .js-plotly-plot .scatterlayer .points path.point')];
    const drawn = []; let before = places(); const begin = performance.now();
    const look = now => {
        const after = places();
        if (after !== before) { drawn.push(now); before = after; }
        if (now - begin < seconds * 1000) requestAnimationFrame(look);
        else done({ frames: drawn.length / seconds, gap: Math.max(...drawn.slice(1).map((t, i) => t - drawn[i])) });
    };
    requestAnimationFrame(look);
})"""
# From the key press or pointer move to the frame after new data were drawn, both taken in the page.
LISTEN = """([before, sign]) => { let begin;
    const start = event => { begin ??= event.timeStamp; };
    for (const kind of ["keydown", "pointermove"]) window.addEventListener(kind, start, { capture: true, once: true });
    window.painted = new Promise(done => { const look = () => { const now = eval(sign);
        if (begin && now !== undefined && String(now) !== before) requestAnimationFrame(() => setTimeout(() => done(performance.now() - begin)));
        else requestAnimationFrame(look); };
    look(); }); }"""
# From the start of the pointermove handler to a message that is posted in the frame that drew, and handled once it is painted.
FOLLOW = """() => { let begin = 0, strokes = 0, before = 0; window.followed = [];
    const { stroke } = CanvasRenderingContext2D.prototype, { port1, port2 } = new MessageChannel();
    CanvasRenderingContext2D.prototype.stroke = function (...path) { strokes++; return stroke.apply(this, path); };
    port1.onmessage = () => window.followed.push(performance.now() - begin);
    addEventListener("pointermove", () => { begin = performance.now(); before = strokes; }, { capture: true });
    addEventListener("pointermove", () => requestAnimationFrame(() => { if (strokes > before) port2.postMessage(0); })); }"""
# Pictures of the scene in space, each counted when its last pixel is there.
SOLID = """() => { const { glplot } = document.querySelector('.ravine .solid .ground')._fullLayout.scene._scene, { gl } = glplot;
    const draw = glplot.onrender, pixel = new Uint8Array(4); window.solid = [];
    glplot.onrender = () => { draw(); requestAnimationFrame(() => {
        gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel); window.solid.push(performance.now()); }); }; }"""
# What differs as soon as, and only when, new data are on the screen.
RAVINE_SIGN = "document.querySelector('.ravine')?.dataset.shown"
NATIVE_SIGN = "document.querySelector('.js-plotly-plot')?._fullData?.[0]?.z?.[0]?.[0]"


class Page:
    """A page and the bytes that its websocket has received."""

    def __init__(self, browser, address, sign):
        self.page, self.sign, self.bytes = browser.new_page(viewport={"width": 1400, "height": 900}), sign, 0
        network = self.page.context.new_cdp_session(self.page)
        network.send("Network.enable")
        network.on("Network.webSocketFrameReceived", self._count)
        self.page.goto(address)
        self.page.wait_for_function(f"{sign} !== undefined", timeout=120_000)
        self.page.wait_for_timeout(2500)

    def _count(self, event):
        payload = event["response"]["payloadData"]
        self.bytes += len(base64.b64decode(payload)) if event["response"]["opcode"] == 2 else len(payload)

    def painted(self, act):
        """(milliseconds, bytes) from `act` to new data on the screen."""
        before, bytes_before = str(self.page.evaluate(self.sign)), self.bytes
        self.page.evaluate(LISTEN, [before, self.sign])
        act()
        elapsed = self.page.evaluate("window.painted")
        self.page.wait_for_timeout(600)
        return elapsed, self.bytes - bytes_before

    def changes(self):
        """Medians over some changes of the condition number."""
        slider = self.page.get_by_role("slider", name="condition number").first
        slider.focus()
        self.painted(lambda: slider.press("ArrowRight"))
        return medians(self.painted(lambda: slider.press("ArrowRight")) for _ in range(CHANGES))

    def playing(self):
        """Frames a second, the longest gap in ms, and the bytes received meanwhile."""
        self.page.get_by_text("Play", exact=True).first.click()
        before = self.bytes
        seen = self.page.evaluate(WATCH, PLAY_SECONDS)
        return seen["frames"], seen["gap"], self.bytes - before


def medians(rows):
    return [median(column) for column in zip(*rows, strict=True)]


def drag(page):
    """Of a drag of the start marker: the median of milliseconds from a move to its picture, in what share of
    all moves there was one, and the bytes received meanwhile.
    """
    box = page.page.locator(".ravine .start").first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.page.evaluate(FOLLOW)
    page.page.mouse.move(x, y)
    page.page.mouse.down()
    page.page.evaluate("window.followed.length = 0")
    before = page.bytes
    for i in range(1, DRAGS + 1):
        page.page.mouse.move(x + 60 * math.sin(i / 9), y - i)
        page.page.wait_for_timeout(PAUSE)
    times, received = page.page.evaluate("window.followed"), page.bytes - before
    page.page.mouse.up()
    page.page.wait_for_timeout(1000)
    return (median(times) if times else math.nan), len(times) / DRAGS, received


def solid(browser, address):
    """Pictures a second in three dimensions while a number moves: the learning rate, and one of the surface."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(address)
    page.wait_for_function("document.querySelector('.ravine.follows .solid canvas') !== null", timeout=120_000)
    page.wait_for_timeout(2500)
    page.evaluate(SOLID)
    rates = []
    for role, name in (("spinbutton", "Gradient descent: learning rate"), ("slider", "condition number")):
        box = page.locator(".ravine").get_by_role(role, name=name).bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.evaluate("window.solid.length = 0")
        for i in range(DRAGS):
            page.mouse.move(x + 20 * math.sin(i / 9), y)
            page.wait_for_timeout(PAUSE)
        drawn = page.evaluate("window.solid")
        rates.append(1000 * (len(drawn) - 1) / (drawn[-1] - drawn[0]) if len(drawn) > 1 else 0)
        page.mouse.up()
        page.wait_for_timeout(1000)
    page.close()
    return rates


def unchanged(page):
    """Bytes of a rerun that changes nothing."""
    page.page.keyboard.press("r")
    page.page.wait_for_timeout(1000)
    before = page.bytes
    page.page.keyboard.press("r")
    page.page.wait_for_timeout(1500)
    return page.bytes - before


def measure(browser, ravine, native, count, steps):
    """One row of the table for each of the two."""
    names = ",".join(RACERS.split(",")[:count])
    ours = Page(browser, f"{ravine}?optimizers={names}&steps={steps}&speed=0.5", RAVINE_SIGN)
    idle = unchanged(ours)
    ours_change, ours_play, ours_drag = ours.changes(), ours.playing(), None
    ours.page.get_by_role("button", name="Pause").click()
    ours_drag = drag(ours)
    ours.page.close()
    theirs = Page(browser, f"{native}?racers={names}&steps={steps}", NATIVE_SIGN)
    theirs_change, theirs_play = theirs.changes(), theirs.playing()
    theirs.page.close()
    return [(ours_change, ours_play, ours_drag, idle), (theirs_change, theirs_play, None, None)]


def main():
    """Print the table."""
    print(
        "| K × T | player | bytes a change | change → painted | frames/s | longest gap | bytes while playing | drag → drawn | moves drawn | bytes of a drag | bytes of an idle rerun |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    with served("app.py") as ravine, served("benchmarks/native_frames.py") as native, sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        for count, steps in SIZES:
            rows = measure(browser, ravine.address, native.address, count, steps)
            for name, ((ms, sent), (frames, gap, playing), dragged, idle) in zip(
                ("Ravine", "frames"), rows, strict=True
            ):
                last = ("–",) * 4
                if dragged:
                    last = f"{dragged[0]:.1f} ms", f"{dragged[1]:.0%}", f"{dragged[2]:,}", f"{idle:,}"
                print(
                    f"| {count} × {steps} | {name} | {sent:,.0f} | {ms:.0f} ms | {frames:.0f} | {gap:.0f} ms | {playing:,} | {' | '.join(last)} |",
                    flush=True,
                )
            ratio = rows[0][0][0] / rows[1][0][0]
            print(f"| {count} × {steps} | ratio | {rows[0][0][1] / rows[1][0][1]:.3f} | {ratio:.2f} | | | | | | | |")
        by_rate, by_surface = solid(browser, f"{ravine.address}?view3d=1")
        print(
            f"\nIn 3-D under the hand: {by_rate:.1f} pictures a second for a learning rate, {by_surface:.1f} for the surface."
        )
        browser.close()


if __name__ == "__main__":
    main()
