"""What is loaded once is left alone by the collector of cycles; records stay as they are."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from sayso.batch.settle import load_settled
from tests.batch.fakes import load_fake, make_report


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_is_loaded_leaves_the_collector() -> None:
    gc.unfreeze()
    load_settled(load_fake)
    assert gc.get_freeze_count() > 0


def test_the_first_report_settles_what_it_loads_and_later_ones_nothing() -> None:
    read = load_settled(load_fake)
    counts = []
    kept = []
    for text in ("One.", "Two.", "Three."):
        kept.append([[text] for _ in range(1_000)])
        read(make_report(text), ())
        counts.append(gc.get_freeze_count())
    assert counts[0] >= 1_000
    assert counts[1] - counts[2] == pytest.approx(0, abs=50)
    assert counts[1] < counts[0] + 500


def test_records_are_those_of_the_function_itself() -> None:
    report = make_report("Rain fell.")
    assert load_settled(load_fake)(report, ()) == load_fake()(report, ())
