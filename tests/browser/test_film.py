"""Films of a race: files that another program opens, whose frames show the steps that they should."""

import io
from urllib.parse import urlencode

import numpy as np
import pytest

from optimizers import OPTIMIZERS

av = pytest.importorskip("av", reason="PyAV decodes films: pip install -r requirements-dev.txt")

SIZE = (1280, 720)
BEFORE, AFTER = 15, 45  # frames of a video that stand still
TOLD = {"h264": "H.264", "vp9": "VP9", "av1": "AV1"}
UNSEEN = """hidden => {
    Object.defineProperty(document, 'hidden', { get: () => hidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange')); }"""
PROGRESS = "document.querySelector('.ravine .film progress').value"


class Studio:
    """The section of films in the dialog."""

    def __init__(self, race, kind="mp4"):
        self.page, self.kind = race.page, kind
        race.button("Take along").click()
        self.part = self.page.locator(".take .film")
        self.part.get_by_label("Kind of film").select_option(kind)
        self.part.get_by_label("Length").select_option("short")

    def begin(self):
        self.part.get_by_role("button", name="Make the film").click()

    def film(self):
        """The name and the bytes of the file."""
        with self.page.expect_download(timeout=120_000) as saved:
            self.begin()
        return self.saved(saved.value)

    def picture(self):
        """That of the step that the page shows, as pixels of a frame."""
        with self.page.expect_download() as saved:
            self.page.locator(".take").get_by_role("button", name="PNG").click()
        _, png = self.saved(saved.value)
        double = next(decoded(png)).reshape(SIZE[1], 2, SIZE[0], 2, 3)
        return double.mean(axis=(1, 3)).astype(np.int16)

    def saved(self, download):
        return download.suggested_filename, download.path().read_bytes()

    def says(self, text):
        self.part.get_by_text(text).wait_for()


def decoded(file):
    """The frames of a film, or of a picture, as numbers."""
    with av.open(io.BytesIO(file)) as container:
        for frame in container.decode(video=0):
            yield frame.to_ndarray(format="rgb24").astype(np.int16)


def told(file):
    """Codec, size and seconds of a film."""
    with av.open(io.BytesIO(file)) as container:
        codec = container.streams.video[0].codec_context
        return codec.name, (codec.width, codec.height), container.duration / 1e6


def seek(race, step):
    race.page.get_by_label("Step", exact=True).fill(str(step))
    race.is_at(step)


def compared(film, picture):
    """How many frames there are, the number of the one that looks most like a picture, and how far its colours are from it."""
    apart = [np.abs(frame - picture)[::2].mean() for frame in decoded(film)]
    return len(apart), int(np.argmin(apart)), min(apart)


def test_a_gif_has_one_palette_and_shows_each_step_at_its_time(visit):
    race = visit().open(steps=10, optimizers="Momentum,Adam")
    seek(race, 4)
    studio = Studio(race, "gif")
    picture = studio.picture()
    name, gif = studio.film()
    assert name == "ravine-ravine.gif"
    assert len(gif) < 8e6
    assert gif[10] == 0xF7  # a table of 256 colours for all frames
    assert told(gif)[:2] == ("gif", SIZE)
    count, number, apart = compared(gif, picture)
    assert count == 10 * 9 + 1  # nine a step; those that stand still are one
    assert number == 4 * 9
    assert apart < 2


@pytest.mark.seldom
def test_a_video_shows_each_step_at_its_time(visit):
    race = visit().open(steps=20)
    seek(race, 13)
    studio = Studio(race)
    picture = studio.picture()
    name, mp4 = studio.film()
    assert name == "ravine-ravine.mp4"
    codec, size, seconds = told(mp4)
    studio.says(f"MP4, {TOLD[codec]}")
    count, number, apart = compared(mp4, picture)
    assert size == SIZE
    assert count == BEFORE + 9 * 20 + 1 + AFTER
    assert seconds == pytest.approx(count / 30, abs=0.05)
    assert number == BEFORE + 13 * 9
    assert apart < 2


@pytest.mark.seldom
def test_a_film_is_the_same_in_every_run(visit):
    race = visit().open(steps=6, optimizers="Adam")
    studio = Studio(race, "gif")
    assert studio.film()[1] == studio.film()[1]


@pytest.mark.seldom
@pytest.mark.parametrize(
    "query",
    [
        {"steps": "2000", "optimizers": ",".join([*OPTIMIZERS][:12])},
        {"steps": "100", "optimizers": "GradientDescent,Adam", "GradientDescent.lr": "1", "v": "2"},
        {"surface": "TinyNetwork", "steps": "40"},
        {"steps": "30", "view3d": "1", "pacing": "path"},
    ],
    ids=["twelve of 2000 steps", "a path that diverges", "a loss of data", "in space, paced by path"],
)
def test_any_race_can_be_filmed(visit, query):
    race = visit()
    race.go("?" + urlencode(query))
    race.until("document.querySelector('.ravine')?.dataset.shown")
    _, mp4 = Studio(race).film()
    *_, last = decoded(mp4)
    assert told(mp4)[1] == SIZE
    assert last.std() > 10


@pytest.mark.seldom
def test_a_film_is_made_in_a_tab_that_nobody_sees(visit):
    """There no frame of an animation comes, and timers come once in a second."""
    race = visit(alone=True).open(steps=20, optimizers="Adam")
    studio = Studio(race)
    race.page.evaluate(f"({UNSEEN})(true)")
    race.page.evaluate("""() => { const slow = setTimeout; window.requestAnimationFrame = () => 0;
        window.setTimeout = (call, wait) => slow(call, Math.max(1000, wait ?? 0)); }""")
    assert told(studio.film()[1])[2] > 6


@pytest.mark.seldom
def test_a_film_can_be_cancelled_and_begun_again(visit):
    race = visit().open(steps=100)
    studio = Studio(race)
    saved = []
    race.page.on("download", lambda one: saved.append(one))
    studio.begin()
    race.until(f"{PROGRESS} > 0.1")
    studio.part.get_by_role("button", name="Cancel").click()
    studio.says("Cancelled.")
    studio.begin()
    race.until(f"{PROGRESS} > 0.1")
    race.page.keyboard.press("Escape")  # so does who closes the dialog
    race.page.locator("dialog.take").wait_for(state="hidden")
    race.page.wait_for_timeout(500)
    assert saved == []
    assert told(Studio(race).film()[1])[1] == SIZE


@pytest.mark.seldom
def test_where_no_page_may_encode_the_film_is_recorded_while_it_plays(visit):
    race = visit(script="delete globalThis.VideoEncoder").open(steps=20, optimizers="Adam")
    studio = Studio(race)
    studio.says("this tab must stay in view")
    with race.page.expect_download(timeout=60_000) as saved:
        studio.begin()
        race.until(f"{PROGRESS} > 0.2")
        race.page.evaluate(UNSEEN, True)
        race.page.wait_for_timeout(300)
        stands = race.page.evaluate(PROGRESS)
        race.page.wait_for_timeout(700)
        assert race.page.evaluate(PROGRESS) == stands
        race.page.evaluate(UNSEEN, False)
    _, film = studio.saved(saved.value)
    assert told(film)[1] == SIZE
    assert told(film)[2] == pytest.approx(241 / 30, abs=1)


@pytest.mark.seldom
def test_where_there_are_no_videos_at_all_that_is_said_and_a_gif_is_made(visit):
    race = visit(script="delete globalThis.VideoEncoder; delete globalThis.MediaRecorder").open(steps=5)
    studio = Studio(race)
    studio.says("This browser makes no videos, but it makes a GIF.")
    studio.begin()
    studio.says("There is no film")
    studio.part.get_by_label("Kind of film").select_option("gif")
    assert told(studio.film()[1])[0] == "gif"
