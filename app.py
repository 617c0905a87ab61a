"""Ravine: page set-up and navigation."""

from pathlib import Path

import streamlit as st

from views import proof, race

st.set_page_config(page_title="Ravine", page_icon="⛰️", layout="wide")
st.html(Path(__file__).parent / "views" / "page.css")
st.navigation(
    [
        st.Page(race.page, title="Race", default=True),
        st.Page(proof.page, title="Proof", url_path="proof"),
    ],
    position="top",
).run()
