"""What the pages are made of: the house that they ask, what they give back, and the table that lists them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from sayso.desk.ask import Ask
from sayso.desk.profiles import ProfileKeeper
from sayso.export.markup import Html
from sayso.store import Desk


class House(msgspec.Struct, frozen=True):
    """What the pages of one desk share: the desk, the keeper of its profile, the name that the pages show."""

    desk: Desk
    profiles: ProfileKeeper
    name: str


class View(msgspec.Struct, frozen=True):
    """A drawn page. ``room`` is the entry of the menu it belongs to; ``style`` and ``script`` are its own."""

    title: str
    body: Html
    room: str = ""
    style: Html = Html()
    script: Html = Html()


class Elsewhere(msgspec.Struct, frozen=True):
    """The page is at another address of the desk."""

    address: str


class Room(msgspec.Struct, frozen=True):
    """A kind of page: ``path`` where it is found ("/reports/{id}"), and its two functions.

    ``load`` gives a struct, which is the JSON of the page, or `Elsewhere`. It raises SaysoError SAY-852 for an id that
    the desk does not have. ``show`` draws the struct.
    """

    path: str
    load: Callable[[House, Ask], Any]
    show: Callable[[House, Ask, Any], View]
