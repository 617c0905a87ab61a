"""The Markdown of the lessons as HTML: what they use of it, and nothing that a text says is taken for HTML."""

import re
from html import unescape

import pytest

from export.site.markdown import equation, html, words
from lessons import LESSONS

SCREENS = [screen for lesson in LESSONS.values() for screen in lesson.screens]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\ntwo\n\nthree", "<p>one two</p>\n<p>three</p>"),
        ("*a* and **b c**", "<p><em>a</em> and <strong>b c</strong></p>"),
        ("`a < b`", "<p><code>a &lt; b</code></p>"),
        ("<script>1 & 2</script>", "<p>&lt;script&gt;1 &amp; 2&lt;/script&gt;</p>"),
        ("2 * 3", "<p>2 * 3</p>"),
        ("|a|b|\n|---|:-:|\n|1||", "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td></td></tr></tbody></table>"),
    ],
)  # fmt: skip
def test_what_lessons_are_written_in(text, expected):
    assert html(text) == expected


def test_mathematics_stands_within_words():
    assert re.fullmatch(
        r"<em>the rate <math[^>]*>.*α.*</math></em>, <code>\$x\$</code>", unescape(words(r"*the rate $\alpha$*, `$x$`"))
    )


def test_the_equations_of_a_display_stand_below_one_another():
    assert equation(r"a = b, \qquad c = d").count("<math display=") == 2
    assert equation(r"\begin{gathered} a = b \\[6pt] c = d \\ e = f \end{gathered}").count("<math display=") == 3
    assert "gathered" not in equation(r"\begin{gathered} a = b \\[6pt] c = d \end{gathered}")


@pytest.mark.parametrize("screen", SCREENS, ids=[screen.title for screen in SCREENS])
def test_nothing_of_a_lesson_is_left_in_its_source(screen):
    shown = html(screen.text) + equation(screen.equation)
    text = unescape(re.sub(r"<[^>]*>", "", shown))
    text = text.replace("*=", "=")  # t*, the best one
    assert not re.search(r"[$\\]|\*\w", text)
