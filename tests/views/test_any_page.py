"""The whole race page with whatever is switched on at once: it opens, races and tells, and says nothing of an error."""

import random

import pytest

from optimizers import OPTIMIZERS
from surfaces import ALL_SURFACES
from tests.addresses import address
from tests.views.running import header, run, told

SECTIONS = {"theory": ["start", "minimum"], "strengths": ["1"], "code": ["1"], "versus": ["1"], "field": ["1"]}
NAMES = list(OPTIMIZERS)
GROUPS = [NAMES[i : i + 3] for i in range(0, len(NAMES), 3)]


@pytest.mark.seldom(6)
@pytest.mark.sampled(axes=lambda surface, group: {"group": group[0], "family": ALL_SURFACES[surface].__module__})
@pytest.mark.parametrize("group", GROUPS, ids="-".join)
@pytest.mark.parametrize("surface", ALL_SURFACES)
def test_every_surface_with_every_optimizer_and_everything_at_once(surface, group):
    rng = random.Random(f"{surface} {group}")
    query = address(rng, surface, group) | {key: rng.choice(values) for key, values in SECTIONS.items()}
    app = run(**query)
    sent = header(app)
    assert sent["scene"]["surface"] == ALL_SURFACES[surface].label
    assert sent["overlays"]["arrows"]["places"]
    assert any(r"\lambda_1" in text.value for text in app.main.markdown)
    names = [racer["name"] for racer in sent["race"]["racers"]]
    times = len(names) // len(group)  # two where L2 meets weight decay
    labels = [OPTIMIZERS[name].label for name in group for _ in range(times)]
    assert all(name.startswith(label) for name, label in zip(names, labels, strict=True))
    assert len(told(app, "outcomes")) == len(names)
    heard = [label for part in (*app.main, *app.sidebar) if isinstance(label := getattr(part, "label", None), str)]
    assert heard
    assert not any(sign in label for label in heard for sign in "$\\"), (
        "a screen reader would read the source of a formula"
    )
