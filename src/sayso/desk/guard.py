"""What every request must pass and every answer carries: who may ask, for what, and what a browser may do with it.

A page elsewhere that gets its own name to point at this machine (DNS rebinding) asks under that name, so only the
names of this machine, and addresses in numbers, are answered.
"""

from __future__ import annotations

import ipaddress
import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.desk.problems import answer_problem
from sayso.errors import SaysoError

HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"cache-control", b"no-store"),
)
"""Carried by every answer; the Content-Security-Policy comes with the page that it is for."""

_LONGEST_PATH = 2048
_HOST = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)(?::\d{1,5})?")


class Guard:
    """Stands in front of the application: refuses foreign hosts and other methods, puts headers on every answer."""

    def __init__(self, app: ASGIApp, *, host: str) -> None:
        self._app = app
        self._open = not is_loopback(host)
        self._names = {"localhost", host.strip("[]").casefold()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":  # the server speaks nothing else
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        problem = self._find_problem(scope)
        if problem is not None:
            await answer_problem(scope, problem)(scope, receive, send_guarded)
            return
        await self._app(scope, receive, send_guarded)

    def _find_problem(self, scope: Scope) -> SaysoError | None:
        hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or not self._knows(hosts[0]):
            return SaysoError("SAY-854", host=", ".join(hosts)[:80] or "no host")
        if scope["method"] not in ("GET", "HEAD"):
            return SaysoError("SAY-853", method=str(scope["method"])[:20])
        if len(scope["path"]) > _LONGEST_PATH:
            return SaysoError("SAY-851", path=f"{scope['path'][:60]}\u2026")
        return None

    def _knows(self, host: str) -> bool:
        found = _HOST.fullmatch(host)
        if found is None:
            return False
        name = found["name"].strip("[]").casefold()
        return name in self._names or is_loopback(name) or (self._open and _is_number(name))


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, for nobody else to reach."""
    name = host.strip("[]").casefold()
    return name == "localhost" or (_is_number(name) and ipaddress.ip_address(name).is_loopback)


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
