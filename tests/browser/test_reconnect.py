"""A server that dies under the page and starts anew: the first that a visitor does then is not lost."""

import pytest

from tests.browser.conftest import free_port, served

APP = "document.querySelector('[data-testid=stApp]')"


@pytest.mark.seldom
def test_what_is_done_first_after_a_reconnect_arrives(visit):
    """A slider of the sidebar: its server would set it back if it had never shown it. And a start, as ever."""
    port = free_port()
    with served("app.py", port) as address:
        race = visit(alone=True, strict=False, address=address).open(x="1", y="0.5")
    race.until(f"{APP}.dataset.testConnectionState !== 'CONNECTED'")
    with served("app.py", port):
        race.until(f"{APP}.dataset.testConnectionState === 'CONNECTED'")
        race.page.wait_for_timeout(200)  # nobody is as fast as that
        race.until(f"{APP}.dataset.testScriptState === 'notRunning'")
        slider = race.sidebar.get_by_role("slider", name="condition number")
        slider.focus()
        slider.press("ArrowRight")
        race.until_query("Ravine.kappa", "45")
        race.page.mouse.click(*race.pixel(0, -1.0, 0.5))
        race.until("Math.abs(1 + Number(new URLSearchParams(location.search).get('x'))) < 0.02")
        race.until_query("Ravine.kappa", "45")
