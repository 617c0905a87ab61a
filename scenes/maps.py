"""One value that holds all that the page of the maps shows, and is its address: a race, and what of it is mapped."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import inf
from typing import Any

from language import _, marked
from optimizers import Optimizer, plain_type
from params import Declared, Param, choice, param, params_of, read_number, write_number
from scenes.address import VERSION, Reader
from scenes.address import from_query as race_from_query
from scenes.address import to_query as race_to_query
from scenes.formulas import FORMULA, KEY
from scenes.race import DEFAULT_SURFACE, Scene, default_scene
from surfaces import SURFACES, Box

OPENED = "Himmelblau"
"""Where the maps begin if the race is as on a first visit: a surface with several minima, all of them as low."""
OPENED_STEPS = 300
"""So many that nearly all who will arrive have."""
LEAST = 1e-12
"""The smallest window, as a share of the whole one: neighbouring starts differ in few of their digits there."""


@dataclass(frozen=True)
class MapLook(Declared):
    """What is mapped. The help of a choice's value is its title, a colon, and its tooltip."""

    show: str = choice(
        "basins",
        {
            "basins": marked("Basins: Where each start ends, and how fast"),
            "rates": marked("Rates: Final loss, and steps to arrive, against the learning rate"),
            "plane": marked("Hyperparameters: Final loss over any two fields of one method"),
            "fair": marked("Fair race: Each method at its own best, found by the same number of trials"),
        },
    )
    n: str = choice("128", ("64", "128", "256", "512"), help="grid: values along each side of a map")
    shade: str = choice(
        "minimum",
        {
            "minimum": marked("Minimum: Coloured by the minimum in which a start ends, paler the longer it takes"),
            "steps": marked("Steps: Coloured by the steps until it arrives"),
            "loss": marked("Loss: Coloured by the loss at the end"),
        },
    )
    starts: int = param(1, 1, 64, help="starts: over how many of them is averaged")
    spread: bool = param(False, help="spread: the range over the starts")
    trials: int = param(30, 5, 200, help="trials: how many settings of each method are tried")
    fairstarts: int = param(
        16, 2, 64, help="starts of the fair race: how many tune the methods, and how many others judge them"
    )
    tuned: str = choice(
        "rate",
        {
            "rate": marked("rate: The learning rate alone"),
            "memory": marked("rate, momentum, β: The learning rate, and the fields that are no powers of ten"),
            "all": marked("all fields: Every field of a method that is a number"),
        },
    )
    seed: int = param(0, 0, 999, help="seed: which starts are drawn")


MAP_SETTINGS = params_of(MapLook)
"""The settings beside the race, the windows, and the fields of a plane."""


@dataclass(frozen=True)
class MapScene:
    """A race, and what of it is mapped.

    box: the window of the starts, None for that of the surface; of, across, upward: the key of a method and the names of two of
    its fields; range: the window of their values, None for all that their sliders have.
    """

    race: Scene
    look: MapLook = field(default_factory=MapLook)
    box: Box | None = None
    of: str = ""
    across: str = ""
    upward: str = ""
    range: Box | None = None

    @property
    def plane(self) -> tuple[str, str, str] | None:
        """The method and the two fields that are mapped: those that were chosen, or the first ones; None where nobody has two."""
        fields = {key: swept(optimizer) for key, optimizer in self.race.setup.entries.items()}
        able = {key: list(found) for key, found in fields.items() if len(found) > 1}
        if not able:
            return None
        of = self.of if self.of in able else next(iter(able))
        across, upward = (name if name in able[of] and of == self.of else "" for name in (self.across, self.upward))
        across = across or next(name for name in able[of] if name != upward)
        return of, across, upward if upward not in ("", across) else next(n for n in able[of] if n != across)

    @property
    def outer(self) -> Box | None:
        """All values that the sliders of the plane's fields have."""
        if not self.plane:
            return None
        of, across, upward = self.plane
        declared = swept(self.race.setup.entries[of])
        return Box(*(end for name in (across, upward) for end in (declared[name].low, declared[name].high)))


def swept(optimizer: Optimizer) -> dict[str, Param]:
    """The fields of a rule that are numbers and no counts, by their names: those that a map may vary."""
    declared = params_of(plain_type(optimizer))
    return {name: p for name, p in declared.items() if type(p.default) is float and not p.options}


def mapped(left: Scene) -> MapScene:
    """The maps of a race as it was left; on a surface with several minima if it is as on a first visit."""
    return MapScene(left.on(SURFACES[OPENED]).but(steps=OPENED_STEPS) if left == default_scene() else left)


def to_query(scene: MapScene) -> dict[str, str]:
    """The address of `scene`: the surface always, else what differs from the defaults, and whose defaults they are."""
    settings = {k: p.write(v) for k, p in MAP_SETTINGS.items() if (v := getattr(scene.look, k)) != p.default}
    names = {key: name for key in ("of", "across", "upward") if (name := getattr(scene, key))}
    boxes = {key: _spelled(box) for key in ("box", "range") if (box := getattr(scene, key))}
    query = _named(_surface(scene)) | race_to_query(scene.race)
    return query | settings | names | boxes | VERSION


def from_query(query: Mapping[str, str], surface: str = DEFAULT_SURFACE) -> tuple[MapScene, list[str]]:
    """The scene at an address that may leave `surface` out, and a sentence for each part that makes no sense.

    Such a part falls back to its default and the others keep their values, so every address opens a page.
    """
    own = {key: text for key, text in query.items() if key in OWN}
    rest = {key: text for key, text in query.items() if key not in OWN}
    race, problems = race_from_query(({} if KEY in rest else _named(surface)) | rest | VERSION)
    reader = Reader(own)
    look = MapLook(**{key: reader.value(key, declared) for key, declared in MAP_SETTINGS.items()})
    scene = _planned(MapScene(race, look, _box(reader, "box", race.setup.surface.domain)), reader)
    return replace(scene, range=_box(reader, "range", scene.outer)), [*problems, *reader.problems()]


OWN = {*MAP_SETTINGS, "box", "of", "across", "upward", "range"}
"""What stands in the address beside the race."""


def retold(scene: MapScene, sent: Mapping[str, Any]) -> MapScene | None:
    """`scene` with other values in some of its own settings, None for the default; None if they make no sense there."""
    try:
        fields = {key: _text(value) for key, value in sent.items() if key in OWN}
    except (TypeError, ValueError):
        return None
    query = {key: text for key, text in to_query(scene).items() if key in OWN and key not in fields}
    told = {key: text for key, text in fields.items() if text is not None}
    found, problems = from_query(query | told | race_to_query(scene.race), _surface(scene))
    return None if problems else replace(found, race=scene.race)


def within(scene: MapScene) -> MapScene:
    """`scene` without the windows and fields that its race does not have any more."""
    plane = scene.plane
    box = scene.box if scene.box and _holds(scene.race.setup.surface.domain, scene.box) else None
    if not plane or (scene.of and plane != (scene.of, scene.across or plane[1], scene.upward or plane[2])):
        return replace(scene, box=box, of="", across="", upward="", range=None)
    return replace(scene, box=box)


def _named(surface: str) -> dict[str, str]:
    """What an address says of a surface, unless it is a formula, which stands there itself."""
    return {} if surface == FORMULA else {"surface": surface}


def _surface(scene: MapScene) -> str:
    return type(scene.race.setup.plain).__name__


def _planned(scene: MapScene, reader: Reader) -> MapScene:
    """`scene` with the method and the fields that the address names."""
    entries = scene.race.setup.entries
    of = reader.name("of", ["", *entries], "")
    names = ["", *(swept(entries[of]) if of else ())]
    return replace(scene, of=of, across=reader.name("across", names, ""), upward=reader.name("upward", names, ""))


def _box(reader: Reader, key: str, outer: Box | None) -> Box | None:
    """The window that the address has at `key`, None if it has none within `outer`."""
    reader.known.add(key)
    if key not in reader.query:
        return None
    try:
        box = Box(*(read_number(text, -inf, inf) for text in reader.query[key].split(",")))
    except (TypeError, ValueError):
        box = None
    if box and outer and _holds(outer, box):
        return box
    reader.wrong.append(_("{setting} is no window of this map", setting=key))
    return None


def _holds(outer: Box, box: Box) -> bool:
    """Whether `box` lies in `outer`, the right way round, and is not too small to tell its points apart."""
    inside = all(outer.contains((x, y)) for x, y in ((box.x0, box.y0), (box.x1, box.y1)))
    return inside and box.width > LEAST * outer.width and box.height > LEAST * outer.height


def _text(value: Any) -> str | None:
    """A setting as an address has it. Raises TypeError or ValueError if it is no switch, word, number, or list of numbers."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list):
        return _spelled(map(float, value))
    return str(int(value)) if isinstance(value, bool) else write_number(value)


def _spelled(numbers: Iterable[float]) -> str:
    return ",".join(write_number(number) for number in numbers)
