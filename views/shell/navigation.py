"""Page set-up and navigation: the script that Streamlit runs for every visitor, again at every change."""

from functools import partial
from pathlib import Path

import streamlit as st

from views import state
from views.pages import gallery, gradient_check, proof, race

st.set_page_config(page_title="Ravine", page_icon="⛰️", layout="wide")
st.html(Path(__file__).parent / "page.css")
home = st.Page(race.page, title="Race", default=True)
pages = [
    home,
    st.Page(partial(gallery.page, home), title="Gallery", url_path="gallery"),
    st.Page(gradient_check.page, title="Gradient check", url_path="check"),
    st.Page(proof.page, title="Proof", url_path="proof"),
]
page = st.navigation(pages, position="top")
state.enter(page.url_path)
page.run()
