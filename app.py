"""Ravine's server: `streamlit run app.py`. What it shows begins in views/shell/navigation.py."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

import streamlit as st
from starlette.middleware import Middleware

from views import Styled, draw_gallery


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Draws the gallery while the first visitor's browser is still loading the page."""
    Thread(target=draw_gallery, daemon=True).start()
    yield


app = st.App("views/shell/navigation.py", lifespan=lifespan, middleware=[Middleware(Styled)])
