"""Errors as answers: a page with the next step, or JSON where that was asked for."""

from __future__ import annotations

import msgspec
from starlette.responses import Response
from starlette.types import Scope

from sayso.desk.frame import render_bare
from sayso.desk.parts.words import raise_first
from sayso.errors import SaysoError, format_message
from sayso.export.markup import show_plain, tag

STATUS: dict[str, int] = {"SAY-851": 404, "SAY-852": 404, "SAY-853": 405, "SAY-854": 403, "SAY-855": 500}
"""The HTTP status of each code; 500 for any other."""

_TITLES = {403: "Not for this host", 404: "Not here", 405: "Only for reading", 500: "Something went wrong"}
_LONGEST = 400


def answer_problem(scope: Scope, problem: SaysoError, *, name: str | None = None) -> Response:
    """The answer to a request that cannot be met; with the menu where the ``name`` of the desk may be told."""
    status = STATUS.get(problem.code, 500)
    words = show_plain(format_message(problem.code, **problem.values), _LONGEST)
    headers = {"allow": "GET, HEAD"} if status == 405 else {}
    if str(scope.get("path", "")).endswith(".json"):
        told = {"error": {"code": problem.code, "message": words, "status": status}}
        return Response(msgspec.json.encode(told), status, headers, media_type="application/json")
    title = _TITLES[status]
    body = tag(
        "main",
        tag("h1", title),
        tag("p", tag("bdi", raise_first(words)), cls="lead"),
        tag("p", tag("a", "To the overview of the desk", href="/")),
        tag("p", tag("code", problem.code), cls="soft"),
        cls="problem",
    )
    page, policy = render_bare(title, body, name=name)
    headers["content-security-policy"] = policy
    return Response(page, status, headers, media_type="text/html; charset=utf-8")
