"""Page set-up and navigation: the script that Streamlit runs for every visitor, again at every change."""

from functools import partial
from pathlib import Path

import streamlit as st

from language import _
from views import state
from views.lesson import contents
from views.pages import gallery, gradient_check, lessons, maps, proof, race

state.speak()
# Once more after document.py, for a server that runs this script alone.
st.html(Path(__file__).parent / "page.css")


def show_race() -> None:
    """The race, with the way to the first lesson, whose page needs that of the race."""
    race.page(partial(contents.offer, lecture))


home = st.Page(show_race, title=_("Race"), default=True)
check = st.Page(gradient_check.page, title=_("Gradient check"), url_path="check")
atlas = st.Page(partial(maps.page, home), title=_("Maps"), url_path=maps.PATH)
lecture = st.Page(partial(lessons.page, home, check, atlas), title=_("Lessons"), url_path="lessons")
pages = [
    home,
    lecture,
    atlas,
    st.Page(partial(gallery.page, home), title=_("Gallery"), url_path="gallery"),
    check,
    st.Page(proof.page, title=_("Proof"), url_path="proof"),
]
page = st.navigation(pages, position="top")
st.set_page_config(page_title="Ravine" if page is home else f"{page.title} · Ravine", page_icon="⛰️", layout="wide")
# With it document.css knows what is to come.
has_sidebar = page in (home, check, atlas)
st.html(f"<h1 class='title {'aside' if has_sidebar else ''}'>{page.title}</h1>")
state.enter(page.url_path)
page.run()
