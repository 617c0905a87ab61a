"""Other processes that take a share of the lanes: threads wait for one another between any two operations of NumPy's.

A helper is a Python of its own that is sent jobs through a pipe. It takes nothing over from this process, neither its threads and
locks, as a fork would, nor its main module, as multiprocessing does, so that servers and scripts without a guard are safe.
"""

import atexit
import os
import pickle
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from subprocess import PIPE, Popen
from threading import Lock, Thread
from typing import Any

SERVE = "from maps.helpers import serve; serve()"


class Helpers:
    """At most `most` processes, which are started when the first job comes and take jobs once they are up."""

    def __init__(self, most: int) -> None:
        self.most, self.lock = most, Lock()
        self.idle: SimpleQueue[Popen[bytes]] = SimpleQueue()

    def do(self, work: Callable[..., Any], *job: Any) -> Any:
        """`work(*job)`, done by a helper if one is idle, else here; `work` is a function of a module."""
        self._call()
        try:
            helper = self.idle.get_nowait()
        except Empty:
            return work(*job)
        try:
            _send((work, job), helper.stdin)
            result = pickle.load(helper.stdout)  # type: ignore[arg-type]
        except (OSError, EOFError):
            return work(*job)
        self.idle.put(helper)
        return result

    def _call(self) -> None:
        """Start them, once. Nobody waits for them."""
        with self.lock:
            count, self.most = self.most, 0
        for _ in range(count):
            Thread(target=self._start, daemon=True).start()

    def _start(self) -> None:
        path = os.pathsep.join(os.path.abspath(folder) for folder in sys.path)
        try:
            helper = Popen(
                [sys.executable, "-c", SERVE], stdin=PIPE, stdout=PIPE, env=os.environ | {"PYTHONPATH": path}
            )
            atexit.register(_end, helper)
            pickle.load(helper.stdout)  # type: ignore[arg-type]
        except (OSError, EOFError):
            return
        self.idle.put(helper)


def _end(helper: Popen[bytes]) -> None:
    helper.kill()
    with suppress(OSError):
        helper.communicate()


def serve() -> None:
    """What a helper does: say that it is up, then a job after another until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    jobs, results, sys.stdout = sys.stdin.buffer, sys.stdout.buffer, sys.stderr
    _send("up", results)
    while True:
        try:
            work, job = pickle.load(jobs)
        except EOFError:
            return
        _send(work(*job), results)


def _send(what: Any, pipe: Any) -> None:
    pickle.dump(what, pipe)
    pipe.flush()


HELPERS = Helpers((os.cpu_count() or 1) - 1)
