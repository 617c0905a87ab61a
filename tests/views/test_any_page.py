"""The whole race page with whatever is switched on at once: it opens, and says nothing of an error."""

import random

import pytest

from surfaces import ALL_SURFACES
from tests.addresses import address
from tests.views.running import header, run

SECTIONS = {"theory": ["start", "minimum"], "strengths": ["1"], "code": ["1"], "versus": ["1"], "field": ["1"]}


@pytest.mark.parametrize("surface", ALL_SURFACES)
def test_everything_at_once(surface):
    rng = random.Random(surface)
    query = address(rng, surface) | {key: rng.choice(values) for key, values in SECTIONS.items()}
    app = run(**query)
    assert header(app)["scene"]["surface"] == ALL_SURFACES[surface].label
