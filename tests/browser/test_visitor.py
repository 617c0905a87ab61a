"""The visitor of benchmarks/load.py, who needs no browser, beside the browser whose part he takes."""

import asyncio
import base64
import json
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

QUERY = {
    "optimizers": "GradientDescent,Adam,Nesterov",
    "steps": "80",
    "surface": "LogisticRegression",
    "loss": "Minibatch",
}


def said(message):
    """What a rerun asks for, but for the order of its parts and who asks."""
    rerun = message.rerun_script
    widgets = {state.id: (state.WhichOneof("value"), str(state)) for state in rerun.widget_states.widgets}
    return rerun.query_string, rerun.page_script_hash, widgets, set(rerun.cached_message_hashes)


async def followed(server, reports):
    """What the visitor says to report the same."""
    from benchmarks.visitor import Visitor  # not needed to collect the tests

    async with Visitor(server) as visitor:
        questions = []
        await visitor.open(urlencode(QUERY))
        for report in reports:
            questions.append(visitor.question(visitor.trigger("player", "report", report)))
            await visitor.report("player", "report", report)
        return questions


@pytest.mark.seldom
def test_says_what_chromium_says(visit, server):
    race, sent = visit(apart=True), []
    network = race.page.context.new_cdp_session(race.page)
    network.send("Network.enable")
    network.on("Network.webSocketFrameSent", lambda event: sent.append(event["response"]["payloadData"]))
    race.open(**QUERY)
    for i in (1, 2, 3):
        before, (x, y) = race.page.evaluate("location.search"), race.pixel(0, 0.1 * i, 0.2)
        race.page.locator(".ravine .start").first.hover()
        race.page.mouse.down()
        race.page.mouse.move(x, y)
        race.page.mouse.up()
        race.until("before => location.search !== before", before)
    messages = [BackMsg.FromString(base64.b64decode(payload)) for payload in sent][1:]
    triggers = [message.rerun_script.widget_states.widgets[-1].json_trigger_value for message in messages]
    reports = [json.loads(trigger)[0]["value"] for trigger in triggers]
    with ThreadPoolExecutor() as another_thread:
        questions = another_thread.submit(asyncio.run, followed(server, reports)).result()
    assert len(messages) >= 3
    for theirs, ours in zip(messages, questions, strict=True):
        assert said(ours) == said(theirs)
