"""Ravine: page set-up and navigation."""

from pathlib import Path

import streamlit as st

from views import race

st.set_page_config(page_title="Ravine", page_icon="⛰️", layout="wide")
st.html(Path(__file__).parent / "views" / "page.css")
st.navigation([st.Page(race.page, title="Race", default=True)], position="top").run()
