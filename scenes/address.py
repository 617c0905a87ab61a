"""The address of a scene, and the scene of an address."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from language import _, several
from optimizers import OPTIMIZERS, SCHEDULES, Optimizer, Parts, unwrap, wrap
from params import Param, choice_of, params_of, write_number
from scenes import former
from scenes.defaults import default_for, scaled
from scenes.entries import MOST_OPTIMIZERS, read_key
from scenes.formulas import FORMULA, KEY, begun, read_formula, written
from scenes.race import DEFAULT_OPTIMIZERS, DEFAULT_SURFACE, DEFAULTS, SETTINGS, Scene, Setup
from scenes.table_store import keep, recall, table_fits, table_of
from surfaces import ALL_SURFACES, LAYERS, DataSurface, Formula, Point, Surface, fits, layers_of, over

DECAY = Param(0.0, 0.0, 1.0, r"\lambda", "weight decay: on top of the rule, decoupled")
SCHEDULE = choice_of(
    "Constant",
    {name: cls.label for name, cls in SCHEDULES.items()},
    "schedule: how the learning rate changes with the step",
)
QUOTABLE = re.compile(r"[A-Za-z][ \w~.-]{0,23}", re.ASCII)
"""Names that an address may have repeated to its reader."""
MOST_NAMED = 3
FORMER = {"relief": "view3d"}
"""What settings were called once → what they are called now: an old address opens the same page."""
VERSION = {"v": "2"}
"""What an address carries whose missing parts mean the defaults of today. Without it, and not bare, they mean `former` ones."""


def to_query(scene: Scene) -> dict[str, str]:
    """The address of `scene`: only what differs from the defaults, so that the first page has a bare address.

    Fields are written as `Class.field`, and those of the second of a class as `Class~2.field`; the default of an optimizer's
    field is the one that suits the loss. A user's own table is kept under the key that stands in the address.
    """
    setup, values = scene.setup, vars(scene.setup) | vars(scene.look)
    surface = type(setup.plain)
    query = {"surface": surface.__name__, "optimizers": ",".join(setup.entries)}
    query = {k: v for k, v in query.items() if v not in (DEFAULTS[k], FORMULA)}
    query |= written(setup.plain) if isinstance(setup.plain, Formula) else _changed(setup.plain, surface())
    query |= {"table": keep(table)} if (table := table_of(setup.plain)) else {}
    query |= _write_layers(layers_of(setup.surface))
    for key, optimizer in setup.entries.items():
        query |= _write_parts(key, unwrap(optimizer), setup.surface)
    query |= {k: write_number(v) for k, v in setup.start._asdict().items() if v != getattr(begun(setup.plain), k)}
    query |= {k: p.write(values[k]) for k, p in settings_for(surface).items() if values[k] != p.default}
    return query | VERSION if query else {}


def stated(scene: Scene) -> dict[str, str]:
    """What an address says of `scene` if it leaves nothing out that another shape of the surface would change: the rates."""
    plain = {key: unwrap(optimizer).plain for key, optimizer in scene.setup.entries.items()}
    return {
        f"{key}.{name}": declared.write(getattr(optimizer, name))
        for key, optimizer in plain.items()
        for name, declared in params_of(type(optimizer)).items()
        if declared.unit
    }


def from_query(query: Mapping[str, str]) -> tuple[Scene, list[str]]:
    """The scene at an address, and a sentence for each part of the address that could not be understood.

    Such a part falls back to its default and the others keep their values, so every address opens a page.
    """
    reader = Reader({FORMER.get(key, key): text for key, text in query.items()})
    is_former = reader.is_former()
    base = reader.base(is_former)
    surface, box = type(base), base.domain
    start = former.start_of(surface) if is_former else base.start
    loss = reader.layered(base)
    entries = {
        key: reader.parts(key, scaled(cls, surface, start) if is_former else default_for(cls, loss))
        for key, cls in reader.optimizers().items()
    }
    setup = Setup(
        loss,
        (),
        Point(reader.value("x", Param(start.x, box.x0, box.x1)), reader.value("y", Param(start.y, box.y0, box.y1))),
    )
    settings = SETTINGS if is_former else settings_for(surface)
    scene = Scene(setup).racing(entries).but(**{key: reader.value(key, declared) for key, declared in settings.items()})
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
        return bool(self.query) and KEY not in self.query and not VERSION.items() <= self.query.items()

    def base(self, is_former: bool) -> Surface:
        """The surface itself, in the shape that the address says."""
        if KEY in self.query:
            self.name("surface", [FORMULA], FORMULA)
            return read_formula(self)
        surface = self.surface()
        return self.table(self.fields(former.shaped(surface) if is_former else surface()))

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

    def optimizers(self) -> dict[str, type[Optimizer]]:
        """Key → class of those named, each once; an empty list stays empty."""
        text = self._text("optimizers")
        keys = list(dict.fromkeys(text.split(","))) if text else []
        known = [key for key in keys if read_key(key)[0] in OPTIMIZERS]
        self.wrong += _strangers([key for key in keys if key not in known])
        if len(known) > MOST_OPTIMIZERS:
            self.wrong.append(_("optimizers may hold up to {most} known names", most=MOST_OPTIMIZERS))
        chosen = known[:MOST_OPTIMIZERS] if known or not keys else DEFAULT_OPTIMIZERS
        return {key: OPTIMIZERS[read_key(key)[0]] for key in chosen}

    def parts(self, key: str, optimizer: Optimizer) -> Optimizer:
        """`optimizer` with the fields, the weight decay and the schedule that the address sets for `key`."""
        decay, kind = self.value(f"{key}.decay", DECAY), self.value(f"{key}.schedule", SCHEDULE)
        schedule = self.fields(SCHEDULES[kind](), f"{key}.{kind}")
        return wrap(Parts(self.fields(optimizer, key), decay, schedule))

    def fields(self, instance: Any, key: str = "") -> Any:
        """`instance` with the fields that the address sets for `key`, or else for its class."""
        cls = type(instance)
        owner = key or cls.__name__
        declared = {n: replace(p, default=getattr(instance, n)) for n, p in params_of(cls).items()}
        return replace(instance, **{n: self.value(f"{owner}.{n}", p) for n, p in declared.items()})

    def name(self, key: str, names: Collection[str], default: str) -> str:
        """One of `names`, too many to be listed in a complaint."""
        self.known.add(key)
        name = self.query.get(key, default)
        if name in names:
            return name
        if QUOTABLE.fullmatch(name):
            self.wrong.append(_unknown(key, name, names))
        else:
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


def _write_parts(key: str, parts: Parts, loss: Surface) -> dict[str, str]:
    kind = type(parts.schedule)
    query = _changed(parts.plain, default_for(type(parts.plain), loss), key)
    query |= {f"{key}.decay": write_number(parts.decay)} if parts.decay else {}
    query |= {f"{key}.schedule": kind.__name__} if kind.__name__ != SCHEDULE.default else {}
    return query | _changed(parts.schedule, kind(), f"{key}.{kind.__name__}")


def _changed(instance: Any, default: Any, key: str = "") -> dict[str, str]:
    """The fields of `instance` that are not as in `default`, as they stand in an address for `key`, or else for its class."""
    owner, declared = key or type(instance).__name__, params_of(type(instance))
    values = {name: getattr(instance, name) for name in declared}
    return {f"{owner}.{n}": declared[n].write(v) for n, v in values.items() if v != getattr(default, n)}


def _strangers(keys: list[str]) -> list[str]:
    """A sentence for each of the first names of optimizers that are none; one for all of those that cannot be quoted."""
    quotable = [key for key in keys if QUOTABLE.fullmatch(key)][:MOST_NAMED]
    others = [_("optimizers may hold up to {most} known names", most=MOST_OPTIMIZERS)] * (len(quotable) < len(keys))
    return [_stranger(key) for key in quotable] + others


def _stranger(key: str) -> str:
    name = key.partition("~")[0]
    if name in OPTIMIZERS:
        return _(
            "optimizers may hold copies of {name} from `{name}~2` to `{name}~{most}`", name=name, most=MOST_OPTIMIZERS
        )
    return _unknown("optimizers", key, OPTIMIZERS)


def _unknown(setting: str, name: str, names: Collection[str]) -> str:
    """A sentence for a name that is none of `names`."""
    lowered = {known.lower(): known for known in names}
    if near := get_close_matches(name.partition("~")[0].lower(), lowered, 1):
        return _(
            "{setting} has an unknown name, `{name}` (did you mean {near}?)",
            setting=setting,
            name=name,
            near=lowered[near[0]],
        )
    return _("{setting} has an unknown name, `{name}`", setting=setting, name=name)
