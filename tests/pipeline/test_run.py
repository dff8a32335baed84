"""Running stages: failures stay in the record, order is checked first, the same input gives the same bytes."""

from __future__ import annotations

import re

import msgspec
import pytest

from sayso.errors import SaysoError
from sayso.model import Issue, Record
from sayso.parse import Reader
from sayso.parse.pieces import PieceCutter
from sayso.pipeline import GIVEN, STAGES, Stage, check_stages, read_report, run_stages
from tests.batch.fakes import make_report
from tests.parse.columns import RandomModel
from tests.parse.test_pieces import ToyTokenizer

TEXT = "“It rained,” she said. Asel Omarova may have said: “No.\n\nThe ministry denied it reportedly."


def make_reader() -> Reader:
    return Reader(RandomModel(), PieceCutter(ToyTokenizer(), 9))


def read(text: str = TEXT, stages: tuple[Stage, ...] = STAGES) -> Record:
    return read_report(make_report(text), reader=make_reader(), stages=stages)


def broken(*_: object) -> object:
    raise ValueError("no such thing")


def break_stage(name: str) -> tuple[Stage, ...]:
    return tuple(msgspec.structs.replace(s, run=broken) if s.name == name else s for s in STAGES)


def test_stages_in_order() -> None:
    assert [(s.name, s.reads, s.writes) for s in STAGES] == [
        ("tokens", ("report",), ("tokens",)),
        ("quotations", ("report",), ("quotations", "issues")),
        ("reading", ("report", "tokens", "reader"), ("syntax", "names", "attributions", "triggers")),
        ("mentions", ("report", "tokens", "syntax", "names"), ("named",)),
        (
            "attributions",
            ("report", "tokens", "syntax", "attributions", "quotations", "reader"),
            ("joined",),
        ),
        ("speakers", ("report", "tokens", "syntax", "named", "joined"), ("entities", "speakers")),
        ("times", ("report", "tokens", "syntax", "names", "joined"), ("times",)),
        (
            "places",
            ("report", "tokens", "syntax", "names", "joined", "gazetteer", "areas"),
            ("places", "issues"),
        ),
        (
            "claims",
            ("report", "tokens", "syntax", "joined", "quotations", "entities", "speakers", "codebook", "times"),
            ("claims", "distancing", "issues"),
        ),
        (
            "events",
            ("report", "tokens", "syntax", "triggers", "entities", "claims", "times", "places", "book"),
            ("events", "tolls"),
        ),
    ]


def test_nothing_fails_on_a_plain_report() -> None:
    record = read()
    assert {i.code for i in record.issues} <= {"SAY-205", "SAY-207", "SAY-210", "SAY-709"}
    assert record.claims


@pytest.mark.parametrize(
    ("stage", "skipped"),
    [
        ("tokens", ["reading", "mentions", "attributions", "speakers", "times", "places", "claims", "events"]),
        ("quotations", ["attributions", "speakers", "times", "places", "claims", "events"]),
        ("reading", ["mentions", "attributions", "speakers", "times", "places", "claims", "events"]),
        ("mentions", ["speakers", "claims", "events"]),
        ("attributions", ["speakers", "times", "places", "claims", "events"]),
        ("speakers", ["claims", "events"]),
        ("times", ["claims", "events"]),
        ("places", ["events"]),
        ("claims", ["events"]),
        ("events", []),
    ],
)
def test_failed_stage_and_those_that_need_it_are_told(stage: str, skipped: list[str]) -> None:
    record = read(stages=break_stage(stage))
    told = [(i.code, i.stage) for i in record.issues if i.code in ("SAY-201", "SAY-202")]
    assert told == [("SAY-201", stage), *(("SAY-202", name) for name in skipped)]
    assert "ValueError: no such thing" in next(i.message for i in record.issues if i.code == "SAY-201")
    assert all(stage in i.message for i in record.issues if i.code == "SAY-202")


def test_other_stages_go_on() -> None:
    record = read(stages=break_stage("claims"))
    assert record.entities == read().entities
    assert record.claims == ()
    record = read(stages=break_stage("reading"))
    assert [i.code for i in record.issues if i.stage == "quotations"] == ["SAY-205"]


def test_unmet_reads_are_refused_before_anything_runs() -> None:
    ran: list[str] = []
    first = Stage("first", lambda report: ran.append("first"), reads=("report",), writes=("one",))
    second = Stage("second", lambda two: two, reads=("one", "two"), writes=("three",))
    with pytest.raises(SaysoError, match=r"SAY-203: stage second reads two") as raised:
        read(stages=(first, second))
    assert (raised.value.code, ran) == ("SAY-203", [])


def test_shipped_stages_are_in_order_and_reversed_ones_are_not() -> None:
    check_stages(STAGES)
    assert GIVEN == ("report", "reader", "codebook", "gazetteer", "areas", "book")
    with pytest.raises(SaysoError, match="SAY-203"):
        check_stages(STAGES[::-1])


def test_board_is_left_as_it_is() -> None:
    board = {"report": 1}
    found = run_stages(board, (Stage("add", lambda report: report + 1, reads=("report",), writes=("sum",)),))
    assert (board, found) == ({"report": 1}, {"report": 1, "sum": 2, "issues": ()})


def test_stage_that_gives_too_little_fails() -> None:
    stage = Stage("short", lambda report: (report,), reads=("report",), writes=("one", "two"))
    later = Stage("later", lambda two: two, reads=("two",), writes=("three",))
    found = run_stages({"report": 1}, (stage, later))
    assert [(i.code, i.stage) for i in found["issues"]] == [("SAY-201", "short"), ("SAY-202", "later")]


def test_skipped_stages_skip_those_that_need_them() -> None:
    stages = (
        Stage("one", broken, reads=("report",), writes=("a",)),
        Stage("two", lambda a: a, reads=("a",), writes=("b",)),
        Stage("three", lambda b: b, reads=("b",), writes=("c",)),
        Stage("four", lambda report: report, reads=("report",), writes=("d",)),
    )
    found = run_stages({"report": 1}, stages)
    assert [(i.code, i.stage) for i in found["issues"]] == [
        ("SAY-201", "one"),
        ("SAY-202", "two"),
        ("SAY-202", "three"),
    ]
    assert found["d"] == 1


def test_issues_of_ingest_come_first() -> None:
    given = Issue("SAY-112", "ingest", "odd")
    record = read_report(make_report(TEXT), reader=make_reader(), issues=(given,))
    assert record.issues[0] == given


def test_same_bytes_again_and_ids_of_content() -> None:
    first, second = msgspec.json.encode(read()), msgspec.json.encode(read())
    assert first == second
    record = read()
    ids = [e.id for e in record.entities] + [c.id for c in record.claims]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"(entity|claim)-[0-9a-f]{16}", i) for i in ids)
