"""The whole page in a language that nobody speaks: what has no accents was not translated on its way to the screen."""

from urllib.parse import urlencode

import pytest

from tests.browser.conftest import PATIENCE, served
from tests.pseudo import untranslated

QUERY = {
    "surface": "LogisticRegression", "loss": "Minibatch,Regularized", "Regularized.l2": "0.1", "theory": "minimum",
    "optimizers": "GradientDescent,Adam",
}  # fmt: skip
TEXTS = """[...document.querySelectorAll('.ravine *')].flatMap(e => [
    ...[...e.childNodes].filter(n => n.nodeType === 3).map(n => n.textContent),
    e.title, e.getAttribute('aria-label'), e.dataset.name]).filter(text => text && text.trim())"""


@pytest.fixture
def page(chromium):
    with served("tests/browser/pseudo_app.py") as address:
        page = chromium.new_context(viewport={"width": 1400, "height": 900}).new_page()
        page.goto(f"{address}?{urlencode(QUERY)}")
        yield page
        page.context.close()


def test_the_player_says_nothing_that_is_not_translated(page):
    page.locator(".ravine .panel .head").first.wait_for(timeout=PATIENCE)
    page.keyboard.press("End")
    page.wait_for_function("document.querySelector('.ravine .scrub').value === '200'", timeout=PATIENCE)
    texts = page.evaluate(TEXTS)
    assert len(texts) > 80
    assert {text: left for text in texts if (left := untranslated(text))} == {}
