"""The address of a scene, and the scene of an address."""

from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Any

from language import _, several
from optimizers import OPTIMIZERS, SCHEDULES, Optimizer, Parts, plain_type, unwrap, wrap
from params import Param, choice_of, params_of, write_number
from scenes import former
from scenes.defaults import default_for, scaled
from scenes.race import DEFAULT_OPTIMIZERS, DEFAULT_SURFACE, DEFAULTS, MOST_OPTIMIZERS, SETTINGS, Scene, Setup
from scenes.table_store import keep, recall, table_fits, table_of
from surfaces import ALL_SURFACES, LAYERS, DataSurface, Point, Surface, fits, layers_of, over

DECAY = Param(0.0, 0.0, 1.0, r"\lambda", "weight decay: on top of the rule, decoupled")
SCHEDULE = choice_of(
    "Constant",
    {name: cls.label for name, cls in SCHEDULES.items()},
    "schedule: how the learning rate changes with the step",
)
FORMER = {"relief": "view3d"}
"""What settings were called once → what they are called now: an old address opens the same page."""
VERSION = {"v": "2"}
"""What an address carries whose missing parts mean the defaults of today. Without it, and not bare, they mean `former` ones."""


def to_query(scene: Scene) -> dict[str, str]:
    """The address of `scene`: only what differs from the defaults, so that the first page has a bare address.

    Fields are written as `Class.field`; the default of an optimizer's field is the one that suits the surface. A user's own
    table is kept under the key that stands in the address.
    """
    setup, values = scene.setup, vars(scene.setup) | vars(scene.look)
    surface, chosen = type(setup.plain), [plain_type(o) for o in setup.optimizers]
    query = {"surface": surface.__name__, "optimizers": ",".join(o.__name__ for o in chosen)}
    query = {k: v for k, v in query.items() if v != DEFAULTS[k]}
    query |= _changed(setup.plain, surface())
    query |= {"table": keep(table)} if (table := table_of(setup.plain)) else {}
    query |= _write_layers(layers_of(setup.surface))
    for optimizer in setup.optimizers:
        query |= _write_parts(unwrap(optimizer), surface)
    query |= {k: write_number(v) for k, v in setup.start._asdict().items() if v != getattr(surface.start, k)}
    query |= {k: p.write(values[k]) for k, p in settings_for(surface).items() if values[k] != p.default}
    return query | VERSION if query else {}


def from_query(query: Mapping[str, str]) -> tuple[Scene, list[str]]:
    """The scene at an address, and a sentence for each part of the address that could not be understood.

    Such a part falls back to its default and the others keep their values, so every address opens a page.
    """
    reader = Reader({FORMER.get(key, key): text for key, text in query.items()})
    is_former = reader.is_former()
    surface = reader.surface()
    box, start = surface.domain, former.start_of(surface) if is_former else surface.start
    chosen = [
        scaled(optimizer, surface, start) if is_former else default_for(optimizer, surface)
        for optimizer in reader.optimizers()
    ]
    setup = Setup(
        reader.layered(reader.table(reader.fields(former.shaped(surface) if is_former else surface()))),
        tuple(reader.parts(optimizer) for optimizer in chosen),
        Point(reader.value("x", Param(start.x, box.x0, box.x1)), reader.value("y", Param(start.y, box.y0, box.y1))),
    )
    settings = SETTINGS if is_former else settings_for(surface)
    scene = Scene(setup).but(**{key: reader.value(key, declared) for key, declared in settings.items()})
    return scene, reader.problems()


def settings_for(surface: type[Surface]) -> dict[str, Param]:
    """The settings with the number of steps that the surface takes by default."""
    return SETTINGS | {"steps": replace(SETTINGS["steps"], default=surface.steps)}


class Reader:
    """Reads settings out of an address and remembers what it could not read."""

    def __init__(self, query: Mapping[str, str]) -> None:
        self.query, self.wrong, self.known = query, list[str](), set[str]()

    def is_former(self) -> bool:
        """Whether what the address leaves out means the defaults of before."""
        self.known |= set(VERSION)
        return bool(self.query) and not VERSION.items() <= self.query.items()

    def surface(self) -> type[Surface]:
        return ALL_SURFACES[self.name("surface", ALL_SURFACES, DEFAULT_SURFACE)]

    def table(self, base: Surface) -> Surface:
        """`base` on the table of the user's own that the address names."""
        if not isinstance(base, DataSurface) or "table" not in self.query:
            return base
        self.known.add("table")
        table = recall(self.query["table"])
        if not table or not table_fits(table, base):
            self.wrong.append(_("table is not kept on this server, or does not fit: paste it again"))
            return base
        try:
            return replace(base, **table._asdict())
        except ValueError as problem:
            self.wrong.append(_("table cannot be learned from: {problem}", problem=problem))
            return base

    def layered(self, base: Surface) -> Surface:
        """`base` under the layers that the address names, with the fields that it sets."""
        text = self._text("loss")
        names = text.split(",") if "loss" in self.query else []
        known = [name for name in LAYERS if name in names and fits(name, base)]
        if len(known) < len(names):
            self.wrong.append(_("loss may name, once each, what changes this surface"))
        return over(base, [self.fields(LAYERS[name](base)) for name in known])

    def optimizers(self) -> list[type[Optimizer]]:
        """Those named, each once; an empty list stays empty."""
        text = self._text("optimizers")
        names = list(dict.fromkeys(text.split(","))) if text else []
        found = [OPTIMIZERS[name] for name in names if name in OPTIMIZERS][:MOST_OPTIMIZERS]
        if len(found) < len(names):
            self.wrong.append(_("optimizers may hold up to {most} known names", most=MOST_OPTIMIZERS))
        return found if found or not names else [OPTIMIZERS[name] for name in DEFAULT_OPTIMIZERS]

    def parts(self, optimizer: Optimizer) -> Optimizer:
        """`optimizer` with the fields, the weight decay and the schedule that the address sets."""
        name = type(optimizer).__name__
        decay, schedule = self.value(f"{name}.decay", DECAY), SCHEDULES[self.value(f"{name}.schedule", SCHEDULE)]
        return wrap(Parts(self.fields(optimizer), decay, self.fields(schedule(), f"{name}.")))

    def fields(self, instance: Any, prefix: str = "") -> Any:
        """`instance` with the fields that the address sets."""
        cls = type(instance)
        declared = {n: replace(p, default=getattr(instance, n)) for n, p in params_of(cls).items()}
        return replace(instance, **{n: self.value(prefix + _key(cls, n), p) for n, p in declared.items()})

    def name(self, key: str, names: Container[str], default: str) -> str:
        """One of `names`, too many to be listed in a complaint."""
        self.known.add(key)
        name = self.query.get(key, default)
        if name in names:
            return name
        self.wrong.append(_("{setting} names nothing that is known here", setting=key))
        return default

    def value(self, key: str, declared: Param) -> Any:
        """What `declared` reads at `key`, or its default."""
        self.known.add(key)
        if key not in self.query:
            return declared.default
        try:
            return declared.read(self.query[key])
        except ValueError as problem:
            self.wrong.append(_("{setting} {problem}", setting=key, problem=problem))
            return declared.default

    def problems(self) -> list[str]:
        """One sentence each. Unknown settings are counted and not quoted, for they may say anything."""
        unknown = len(set(self.query) - self.known)
        said = several(
            "{count} of the settings in the address is not known on this page",
            "{count} of the settings in the address are not known on this page",
            unknown,
        )
        return self.wrong + [said] * (unknown > 0)

    def _text(self, key: str) -> str:
        self.known.add(key)
        return self.query.get(key, DEFAULTS.get(key, ""))


def _write_layers(layers: Mapping[str, Any]) -> dict[str, str]:
    query = {"loss": ",".join(layers)} if layers else {}
    for layer in layers.values():
        query |= _changed(layer, type(layer)(layer.surface))
    return query


def _write_parts(parts: Parts, surface: type[Surface]) -> dict[str, str]:
    name, kind = type(parts.plain).__name__, type(parts.schedule)
    query = _changed(parts.plain, default_for(type(parts.plain), surface))
    query |= {f"{name}.decay": write_number(parts.decay)} if parts.decay else {}
    query |= {f"{name}.schedule": kind.__name__} if kind.__name__ != SCHEDULE.default else {}
    return query | {f"{name}.{key}": value for key, value in _changed(parts.schedule, kind()).items()}


def _key(cls: type, field: str) -> str:
    return f"{cls.__name__}.{field}"


def _changed(instance: Any, default: Any) -> dict[str, str]:
    """The fields of `instance` that are not as in `default`, as they stand in an address."""
    cls = type(instance)
    values = {n: (p, getattr(instance, n)) for n, p in params_of(cls).items()}
    return {_key(cls, n): p.write(v) for n, (p, v) in values.items() if v != getattr(default, n)}
