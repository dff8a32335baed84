"""Asks the application without a socket: one request in, status, headers and body out."""

from __future__ import annotations

import asyncio
from urllib.parse import unquote

import msgspec
from starlette.types import ASGIApp, Message, Scope


class Answer(msgspec.Struct, frozen=True):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8")


def ask(app: ASGIApp, address: str, *, method: str = "GET", host: str | None = "127.0.0.1:8642") -> Answer:
    """One request for ``address`` (path and query)."""
    path, _, query = address.partition("?")
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.partition("#")[0].encode(),
        "root_path": "",
        "headers": [(b"host", host.encode())] if host is not None else [],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8642),
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    async def run() -> None:
        await app(scope, receive, send)

    asyncio.run(run())
    start = next(message for message in sent if message["type"] == "http.response.start")
    body = b"".join(message.get("body", b"") for message in sent if message["type"] == "http.response.body")
    headers = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    return Answer(start["status"], headers, body)
