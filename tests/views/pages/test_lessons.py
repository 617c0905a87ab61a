"""The page of the lessons without a browser: every screen of every lesson, answers, tasks, the teacher's view, addresses."""

from itertools import pairwise
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from lessons import (
    LESSONS,
    LessonScene,
    Mark,
    filled,
    lesson_from_query,
    lesson_to_query,
    numbers,
    right_answer,
    run_of,
)
from optimizers import unwrap
from params import params_of
from scenes import CheckScene, MapScene, Scene, to_query
from tests.views.running import APP, header, visit
from views.lesson import contents, maps
from views.lesson import visit as visits

SCREENS = [(name, k) for name, lesson in LESSONS.items() for k in range(1, len(lesson.screens) + 1)]
ASKED = [(name, k) for name, k in SCREENS if LESSONS[name].screens[k - 1].question]
TASKS = [(name, k) for name, k in SCREENS if LESSONS[name].screens[k - 1].task]
FIRST = next(iter(LESSONS))


def lesson(name, number):
    """The axis of a screen's lesson."""
    return {"lesson": name}


@pytest.fixture(scope="module")
def app():
    """One page for all, because a new one costs a second."""
    return AppTest.from_file(APP, default_timeout=60)


def at(app, name, number=1, **query):
    """The page at a screen, as nobody has changed it."""
    visit(app, "lessons")
    app.session_state[visits.DESK] = visits.Desk()
    return visit(app, "lessons", lesson=name, screen=str(number), **query)


def screen_of(name, number):
    return LESSONS[name].screens[number - 1]


def text_of(app):
    return "\n".join(part.value for part in (*app.main.markdown, *app.main.success, *app.main.warning))


def answered(app, answer):
    app.radio[0].set_value(answer)
    app.button(key="lesson.run").click().run()
    assert not app.exception
    return app


@pytest.mark.seldom(20)
@pytest.mark.parametrize(("name", "number"), SCREENS)
def test_every_screen_is_shown(app, name, number):
    screen, page = screen_of(name, number), at(app, name, number)
    assert not page.exception
    said = text_of(page)
    assert screen.title in said
    assert filled(screen.text, numbers(screen, run_of(screen))) in said
    assert "{{" not in said
    assert not page.warning
    if isinstance(screen.shows, Scene):
        sent = header(page)
        assert [racer["key"] for racer in sent["race"]["racers"]]
        assert sent["lesson"]["place"].startswith(f"{name} {number} ")
        assert sent["scene"]["look"]["future"] == screen.shows.look.future
    assert page.query_params == lesson_to_query(LessonScene(name, number))


@pytest.mark.sampled(axes=lesson)
@pytest.mark.parametrize(("name", "number"), ASKED)
def test_the_run_says_whether_an_answer_is_right(app, name, number):
    screen = screen_of(name, number)
    right = right_answer(screen, run_of(screen))
    wrong = next(answer for answer in screen.question.answers if answer != right)
    because = filled(screen.question.because, numbers(screen, run_of(screen)))
    page = answered(at(app, name, number), wrong)
    (verdict,) = [one for one in page.warning if because in one.value]
    assert right in verdict.value
    page = answered(page, right)
    (verdict,) = [one for one in page.success if because in one.value]
    assert "Right." in verdict.value
    assert page.query_params[name][number - 1] in "abcdefgh"
    page.button(key="lesson.again").click().run()
    assert because not in text_of(page)
    assert page.radio[0].value is None


def test_the_contents_say_which_answers_were_right(app):
    (name, first), (same, second) = next(pair for pair in pairwise(ASKED) if pair[0][0] == pair[1][0])
    assert name == same
    answers = [list(screen_of(name, k).question.answers) for k in (first, second)]
    right = [right_answer(screen_of(name, k), run_of(screen_of(name, k))) for k in (first, second)]
    page = answered(at(app, name, first), right[0])
    wrong = next(answer for answer in answers[1] if answer != right[1])
    visit(app, "lessons", **page.query_params | {"screen": str(second)})
    assert "✗" not in text_of(answered(app, wrong)).partition("##")[0]
    visit(app, "lessons", **{name: page.query_params[name]})
    (signs,) = [one.value.split() for one in page.main.markdown if "✗" in one.value]
    assert (signs[first - 1], signs[second - 1]) == ("✓", "✗")


def test_an_answer_plays_the_race_as_the_screen_has_it(app):
    name, number = next((n, k) for n, k in ASKED if isinstance(screen_of(n, k).shows, Scene))
    page = at(app, name, number)
    before = header(page)
    report(page, start=[0.5, 0.5])
    assert header(page)["scene"]["start"] == [0.5, 0.5]
    page = answered(page, next(iter(screen_of(name, number).question.answers)))
    after = header(page)
    assert after["scene"]["start"] == before["scene"]["start"]
    assert after["lesson"]["run"] == before["lesson"]["run"] + 1


def test_each_visit_to_a_screen_is_told_from_all_others(app):
    (name, number), (other, there) = [place for place in SCREENS if isinstance(screen_of(*place).shows, Scene)][:2]
    first = header(at(app, name, number))["lesson"]["place"]
    report(app, start=[0.5, 0.5])
    assert header(app)["lesson"]["place"] == first
    assert header(visit(app, "lessons", lesson=other, screen=str(there)))["lesson"]["place"] != first
    assert header(visit(app, "lessons", lesson=name, screen=str(number)))["lesson"]["place"] != first


def report(app, taken=visits.taken, **sent):
    """What the player reports, or the maps."""
    place, desk = app.session_state[visits.NAME], app.session_state[visits.DESK]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(visits, "desk", lambda: desk)
        how = (bool(sent.get("live")),) if taken is visits.taken else ()
        place.value, place.touched = taken(place.value, sent, *how), True
    app.run()
    assert not app.exception


def test_who_gives_no_answer_is_asked_for_one(app):
    name, number = ASKED[0]
    page = at(app, name, number)
    page.button(key="lesson.run").click().run()
    assert "Choose an answer first." in text_of(page)
    assert page.query_params == lesson_to_query(LessonScene(name, number))


def fields(scene):
    """The hyperparameters of all who race, by their names in the address."""
    parts = {key: unwrap(optimizer) for key, optimizer in scene.setup.entries.items()}
    own = {f"{k}.{name}": getattr(p.plain, name) for k, p in parts.items() for name in params_of(type(p.plain))}
    return own | {f"{key}.decay": part.decay for key, part in parts.items()}


@pytest.mark.sampled(axes=lesson)
@pytest.mark.parametrize(("name", "number"), TASKS)
def test_a_task_is_done_by_its_solution_and_not_while_the_hand_moves(app, name, number):
    task, page = screen_of(name, number).task, at(app, name, number)
    assert header(page)["lesson"]["goal"] == task.goal.data()
    own, solution = fields(screen_of(name, number).shows), fields(task.solution)
    moved = {"start": list(task.solution.setup.start)} | {k: v for k, v in solution.items() if own[k] != v}
    report(page, **moved, live=True)
    assert not page.success
    report(page, **moved)
    assert "Done." in text_of(page)
    assert page.query_params[name][number - 1] == "~"
    assert header(page)["lesson"]["done"]
    page.button(key="lesson.reset").click().run()
    assert header(page)["lesson"]["done"]
    assert header(page)["scene"]["start"] == list(screen_of(name, number).shows.setup.start)


@pytest.mark.parametrize(("name", "number"), ASKED[:3] + TASKS[:1])
def test_the_teachers_view_tells_what_is_asked(app, name, number):
    screen, page = screen_of(name, number), at(app, name, number, teacher="1")
    asked = screen.question or screen.task
    assert not page.radio
    assert asked.ask not in text_of(page)
    assert filled(asked.because, numbers(screen, run_of(screen))) in text_of(page)
    page.toggle(key="lesson.teacher").set_value(False).run()
    assert "teacher" not in page.query_params
    assert bool(page.radio) == bool(screen.question)


def test_from_the_contents_through_all_screens_and_back():
    page = visit(AppTest.from_file(APP, default_timeout=60), "lessons")
    page.button(key="lesson.start").click().run()
    for name, number in SCREENS:
        assert page.query_params["lesson"] == name
        assert page.query_params.get("screen", "1") == str(number)
        page.button(key="lesson.next").click().run()
        assert not page.exception
    assert "lesson" not in page.query_params
    for name, lesson in LESSONS.items():
        assert page.query_params[name] == "-" * len(lesson.screens)
        assert page.button(key=f"lesson.open.{name}").label.endswith(lesson.title)
    page.button(key=f"lesson.open.{FIRST}").click().run()
    page.button(key="lesson.contents").click().run()
    assert "The lecture" in text_of(page)


def test_every_lesson_is_told_with_what_was_done(app):
    page = visit(app, "lessons", **{FIRST: "-"})
    said = text_of(page)
    assert f"1 of {len(LESSONS[FIRST].screens)} screens seen" in said
    assert all(f"Lecture, section {lesson.section}" in said for lesson in LESSONS.values())


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ({"basins": "."}, "Start with lesson 1"),
        ({"learning-rate": "-"}, "Go on: Choosing a learning rate"),
        ({"learning-rate": "-----"}, "Go on: Where each start ends"),
        ({"basins": "-", "momentum": "-"}, "Go on: Momentum"),
        ({"momentum": "-", "basins": "--"}, "Go on: Where each start ends"),
    ],
)
def test_the_way_on_leads_from_the_last_lesson_that_was_visited(app, query, label):
    assert visit(app, "lessons", **query).button(key="lesson.start").label == label


def test_nothing_is_left_after_the_last_lesson(app):
    page = visit(app, "lessons", basins="----")
    assert "lesson.start" not in [button.key for button in page.button]


def test_the_lesson_that_was_visited_last_stands_last_in_the_address(app):
    page = visit(app, "lessons", momentum="-", adam="-")
    page.button(key="lesson.open.momentum").click().run()
    page.button(key="lesson.contents").click().run()
    assert [*page.query_params] == ["adam", "momentum"]
    assert page.button(key="lesson.start").label == "Go on: Momentum"


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ({"lesson": "momentun"}, "momentum"),
        ({"lesson": "<script>"}, "lesson names nothing"),
        ({"lesson": FIRST, "screen": "99"}, "screen is not between 1 and"),
        ({"lesson": FIRST, "screen": "1.5"}, "screen is not a whole number"),
        ({"lesson": FIRST, "screen": "nan"}, "screen is not a number"),
        ({FIRST: "z" * 99}, f"{FIRST} is no progress"),
        ({FIRST: "!"}, f"{FIRST} is no progress"),
        ({"teacher": "2"}, "teacher is none of"),
        ({"lesson": FIRST, "Adam.lr": "1"}, "1 of the settings in the address is not known"),
    ],
)
def test_what_an_address_asks_for_in_vain_is_said_and_a_page_is_shown(app, query, problem):
    page = visit(app, "lessons", **query)
    assert problem in page.warning[0].value
    assert page.button


def marks(name):
    """Every mark that a screen of a lesson can have."""
    for screen in LESSONS[name].screens:
        answers = range(len(screen.question.answers)) if screen.question else ()
        done = [Mark(seen=True, done=True)] if screen.task else []
        yield [Mark(), Mark(seen=True), *(Mark(True, k) for k in answers), *done]


@pytest.mark.parametrize("name", LESSONS)
def test_an_address_tells_all_that_was_done(name):
    for k, some in enumerate(marks(name)):
        for mark in some:
            done = tuple(mark if i == k else Mark() for i in range(len(LESSONS[name].screens)))
            scene = LessonScene(name, k + 1, {name: done} if mark.seen else {}, teacher=True, present=True)
            assert lesson_from_query(lesson_to_query(scene)) == (scene, [])


def follow(app, page=""):
    """The link to the page that shows nothing else."""
    visit(app, page, **dict(parse_qsl(app.get("page_link")[0].proto.query_string)))


def test_a_link_to_the_race_as_it_is_by_default_is_not_bare():
    """That would lead to the race as it was left."""
    page = AppTest.from_file(APP, default_timeout=60).run()
    page.selectbox(key="surface").set_value("Himmelblau").run()
    visit(page, "", v="2")
    assert header(page)["scene"]["surface"] == "Ravine"


def test_open_in_the_race_takes_along_what_was_changed(app):
    name, number = next((n, k) for n, k in SCREENS if isinstance(screen_of(n, k).shows, Scene))
    page = at(app, name, number)
    report(page, start=[0.5, 0.25])
    follow(page)
    assert header(page)["scene"]["start"] == [0.5, 0.25]
    assert header(page)["lesson"] is None
    assert (page.query_params["x"], page.query_params["y"]) == ("0.5", "0.25")
    visit(page, "lessons")
    assert page.query_params["lesson"] == name
    assert header(page)["scene"]["start"] == [0.5, 0.25]


CHECKS = [(n, k) for n, k in SCREENS if isinstance(screen_of(n, k).shows, CheckScene)]


@pytest.mark.parametrize(("name", "number"), CHECKS)
def test_a_gradient_check_can_be_changed_and_opened(app, name, number):
    page = at(app, name, number, teacher="1")
    assert len(page.get("plotly_chart")) == 2
    page.select_slider(key="lesson.h").set_value(1e-3).run()
    follow(page, "check")
    assert page.query_params["h"] == "0.001"


MAPS = [(n, k) for n, k in SCREENS if isinstance(screen_of(n, k).shows, MapScene)]


@pytest.mark.seldom(2)
@pytest.mark.parametrize(("name", "number"), MAPS)
def test_a_map_is_drawn_when_it_was_predicted_stays_as_it_was_set_and_opens(app, name, number):
    page, screen = at(app, name, number), screen_of(name, number)
    assert "Answer first" in page.main.info[0].value
    assert "map" not in header(page)
    answered(page, right_answer(screen, run_of(screen)))
    assert "Right." in text_of(page)
    assert header(page)["map"]["show"] == screen.shows.look.show
    report(page, maps.taken, seed=7, shade="steps")
    assert (header(page)["map"]["seed"], header(page)["map"]["shade"]) == (7, "steps")
    report(page, maps.taken, seed="seven")
    assert header(page)["map"]["seed"] == 7
    follow(page, "maps")
    assert (page.query_params["seed"], page.query_params["shade"]) == ("7", "steps")
    assert header(page)["scene"]["surface"]


def test_nonsense_from_a_browser_changes_nothing(app):
    name, number = next((n, k) for n, k in SCREENS if isinstance(screen_of(n, k).shows, Scene))
    page = at(app, name, number)
    before = header(page)
    for sent in ({"start": "x"}, {"speed": "fast"}, {"Adam.nothing": 1}, {"done": True}):
        report(page, **sent)
        assert header(page)["scene"] == before["scene"]
        assert page.query_params == lesson_to_query(LessonScene(name, number))


def test_a_broken_file_is_named_and_the_others_work(app, monkeypatch):
    monkeypatch.setattr(contents, "PROBLEMS", ["03-mine.md, line 7: `ask` is missing"])
    page = visit(app, "lessons")
    assert "03-mine.md, line 7" in page.warning[0].value
    assert page.button(key=f"lesson.open.{FIRST}")


def test_the_race_begins_with_a_scene_of_a_lesson():
    page = AppTest.from_file(APP, default_timeout=60).run()
    box = page.selectbox(key="preset")
    assert len(box.options) == sum(isinstance(screen_of(*there).shows, Scene) for there in SCREENS)
    lesson = LESSONS[FIRST]
    box.set_value(f"{lesson.title}: {lesson.screens[0].title}").run()
    assert not page.exception
    assert page.query_params == to_query(lesson.screens[0].shows)
    assert page.selectbox(key="preset").value is None
