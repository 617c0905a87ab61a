"""What the server sends of a document: its style is in its head, and all else is left alone."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from views.shell.document import PAGE, Styled

DOCUMENT = b"<html><head><title>Streamlit</title></head><body></head></body></html>"


def run(coroutine):
    """To its end, in a thread: that of a test in a browser has a loop of its own."""
    with ThreadPoolExecutor() as another_thread:
        another_thread.submit(asyncio.run, coroutine).result()


def answer(kind, parts, **headers):
    """Headers and body with which a server answers that sends `parts` of the `kind` to a browser, and what it was asked for."""
    sent, asked = [], []

    async def app(scope, receive, send):
        asked.append(dict(scope["headers"]))
        own = [(b"content-type", kind), (b"content-length", str(len(b"".join(parts))).encode()), (b"etag", b"1")]
        await send({"type": "http.response.start", "status": 200, "headers": own})
        for i, body in enumerate(parts):
            await send({"type": "http.response.body", "body": body, "more_body": i + 1 < len(parts)})

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "headers": [(key.encode(), value) for key, value in headers.items()]}
    run(Styled(app)(scope, None, send))
    assert not any(message.get("more_body") for message in sent[-1:])
    return dict(sent[0]["headers"]), b"".join(message["body"] for message in sent[1:]), asked[0]


@pytest.mark.parametrize("parts", [[DOCUMENT], [DOCUMENT[:30], DOCUMENT[30:], b""]])
def test_a_document_has_the_style_in_its_head_and_no_tag_that_would_keep_an_older_one(parts):
    headers, body, asked = answer(
        b"text/html; charset=utf-8", parts, **{"accept": b"text/html,*/*", "accept-encoding": b"gzip"}
    )
    head, _, rest = body.partition(b"</head>")
    assert head.startswith(b"<html><head><title>Streamlit</title><style>")
    assert head.count(PAGE.encode()) == 1
    assert rest == b"<body></head></body></html>"
    assert headers == {b"content-type": b"text/html; charset=utf-8", b"content-length": str(len(body)).encode()}
    assert b"accept-encoding" not in asked


@pytest.mark.parametrize(("kind", "accept"), [(b"text/javascript", b"text/html"), (b"text/html", b"*/*")])
def test_all_else_is_sent_as_it_is(kind, accept):
    headers, body, _ = answer(kind, [DOCUMENT[:9], DOCUMENT[9:]], accept=accept)
    assert (body, headers[b"etag"]) == (DOCUMENT, b"1")


def test_a_script_may_be_compressed():
    assert (
        answer(b"text/css", [b""], **{"accept": b"*/*", "accept-encoding": b"gzip"})[2][b"accept-encoding"] == b"gzip"
    )


def test_a_socket_is_left_alone():
    seen = []

    async def app(*given):
        seen.append(given)

    given = {"type": "websocket", "headers": []}, object(), object()
    run(Styled(app)(*given))
    assert seen == [given]
