from __future__ import annotations

import random

import msgspec
import pytest

from sayso.linking import Row, make_timeline
from sayso.linking.timeline import find_tellers
from sayso.model import Claim, Entity, Record, Span, Time
from tests.linking.dating import make_record

STORY = make_record(
    "{t1:On Monday} {s1:the mayor} {q1:said} {c1:that the dam {w2:broke} {t2:in January}}. It {w3:rained} {t3:on 5 "
    "January} for {t4:three days}. {t5:Later} it stopped.",
    {
        1: {"value": "2022-01-10", "anchor": "published", "said": True},
        2: "2022-01",
        3: "2022-01-05",
        4: {"type": "DURATION", "value": "P3D"},
        5: {"value": None},
    },
)


def show(rows: list[Row]) -> list[str]:
    return [f"{row.lane} {row.words}: {row.name}" for row in rows]


def test_times_come_in_order_and_those_without_a_place_last() -> None:
    assert show(make_timeline([STORY])) == [
        "happened in January: January 2022",
        "happened on 5 January: 5 January 2022",
        "said On Monday: 10 January 2022",
        "other three days: P3D",
        "happened Later: unresolved",
    ]


def test_the_more_exact_comes_first_where_two_begin_together() -> None:
    record = make_record("{t1:January}, {t2:1 January}, {t3:2022}", {1: "2022-01", 2: "2022-01-01", 3: "2022"})
    assert [row.words for row in make_timeline([record])] == ["1 January", "January", "2022"]


def test_a_statement_names_who_said_it_and_a_happening_what_and_on_whose_word() -> None:
    rows = {row.words: row for row in make_timeline([STORY])}
    (statement,) = rows["On Monday"].said
    assert (statement.speaker, statement.cue, statement.claim) == ("the mayor", "said", "c1")
    month = rows["in January"]
    assert (month.dates, month.told_by) == ("broke", statement)
    assert rows["on 5 January"].told_by is None
    sentence = month.sentence
    assert sentence is not None
    assert sentence.text(STORY.report.text) == "On Monday the mayor said that the dam broke in January."


def test_a_lane_alone() -> None:
    assert [row.words for row in make_timeline([STORY], lane="said")] == ["On Monday"]
    assert {row.lane for row in make_timeline([STORY], lane="happened")} == {"happened"}


def test_a_month_keeps_both_ends() -> None:
    (row,) = make_timeline([make_record("{t1:January}", {1: "2022-01"})])
    assert (row.earliest, row.latest, row.precision) == ("2022-01-01", "2022-01-31", "month")


def test_an_ambiguous_time_keeps_every_reading() -> None:
    options = [("2022-01-07", "t9", "in reading order"), ("2022-01-09", "published", "from the date of the report")]
    (row,) = make_timeline([make_record("{t1:The day before}", {1: {"value": "2022-01-07", "candidates": options}})])
    assert [(option.name, option.earliest, option.reason) for option in row.candidates] == [
        ("7 January 2022", "2022-01-07", "in reading order"),
        ("9 January 2022", "2022-01-09", "from the date of the report"),
    ]


def test_a_range_is_one_row_to_its_last_day() -> None:
    record = make_record(
        "{t1:from January 13} to {t2:19}", {1: {"value": "2022-01-13", "range_end": "t2"}, 2: "2022-01-19"}
    )
    (row,) = make_timeline([record])
    assert row.range is not None
    assert (row.earliest, row.latest, row.range.time) == ("2022-01-13", "2022-01-19", "t2")
    assert row.name == "13 January 2022 to 19 January 2022"


def test_ranges_that_close_one_another_lose_no_time() -> None:
    fields = [{"value": "2022-01-13", "range_end": "t2"}, {"value": "2022-01-12", "range_end": "t1"}]
    rows = make_timeline([make_record("{t1:a} {t2:b}", {1: fields[0], 2: fields[1]})])
    assert {row.words for row in rows} == {"a", "b"}


def test_a_time_before_another_stands_before_it_and_has_no_days_of_its_own() -> None:
    record = make_record(
        "{t1:On 7 January} {t2:prior to this}", {1: "2022-01-07", 2: {"value": "2022-01-07", "mod": "BEFORE"}}
    )
    rows = make_timeline([record])
    assert [row.name for row in rows] == ["before 7 January 2022", "7 January 2022"]
    assert (rows[0].earliest, rows[0].latest, rows[0].side) == (None, None, "before")


@pytest.mark.parametrize(
    ("fields", "published", "why"),
    [
        ({"value": None}, None, "the report gives no date of publication to count from"),
        ({"value": None}, "2022-01-10", "what it counts from is not known"),
        ({"value": "XXXX-01-10"}, "2022-01-10", "the value is no date of the calendar"),
        ({"value": "PRESENT_REF"}, "2022-01-10", "vague: the words name no date"),
        ({"type": "SET", "value": "P1D"}, "2022-01-10", "a repetition, not one date"),
    ],
)
def test_what_has_no_place_says_why(fields: dict[str, str | None], published: str | None, why: str) -> None:
    (row,) = make_timeline([make_record("{t1:then}", {1: fields}, published=published)])
    assert (row.why, row.bounds) == (why, None)


def test_several_reports_make_one_chronology() -> None:
    one = make_record("{t1:2 May}", {1: "2022-05-02"})
    two = make_record("{t1:1 May}", {1: "2022-05-01"})
    assert [(row.report, row.words) for row in make_timeline([one, two])] == [(1, "1 May"), (0, "2 May")]


def test_the_speaker_is_named_where_known() -> None:
    entity = Entity("e", "Ana Lopes", "person", ())
    claims = tuple(msgspec.structs.replace(claim, speaker="e") for claim in STORY.claims)
    (row,) = make_timeline([msgspec.structs.replace(STORY, entities=(entity,), claims=claims)], lane="said")
    assert row.said[0].speaker == "Ana Lopes"


def test_spans_outside_the_text_are_held_inside() -> None:
    times = (Time("a", -5, 999, "DATE", "2022"), Time("b", 50, 40, "DATE", "2022", dates=Span(400, 500)))
    rows = make_timeline([msgspec.structs.replace(make_record("Rain.", {}), times=times)])
    assert [row.words for row in rows] == ["Rain.", ""]


def test_the_innermost_claim_tells() -> None:
    claims = [Claim(str(n), None, None, (span,), "indirect") for n, span in enumerate([Span(0, 50), Span(10, 30)])]
    told = find_tellers(claims, [Span(12, 15), Span(31, 35), Span(28, 33), Span(60, 61)])
    assert {span.start: claim.id for span, claim in told.items()} == {12: "1", 31: "0", 28: "0"}


def test_order_of_times_in_the_record_changes_nothing() -> None:
    times = list(STORY.times)
    random.Random(5).shuffle(times)
    shuffled = msgspec.structs.replace(STORY, times=tuple(times))
    assert make_timeline([shuffled]) == make_timeline([STORY])


def test_a_record_without_times_has_no_rows() -> None:
    assert make_timeline([msgspec.structs.replace(STORY, times=())]) == []
    assert make_timeline([Record("0", STORY.report)]) == []
