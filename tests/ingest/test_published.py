"""Dates of publication are ISO or nothing."""

from __future__ import annotations

import pytest

from sayso.errors import SaysoError
from sayso.ingest import Defaults, parse_published


@pytest.mark.parametrize(
    "value",
    [
        "2022-01-10",
        "2022-01-10T18:30",
        "2022-01-10T18:30:00Z",
        "2022-01-10T18:30:00.123+06:00",
        "2024-02-29T00:00-0530",
    ],
)
def test_dates_stay_as_they_are(value: str) -> None:
    assert parse_published(f" {value}\n") == value


def test_a_blank_before_the_time_becomes_a_t() -> None:
    assert parse_published("2022-01-10 18:30") == "2022-01-10T18:30"


@pytest.mark.parametrize(
    "value",
    ["", "today", "2022", "2022-01", "20220110", "2022-1-10", "2022-02-30", "2022-W02-1", "10.01.2022",
     "2022-01-10T25:00", "２０２２-01-10", "2022-01-10T18:30:00+06:00[Asia/Almaty]", "0000-01-01", "2022-01-10\0"],
)  # fmt: skip
def test_all_else_is_no_date(value: str) -> None:
    assert parse_published(value) is None


def test_a_default_that_is_no_date_is_refused() -> None:
    with pytest.raises(SaysoError, match="SAY-110: --published 'last week' is not an ISO date"):
        Defaults(published="last week")
