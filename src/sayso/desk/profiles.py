"""The sourcing profile of the whole desk, counted in the background and kept until the desk changes."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import msgspec

from sayso.linking import Profile, make_profile
from sayso.model import Record
from sayso.store import Desk

_AT_ONCE = 40
"""A desk of no more reports is counted before the page is given back."""
_WAIT_S = 0.03


class Counting(msgspec.Struct, frozen=True):
    """The profile, None while it is being counted; ``done`` of ``reports`` reports are counted."""

    profile: Profile | None
    done: int
    reports: int


class ProfileKeeper:
    """Counts the profile of a desk once for each state of it. Any thread may ask."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = threading.Lock()
        self._state: int | None = None
        self._profile: Profile | None = None
        self._done = 0
        self._worker: threading.Thread | None = None
        self._closed = False

    def ask(self) -> Counting:
        """The profile, or how far it is; a small desk is waited for, a large one for a moment only."""
        reports = self._desk.totals().reports
        with self._lock:
            worker = self._start(self._desk.state)
        if worker is not None:
            worker.join(None if reports <= _AT_ONCE else _WAIT_S)
        with self._lock:
            return Counting(self._profile, reports if self._profile is not None else self._done, reports)

    def close(self) -> None:
        """Stop counting."""
        self._closed = True
        worker = self._worker
        if worker is not None:
            worker.join()

    def _start(self, state: int) -> threading.Thread | None:
        if self._worker is not None and self._worker.is_alive():
            return self._worker
        if self._closed or (self._state == state and self._profile is not None):
            return None
        self._state, self._profile, self._done = state, None, 0
        self._worker = threading.Thread(target=self._count, name="sayso-profile", daemon=True)
        self._worker.start()
        return self._worker

    def _count(self) -> None:
        profile = make_profile(self._list_records())
        with self._lock:
            self._profile = None if self._closed else profile

    def _list_records(self) -> Iterator[Record]:
        for record in self._desk.iter_records():
            if self._closed:
                return
            self._done += 1
            yield record
