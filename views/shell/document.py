"""The document that Streamlit's server sends before it has run anything: with the style of the page in it, so that nothing jumps."""

from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send

FIRST, PAGE, LESSONS = (
    (Path(__file__).parent / name).read_text("utf-8") for name in ("document.css", "page.css", "lessons.css")
)
# Within `html`, because Streamlit's own style comes later, and would win among equals.
STYLE = f"<style>{FIRST} html {{ {PAGE} {LESSONS} }}</style>".encode()
END = b"</head>"
# What would let a browser keep a document whose style has changed since, and how long it is.
STALE = {b"content-length", b"etag", b"last-modified"}


class Styled:
    """The `app`, of whose documents each has the style in its head."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and b"text/html" in dict(scope["headers"]).get(b"accept", b""):
            await self.app(_plain(scope), receive, _Writer(send))
        else:
            await self.app(scope, receive, send)


def _plain(scope: Scope) -> Scope:
    """The same request for what is not compressed."""
    return {**scope, "headers": [header for header in scope["headers"] if header[0] != b"accept-encoding"]}


class _Writer:
    """Sends what it is given; a document only once it is whole."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_document(message):
            self.start = message
        elif self.start is None:
            await self.send(message)
        else:
            await self._collect(self.start, message)

    async def _collect(self, start: Message, message: Message) -> None:
        self.body += message.get("body", b"")
        if message.get("more_body"):
            return
        body = self.body.replace(END, STYLE + END, 1)
        headers = [header for header in start["headers"] if header[0] not in STALE]
        length = (b"content-length", str(len(body)).encode())
        await self.send({**start, "headers": [*headers, length]})
        await self.send({**message, "body": body})


def _is_document(start: Message) -> bool:
    return dict(start["headers"]).get(b"content-type", b"").startswith(b"text/html")
