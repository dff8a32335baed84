"""The application: the table of pages, and the one place where a request becomes an answer."""

from __future__ import annotations

import re
from urllib.parse import unquote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sayso.desk.ask import Ask, read_values
from sayso.desk.frame import render_page
from sayso.desk.guard import Guard
from sayso.desk.pages import (
    contradictions,
    family,
    incident,
    incidents,
    overview,
    permalinks,
    profile,
    report,
    reports,
    search,
    speaker,
    speakers,
    statement,
)
from sayso.desk.problems import answer_problem
from sayso.desk.profiles import ProfileKeeper
from sayso.desk.view import Elsewhere, House, Room
from sayso.errors import SaysoError
from sayso.store import Desk
from sayso.store.packing import encode

ROOMS: tuple[Room, ...] = (
    Room("/", overview.load, overview.show),
    Room("/reports", reports.load, reports.show),
    Room("/reports/{id}", report.load, report.show),
    Room("/families/{id}", family.load, family.show),
    Room("/incidents", incidents.load, incidents.show),
    Room("/incidents/{id}", incident.load, incident.show),
    Room("/statements/{id}", statement.load, statement.show),
    Room("/speakers", speakers.load, speakers.show),
    Room("/speakers/{id}", speaker.load, speaker.show),
    Room("/contradictions", contradictions.load, contradictions.show),
    Room("/profile", profile.load, profile.show),
    Room("/search", search.load, search.show),
    Room("/c/{id}", permalinks.load_claim, permalinks.show_choice),
    Room("/d/{id}", permalinks.load_text, permalinks.show_choice),
)
"""All pages of the desk; each is also JSON at the same path with ".json" behind it, the first one at /index.json."""

_ICON = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#14579b"/>'
    b'<path d="M8 22h6v-6h-3q0-4 3-4V9q-6 0-6 7zm10 0h6v-6h-3q0-4 3-4V9q-6 0-6 7z" fill="#fff"/></svg>'
)


def make_app(desk: Desk, *, name: str, host: str = "127.0.0.1", profiles: ProfileKeeper | None = None) -> ASGIApp:
    """The ASGI application over an open desk; ``name`` is shown in the bar, ``host`` where it will be reached."""
    house = House(desk, profiles or ProfileKeeper(desk), name)
    return Guard(_make_answer(house), host=host)


class _Table:
    """Finds the room of a path; the path comes as it was sent, so that an encoded slash stays part of an id."""

    def __init__(self) -> None:
        self._plain = {room.path: room for room in ROOMS if "{" not in room.path}
        self._with_id = [
            (re.compile(f"{re.escape(room.path.removesuffix('{id}'))}([^/]{{1,1500}})"), room)
            for room in ROOMS
            if "{" in room.path
        ]

    def find(self, path: str) -> tuple[Room, str] | None:
        """The room and the id in the path."""
        if path in self._plain:
            return self._plain[path], ""
        for pattern, room in self._with_id:
            found = pattern.fullmatch(path)
            if found is not None:
                return room, unquote(found[1], errors="replace")
        return None


def _make_answer(house: House) -> ASGIApp:
    """Pages are found here and not by routes of Starlette, which take no line break in a path."""
    table = _Table()

    def answer(request: Request) -> Response:
        try:
            return _answer(house, table, request)
        except SaysoError as problem:
            return answer_problem(request.scope, problem, name=house.name)
        except Exception as error:
            failed = SaysoError("SAY-855", reason=f"{type(error).__name__}: {error}")
            return answer_problem(request.scope, failed, name=house.name)

    async def respond(scope: Scope, receive: Receive, send: Send) -> None:
        response = await run_in_threadpool(answer, Request(scope, receive))
        await response(scope, receive, send)

    return respond


def _answer(house: House, table: _Table, request: Request) -> Response:
    raw = request.scope.get("raw_path") or request.scope["path"].encode()
    path = raw.decode("ascii", "replace").partition("?")[0]
    if path in ("/favicon.ico", "/favicon.svg"):
        return Response(_ICON, media_type="image/svg+xml")
    as_json = path.endswith(".json")
    whole = ("/" if path == "/index.json" else path.removesuffix(".json")) if as_json else path
    found = table.find(whole)
    if found is None:
        raise SaysoError("SAY-851", path=path[:200])
    room, id = found
    ask = Ask(whole, id, read_values(request.scope.get("query_string", b"").decode("ascii", "replace")))
    loaded = room.load(house, ask)
    if isinstance(loaded, Elsewhere):
        return RedirectResponse(loaded.address, 302)
    if as_json:
        return Response(encode(loaded), media_type="application/json")
    page, policy = render_page(room.show(house, ask, loaded), ask, name=house.name)
    return Response(page, headers={"content-security-policy": policy}, media_type="text/html; charset=utf-8")
