"""From the paths a user gives to the files to read, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import PurePath

from sayso.errors import SaysoError
from sayso.ingest.opened import describe_os_error, show_path

STANDARD_INPUT = "-"

_Entries = Iterator["os.DirEntry[str]"]


def get_suffix(path: str) -> str:
    """The suffix of the file's name in lower case, such as ".txt"; "" for none."""
    return PurePath(path).suffix.lower()


def find_files(paths: Sequence[str], *, suffixes: Collection[str], limit: int) -> Iterator[str | SaysoError]:
    """Yield each file that ``paths`` name or hold, in their order, and an error for what cannot be taken.

    A folder gives the files in it and below with one of ``suffixes``, sorted by name level by level; hidden ones are
    left out, and each folder is entered once, however many links lead to it. A path that is no folder is given as it
    is, whether it exists or not. After ``limit`` files comes error SAY-114, and the end.
    """
    taken = 0
    for path in paths:
        found = _walk_folder(path, suffixes) if os.path.isdir(path) else iter([path])
        for file in found:
            if isinstance(file, str):
                taken += 1
            if taken > limit:
                yield SaysoError("SAY-114", path=show_path(str(file)), limit=limit)
                return
            yield file


def _walk_folder(folder: str, suffixes: Collection[str]) -> Iterator[str | SaysoError]:
    found = False
    for file in _walk(folder, suffixes):
        found = True
        yield file
    if not found:
        yield SaysoError("SAY-108", path=show_path(folder))


def _walk(folder: str, suffixes: Collection[str]) -> Iterator[str | SaysoError]:
    """Depth first with a stack of its own, because folders can be nested deeper than Python calls."""
    seen: set[tuple[int, int]] = set()
    stack: list[_Entries] = []
    following: str | None = folder
    while stack or following is not None:
        if following is not None:
            entries = _list_folder(following, seen)
            if isinstance(entries, SaysoError):
                yield entries
            else:
                stack.append(entries)
            following = None
            continue
        entry = next(stack[-1], None)
        if entry is None:
            stack.pop()
        elif _is_folder(entry):
            following = entry.path
        elif get_suffix(entry.name) in suffixes:
            yield _check_file(entry)


def _list_folder(folder: str, seen: set[tuple[int, int]]) -> _Entries | SaysoError:
    """What a folder holds, sorted, without hidden names; nothing where it was listed before."""
    try:
        status = os.stat(folder)
        if (status.st_dev, status.st_ino) in seen:
            return iter(())
        seen.add((status.st_dev, status.st_ino))
        with os.scandir(folder) as entries:
            return iter(sorted((e for e in entries if not e.name.startswith(".")), key=lambda e: e.name))
    except OSError as error:
        return SaysoError("SAY-102", path=show_path(folder), reason=describe_os_error(error))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _check_file(entry: os.DirEntry[str]) -> str | SaysoError:
    """The path of a file or of a link that leads nowhere (reading it says so); an error for pipes and devices."""
    try:
        if not entry.is_file() and os.path.exists(entry.path):
            return SaysoError("SAY-102", path=show_path(entry.path), reason="it is a pipe, a socket or a device")
    except OSError as error:
        return SaysoError("SAY-102", path=show_path(entry.path), reason=describe_os_error(error))
    return entry.path
