"""Read many reports in input order; the records are the same for any number of processes."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Protocol

from sayso import __version__
from sayso.batch.crew import Crew, Death, ReadOne
from sayso.batch.settle import load_settled
from sayso.errors import SaysoError, format_message
from sayso.model import Issue, Record, Report

Results = Generator["Record | SaysoError", None, None]

# Reports taken ahead of the one that comes out next, per process: enough to keep all busy while one report is slow,
# few enough that memory stays bounded however many reports there are.
_AHEAD = 4


class Item(Protocol):
    """A report that was ingested, and what its ingest has to say about it."""

    @property
    def report(self) -> Report:
        """The report to read."""

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Doubts about the input, which go into the record."""


def read_many(items: Iterable[Item | SaysoError], *, jobs: int, load: Callable[[], ReadOne]) -> Results:
    """Yield one record per report, and every error as it is, in the order of ``items``.

    ``load`` makes the function that reads one report: once in this process where ``jobs`` is 1, else once in each of
    up to ``jobs`` processes, so it must be picklable (a function of a module). It is not called before the first
    report. Where a process dies, its report gets a record with the issue SAY-208 and the other reports go on.
    Closing the generator ends the processes. Raises SaysoError when ``load`` does, and SAY-209 when a process ends
    before it is ready.
    """
    return _read_here(items, load) if jobs <= 1 else _read_apart(items, jobs, load)


def _read_here(items: Iterable[Item | SaysoError], load: Callable[[], ReadOne]) -> Results:
    read: ReadOne | None = None
    for item in items:
        if isinstance(item, SaysoError):
            yield item
            continue
        if read is None:
            read = load_settled(load)
        yield read(item.report, item.issues)


def _read_apart(items: Iterable[Item | SaysoError], jobs: int, load: Callable[[], ReadOne]) -> Results:
    with Crew(jobs, load) as crew:
        window = _Window(crew, iter(items), jobs * _AHEAD)
        while window.fill():
            yield window.take()


class _Window:
    """The reports between the next one to come out and the next one to go in."""

    def __init__(self, crew: Crew, items: Iterator[Item | SaysoError], size: int) -> None:
        self._crew = crew
        self._items = items
        self._size = size
        self._first = 0
        self._next = 0
        self._ended = False
        self._given: dict[int, Item] = {}
        self._done: dict[int, Record | SaysoError] = {}

    def fill(self) -> bool:
        """Give out reports while there is room; whether any is left to take."""
        while not self._ended and self._next - self._first < self._size and self._crew.has_room():
            item = next(self._items, None)
            if item is None:
                self._ended = True
            else:
                self._admit(item)
        return self._first < self._next

    def take(self) -> Record | SaysoError:
        """The next result in input order; waits for it, and keeps the processes busy meanwhile."""
        while self._first not in self._done:
            for number, result in self._crew.wait():
                item = self._given.pop(number)
                self._done[number] = _bury(item, result) if isinstance(result, Death) else result
            self.fill()
        self._first += 1
        return self._done.pop(self._first - 1)

    def _admit(self, item: Item | SaysoError) -> None:
        if isinstance(item, SaysoError):
            self._done[self._next] = item
        else:
            self._given[self._next] = item
            self._crew.give(self._next, item.report, item.issues)
        self._next += 1


def _bury(item: Item, death: Death) -> Record:
    issue = Issue("SAY-208", "batch", format_message("SAY-208", reason=death.reason))
    return Record(sayso=__version__, report=item.report, issues=(*item.issues, issue))
