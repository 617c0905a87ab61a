"""The files that the server makes of a race."""

import json
import socket
from io import BytesIO
from zipfile import ZipFile

import pytest

from scenes import OwnTable, default_scene, from_query, learning, play, report
from surfaces import LinearRegression
from views import taking

OWN = [(float(i), 1.0 + i % 3, 2.0 * i + i % 2) for i in range(20)]


def told(query=None):
    return report(play(from_query(query or {})[0]))


@pytest.mark.parametrize("what", taking.MAKERS)
def test_each_file_has_a_name_a_kind_and_something_in_it(what):
    name, kind, data = taking.MAKERS[what](told(), False)
    assert name.isascii()
    assert "." in name
    assert "/" in kind
    assert len(data) > 50


def test_one_method_is_a_script_and_several_are_in_an_archive():
    one = taking.scripts(report(play(default_scene().racing({"Adam": default_scene().setup.entries["Adam"]}))), False)
    assert one.name == "ravine-ravine.py"
    compile(one.data, "script", "exec")
    with ZipFile(BytesIO(taking.scripts(told(), False).data)) as archive:
        assert archive.namelist() == ["GradientDescent.py", "Momentum.py", "RMSProp.py", "Adam.py"]
        for name in archive.namelist():
            compile(archive.read(name), name, "exec")


def test_what_pytorch_lacks_is_said_in_its_place():
    """Not a file less without a word; and if there is none at all, that is the answer."""
    query = {"optimizers": "Newton,Adam"}
    with ZipFile(BytesIO(taking.scripts(told(query), False).data)) as archive:
        assert archive.namelist() == ["Newton.txt", "Adam.py"]
        assert archive.read("Newton.txt").decode().endswith(".")
    with pytest.raises(ValueError, match="Newton"):
        taking.scripts(told({"optimizers": "Newton"}), False)


@pytest.mark.parametrize("what", ["living", "python", "pytorch"])
def test_an_own_table_travels_only_if_that_was_said(what):
    scene = default_scene().over(own_loss())
    race = report(play(scene))
    with pytest.raises(ValueError, match=r"own|table"):
        taking.MAKERS[what](race, False)
    assert taking.MAKERS[what](race, True).data


def own_loss():
    return learning(LinearRegression(), OwnTable(tuple(OWN), ("a", "b", "c")))


def test_where_it_is_found(monkeypatch):
    known = json.loads(taking.place(told(), False).data)
    assert set(known) == {"network", "open", "table"}
    assert known["open"] is True
    monkeypatch.setattr(taking, "local_address", lambda: "198.51.100.7")
    assert json.loads(taking.place(told(), False).data)["network"].startswith("http://198.51.100.7:")
    monkeypatch.setattr(taking, "local_address", lambda: None)
    assert json.loads(taking.place(told(), False).data)["network"] == ""


def test_a_machine_without_a_network_has_no_address(monkeypatch):
    class Unreachable(socket.socket):
        def connect(self, _address):
            raise OSError("no way there")

    monkeypatch.setattr(socket, "socket", Unreachable)
    assert taking.local_address() is None
