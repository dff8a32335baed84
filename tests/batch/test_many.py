"""Reading many reports: order, sameness for any number of processes, deaths, refusals, bounded look-ahead."""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections.abc import Iterator

import pytest

from sayso.batch import Item, read_many
from sayso.errors import SaysoError
from sayso.model import Issue, Record
from tests.batch.fakes import Given, give, load_crashing, load_fake, load_refused, make_report


def text_of(result: Record | SaysoError) -> str:
    assert isinstance(result, Record)
    return result.report.text


@pytest.fixture(autouse=True)
def no_process_left() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []


def test_one_job_reads_in_this_process_and_keeps_issues() -> None:
    issue = Issue("SAY-109", "ingest", "doubtful encoding")
    (record,) = read_many([Given(make_report("Rain fell."), (issue,))], jobs=1, load=load_fake)
    assert isinstance(record, Record)
    assert record.issues == (issue,)


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_input_order_with_errors_in_their_places(jobs: int) -> None:
    error = SaysoError("SAY-103", path="empty.txt")
    items = [*give("SLOW one", "two"), error, *give("three", "four \ud800 five")]
    results = list(read_many(items, jobs=jobs, load=load_fake))
    assert results[2] is error
    assert [text_of(r) for r in results if isinstance(r, Record)] == ["SLOW one", "two", "three", "four \ud800 five"]


def test_records_are_the_same_for_any_number_of_jobs() -> None:
    items = give(*(f"Report number {n}. " * (n * 997 % 50) for n in range(30)))
    alone = list(read_many(items, jobs=1, load=load_fake))
    assert list(read_many(items, jobs=2, load=load_fake)) == alone


@pytest.mark.parametrize(("text", "reason"), [("KILL me", "signal SIGKILL"), ("EXIT", "exit code 3")])
def test_a_death_becomes_an_issue_of_its_report_and_the_rest_go_on(text: str, reason: str) -> None:
    results = list(read_many(give("one", text, "two", "three"), jobs=2, load=load_fake))
    assert [text_of(r) for r in results] == ["one", text, "two", "three"]
    issues = [[issue.code for issue in r.issues] for r in results if isinstance(r, Record)]
    assert issues == [[], ["SAY-208"], [], []]
    dead = results[1]
    assert isinstance(dead, Record)
    assert reason in dead.issues[0].message
    assert dead.claims == ()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_reader_that_cannot_be_loaded_raises_its_own_error(jobs: int) -> None:
    with pytest.raises(SaysoError, match=r"SAY-401: .*model/reader\.onnx"):
        list(read_many(give("one", "two"), jobs=jobs, load=load_refused))


def test_a_process_that_dies_while_loading_stops_the_run() -> None:
    with pytest.raises(SaysoError, match=r"SAY-209: .*exit code 7"):
        list(read_many(give("one", "x" * 500_000), jobs=2, load=load_crashing))


def test_the_reader_is_not_loaded_for_errors_alone() -> None:
    error = SaysoError("SAY-103", path="empty.txt")
    assert list(read_many([error], jobs=1, load=load_refused)) == [error]
    assert list(read_many([error], jobs=2, load=load_refused)) == [error]
    assert list(read_many([], jobs=2, load=load_refused)) == []


def test_look_ahead_is_bounded_while_the_first_report_is_slow() -> None:
    taken: list[int] = []

    def items() -> Iterator[Item | SaysoError]:
        for number in range(100):
            taken.append(number)
            yield Given(make_report("SLOW" if number == 0 else f"Report {number}."))

    results = read_many(items(), jobs=2, load=load_fake)
    next(results)
    assert len(taken) <= 2 * 4 + 2
    assert len(list(results)) == 99


def test_leaving_early_ends_the_processes_at_once() -> None:
    results = read_many(give("one", "HANG", "HANG"), jobs=2, load=load_fake)
    next(results)
    begun = time.monotonic()
    results.close()
    assert time.monotonic() - begun < 10


def test_this_process_is_still_interruptible_after_starting_others() -> None:
    list(read_many(give("one"), jobs=2, load=load_fake))
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
