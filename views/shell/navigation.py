"""Page set-up and navigation: the script that Streamlit runs for every visitor, again at every change."""

from functools import partial
from pathlib import Path

import streamlit as st

from language import _
from views import state
from views.pages import gallery, gradient_check, proof, race

state.speak()
st.html(Path(__file__).parent / "page.css")
home = st.Page(race.page, title=_("Race"), default=True)
pages = [
    home,
    st.Page(partial(gallery.page, home), title=_("Gallery"), url_path="gallery"),
    st.Page(gradient_check.page, title=_("Gradient check"), url_path="check"),
    st.Page(proof.page, title=_("Proof"), url_path="proof"),
]
page = st.navigation(pages, position="top")
st.set_page_config(page_title="Ravine" if page is home else f"{page.title} · Ravine", page_icon="⛰️", layout="wide")
st.html(f"<h1 class='title'>{page.title}</h1>")
state.enter(page.url_path)
page.run()
