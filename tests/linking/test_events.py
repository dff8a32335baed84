"""Events as rows, and beside their times in the chronology."""

from __future__ import annotations

import msgspec

from sayso.linking import find_rules, make_event_rows, make_loose_rows, make_timeline
from sayso.model import Participant, Span, Toll
from tests.linking.happening import TEXT, make_eventful, make_loose


def test_rows_keep_words_and_characters() -> None:
    first, second, third, fourth = make_event_rows([make_eventful()])
    assert (first.type, first.mode, first.trigger.words, first.realis) == ("ASSAULT", "firearms", "killed", "actual")
    assert [(party.words, party.codes, party.sectors) for party in first.recipients] == [("miners", ("COD",), ("LAB",))]
    assert first.time is not None
    assert (first.time.words, first.time.value) == ("3 May", "2022-05-03")
    assert first.place is not None
    assert (first.place.name, first.place.country) == ("Kasolo", "CD")
    assert (first.asserted_by, first.codebook, first.sentence) == (None, "plover 2.0-sayso.1", 1)
    assert second.asserted_by is not None
    assert (second.asserted_by.speaker, second.asserted_by.cue, second.sentence) == ("Ana Lopes", "said", 2)
    assert (third.realis, fourth.realis) == ("planned", "denied")
    for row in (first, second, third, fourth):
        quoted = [row.trigger, *row.actors, *row.recipients, *(toll.words for toll in row.tolls)]
        assert [TEXT[q.start : q.end] for q in quoted] == [q.words for q in quoted]


def test_rules_count_and_leave_out() -> None:
    rows = list(make_event_rows([make_eventful()], rules=find_rules("acled")))
    counted = rows[0].tolls[0].counted
    assert counted is not None
    assert (counted.low, counted.high, rows[0].rules) == (9, 9, "acled 1")
    assert rows[1].tolls == ()
    plain = list(make_event_rows([make_eventful()]))
    assert plain[1].tolls[0].words.words == "dozens"
    assert b"counted" not in msgspec.json.encode(plain[1].tolls[0])


def test_loose_tolls_are_rows_of_their_own() -> None:
    (row,) = make_loose_rows(make_loose(), rules=find_rules("ccc"))
    assert (row.toll.kind, row.toll.words.words, row.realis) == ("injured", "dozens", "actual")
    assert row.asserted_by is not None
    assert row.asserted_by.speaker == "Ana Lopes"
    assert row.time is not None
    assert row.place is not None
    assert (row.time.value, row.place.name) == ("2022-05-03", "Kasolo")
    assert make_loose_rows(make_loose(), rules=find_rules("acled")) == []
    assert make_loose_rows(make_eventful()) == []


def test_events_that_reach_outside_the_text_are_rows_too() -> None:
    record = make_eventful()
    odd = msgspec.structs.replace(
        record.events[0],
        trigger=Span(9000, 9001),
        actors=(Participant(-4, 9000),),
        tolls=(Toll("killed", 1, 1, Span(9000, 9004)),),
        asserted_by="none",
        time="none",
        place="none",
    )
    (row,) = make_event_rows([msgspec.structs.replace(record, events=(odd,))])
    assert (row.trigger.words, row.time, row.place, row.asserted_by) == ("", None, None, None)


def test_chronology_names_the_events_of_a_time() -> None:
    rows = make_timeline([make_eventful()])
    told = {row.words: [(e.words, e.type, e.realis) for e in row.happened] for row in rows}
    assert told == {"3 May": [("killed", "ASSAULT", "actual")], "Friday": [("talks", "CONSULT", "planned")]}
    assert all(row.lane == "happened" for row in rows)


def test_context_of_an_endless_sentence_is_what_stands_around_the_trigger() -> None:
    record = make_eventful()
    text = "and they marched " * 5000
    event = msgspec.structs.replace(record.events[0], trigger=Span(17 * 2000 + 9, 17 * 2000 + 16), tolls=())
    report = msgspec.structs.replace(record.report, text=text)
    (row,) = make_event_rows([msgspec.structs.replace(record, report=report, events=(event,), claims=())])
    assert row.context is not None
    assert row.context.end - row.context.start == 2000
    assert row.context.start < row.trigger.start < row.trigger.end < row.context.end
