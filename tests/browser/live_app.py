"""The app with races that run in the browser by a module that was written by hand."""

import runpy
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from player.packing import live  # noqa: E402
from tests.browser import hand_written  # noqa: E402

live.program = hand_written.program
runpy.run_path(str(ROOT / "views" / "shell" / "navigation.py"))
