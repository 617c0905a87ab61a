"""What visitors take along that the server makes: files of a race, and where other machines find it."""

import json
import re
import socket
from io import BytesIO
from unicodedata import normalize
from zipfile import ZIP_DEFLATED, ZipFile

import streamlit as st

from export import as_csv, as_python, as_pytorch, living_page
from language import _
from player import File, Makers
from scenes import RaceReport, table_of

EVERYWHERE = (None, "", "0.0.0.0", "::")
"""What `server.address` is if other machines reach the server."""
NOWHERE = ("192.0.2.1", 9)
"""An address for documentation, that nobody has: nothing is sent there."""


def table(told: RaceReport, _with_table: bool) -> File:
    """All paths, every digit of them."""
    return File(named(told, "csv"), "text/csv", as_csv(told).encode())


def scripts(told: RaceReport, with_table: bool) -> File:
    """A script for PyTorch of each method: by itself, or several in one archive. Raises ValueError if there is none."""
    allow(told, with_table)
    setup = told.race.scene.setup
    made: dict[str, str] = {}
    for key, optimizer in setup.entries.items():
        try:
            made[f"{key.replace('~', '-')}.py"] = as_pytorch(optimizer, setup.surface, setup.start, setup.steps)
        except ValueError as problem:
            made[f"{key.replace('~', '-')}.txt"] = str(problem)
    found = {name: text for name, text in made.items() if name.endswith(".py")}
    if not found:
        raise ValueError(next(iter(made.values()), _("No optimizer is chosen.")))
    if len(made) == 1:
        return File(named(told, "py"), "text/x-python", found.popitem()[1].encode())
    return File(named(told, "zip"), "application/zip", archive(made))


def script(told: RaceReport, with_table: bool) -> File:
    """The whole race in Python. Raises ValueError if it cannot be written."""
    return File(named(told, "py"), "text/x-python", as_python(told.race.scene.setup, with_table).encode())


def living(told: RaceReport, with_table: bool) -> File:
    """The page that stays alive. Raises ValueError if there is a pasted table that may not travel."""
    allow(told, with_table)
    return File(named(told, "html"), "text/html", living_page(told, with_table=with_table).encode())


def archive(files: dict[str, str]) -> bytes:
    """Name → text, in one file."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as into:
        for name, text in files.items():
            into.writestr(name, text)
    return packed.getvalue()


def place(told: RaceReport, _with_table: bool) -> File:
    """What the dialog has to know: the address at which other machines find this server, "" if there is none; whether it listens to
    them; and whether the race learns from a pasted table.
    """
    known = {
        "network": network() or "",
        "open": st.get_option("server.address") in EVERYWHERE,
        "table": table_of(told.race.scene.setup.plain) is not None,
    }
    return File("place.json", "application/json", json.dumps(known).encode())


def network() -> str | None:
    """The address of this server in the network of the machine, None if it is in none."""
    host, port = local_address(), st.get_option("server.port")
    scheme = "https" if st.get_option("server.sslCertFile") else "http"
    return f"{scheme}://{host}:{port}" if host else None


def local_address() -> str | None:
    """The one by which this machine would reach others, None if there is no way to them. Nothing is sent."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(NOWHERE)
            host = str(probe.getsockname()[0])
    except OSError:
        return None
    return None if host.startswith("127.") else host


def allow(told: RaceReport, with_table: bool) -> None:
    """Raises ValueError if a pasted table would travel that nobody has allowed to."""
    if table_of(told.race.scene.setup.plain) and not with_table:
        raise ValueError(_("This file would hold your own table. Tick the box above if it may."))


def named(told: RaceReport, ending: str) -> str:
    """A name for a file, of plain letters."""
    label = normalize("NFKD", _(told.race.scene.setup.plain.label))
    return f"ravine-{re.sub(r'[^a-z0-9]+', '-', label.lower()).strip('-') or 'race'}.{ending}"


MAKERS: Makers = {"csv": table, "living": living, "python": script, "pytorch": scripts, "place": place}
"""What the player may ask for."""
