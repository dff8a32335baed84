"""Serving the desk: the socket is taken first, so that the address is known before the first request."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable

import msgspec
import uvicorn

from sayso.desk.app import make_app
from sayso.desk.profiles import ProfileKeeper
from sayso.errors import SaysoError
from sayso.store import Desk

HOST = "127.0.0.1"
PORT = 8642
"""Where the desk is served unless another port is asked for; where it is taken, one of the next."""

_NEXT = 50


class Seat(msgspec.Struct, frozen=True):
    """A socket that is taken, and the address that a browser on this machine reaches it under."""

    socket: socket.socket
    host: str
    address: str


def open_seat(host: str = HOST, port: int = 0) -> Seat:
    """Take a port of ``host``: ``port``, or for 0 the first free one from `PORT` on.

    Raises SaysoError SAY-856 where the port or the host cannot be had.
    """
    reason = ""
    for number in (port,) if port else range(PORT, PORT + _NEXT):
        try:
            family, _, _, _, where = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM)[0]
            taken = socket.socket(family, socket.SOCK_STREAM)
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                taken.bind(where)
                taken.listen(64)
            except OSError:
                taken.close()
                raise
            return Seat(taken, host, _name_address(host, number))
        except OSError as error:
            reason = error.strerror or str(error)
            if isinstance(error, socket.gaierror) or error.errno != errno.EADDRINUSE:
                break  # another port would not help
    raise SaysoError("SAY-856", host=host, port=port or PORT, reason=reason)


def _name_address(host: str, port: int) -> str:
    name = {"0.0.0.0": HOST, "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{name}:{port}/"


def serve(desk: Desk, seat: Seat, *, name: str, ready: Callable[[], None] | None = None) -> None:
    """Serve the desk until the process is told to stop (SIGINT, SIGTERM); ``ready`` is called before it begins."""
    profiles = ProfileKeeper(desk)
    app = make_app(desk, name=name, host=seat.host, profiles=profiles)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        date_header=False,
        ws="none",
        timeout_keep_alive=30,
        timeout_graceful_shutdown=3,
        h11_max_incomplete_event_size=32_768,
    )
    profiles.ask()
    if ready is not None:
        ready()
    try:
        uvicorn.Server(config).run(sockets=[seat.socket])
    finally:
        profiles.close()
        seat.socket.close()
