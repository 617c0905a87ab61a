"""The whole page in a language that nobody speaks: what has no accents was not translated on its way to the screen."""

import pytest

from tests.browser.conftest import served
from tests.pseudo import untranslated

QUERY = {
    "surface": "LogisticRegression", "loss": "Minibatch,Regularized", "Regularized.l2": "0.1", "theory": "minimum",
    "optimizers": "GradientDescent,Adam",
}  # fmt: skip
TEXTS = """[...document.querySelectorAll('.ravine *')].flatMap(e => [
    ...[...e.childNodes].filter(n => n.nodeType === 3).map(n => n.textContent),
    e.title, e.getAttribute('aria-label'), e.dataset.name]).filter(text => text && text.trim())"""


@pytest.fixture(scope="module")
def address():
    with served("tests/browser/pseudo_app.py") as address:
        yield address


@pytest.mark.seldom
def test_the_player_says_nothing_that_is_not_translated(visit, address):
    race = visit(address=address).open(**QUERY)
    race.page.keyboard.press("End")
    race.is_at(race.page.locator(".ravine .scrub").get_attribute("max"))
    texts = race.page.evaluate(TEXTS)
    assert len(texts) > 80
    assert {text: left for text in texts if (left := untranslated(text))} == {}
