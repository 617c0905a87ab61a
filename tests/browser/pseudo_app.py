"""The app in the language of tests/pseudo.py, which translates whatever passes through `_`."""

import runpy
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import language  # noqa: E402
from tests.pseudo import Pseudo  # noqa: E402

language.catalogue = lambda _language: Pseudo()
runpy.run_path(str(ROOT / "views" / "shell" / "navigation.py"))
