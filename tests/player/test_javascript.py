"""What Python and JavaScript must agree on: packets and numbers. Node runs the browser's own modules."""

import json
import os
import random
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from figures.words import number
from player.component import ASSETS, packet
from player.packet import pack
from scenes import default_scene, play
from surfaces import DATA_SURFACES, SURFACES, Minibatch
from tests.player.packets import opened

ROOT = Path(__file__).parents[2]
TSC = ROOT / "node_modules" / ".bin" / "tsc"


@pytest.fixture(scope="module")
def node():
    """Call it with a script and data: what the script prints of `input`, as JSON. `assets` is where the modules are."""
    program = shutil.which("node")
    if not program and os.environ.get("CI") == "true":
        pytest.fail("node was not found: install Node.js (Debian: apt-get install nodejs npm)")
    if not program:
        pytest.skip("node was not found: install Node.js (Debian: apt-get install nodejs npm)")

    def run(script, data):
        head = f"import {{ readFileSync }} from 'node:fs'; const input = new Uint8Array(readFileSync(0)); const assets = {json.dumps(ASSETS.as_uri())};"
        command = [program, "--input-type=module", "--eval", head + script]
        done = subprocess.run(command, input=data, capture_output=True, check=False)
        assert not done.returncode, done.stderr.decode()
        return json.loads(done.stdout)

    return run


def values():
    """Numbers of every size and sign, halves between two short numbers, and their neighbours."""
    rng = random.Random(12)
    spread = [rng.choice([1, -1]) * rng.random() * 10.0 ** rng.randint(-320, 308) for _ in range(2000)]
    usual = [rng.choice([1, -1]) * rng.uniform(1, 10) * 10.0 ** rng.randint(-6, 8) for _ in range(3000)]
    halves = [
        (2 * rng.randrange(5000) + 1) / 2.0 ** rng.randint(1, 8) * 10.0 ** rng.randint(0, 18) for _ in range(3000)
    ]
    decimal = [
        sign * digits * 10.0**size
        for digits in (1, 1.5, 9.995, 9.5, 99.95)
        for size in range(-12, 13)
        for sign in (1, -1)
    ]
    ends = [0.0, -0.0, 5e-324, 2.2e-308, 1.7976931348623157e308, 0.1, 0.15, 0.25, 2.5, 1e21, 1e22, 99999.5, 9.9995e-5]
    exact = [*spread, *usual, *halves, *decimal, *ends]
    with np.errstate(over="ignore", under="ignore"):
        return [*exact, *np.nextafter(exact, np.inf).tolist(), *np.nextafter(exact, 0).tolist()]


def test_numbers_read_the_same(node):
    table = [(value, digits) for value in values() if np.isfinite(value) for digits in (1, 2, 3, 4, 6)]
    script = """const { number } = await import(assets + "/format.js");
        console.log(JSON.stringify(JSON.parse(new TextDecoder().decode(input)).map(([value, digits]) => number(Number(value), digits))));"""
    theirs = node(script, json.dumps([(repr(value), digits) for value, digits in table]).encode())
    ours = [number(value, digits) for value, digits in table]
    assert [(*row, a, b) for row, a, b in zip(table, ours, theirs, strict=True) if a != b][:10] == []


def test_what_is_no_number_reads_the_same(node):
    script = """const { number } = await import(assets + "/format.js");
        console.log(JSON.stringify([NaN, Infinity, -Infinity].map((value) => number(value))));"""
    assert node(script, b"") == [number(value) for value in (np.nan, np.inf, -np.inf)]


@pytest.mark.parametrize("blocks", [[], [b""], [b"\0\xff"], [b"abc", b"", b"defgh"]], ids=len)
@pytest.mark.parametrize("header", [{}, {"a": "λ − ✓ \U0001f600"}, {"b": [1.5, None, "</script>"]}], ids=len)
def test_a_packet_is_read(node, header, blocks):
    script = """const { open } = await import(assets + "/packet.js"); const { header, block } = open(input);
        console.log(JSON.stringify([header, [...block]]));"""
    assert node(script, packet(header, blocks)) == [header, list(b"".join(blocks))]


def scenes():
    plain = default_scene()
    data = plain.on(DATA_SURFACES["LogisticRegression"])
    return {
        "default": plain,
        "everything drawn": replace(plain, field=True, theory="minimum", steps=37),
        "logarithmic": replace(plain.on(SURFACES["Rosenbrock"]), overlay=True, relief=True),
        "test loss": replace(data, lines="test", steps=20),
        "batches": replace(data, surface=Minibatch(data.surface, 8), lines="off", steps=20),
        "diverges": replace(plain, optimizers=(replace(plain.optimizers[0], lr=5.0),)),
    }


SCENES = scenes()
READ = """const { unpack } = await import(assets + "/packet.js"); const race = unpack(input);
    const plain = (all) => all && [...all].map((v) => (Number.isFinite(v) ? v : null));
    console.log(JSON.stringify({ rows: race.rows.map(plain),
        overlaid: race.overlaid.map((one) => one.rows.map(plain)),
        racers: race.racers.map((r) => [r.x, r.y, r.above, r.test].map(plain)),
        seen: race.examples && [1, 2, 20].map((t) => race.examples.seen(t)),
        train: race.examples && ["across", "upward", "group"].map((side) => plain(race.examples.train[side])) }));"""


def gaps(numbers):
    """Float32 as JSON has it: None where it is not finite."""
    return [[float(v) if np.isfinite(v) else None for v in row] for row in np.asarray(numbers, np.float32)]


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
def test_a_race_is_read_as_it_was_run(node, scene):
    race = play(scene)
    sent = pack(race)
    header, _ = opened(sent)
    read = node(READ, sent)
    assert np.shape(read["rows"]) == tuple(header["grid"][::-1])
    mesh = scene.surface.landscape.domain.mesh(*header["grid"])
    with np.errstate(all="ignore"):
        expected = scene.surface.landscape(mesh) - header["scale"]["low"]
    np.testing.assert_allclose(read["rows"], expected, rtol=1e-5, atol=1e-5 * np.ptp(expected))
    assert [np.shape(rows) for rows in read["overlaid"]] == [tuple(one["grid"][::-1]) for one in header["overlaid"]]
    for (x, y, above, test), run in zip(read["racers"], race.trajectories, strict=True):
        with np.errstate(over="ignore"):
            assert [[x, y], [above]] == [gaps(run.points.T), gaps([run.losses - header["best"]])]
        assert (test is not None) == header["tested"]


def test_examples_and_batches_are_read(node):
    scene = SCENES["batches"]
    read = node(READ, pack(play(scene)))
    train, _ = scene.plain.plotted
    assert read["train"] == gaps([train.a, train.b, train.target])
    assert read["seen"] == [sorted(scene.surface.batch(t).tolist()) for t in (1, 2, 20)]


def test_types_describe_the_header(tmp_path):
    """TypeScript finds a key that is missing, unknown or of another type."""
    if not TSC.exists():
        pytest.skip("TypeScript is not installed: npm ci")
    headers = [opened(pack(play(scene), "story"))[0] for scene in SCENES.values()]
    lines = [f'import type {{ Header }} from "{ROOT / "player" / "types"}";']
    checks = tmp_path / "headers.ts"
    lines += [f"export const header{i}: Header = {json.dumps(header)};" for i, header in enumerate(headers)]
    checks.write_text("\n".join(lines), "utf-8")
    options = [
        "--strict",
        "--noEmit",
        "--ignoreConfig",
        "--module",
        "esnext",
        "--moduleResolution",
        "bundler",
        "--types",
    ]
    command = [TSC, *options, "", checks]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stdout[:3000]
