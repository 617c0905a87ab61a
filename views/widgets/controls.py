"""The widgets: each made from a field's own declaration, each changing the scene."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from figures import number, sign
from language import _
from params import Param, params_of, titled
from scenes import FORMULA, SETTINGS, Scene, as_typed, in_family, preferred, renumbered, reshaped, table_of
from surfaces import ALL_SURFACES, DATA_SURFACES, MADE_UP, Box, DataSurface, Formula, Point, Surface, with_base
from views.state import bound, write

Update = Callable[[Scene, Any], Scene]
FEW = 3
"""Up to so many words stand side by side; more are a list to choose from."""


def surface_controls(scene: Scene) -> None:
    """Which surface, and its shape; what makes examples up is left out where there is a table in their place."""
    plain = scene.setup.plain
    surface = type(plain)
    st.selectbox(
        _("Surface"),
        [FORMULA, *ALL_SURFACES],
        format_func=label,
        **bound("surface", surface.__name__, _choose),
    )
    for name, declared in params_of(surface).items():
        if name not in _idle(plain):
            field(f"{surface.__name__}.{name}", getattr(plain, name), declared, _reshape(name))


def _choose(now: Scene, name: str) -> Scene:
    return as_typed(now) if name == FORMULA else now.on(ALL_SURFACES[name])


def _idle(surface: Surface) -> tuple[str, ...]:
    """The fields that change nothing, because the examples come from a table."""
    if not isinstance(surface, DataSurface):
        return ()
    if table_of(surface):
        return surface.made_up
    classic = getattr(surface, "source", MADE_UP) != MADE_UP
    return tuple(name for name in surface.made_up if classic and name != "source")


def label(name: str) -> str:
    """The name of a surface for people, in the list of all: with its family."""
    if name == FORMULA:
        return _("Your own formula")
    if name in DATA_SURFACES:
        return _("Data: {name}", name=_(ALL_SURFACES[name].label).lower())
    return in_family(ALL_SURFACES[name])


def start_controls(scene: Scene) -> None:
    """Where the paths begin, and how long they are."""
    setup = scene.setup
    place(
        _("Start {axis}"),
        setup.surface.domain,
        lambda axis: bound(f"start.{axis}", getattr(setup.start, axis), _move(axis)),
    )
    low, high = int(SETTINGS["steps"].low), int(SETTINGS["steps"].high)
    st.slider(_("Steps"), low, high, step=10, **bound("steps", setup.steps, write("steps")))


def place(title: str, box: Box, bind: Callable[[str], dict[str, Any]]) -> None:
    """A number box for x and one for y, called `title` with its {axis}, each tied to its value by `bind`, side by side in the
    sidebar (page.css).
    """
    for axis, low, high in zip("xy", box[::2], box[1::2], strict=True):
        st.number_input(
            title.format(axis=axis),
            min_value=low,
            max_value=high,
            step=(high - low) / 100,
            format="%.4g",
            width=112,
            **bind(axis),
        )


def field(key: str, value: Any, declared: Param, update: Update) -> None:
    """The widget of one field, known by `key` in the address: it shows `value` and changes the scene by `update`.

    Its symbol is no LaTeX: a label is also what a screen reader says.
    """
    title, more = titled(_(declared.help))
    name = _("`{name}` in Python", name=key.rpartition(".")[2])
    common = {
        "label": f"{sign(declared.symbol)} {title}" if declared.symbol else title.capitalize(),
        "help": f"{more} ({name})" if more else name,
        **bound(key, value, update),
    }
    if declared.options:
        _choice(declared, common)
    elif isinstance(declared.default, bool):
        st.toggle(**common)
    elif declared.log:
        st.select_slider(options=sorted({*preferred(declared.low, declared.high), value}), format_func=number, **common)
    else:
        _slider(declared, common)


def _choice(declared: Param, common: dict[str, Any]) -> None:
    named = dict(zip(declared.options, declared.meanings or declared.options, strict=True))
    show = {"options": declared.options, "format_func": lambda option: _(named[option]), **common}
    if len(declared.options) <= FEW:
        st.segmented_control(required=True, **show)
    else:
        st.selectbox(**show)


def _slider(declared: Param, common: dict[str, Any]) -> None:
    if isinstance(declared.default, int):
        st.slider(min_value=int(declared.low), max_value=int(declared.high), step=1, **common)
    else:
        st.slider(min_value=declared.low, max_value=declared.high, step=_step(declared), format="%.4g", **common)


def _step(declared: Param) -> float:
    """A slider's step: a power of ten of at most a hundredth of its range."""
    exponent = int(f"{(declared.high - declared.low) / 100:e}".split("e")[1])
    return 10.0**exponent


def _reshape(name: str) -> Update:
    """The update that gives the surface's field `name` another value, or says why not and leaves it as it is.

    Rates follow a choice, which is of other data or another form, and no slider, which is moved to see what it does.
    """

    def update(now: Scene, value: Any) -> Scene:
        try:
            base = now.setup.plain
            after = renumbered(base, **{name: value}) if isinstance(base, Formula) else reshaped(base, **{name: value})
            loss = with_base(now.setup.surface, after)
            return now.over(loss) if isinstance(value, str) else now.but(surface=loss)
        except ValueError as problem:
            st.toast(_("Left as it was: {problem}.", problem=problem), icon=":material/block:", duration="long")
            return now

    return update


def _move(axis: str) -> Update:
    return lambda now, value: now.but(start=Point(**(now.setup.start._asdict() | {axis: value})))
