"""What happens when the server starts."""

import subprocess
import sys
from pathlib import Path

import pytest

from surfaces import ALL_SURFACES

START = """
import asyncio, threading, app
from figures import thumbnail

async def start():
    async with app.lifespan(app.app):
        pass

asyncio.run(start())
for thread in threading.enumerate():
    if thread.daemon:
        thread.join(60)
print(thumbnail.cache_info().currsize)
"""


@pytest.mark.seldom
def test_the_gallery_is_drawn_before_anybody_asks():
    # In a process of its own, because Streamlit allows only one st.App in each.
    command = [sys.executable, "-c", START]
    started = subprocess.run(command, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True)
    assert started.stdout.split() == [str(len(ALL_SURFACES))]
