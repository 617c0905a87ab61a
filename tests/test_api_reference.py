"""The API reference that `make docs` writes: the pages can be read without network, and their formulas are whole."""

import inspect
import re

import pytest

from optimizers import OPTIMIZERS, SCHEDULES
from surfaces import ALL_SURFACES

CLASSES = ALL_SURFACES | OPTIMIZERS | SCHEDULES
SOURCE = re.compile(r'<div class="pdoc-code.*?</div>|<span class="default_value">.*?</span>', re.DOTALL)


@pytest.fixture
def pages(tmp_path):
    """Name of a module → its page, without the sources and the values of constants."""
    pytest.importorskip("pdoc", reason="pdoc is not installed: the API reference is not written")
    pytest.importorskip("latex2mathml", reason="latex2mathml is not installed: formulas are not written")
    from docs.reference import write

    write(tmp_path)
    found = {page.relative_to(tmp_path).with_suffix("").as_posix(): page for page in tmp_path.glob("**/*.html")}
    return {name: SOURCE.sub("", page.read_text("utf-8")) for name, page in found.items()}


def told_of(cls, pages):
    """What the page of its package says of a class."""
    page = pages[cls.__module__.partition(".")[0]]
    return page.partition(f'<section id="{cls.__name__}">')[2].partition('<div id="')[0]


@pytest.mark.seldom
def test_every_formula_is_shown_whole_and_without_network(pages):
    formulas = {cls: len(re.findall(r"\$\$.*?\$\$", inspect.getdoc(cls), re.DOTALL)) for cls in CLASSES.values()}
    assert all(formulas.values())
    assert {cls: told_of(cls, pages).count('display="block"') for cls in CLASSES.values()} == formulas
    assert [name for name, page in pages.items() if re.search(r"\$\$|\\[a-z]+[ {]", page.partition("<script")[0])] == []
    assert [
        name for name, page in pages.items() if re.search(r"""src=["']?http|<link[^>]+href=["']?http""", page)
    ] == []
