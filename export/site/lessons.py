"""The lessons: their contents, and a page for each screen, which asks and judges by itself."""

from collections.abc import Iterable
from html import escape

from export.alive import PLOTLY, SCRIPT, living_player
from export.site import markdown
from export.site.check import pictures
from export.site.frame import File, link, page
from export.site.maps import SCRIPT as MAPS
from export.site.maps import maps
from language import _
from lessons import LESSONS, Lesson, Question, Screen, Task, filled, numbers, right_answer, run_of
from player import Guide
from scenes import DEFAULT_SURFACE, CheckScene, Scene, play, report

SCRIPTS = {"race": (PLOTLY, SCRIPT), "check": (PLOTLY,), "map": (MAPS,)}
"""What a screen shows → the scripts that it takes."""

LEFT_OUT = ("basins",)
"""What a lesson leaves to the pages of the races: it would take a fifth more room."""


def contents() -> File:
    """All lessons, and all screens of each."""
    ways = [
        link(address(*places()[0]), _("Start with lesson 1"), class_="button"),
        link(f"races/{DEFAULT_SURFACE}.html", _("Watch a race"), class_="button quiet"),
        link("gallery.html", _("Every surface"), class_="button quiet"),
    ]
    rows = "\n".join(_row(name, lesson) for name, lesson in LESSONS.items())
    title = _("The lecture, to play with")
    lead = _("Each lesson is a few screens: read, predict what will happen, and let the run answer.")
    about = _("Watch optimizers move over loss surfaces: play, drag the start, and drag the learning rates.")
    body = f"""\
<h1>{title}</h1>
<p class="lead">{about} {lead}</p>
<p class="buttons">{" ".join(ways)}</p>
<ol class="contents">
{rows}
</ol>"""
    return page("index.html", "Ravine", "narrow", body)


def screens(which: Iterable[tuple[str, int]]) -> list[File]:
    """A page for each of these screens."""
    return [_screen(name, number) for name, number in which]


def places() -> list[tuple[str, int]]:
    """The name of a lesson and the number of a screen, of all in their order."""
    return [(name, k) for name, lesson in LESSONS.items() for k in range(1, len(lesson.screens) + 1)]


def address(name: str, number: int) -> str:
    """That of a screen, from the folder."""
    return f"lessons/{name}-{number}.html"


def _row(name: str, lesson: Lesson) -> str:
    items = "".join(
        f'<li data-screen="{name} {k}">{link(address(name, k), _(screen.title))}</li>'
        for k, screen in enumerate(lesson.screens, 1)
    )
    return f"<li><h2>{escape(_(lesson.title))}</h2><ol>{items}</ol></li>"


def _screen(name: str, number: int) -> File:
    lesson = LESSONS[name]
    screen = lesson.screens[number - 1]
    where = _("screen {number} of {count}", number=number, count=len(lesson.screens))
    body = f"""\
<article class="text" data-screen="{name} {number}">
{_ways(name, number)}
<p class="where">{escape(_(lesson.title))} · {where}</p>
<h1>{markdown.words(_(screen.title))}</h1>
{markdown.html(_told(screen, screen.text))}
{markdown.equation(screen.equation) if screen.equation else ""}
{_question(screen, screen.question) if screen.question else ""}{_task(screen, screen.task) if screen.task else ""}
</article>
<div class="shown">
{_shown(screen, f"{name} {number}")}
</div>"""
    return page(
        address(name, number), f"{_(screen.title)} · {_(lesson.title)} · Ravine", "lesson", body, SCRIPTS[screen.kind]
    )


def _ways(name: str, number: int) -> str:
    """To the contents, back and forth."""
    all_places = places()
    here = all_places.index((name, number))
    contents, before, after, beside = _("Contents"), _("Previous"), _("Next"), _("Screens beside this one")
    ways = [link("../index.html", contents, class_="button quiet first")]
    for step, rel, sign in ((-1, "prev", f"‹ {before}"), (1, "next", f"{after} ›")):
        if 0 <= here + step < len(all_places):
            look = "button" if step > 0 else "button quiet"
            ways.append(link(f"../{address(*all_places[here + step])}", sign, rel=rel, class_=look))
    return f'<nav class="ways" aria-label="{beside}">{" ".join(ways)}</nav>'


def _told(screen: Screen, text: str) -> str:
    """A text with the numbers of the screen's run."""
    return filled(_(text), numbers(screen, run_of(screen)))


def _question(screen: Screen, question: Question) -> str:
    """The answers to choose from, and what the run says to them, which the page's script shows once one was given."""
    right = right_answer(screen, run_of(screen))
    answers = "\n".join(
        f'<label><input type="radio" name="answer" value="{k}" required> <span>{markdown.words(_(text))}</span></label>'
        for k, text in enumerate(question.answers)
    )
    why = markdown.words(_told(screen, question.because))
    go, again, praise = _("Let it run"), _("Ask me again"), _("Right.")
    wrong = markdown.words(_("No: {answer}.", answer=_(right)))
    return f"""\
<form class="question" data-right="{[*question.answers].index(right)}">
<fieldset><legend>{markdown.words(_told(screen, question.ask))}</legend>
{answers}
</fieldset>
<p><button class="button">{go}</button> <button type="reset" class="button quiet" hidden>{again}</button></p>
<div class="verdict" role="status">
<p class="right" hidden><strong>{praise}</strong> {why}</p>
<p class="wrong" hidden><strong>{wrong}</strong> {why}</p>
</div>
</form>"""


def _task(screen: Screen, task: Task) -> str:
    """What is to be brought about, and once it was why it is so."""
    turn, done = _("Your turn."), _("Done.")
    return f"""\
<section class="task">
<p><strong>{turn}</strong> {markdown.words(_told(screen, task.ask))}</p>
<div class="verdict" role="status"><p class="right" hidden><strong>{done}</strong> {markdown.words(_told(screen, task.because))}</p></div>
</section>"""


def _shown(screen: Screen, place: str) -> str:
    """What the screen is about: a race that plays, or the pictures of a gradient check."""
    if isinstance(screen.shows, Scene):
        goal = screen.task and screen.task.goal.data()
        guide = Guide(place, goal=goal)
        return living_player(report(play(screen.shows)), guide=guide, without=LEFT_OUT)
    return pictures(screen.shows) if isinstance(screen.shows, CheckScene) else maps(screen.shows)
