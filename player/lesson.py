"""What a lesson asks of the player, and which switches it leaves to it."""

from collections.abc import Collection
from typing import Any, NamedTuple

from language import _
from scenes import RaceReport


class Guide(NamedTuple):
    """One screen of a lesson.

    place: which, and which visit to it; run: how often it was asked to play from the first step, which it does at each change; goal: what is to be
    brought about, as nested lists (player/assets/lesson/goal.js); done: whether it was; without: settings that have no switch.
    """

    place: str
    run: int = 0
    goal: Any = None
    done: bool = False
    without: Collection[str] = ()

    def header(self) -> dict[str, Any]:
        """What the browser is told."""
        return {"place": self.place, "run": self.run, "goal": self.goal, "done": self.done}


def switches(told: RaceReport, guide: Guide | None) -> list[dict[str, Any]]:
    """What can be switched, and whether it is offered."""
    without = guide.without if guide else ()
    return [
        switch._asdict()
        | {"title": _(switch.title), "help": _(switch.help), "offered": offered and switch.key not in without}
        for switch, offered in told.switches
    ]
