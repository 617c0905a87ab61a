"""What the README shows of the code is so."""

import inspect
import re
from pathlib import Path

from optimizers import OPTIMIZERS

BLOCKS = re.findall(r"```python\n(.*?)```", (Path(__file__).parents[1] / "README.md").read_text("utf-8"), re.DOTALL)


def test_the_examples_run_one_after_the_other():
    names = {}
    for block in BLOCKS[:-1]:
        exec(block, names)
    assert names["run"].points.shape == (501, 2)


def test_the_optimizer_in_ten_lines_is_the_one_in_use():
    assert BLOCKS[-1].strip() == inspect.getsource(OPTIMIZERS["SignSGD"]).strip()
