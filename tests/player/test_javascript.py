"""What Python and JavaScript must agree on: packets and numbers. Node runs the browser's own modules."""

import json
import random
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from descent import Kind, Outcome
from figures import OUTCOMES, loss_grid, number, outcome
from lessons import RaceMeasures
from lessons.expressions import read
from lessons.measures import bound, functions
from maps import fresh, spread
from optimizers import OPTIMIZERS, SCHEDULES
from params import params_of
from player.atlas.packet import pack_maps
from player.packing.blocks import Block, float32, packet
from player.packing.live import program
from player.packing.methods import described
from player.packing.packet import pack
from scenes import RENARD, MapScene, default_for, default_scene, mapped, maps_from_query, play, preferred, report
from surfaces import ALL_SURFACES, DATA_SURFACES, SURFACES, Box, Minibatch
from tests.player.packets import opened, packed
from tests.sampling import family

ROOT = Path(__file__).parents[2]
TSC = ROOT / "node_modules" / ".bin" / "tsc"


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
    script = """const { number } = await import(assets + "/page/format.js");
        console.log(JSON.stringify(JSON.parse(new TextDecoder().decode(input)).map(([value, digits]) => number(Number(value), digits))));"""
    theirs = node(script, json.dumps([(repr(value), digits) for value, digits in table]).encode())
    ours = [number(value, digits) for value, digits in table]
    assert [(*row, a, b) for row, a, b in zip(table, ours, theirs, strict=True) if a != b][:10] == []


def test_what_is_no_number_reads_the_same(node):
    script = """const { number } = await import(assets + "/page/format.js");
        console.log(JSON.stringify([NaN, Infinity, -Infinity].map((value) => number(value))));"""
    assert node(script, b"") == [number(value) for value in (np.nan, np.inf, -np.inf)]


BLOCKS = {
    "none": {},
    "empty": {"nothing": Block(np.zeros((0, 3), np.float32))},
    "bytes": {"a b": Block(np.array([0, 255], np.uint8)), "λ": Block(np.arange(3, dtype=np.uint8), 1.5)},
    "mixed": {
        "odd": Block(np.array([1], np.uint8)),
        "doubles": Block(np.array([[0.1, 1e300], [5e-324, -0.0]])),
        "floats": float32(np.arange(12).reshape(2, 2, 3), 2.0),
    },
}


@pytest.mark.parametrize("blocks", BLOCKS.values(), ids=BLOCKS)
@pytest.mark.parametrize("header", [{}, {"a": "λ − ✓ \U0001f600"}, {"b": [1.5, None, "</script>"]}], ids=len)
def test_a_packet_is_read(node, header, blocks):
    script = """const { open } = await import(assets + "/page/packet.js"); const { header, blocks } = open(input);
        const read = [...blocks].map(([name, { shape, zero, numbers }]) => [name, shape, zero, [...numbers]]);
        console.log(JSON.stringify([header, read]));"""
    expected = [[name, [*b.numbers.shape], b.zero, b.numbers.ravel().tolist()] for name, b in blocks.items()]
    assert node(script, packet(header, blocks)) == [header, expected]


def test_kinds_of_outcomes_have_the_same_numbers(node):
    script = 'console.log(JSON.stringify((await import(assets + "/page/outcome.js")).KIND));'
    theirs = node(script, b"")
    assert {name: int(Kind[name]) for name in theirs} == theirs


def test_standings_at_a_step_are_those_of_a_run_that_ends_there(node):
    """Of what grows with the path; where a run ends does not change its steps."""
    whole, part = (report(play(default_scene().but(steps=steps))) for steps in (80, 30))
    script = """const { unpack } = await import(assets + "/page/packet.js");
        const { standingAt } = await import(assets + "/controls/now.js");
        const race = unpack(input);
        console.log(JSON.stringify(race.racers.map((racer) => standingAt(race, racer, 30))));"""
    for now, row in zip(node(script, pack(whole)), part.standings, strict=True):
        numbers = [now[name] for name in ("loss", "distance", "reached", "length")]
        assert numbers == pytest.approx([row.loss, row.distance, row.reached, row.length], rel=1e-5)
        assert now["evaluations"] == pytest.approx(row.evaluations, abs=1)


def test_outcomes_read_the_same(node):
    """Every kind, near every kind of critical point."""
    rows = [
        Outcome(np.int8(kind), np.intp(7), np.array([1.25, -0.5]), np.int8(near), np.float64(0.0123), np.float64(3.5))
        for kind in Kind
        for near in (Kind.CONVERGED, Kind.LOCAL, Kind.SADDLE, Kind.MAXIMUM, Kind.MOVING)
        if not (kind == Kind.HOVERING and near == Kind.MOVING)
    ]
    script = """const { outcomeIn } = await import(assets + "/page/outcome.js");
        const [words, rows] = JSON.parse(new TextDecoder().decode(input));
        console.log(JSON.stringify(rows.map(([kind, step, x, y, near, radius, above]) =>
            outcomeIn(words, { kind, step, x, y, near, radius, above }).sentence)));"""
    plain = [[int(o.kind), int(o.step), *o.target, int(o.near), float(o.radius), float(o.above)] for o in rows]
    words = [one._asdict() for one in OUTCOMES]
    assert node(script, json.dumps([words, plain]).encode()) == [outcome(o) for o in rows]


def scenes():
    plain = default_scene()
    data = plain.on(DATA_SURFACES["LogisticRegression"])
    return {
        "default": plain,
        "everything drawn": plain.but(field=True, theory="minimum", steps=37),
        "logarithmic": plain.on(SURFACES["Rosenbrock"]).but(overlay="1", view3d=True),
        "test loss": data.but(lines="test", steps=20),
        "batches": data.but(surface=Minibatch(data.setup.surface, 8), lines="off", steps=20, field=True),
        "diverges": plain.but(optimizers=(replace(plain.setup.optimizers[0], lr=5.0),)),
    }


SCENES = scenes()
READ = """const { unpack } = await import(assets + "/page/packet.js"); const race = unpack(input);
    const plain = (all) => all && [...all].map((v) => (Number.isFinite(v) ? v : null));
    console.log(JSON.stringify({ rows: race.ground.rows.map(plain), best: race.best, tested: race.tested,
        scale: race.ground.scale, standings: race.racers.map((r) => r.standing), outcomes: race.racers.map((r) => r.outcome),
        lines: race.ground.lines.map((one) => one.rows.map(plain)),
        racers: race.racers.map((r) => [r.x, r.y, r.above, r.test].map(plain)), pulls: race.racers.map((r) => r.pulls?.map(plain)),
        seen: race.examples && [1, 2, 20].map((t) => race.examples.seen(t)),
        train: race.examples && ["across", "upward", "group"].map((side) => plain(race.examples.train[side])) }));"""


def gaps(numbers):
    """Float32 as JSON has it: None where it is not finite."""
    return [[float(v) if np.isfinite(v) else None for v in row] for row in np.asarray(numbers, np.float32)]


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
def test_a_race_is_read_as_it_was_run(node, scene):
    told_of = report(play(scene))
    sent = pack(told_of)
    header, blocks = opened(sent)
    read = node(READ, sent)
    mesh = told_of.landscape.domain.mesh(*blocks["ground"].shape[::-1])
    with np.errstate(all="ignore"):
        expected = told_of.landscape(mesh) - read["scale"]["low"]
    np.testing.assert_allclose(read["rows"], expected, rtol=1e-5, atol=1e-5 * np.ptp(expected))
    kinds = [one["kind"] for one in header["ground"]["lines"]]
    assert [np.shape(rows) for rows in read["lines"]] == [blocks[f"lines {kind}"].shape for kind in kinds]
    for (x, y, above, test), run in zip(read["racers"], told_of.race.trajectories, strict=True):
        with np.errstate(over="ignore"):
            assert [[x, y], [above]] == [gaps(run.points.T), gaps([run.losses - read["best"]])]
        assert (test is not None) == read["tested"] == told_of.shows_test
    for row, standing, end in zip(told_of.standings, read["standings"], read["outcomes"], strict=True):
        assert (standing["loss"], standing["length"], end["kind"]) == (row.loss, row.length, row.outcome.kind)


def test_examples_and_batches_are_read(node):
    scene = SCENES["batches"]
    read = node(READ, packed(scene))
    pulls = opened(packed(scene))[1]["pulls"]
    assert read["pulls"] == [gaps(one) for one in pulls]
    train, _ = scene.setup.plain.plotted
    assert read["train"] == gaps([train.a, train.b, train.target])
    assert read["seen"] == [sorted(scene.setup.surface.batch(t).tolist()) for t in (1, 2, 20)]


GRIDS = """const { lossGrid } = await import(assets + "/live/losses.js");
    const [source, steps, numbers, tables, box, grid, known] = JSON.parse(new TextDecoder().decode(input));
    const { make } = await import("data:text/javascript," + encodeURIComponent(source));
    const all = tables.map((one) => Float64Array.from(one, (number) => Number(number)));
    const { loss } = make(steps, Float64Array.from(numbers, (number) => Number(number)), all);
    const { rows, scale } = lossGrid(loss, box, grid, known ?? Infinity);
    console.log(JSON.stringify({ rows: rows.map((row) => [...row]), scale }));"""


@pytest.mark.seldom(5)
@pytest.mark.sampled(axes=lambda name: family(ALL_SURFACES[name]))
@pytest.mark.parametrize("name", ALL_SURFACES)
def test_the_ground_of_a_surface_that_changes_is_that_of_the_server(node, name):
    """Losses, and the scale of their colours: figures/loss_grid.py and live/losses.js."""
    told_of = report(play(default_scene().on(ALL_SURFACES[name]).but(steps=10)))
    made, theirs = program(told_of), loss_grid(told_of.landscape)
    texts = [[repr(float(n)).replace("inf", "Infinity") for n in table] for table in (made.numbers, *made.tables)]
    known = told_of.landscape.bottom if np.isfinite(told_of.landscape.bottom) else None
    shape = theirs.above.shape[::-1]
    sent = json.dumps([made.source, 10, texts[0], texts[1:], [*told_of.landscape.domain], shape, known]).encode()
    ours = node(GRIDS, sent)
    rows = np.array(ours["rows"], float)
    np.testing.assert_allclose(rows, theirs.above, rtol=1e-5, atol=1e-6 * np.nanmax(theirs.above))
    assert ours["scale"]["low"] == pytest.approx(theirs.low, rel=1e-6, abs=1e-9 * theirs.high)
    assert ours["scale"]["high"] == pytest.approx(theirs.high, rel=1e-5)
    assert ours["scale"]["eps"] == pytest.approx(theirs.eps, rel=1e-3)


STARTS = """const { spread, fresh } = await import(assets + "/sweeps/starts.js");
    const [box, count, seed] = JSON.parse(new TextDecoder().decode(input));
    console.log(JSON.stringify([spread, fresh].map((of) => [...of(box, count, seed)])));"""


def test_a_set_of_starts_is_the_same_here_and_there(node):
    """maps/starts.py and sweeps/starts.js."""
    box = Box(-2.5, 4.0, 1.0, 9.0)
    for count, seed in ((1, 0), (64, 7)):
        ours = node(STARTS, json.dumps([[*box], count, seed]).encode())
        for points, there in zip(ours, (spread, fresh), strict=True):
            np.testing.assert_array_equal(np.reshape(points, (-1, 2)).T, there(box, count, seed))


def test_types_describe_the_header(tmp_path):
    """TypeScript finds a key that is missing, unknown or of another type."""
    headers = [opened(packed(scene, "story"))[0] for scene in SCENES.values()]
    check_types(tmp_path, "Header", headers)


def test_types_describe_what_is_mapped(tmp_path):
    plane = maps_from_query(
        {"surface": "Bowl", "show": "plane", "of": "Adam", "box": "-1,1,0,1", "range": "0.1,1,0.1,1"}
    )
    scenes = [
        mapped(default_scene()),
        plane[0],
        MapScene(default_scene().racing({})),
        MapScene(default_scene().on(SURFACES["Saddle"])),
    ]
    told = [report(play(scene.race)) for scene in scenes]
    sent = [pack_maps(one, scene, program(one), 7, None) for one, scene in zip(told, scenes, strict=True)]
    check_types(tmp_path, "MapHeader", [opened(one)[0]["map"] for one in sent])


def check_types(folder, name, values):
    """TypeScript agrees that all `values` are of the type of this name."""
    if not TSC.exists():
        pytest.skip("TypeScript is not installed: npm ci")
    lines = [f'import type {{ {name} }} from "{ROOT / "player" / "types"}";']
    checks = folder / "values.ts"
    lines += [f"export const value{i}: {name} = {json.dumps(value)};" for i, value in enumerate(values)]
    checks.write_text("\n".join(lines), "utf-8")
    options = [
        "--strict",
        "--noEmit",
        "--ignoreConfig",
        "--module",
        "esnext",
        "--moduleResolution",
        "bundler",
        "--allowJs",
        "--lib",
        "es2023,dom,dom.iterable",
        "--types",
    ]
    command = [TSC, *options, "", checks]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stdout[:3000]


LOGARITHMIC = {
    f"{cls.__name__}.{name}": declared
    for cls in [*OPTIMIZERS.values(), *SCHEDULES.values()]
    for name, declared in params_of(cls).items()
    if declared.log
}


def test_the_hand_goes_through_preferred_numbers(node):
    script = """const { valuesOf } = await import(assets + "/tuning/scale.js");
        const [series, fields] = JSON.parse(new TextDecoder().decode(input));
        console.log(JSON.stringify(fields.map((field) => valuesOf(field, series))));"""
    fields = [described(key, declared, ()) for key, declared in LOGARITHMIC.items()]
    found = node(script, json.dumps([RENARD, fields]).encode())
    assert found == [preferred(declared.low, declared.high) for declared in LOGARITHMIC.values()]


@pytest.mark.parametrize(
    ("name", "field", "values"),
    [("GradientDescent", "lr", (0.02, 0.0355)), ("Adam", "beta1", (0.8, 0.85)), ("Momentum", "lr", (1e-5, 1.12e-5))],
)
def test_a_name_tells_what_is_under_the_hand(node, name, field, values):
    """The browser's name for a race with another number is the server's."""
    entries = {name: default_for(OPTIMIZERS[name], SURFACES["Ravine"])}

    def header(value):
        scene = default_scene().racing(entries | {f"{name}~2": replace(entries[name], **{field: value})})
        told = report(play(scene))
        made = program(told)
        return opened(pack(told, program=made))[0]["race"], list(made.numbers)

    (before, numbers), (after, others) = map(header, values)
    script = """const { renamed } = await import(assets + "/live/local.js");
        const [race, before, after] = JSON.parse(new TextDecoder().decode(input));
        const { racers, methods } = renamed({ ...race, live: { numbers: before } }, after);
        console.log(JSON.stringify([...racers, ...methods].map((one) => one.name)));"""
    names = node(script, json.dumps([before, numbers, others]).encode())
    assert names == [one["name"] for one in [*after["racers"], *after["methods"]]]
    assert names[1] != before["racers"][1]["name"]


GOALS = ["outcome({who}) == '{kind}'", "arrival({who}) < 40", "arrival({who}) >= 40 or not loss({who}) > 0.1",
         "distance({who}) * 2 - 0.1 <= length({who}) / 7 and x({who}) != -1", "-1 < y({who}) < 2"]  # fmt: skip


def test_goals_of_tasks_come_to_the_same(node):
    """As Python has it of the same races, in which somebody converges, one is still on the way, and one diverges."""
    script = """const { unpack } = await import(assets + "/page/packet.js");
        const { isReached } = await import(assets + "/lesson/goal.js");
        const size = new DataView(input.buffer).getUint32(0, true), race = unpack(input.slice(4 + size));
        const goals = JSON.parse(new TextDecoder().decode(input.subarray(4, 4 + size)));
        console.log(JSON.stringify(goals.map((goal) => isReached(goal, race.racers))));"""
    for name in ("default", "diverges"):
        told = report(play(SCENES[name]))
        run = RaceMeasures(told)
        texts = [text.format(who=repr(who), kind=run.outcome(who)) for who in run.keys for text in GOALS]
        goals = [read(text, functions(RaceMeasures), set()) for text in texts]
        head = json.dumps([goal.data() for goal in goals]).encode()
        theirs = node(script, len(head).to_bytes(4, "little") + head + pack(told))
        assert dict(zip(texts, theirs, strict=True)) == {g.text: bool(g.value(bound(run), {})) for g in goals}
