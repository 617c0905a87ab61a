"""The frame around the pages. Not beside pages/: Streamlit takes a folder of that name beside its script for pages of its own."""
