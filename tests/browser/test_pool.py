"""Workers compute a map in a real browser, on a page that is a file, too: there, no module can be imported."""

import re
from pathlib import Path

import numpy as np

from descent import Racing, module
from maps import basins
from optimizers import Momentum
from surfaces import SURFACES

MAPS = Path(__file__).parents[2] / "player" / "assets" / "maps"
FILES = ("grid.js", "lanes.js", "progress.js", "here.js", "pool.js")
RUN = """async ([script, source, numbers, tables, box]) => {
    const Pool = new Function(`${script}; return Pool;`)();
    const pool = new Pool(source, tables.map((table) => Float64Array.from(table)), 60);
    const job = pool.map({ k: 0, numbers: Float64Array.from(numbers), starts: { box, n: 24 }, fields: [] });
    const { kind, step, minimum, end } = await job.done;
    pool.destroy();
    return [kind, step, minimum, end].map((values) => [...values]);
}"""


def test_a_map_on_a_page_that_is_a_file(chromium, tmp_path):
    surface, optimizer = SURFACES["Himmelblau"](), Momentum(0.005)
    made = module([Racing(optimizer, surface)], surface, None, 60, mapping=True)
    script = "".join(re.sub(r"^import .*$|^export ", "", (MAPS / f).read_text("utf-8"), flags=re.M) for f in FILES)
    (tmp_path / "page.html").write_text("<!doctype html><title>Map</title>", "utf-8")
    page = chromium.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    given = [script, made.source, list(made.numbers), [t.tolist() for t in made.tables], list(surface.domain)]
    kind, step, minimum, end = page.evaluate(RUN, given)
    page.close()
    found = basins(surface, optimizer, 24, 60)
    assert (kind, step, minimum) == (*(a.ravel().tolist() for a in (found.kind, found.steps, found.minimum)),)
    np.testing.assert_allclose(np.reshape(end, (2, 24, 24)), found.end, rtol=1e-9)
