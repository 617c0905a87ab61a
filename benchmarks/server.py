"""A script as Streamlit serves it to this machine alone, and what the server's process has used so far."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
HOST = "127.0.0.1"
TICKS, PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")


class Server(NamedTuple):
    """Where it answers, and the number of its process."""

    address: str
    pid: int

    def cpu(self) -> float:
        """Seconds of processor time, of all its threads (Linux)."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return sum(map(int, fields[11:13])) / TICKS

    def memory(self) -> float:
        """Resident megabytes (Linux)."""
        return int(Path(f"/proc/{self.pid}/statm").read_text("ascii").split()[1]) * PAGE / 1e6


@contextmanager
def served(script: str, *options: str) -> Iterator[Server]:
    """`script` run by Streamlit, with `options` of its command line."""
    with closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port), "--server.address", HOST]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([*command, *options], cwd=ROOT, env=environment, **quiet)
    address = f"http://{HOST}:{port}/"
    try:
        while not _answers(address):
            time.sleep(0.2)
        yield Server(address, process.pid)
    finally:
        process.terminate()
        process.wait()


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address + "_stcore/health").close()
    except OSError:
        return False
    return True
