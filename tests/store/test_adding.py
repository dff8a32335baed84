"""Reports and records on a desk: what is the same, what is new, what stays when one goes."""

from __future__ import annotations

from pathlib import Path

import apsw
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import SaysoError
from sayso.model import Record, Span
from sayso.store import DeskWriter, is_newer, open_desk, open_writer
from tests.store.checks import list_faults
from tests.store.made import link_simply, make_record


def test_a_record_comes_back_exactly_as_it_was(desk: DeskWriter) -> None:
    records = [make_record(n) for n in (3, 1, 2)]
    assert [added.outcome for added in desk.add(records)] == ["added"] * 3
    assert list(desk.iter_records()) == sorted(records, key=lambda r: r.report.id)
    assert desk.get_record(records[0].report.id) == records[0]
    assert desk.get_record("nothing") is None
    assert list_faults(desk) == []


def test_adding_again_changes_nothing(desk: DeskWriter) -> None:
    desk.add([make_record()])
    desk.replace_links(link_simply(list(desk.iter_records())))
    assert [added.outcome for added in desk.add([make_record()])] == ["there"]
    assert desk.totals().reports == 1
    assert desk.is_linked()


def test_a_newer_sayso_or_again_replaces_the_record(desk: DeskWriter) -> None:
    old, new = make_record(sayso="0.9.0"), make_record(sayso="0.10.0")
    desk.add([old])
    assert desk.add([new])[0].outcome == "replaced"
    assert desk.get_record(old.report.id) == new
    assert desk.add([old])[0].outcome == "there"
    assert desk.add([old], again=True)[0].outcome == "replaced"
    assert desk.get_record(old.report.id) == old
    assert list_faults(desk) == []


@pytest.mark.parametrize(
    ("version", "than", "newer"), [("0.10.0", "0.9.1", True), ("1.0", "1.0", False), ("x", "0.1", False)]
)
def test_versions_are_compared_by_their_numbers(version: str, than: str, *, newer: bool) -> None:
    assert is_newer(version, than) is newer


def test_two_reports_with_one_id_both_stay(desk: DeskWriter) -> None:
    first, second = make_record(1, id="a-1"), make_record(2, id="a-1")
    added = desk.add([first, second])
    assert [a.outcome for a in added] == ["added", "renamed"]
    assert added[1].id.startswith("a-1~")
    kept = desk.get_record(added[1].id)
    assert kept is not None
    assert kept.report.text == second.report.text
    assert kept.report.id == added[1].id
    assert desk.add([second, first])[0].id == added[1].id
    assert {row.id for row in desk.list_reports().rows} == {a.id for a in added}
    found = desk.find_id("a-1")
    assert {one.id for one in found} == {a.id for a in added}


def test_a_file_may_move_and_an_address_tells_versions(desk: DeskWriter) -> None:
    desk.add([make_record(1, uri="old/a.txt")])
    assert desk.add([make_record(1, uri="new/a.txt")])[0].outcome == "there"
    one = make_record(2, id="x", uri="https://quay.example/1", published="2022-01-06")
    two = make_record(3, id="x", uri="https://quay.example/1", published="2022-01-07")
    added = desk.add([one, two])
    assert [version.id for version in desk.list_versions(added[0].id)] == [a.id for a in added]
    assert desk.list_versions(make_record(1).report.id) == ()
    copy = make_record(2, id="y", uri="https://other.example/1", published="2022-01-06")
    assert desk.add([copy])[0].outcome == "added"


def test_removal_keeps_a_trace_and_what_humans_ruled(desk: DeskWriter) -> None:
    record = make_record()
    desk.add([record, make_record(2)])
    desk.replace_links(link_simply(list(desk.iter_records())))
    desk.decide(record.report.text_sha256, "claim", "accepted", span=Span(0, 9), who="a coder")
    removal = desk.remove(record.report.id, when="2026-01-02T03:04:05+00:00")
    assert removal is not None
    assert (removal.id, removal.text_sha256) == (record.report.id, record.report.text_sha256)
    assert desk.list_removals() == (removal,)
    assert desk.get_report(record.report.id) is None
    assert desk.search(record.report.text[:20]).total <= 1
    assert not desk.is_linked()
    assert desk.list_unlinked() == (make_record(2).report.id,)
    assert list_faults(desk) == []
    assert [d.ruling for d in desk.decisions(record.report.text_sha256)] == ["accepted"]
    assert desk.add([record])[0].outcome == "again"
    assert desk.remove("nothing") is None


def test_decisions_outlive_a_new_reading_and_are_never_changed(desk: DeskWriter) -> None:
    record = make_record(sayso="0.1.0")
    desk.add([record])
    sha = record.report.text_sha256
    numbers = [desk.decide(sha, "speaker", ruling, span=Span(0, 0)) for ruling in ("wrong", "right")]
    assert numbers == [1, 2]
    desk.decide(sha, "note", "seen", value="{}")
    desk.add([make_record(sayso="0.2.0")])
    assert [d.ruling for d in desk.decisions(sha, kind="speaker")] == ["wrong", "right"]
    assert desk.decisions(sha)[0].span == Span(0, 0)
    assert desk.decisions(sha)[2].span is None
    for sql in ("UPDATE decisions SET ruling = 'x'", "DELETE FROM decisions", "DELETE FROM removals"):
        if "removals" in sql:
            desk.remove(record.report.id)
        with pytest.raises(apsw.ConstraintError, match="are never"):
            desk._base.rows(sql)


def test_a_batch_is_added_whole_or_not_at_all(desk: DeskWriter) -> None:
    broken = msgspec.structs.replace(make_record(2), sayso=None)  # what no column takes
    with pytest.raises(apsw.ConstraintError):
        desk.add([make_record(1), broken])
    assert desk.totals().reports == 0
    assert list_faults(desk) == []


def test_a_full_disk_is_told_and_loses_nothing(desk: DeskWriter) -> None:
    desk.add([make_record(1)])
    pages = desk._base.number("PRAGMA page_count")
    desk._base.rows(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(SaysoError, match="SAY-805"):
        desk.add([make_record(n) for n in range(2, 200)])
    assert desk.totals().reports == 1
    assert list_faults(desk) == []


# Halves of surrogate pairs cannot be stored as text; they come back from the record all the same.
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(), min_size=1), id=st.text(min_size=1, max_size=300))
def test_any_text_comes_back(tmp_path: Path, text: str, id: str) -> None:
    record = make_record(text=text, id=id)
    path = tmp_path / "any.sayso"
    with open_writer(path) as desk:
        added = desk.add([record])[0]
        kept = desk.get_record(added.id)
        assert kept is not None
        assert kept.report.text == text
        assert list_faults(desk) == []
    with open_desk(path) as read:
        assert read.get_report(added.id) is not None


def test_records_with_the_same_parts_share_no_rows(desk: DeskWriter) -> None:
    one, two = make_record(1, outlet="A", text=None), make_record(1, outlet="B", text=None)
    two = _with_text(two, one)
    desk.add([one, two])
    claim = one.claims[0].id
    assert {found.report for found in desk.find_ref(claim)} == {one.report.id, two.report.id}
    assert len(desk.find_ref(claim, report=one.report.id)) == 1


def _with_text(record: Record, other: Record) -> Record:
    """The record with the text of another, and so with the same ids inside."""
    report = msgspec.structs.replace(
        record.report, text=other.report.text, text_sha256=other.report.text_sha256, id="another"
    )
    return msgspec.structs.replace(other, report=report)


def test_reports_are_found_by_the_hash_of_their_text(desk: DeskWriter) -> None:
    first, other = make_record(1, id="b"), make_record(2, id="c")
    again = msgspec.structs.replace(first, report=msgspec.structs.replace(first.report, id="a", outlet="Evening Quay"))
    desk.add([first, other, again])
    assert desk.find_text(first.report.text_sha256) == ("a", "b")
    assert desk.find_text(first.report.text_sha256, most=1) == ("a",)
    assert desk.find_text("0" * 64) == ()
