"""One value that holds all that the page of the gradient check shows, and is its address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from params import Param, choice, param, params_of
from scenes import former
from scenes.address import VERSION, Reader
from scenes.formulas import FORMULA, KEY, begun, read_formula, written
from surfaces import ALL_SURFACES, FORMULAS, BrokenGradient, Formula, Point, Surface

RIGHT = "right"


@dataclass(frozen=True)
class CheckScene:
    """Whose gradient is checked, at which point, by which formula and step, and with which mistake in it.

    typed: the surface itself, if it is a formula of somebody's own.
    """

    surface: str
    point: Point
    formula: str = choice("centered", tuple(FORMULAS), help="formula: which differences are taken")
    h: float = param(1e-5, 1e-15, 1.0, "h", "step: how far apart the losses are", log=True)
    mistake: str = choice(
        RIGHT, (RIGHT, *params_of(BrokenGradient)["how"].options), help="gradient: right, or wrong on purpose"
    )

    typed: Formula | None = None

    @property
    def plain(self) -> Surface:
        """The surface as it is by default, or as it was typed."""
        return self.typed or ALL_SURFACES[self.surface]()

    @property
    def loss(self) -> Surface:
        """The surface with the gradient that is checked."""
        return self.plain if self.mistake == RIGHT else BrokenGradient(self.plain, self.mistake)

    def on(self, surface: str) -> "CheckScene":
        """The same check on another surface, at its start."""
        return replace(self, surface=surface, point=ALL_SURFACES[surface].start, typed=None)

    def of(self, surface: Surface) -> "CheckScene":
        """The same check of a surface that may have been typed, at its start."""
        if isinstance(surface, Formula):
            return replace(self, surface=FORMULA, point=begun(surface), typed=surface)
        return self.on(type(surface).__name__)


CHECK_SETTINGS = params_of(CheckScene)
"""The settings beside the surface and the point."""


def to_query(scene: CheckScene) -> dict[str, str]:
    """The address of `scene`: the surface always, else what differs from the defaults, and whose defaults they are."""
    start = begun(scene.plain)
    moved = {axis: str(v) for axis, v in scene.point._asdict().items() if v != getattr(start, axis)}
    settings = {k: p.write(v) for k, p in CHECK_SETTINGS.items() if (v := getattr(scene, k)) != p.default}
    surface = written(scene.typed) if scene.typed else {"surface": scene.surface}
    return {**surface, **moved, **settings, **VERSION}


def from_query(query: Mapping[str, str], surface: str) -> tuple[CheckScene, list[str]]:
    """The scene at an address that may leave `surface` out, and a sentence for each part that makes no sense.

    Such a part falls back to its default and the others keep their values, so every address opens a page.
    """
    reader = Reader(query)
    is_former = reader.is_former()
    typed = read_formula(reader) if KEY in query else None
    name = reader.name("surface", [FORMULA] if typed else ALL_SURFACES, FORMULA if typed else surface)
    kind = typed or ALL_SURFACES[name]
    box, start = kind.domain, former.start_of(kind) if is_former else begun(kind)
    x = reader.value("x", Param(start.x, box.x0, box.x1))
    y = reader.value("y", Param(start.y, box.y0, box.y1))
    settings = {key: reader.value(key, declared) for key, declared in CHECK_SETTINGS.items()}
    return CheckScene(name, Point(x, y), **settings, typed=typed), reader.problems()
