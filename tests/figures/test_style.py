"""Colours that can be told from the ground and from one another, by people who see few colours, too."""

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from figures.style import ARROWS, COLOURS, DARK_GROUND, LIGHT_GROUND, style_of, styles
from optimizers import OPTIMIZERS, Cosine, Decayed, Scheduled

DARK_INK, LIGHT_INK = zip(*COLOURS.values(), strict=True)
STYLES = {name: style_of(cls) for name, cls in OPTIMIZERS.items()}
# Machado, Oliveira & Fernandes (2009), severity 1.
DEFICIENCIES = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
}


def linear(colour):
    c = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def luminance(colour):
    return linear(colour) @ [0.2126, 0.7152, 0.0722]


def contrast(a, b):
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(rgb):
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ np.clip(rgb, 0, 1)
    f = np.cbrt(xyz / [0.9505, 1, 1.089])
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize(
    ("inks", "grounds"), [(DARK_INK, LIGHT_GROUND), (LIGHT_INK, DARK_GROUND)], ids=["light", "dark"]
)
def test_every_path_stands_out_from_the_ground(inks, grounds):
    assert min(contrast(ink, ground) for ink in inks for ground in grounds) >= 3


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_arrows_of_a_step_stand_out_from_ground_paths_and_one_another(mode):
    grounds, paths = (LIGHT_GROUND, DARK_GROUND)[mode], (DARK_INK, LIGHT_INK)[mode]
    arrows = [colours[mode] for colours in ARROWS.values()]
    assert min(contrast(arrow, ground) for arrow in arrows for ground in grounds) >= 3
    others = [(a, b) for a in arrows for b in paths]
    assert all(np.linalg.norm(lab(linear(a)) - lab(linear(b))) >= 12 for a, b in [*others, *combinations(arrows, 2)])
    for seen in map(np.array, DEFICIENCIES.values()):
        assert all(
            np.linalg.norm(lab(seen @ linear(a)) - lab(seen @ linear(b))) >= 12 for a, b in combinations(arrows, 2)
        )


def test_what_is_ahead_of_the_clock_is_thin_and_not_faded():
    style = (Path(__file__).parents[2] / "player" / "assets" / "player.css").read_text("utf-8")
    assert re.findall(r"\.ghosts \{[^}]*opacity: ([\d.]+)", style) == ["0"]


@pytest.mark.parametrize("inks", [DARK_INK, LIGHT_INK], ids=["light", "dark"])
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_colours_that_look_alike_to_some_differ_in_dash_or_marker(inks, deficiency):
    seen = {ink: lab(np.array(DEFICIENCIES[deficiency]) @ linear(ink)) for ink in inks}
    for (_, a), (_, b) in combinations(STYLES.items(), 2):
        pair = (a.light, b.light) if inks is DARK_INK else (a.dark, b.dark)
        alike = np.linalg.norm(seen[pair[0]] - seen[pair[1]]) < 12
        assert not alike or (a.dash, a.marker) != (b.dash, b.marker)


def test_any_two_that_can_race_together_are_told_apart():
    """By colour, or by dash and marker both."""
    for a, b in combinations(STYLES.values(), 2):
        apart = np.linalg.norm(lab(linear(a.light)) - lab(linear(b.light))) >= 12
        assert apart or (a.dash != b.dash and a.marker != b.marker)


def apart(a, b):
    return np.linalg.norm(lab(linear(a.light)) - lab(linear(b.light))) >= 12


@pytest.mark.parametrize("cls", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_all_that_race_of_a_method_are_told_apart(cls):
    for a, b in combinations([style_of(cls, k) for k in range(1, 13)], 2):
        assert apart(a, b) or (a.dash != b.dash and a.marker != b.marker)


def test_a_style_stays_with_its_optimizer():
    """It is the rule's own, in whatever race and under whatever wrappers."""
    assert all("style" in vars(cls) for cls in OPTIMIZERS.values())
    adam = OPTIMIZERS["Adam"]
    assert style_of(Scheduled(Decayed(adam(), 0.1), Cosine())) == style_of(adam) == STYLES["Adam"]


def raced(*names, copies=1):
    """Each of these methods, and so many of the last of them."""
    once = [(OPTIMIZERS[name], 1) for name in names]
    return once + [(OPTIMIZERS[names[-1]], k) for k in range(2, copies + 1)]


@pytest.mark.parametrize("cls", OPTIMIZERS, ids=OPTIMIZERS)
def test_a_copy_has_a_colour_that_no_other_method_has(cls):
    for other in {*OPTIMIZERS} - {cls}:
        *_, own, copy, third = styles(raced(other, cls, copies=3))
        assert len({copy.light, third.light, own.light}) == 3
        assert STYLES[other].light not in (copy.light, third.light)
        assert STYLES[other][2:] not in (copy[2:], third[2:])


def test_where_all_colours_are_taken_dash_and_marker_tell():
    looks = styles(raced("GradientDescent", "AdamW", "Adam", copies=10))
    assert len(looks) == 12
    for a, b in combinations(looks, 2):
        assert apart(a, b) or (a.dash != b.dash and a.marker != b.marker)


def test_styles_stay_when_others_are_added():
    """Those of the methods always; that of a copy unless somebody comes who looks like it."""
    before = styles(raced("Momentum", "Adam", copies=3))
    assert before[:2] == [STYLES["Momentum"], STYLES["Adam"]]
    colours, signs = {look.light for look in before}, {look[2:] for look in before}
    news = [name for name, look in STYLES.items() if look.light not in colours and look[2:] not in signs]
    assert len(news) > 5
    for name in news:
        assert styles([*raced("Momentum", "Adam", copies=3), (OPTIMIZERS[name], 1)])[:4] == before
    assert styles(raced("Momentum", "Adam", copies=4))[:4] == before
