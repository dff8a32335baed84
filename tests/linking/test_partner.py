"""The second process of linking: what it finds is what one process finds, and nothing is lost where it dies."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from sayso.linking import link, update
from sayso.linking.copies import find_copies
from sayso.linking.incidents import join_events
from sayso.linking.partner import Partner, open_partner
from sayso.linking.update import update_links
from sayso.model import Family, Incident
from sayso.store import DeskWriter, open_writer
from tests.store.made import make_record

_HANGS_S = 20.0


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskWriter]:
    with open_writer(tmp_path / "a.sayso") as opened:
        opened.add([make_record(n, place=f"Bay {n % 4}", outlet=f"Post {n % 3}") for n in range(12)])
        yield opened
    assert multiprocessing.active_children() == []


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(update, "WORTH", 0)


def test_what_it_finds_is_what_one_process_finds(desk: DeskWriter) -> None:
    records = list(desk.iter_records())
    families, _ = find_copies(records)
    with open_partner(desk.path, len(records)) as second:
        assert second is not None
        second.give(families)
        assert second.take() == join_events(records, families)
        assert not second.is_busy


@pytest.mark.usefixtures("always")
def test_the_links_of_a_desk_are_the_same_with_it_and_without(
    desk: DeskWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    update_links(desk)
    alone = _list_links(desk)
    desk.mark_unlinked()
    with monkeypatch.context() as patched:
        patched.setattr(link, "join_events", _fail)
        assert update_links(desk, jobs=2).changed == 0
    assert _list_links(desk) == alone
    assert len(alone) > 5


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("when", ["at once", "with the families"])
def test_where_it_dies_the_first_process_finds_the_same(
    desk: DeskWriter, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    update_links(desk)
    alone, died = _list_links(desk), list[int]()

    @contextmanager
    def die(path: str, reports: int) -> Iterator[_Dying | None]:
        with open_partner(path, reports) as second:
            assert second is not None
            yield _Dying(second, died, at_once=when == "at once")

    monkeypatch.setattr(update, "open_partner", die)
    desk.mark_unlinked()
    assert update_links(desk, jobs=2).changed == 0
    assert _list_links(desk) == alone
    assert len(died) == 1


@pytest.mark.usefixtures("always")
def test_where_none_can_be_started_one_process_does_all(desk: DeskWriter, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(process: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", refuse)
    with open_partner(desk.path, 12) as second:
        assert second is None
    assert update_links(desk, jobs=2).changed > 5


def test_a_desk_of_other_reports_gives_nothing(desk: DeskWriter) -> None:
    with open_partner(desk.path, 11) as second:
        assert second is not None
        second.give(())
        assert second.take() is None


def test_a_desk_that_cannot_be_read_gives_nothing(tmp_path: Path) -> None:
    with open_partner(str(tmp_path / "none.sayso"), 0) as second:
        assert second is not None
        second.give(())
        assert second.take() is None


def test_few_reports_and_one_job_need_none(desk: DeskWriter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(update, "open_partner", _fail)
    assert update_links(desk, jobs=2).compared == 12
    monkeypatch.setattr(update, "WORTH", 0)
    desk.mark_unlinked()
    assert update_links(desk, jobs=1).compared == 12


@pytest.mark.usefixtures("always")
def test_an_interrupt_leaves_no_process_and_the_desk_as_it_was(desk: DeskWriter) -> None:
    def interrupt(step: str, done: int, total: int) -> None:
        if step == "incidents":
            assert len(multiprocessing.active_children()) == 1
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        update_links(desk, jobs=2, advance=interrupt)
    assert multiprocessing.active_children() == []
    assert not desk.is_linked()
    assert _list_links(desk) == []
    assert update_links(desk, jobs=2).changed > 5


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at /proc")
def test_it_ends_where_the_first_process_is_killed(desk: DeskWriter) -> None:
    with subprocess.Popen([sys.executable, "-c", _OWNER, desk.path], stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None
        second = int(owner.stdout.readline())
        assert _is_alive(second)
        owner.kill()
    limit = time.monotonic() + _HANGS_S
    while _is_alive(second) and time.monotonic() < limit:
        time.sleep(0.02)
    assert not _is_alive(second)


class _Dying:
    """A partner that is killed while the first process counts on it."""

    def __init__(self, second: Partner, died: list[int], *, at_once: bool) -> None:
        self._second, self._died = second, died
        if at_once:
            _kill(second, died)
        elif second._process.pid is not None:
            os.kill(second._process.pid, signal.SIGSTOP)  # so that it cannot be done before it is killed

    def give(self, families: Sequence[Family]) -> None:
        self._second.give(families)
        if not self._died:
            _kill(self._second, self._died)

    @property
    def is_busy(self) -> bool:
        return self._second.is_busy

    def take(self) -> tuple[Incident, ...] | None:
        taken = self._second.take()
        assert taken is None
        return taken


_OWNER = """
import sys, time
from sayso.linking.partner import open_partner
with open_partner(sys.argv[1], 12) as second:
    print(second._process.pid, flush=True)
    time.sleep(60)
"""


def _is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def _kill(second: Partner, died: list[int]) -> None:
    process = second._process
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join(_HANGS_S)
    assert process.exitcode == -signal.SIGKILL
    died.append(process.pid)


def _list_links(desk: DeskWriter) -> Sequence[object]:
    return desk._base.rows("SELECT kind, id, digest, data FROM links ORDER BY kind, id")


def _fail(*_: object, **__: object) -> None:
    raise AssertionError("this is not to be called")
