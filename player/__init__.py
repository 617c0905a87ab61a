"""The browser side of the animation: a Streamlit component that plays a race."""

from player.mount import Handler, show

__all__ = ["Handler", "show"]
