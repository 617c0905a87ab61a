"""`.ci/run` on machines that lack this and that, made of commands that only write down how they were called."""

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = {
    "make": ["make"],
    "nodejs": ["node"],
    "npm": ["npm", "npx"],
    "chromium": ["chromium"],
    "git": ["git"],
    "python3": ["python3"],
    "python3-venv": ["ensurepip"],
}
"""Debian package → its commands; ensurepip stands for the module that Debian keeps apart from Python."""
CALLED = '#!/bin/sh\necho "${0##*/}${CI:+ CI=$CI} $*" >>"$CALLS"\n'
APT = CALLED + 'for package in "$@"; do cp -n "$STORE/$package"/* "$BIN" 2>/dev/null; done; true\n'
SUDO = CALLED + 'shift; exec "$@"\n'
PYTHON = CALLED + 'case "$2" in "import ensurepip") test -x "$BIN/ensurepip";; esac\n'
LINT_FAILS = CALLED + 'test "$1" != lint\n'


class Machine:
    """Commands in a folder, a copy of the script, and what was called when it ran."""

    def __init__(self, folder):
        self.bin, self.store, self.calls = folder / "bin", folder / "store", folder / "calls"
        self.script = folder / "checkout" / ".ci" / "run"
        self.script.parent.mkdir(parents=True)
        shutil.copy(ROOT / ".ci" / "run", self.script)
        for package, commands in PACKAGES.items():
            for command in commands:
                self.write(self.store / package / command, PYTHON if command == "python3" else CALLED)
        self.write(folder / "checkout" / ".venv" / "bin" / "python")
        for command in ("bash", "dirname", "env", "cp"):
            self.write(self.bin / command, f'#!/bin/sh\nexec {shutil.which(command)} "$@"\n')
        self.write(self.bin / "apt-get", APT)
        self.user(0)

    @staticmethod
    def write(path, text=CALLED):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def user(self, number):
        self.write(self.bin / "id", f"#!/bin/sh\necho {number}\n")

    def install(self, *packages):
        for package in packages:
            shutil.copytree(self.store / package, self.bin, dirs_exist_ok=True)

    def run(self, *arguments):
        """Whether it succeeded, what it said, and the calls in their order."""
        environment = {"PATH": self.bin, "BIN": self.bin, "STORE": self.store, "CALLS": self.calls}
        command = [shutil.which("bash"), self.script, *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
        return done.returncode == 0, done.stdout + done.stderr, self.calls.read_text().splitlines()


@pytest.fixture
def machine(tmp_path):
    if os.name != "posix" or not shutil.which("bash"):
        pytest.skip("the script needs bash")
    return Machine(tmp_path)


def apt(calls):
    return [call for call in calls if call.startswith("apt-get")]


def made(calls):
    return [call.removeprefix("make CI=true ") for call in calls if call.startswith("make")]


def runs(target):
    """All tests, and of those without a browser which lines they run."""
    return [f"{target} ARGS=--cov --ignore=tests/browser", f"{target} ARGS=-rfER tests/browser"]


def test_it_lints_then_tests_and_installs_nothing_where_all_is_there(machine):
    machine.install(*PACKAGES)
    fine, _, calls = machine.run()
    assert fine
    assert apt(calls) == []
    assert made(calls) == [".venv/test.stamp", "lint", *runs("test")]


def test_an_empty_machine_gets_everything(machine):
    fine, _, calls = machine.run()
    assert fine
    update, install = apt(calls)
    assert update.split()[2] == "update"
    assert set(PACKAGES) <= set(install.split())
    assert made(calls) == [".venv/test.stamp", "lint", *runs("test")]


@pytest.mark.parametrize("package", PACKAGES)
def test_the_one_package_that_is_missing_is_installed(machine, package):
    machine.install(*PACKAGES.keys() - {package})
    fine, said, calls = machine.run()
    assert fine
    assert f"Installing {package}" in said
    assert len(apt(calls)) == 2


def test_another_chromium_will_do(machine):
    machine.install(*PACKAGES.keys() - {"chromium"})
    machine.write(machine.bin / "google-chrome")
    assert apt(machine.run()[2]) == []


def test_who_is_not_root_asks_sudo(machine):
    machine.user(1000)
    machine.write(machine.bin / "sudo", SUDO)
    fine, _, calls = machine.run()
    assert fine
    assert [call.split()[0] for call in calls if "apt-get" in call] == ["sudo", "apt-get", "sudo", "apt-get"]


@pytest.mark.parametrize("package", PACKAGES)
def test_what_cannot_be_installed_is_named_and_nothing_is_skipped(machine, package):
    machine.install(*PACKAGES.keys() - {package})
    machine.user(1000)
    machine.write(machine.calls, "")
    fine, said, calls = machine.run()
    assert not fine
    assert f"Could not install {package}" in said
    assert made(calls) == []


def test_an_installer_that_fails_is_no_success(machine):
    machine.write(machine.bin / "apt-get", CALLED + "exit 100\n")
    fine, said, calls = machine.run()
    assert not fine
    assert "Could not install make" in said
    assert made(calls) == []


def test_what_lint_finds_fails_the_run(machine):
    machine.install(*PACKAGES)
    machine.write(machine.bin / "make", LINT_FAILS)
    fine, _, calls = machine.run()
    assert not fine
    assert made(calls)[-1] == "lint"


def test_every_night_everything_is_tested(machine):
    machine.install(*PACKAGES)
    assert made(machine.run("proof")[2])[-2:] == runs("proof")
