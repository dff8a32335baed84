"""When the statement of a claim was made, and never when what it tells happened."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from sayso.model import Record
from sayso.parse import load_reader
from sayso.pipeline import STAGES, read_report
from tests.batch.fakes import make_report

_STAGES = tuple(stage for stage in STAGES if stage.name not in ("places", "events"))


@pytest.fixture(scope="module")
def read() -> Callable[[str], Record]:
    reader = load_reader()

    def read_text(text: str) -> Record:
        report = msgspec.structs.replace(make_report(text), published="2022-01-10")
        return read_report(report, reader=reader, stages=_STAGES)

    return read_text


def list_said(record: Record) -> list[tuple[str, str | None]]:
    """The cues of a record's claims with the words that tell when each was said."""
    text = record.report.text
    words = {time.id: text[time.start : time.end] for time in record.times}
    cues = [text[c.cue.start : c.cue.end] if c.cue else "" for c in record.claims]
    return [(cue, words.get(claim.said or "")) for cue, claim in zip(cues, record.claims, strict=True)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The minister said on Monday that the bridge had collapsed on Sunday.", "Monday"),
        ("The bridge collapsed on Sunday, the minister said on Monday.", "Monday"),
        ("The minister said that the bridge had collapsed on Sunday.", None),
        ("On January 8, the mayor said that the roads were closed.", "January 8"),
        ("Two men were killed on Friday, the ministry said in a statement on Sunday.", "Sunday"),
        ("The mayor said in an interview published on Saturday that he would resign next month.", "Saturday"),
        ("The mayor will resign next month, his office said.", None),
    ],
)
def test_the_date_of_saying_is_kept_apart_from_what_happened(
    read: Callable[[str], Record], text: str, said: str | None
) -> None:
    assert said in {time for _, time in list_said(read(text))}
    assert {time for _, time in list_said(read(text))} <= {said, None}


def test_a_chain_of_statements_keeps_each_its_date(read: Callable[[str], Record]) -> None:
    record = read(
        "Earlier, on January 6, the governor said that the dam was safe. The day before, the engineer, Ana Ruiz, said "
        "that it had cracks."
    )
    assert list_said(record) == [("said", "January 6"), ("said", "The day before")]
    assert [time.value for time in record.times] == ["2022-01-06", "2022-01-05"]


def test_a_statement_that_was_reported_has_the_date_of_the_reporting(read: Callable[[str], Record]) -> None:
    record = read("Among the dead there are two guards. This was reported on January 9 at the prosecutor’s office.")
    assert "January 9" in [time for _, time in list_said(record)]


def test_a_second_verb_shares_the_date_of_the_first(read: Callable[[str], Record]) -> None:
    record = read("The president said on Friday that help was late and added that it would come.")
    assert {time for _, time in list_said(record)} == {"Friday"}


def test_lengths_and_recurring_times_are_no_dates_of_saying(read: Callable[[str], Record]) -> None:
    record = read("The minister said every Monday for two years that the bridge was safe.")
    assert {time for _, time in list_said(record)} <= {None}


def test_what_will_be_said_or_is_expected_has_no_date_of_saying(read: Callable[[str], Record]) -> None:
    record = read("The mayor will announce on Friday that the bridge stays shut. A verdict is expected on Tuesday.")
    assert all(said is None for _, said in list_said(record))


def test_a_date_right_behind_the_cue_is_that_of_saying(read: Callable[[str], Record]) -> None:
    record = read("The bridge fell on Monday. The council said the next day that it had been safe.")
    assert ("said", "the next day") in list_said(record)
