"""A second process that joins incidents, while the first one finds statements and reads ahead.

Of what linking takes, incidents are the largest part that needs nothing but the reports and what they copy. The second
process reads the desk file itself, so that no record has to be handed over, reads the mentions while copies are found,
gets the families through a pipe, and gives the incidents back. What it finds is what the first process would find: both
run the same code on the same reports. Where it cannot be started, or dies, the first process does all of it.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import queue
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

import msgspec

from sayso.interrupts import hold_interrupts
from sayso.linking.incidents import Mention, join_mentions, read_mentions
from sayso.model import Family, Incident
from sayso.store import open_desk

_PATIENCE_S = 2.0


class Partner:
    """The second process and the pipe to it. Made by `open_partner`, which ends it in any case."""

    def __init__(self, process: SpawnProcess, pipe: Connection) -> None:
        self._process, self._pipe = process, pipe
        self._lost = False

    def give(self, families: Sequence[Family]) -> None:
        """Hand over the families of copies, after which the incidents are joined."""
        try:
            self._pipe.send_bytes(msgspec.msgpack.encode(families))
        except (OSError, UnicodeEncodeError):
            self._lost = True

    @property
    def is_busy(self) -> bool:
        """Whether there is nothing to take yet."""
        try:
            return not self._lost and not self._pipe.poll()
        except OSError:
            return False

    def take(self) -> tuple[Incident, ...] | None:
        """Wait for the incidents; None where the process could not find them."""
        try:
            data = b"" if self._lost else self._pipe.recv_bytes()
        except (EOFError, OSError):
            data = b""
        return msgspec.msgpack.decode(data, type=tuple[Incident, ...]) if data else None

    def end(self) -> None:
        """End the process, whatever it does."""
        self._pipe.close()
        self._process.terminate()
        self._process.join(_PATIENCE_S)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()


@contextmanager
def open_partner(desk: str, reports: int) -> Iterator[Partner | None]:
    """A second process for the desk at this path, which has so many reports; None where none can be started."""
    partner = _start(desk, reports)
    try:
        yield partner
    finally:
        if partner is not None:
            partner.end()


def _start(desk: str, reports: int) -> Partner | None:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_work, args=(there, desk, reports), daemon=True)
    try:
        with hold_interrupts():
            process.start()
    except (OSError, AssertionError):  # no memory, no process to be had, or a process that may start none
        here.close()
        return None
    finally:
        there.close()
    return Partner(process, here)


def _work(pipe: Connection, desk: str, reports: int) -> None:
    """The life of the second process. Whatever goes wrong here is left to the first one, which meets it again."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    inbox = queue.SimpleQueue[bytes]()
    threading.Thread(target=_listen, args=(pipe, inbox), daemon=True).start()
    try:
        mentions, texts = list[Mention](), dict[str, str]()
        with open_desk(desk) as opened:
            for record in opened.iter_records():
                texts[record.report.id] = record.report.text
                mentions += read_mentions(record)
        if len(texts) == reports:
            families = msgspec.msgpack.decode(inbox.get(), type=tuple[Family, ...])
            pipe.send_bytes(msgspec.msgpack.encode(join_mentions(mentions, texts, families)))
    finally:
        os._exit(0)  # at once: to free all of it one by one takes seconds


def _listen(pipe: Connection, inbox: queue.SimpleQueue[bytes]) -> None:
    """Take what comes, so that nobody waits for it to be taken; where the other end closes, there is no more to do."""
    with suppress(EOFError, OSError):
        while True:
            inbox.put(pipe.recv_bytes())
    os._exit(1)
