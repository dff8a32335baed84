"""Links on a desk: put there whole, only what changed is written, none speaks of a report that is gone."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.model import Credit, Links, Record, Span
from sayso.store import DeskWriter, IncidentQuery, ReportQuery, open_writer
from tests.store.checks import list_faults
from tests.store.made import link_simply, make_record


@pytest.fixture
def records(desk: DeskWriter) -> list[Record]:
    """Six reports: two speakers, two places, two of the same text in two outlets; added and linked."""
    made = [make_record(n, who=f"Ana {'Lopes' if n % 2 else 'Reis'}", place=f"Bay {n % 2}") for n in range(5)]
    copy = msgspec.structs.replace(made[0].report, id="copy", outlet="Evening Quay (invented)")
    made.append(msgspec.structs.replace(made[0], report=copy))
    desk.add(made)
    desk.replace_links(link_simply(made))
    return made


def dump(desk: DeskWriter) -> Sequence[tuple[object, ...]]:
    return desk._base.rows("SELECT kind, id, digest FROM links ORDER BY kind, id")


def test_links_come_back_as_they_were(desk: DeskWriter, records: list[Record]) -> None:
    links = link_simply(records)
    assert list_faults(desk) == []
    assert desk.is_linked()
    provenances = {provenance.of: provenance for provenance in links.provenances}
    for incident in links.incidents:
        view = desk.get_incident(incident.id)
        assert view is not None
        assert view.incident == incident
        assert view.provenance == provenances[incident.id] == desk.get_provenance(incident.id)
        assert view.ladders == tuple(ladder for ladder in links.ladders if ladder.incident == incident.id)
        assert view.contradictions == tuple(c for c in links.contradictions if c.of == incident.id)
        assert {row.id for row in view.reports} == set(incident.reports)
    for statement in links.statements:
        seen = desk.get_statement(statement.id)
        assert seen is not None
        assert (seen.statement, seen.provenance) == (statement, provenances[statement.id])
        assert {(claim.report, claim.id) for claim in seen.claims} == {(ref.report, ref.id) for ref in statement.claims}
    assert desk.get_family(links.families[0].id) == links.families[0]
    assert {desk.get_contradiction(c.id) for c in links.contradictions} == set(links.contradictions)
    assert all(desk.list_credits(record.report.id) for record in records)
    assert [desk.get_incident("x"), desk.get_statement("x"), desk.get_provenance("x")] == [None] * 3


def test_the_same_links_are_not_written_again(desk: DeskWriter, records: list[Record]) -> None:
    assert desk.replace_links(link_simply(records)) == 0
    more = [*records, make_record(7, who="Ana Lopes", place="Bay 7")]
    desk.add(more)
    assert len(desk.list_unlinked()) == 1
    # a new incident with its ladder, a new credit; and the speaker's statement in place of the one before
    assert desk.replace_links(link_simply(more)) == 5
    assert list_faults(desk) == []


def test_a_family_is_told_of_each_of_its_reports(desk: DeskWriter, records: list[Record]) -> None:
    family = desk.get_family_of("copy")
    assert family is not None
    assert desk.get_family_of(records[0].report.id) == family
    assert desk.get_family_of(records[1].report.id) is None
    row = desk.get_report("copy")
    assert row is not None
    assert (row.family, row.copies) == (family.id, 2)
    listed = desk.list_families()
    assert [(one.id, one.reports) for one in listed.rows] == [(family.id, 2)]


def test_speakers_are_counted_from_links(desk: DeskWriter, records: list[Record]) -> None:
    speakers = {row.name: row for row in desk.list_speakers().rows}
    assert {name: row.claims for name, row in speakers.items()} == {"Ana Lopes": 2, "Ana Reis": 4}
    assert [row.name for row in desk.list_speakers("REI").rows] == ["Ana Reis"]
    assert desk.list_speakers("100%_!").rows == ()
    said = desk.list_claims_of("person:ana reis")
    assert (said.total, {claim.said for claim in said.rows}) == (4, {"2022-01-05"})
    assert desk.list_claims_of("person:ana reis", first="2022-01-06").total == 0
    assert desk.list_reports(ReportQuery(speaker=("person:ana reis",))).total == 4
    assert desk.count_facets()["speaker"][0].label == "Ana Reis"
    assert desk.get_speaker("nobody") is None


def test_incidents_are_filtered_and_sorted(desk: DeskWriter, records: list[Record]) -> None:
    rows = desk.list_incidents().rows
    assert [row.reports for row in rows] == [4, 2]
    assert all((row.origins, row.contradictions, row.place is not None) == (1, 1, True) for row in rows)
    assert desk.list_incidents(IncidentQuery(type=("PROTEST",), country=("KZ",))).total == 2
    assert desk.list_incidents(IncidentQuery(words="bay 1")).total == 1
    assert desk.list_incidents(IncidentQuery(kind=("toll",), least_reports=3)).total == 1
    assert desk.list_incidents(IncidentQuery(kind=("denial",))).total == 0
    assert desk.list_incidents(IncidentQuery(report=records[1].report.id)).total == 1
    assert desk.list_incidents(IncidentQuery(first="2022-01-05", last="2022-01-05")).total == 2
    assert desk.list_incidents(IncidentQuery(first="2022-01-06")).total == 0
    assert desk.count_incidents()["country"][0].reports == 2
    for sort in ("contradictions", "origins", "reports", "newest", "oldest"):
        assert desk.list_incidents(sort=sort).total == 2
    about = rows[0].id
    assert [row.of for row in desk.list_contradictions(of=about).rows] == [about]
    assert desk.list_contradictions(kind=["toll"], report="copy").total == 1


def test_ids_lead_to_what_they_are_part_of(desk: DeskWriter, records: list[Record]) -> None:
    record = records[1]
    links = desk.map_links(record.report.id)
    assert set(links) == {record.claims[0].id, record.events[0].id, record.tolls[0].id}
    found = desk.find_ref(record.events[0].id)
    assert [(one.kind, one.report, one.link) for one in found] == [
        ("event", record.report.id, links[record.events[0].id])
    ]
    assert desk.find_id(record.tolls[0].id)[0].link == links[record.tolls[0].id]
    incident = desk.list_incidents().rows[0].id
    assert [(one.kind, one.id) for one in desk.find_id(incident[:14])] == [("incident", incident)]
    assert len(desk.find_id("", most=3)) == 0
    assert len(desk.find_id("incident-")) == 2
    assert desk.find_id("incident-%") == ()


def test_a_removed_report_is_in_no_link(desk: DeskWriter, records: list[Record]) -> None:
    desk.remove("copy")
    assert list_faults(desk) == []
    assert desk.get_family_of(records[0].report.id) is None
    # all that shared a link with it are to be compared anew; the others stay linked
    assert set(desk.list_unlinked()) == {r.report.id for r in records if r.places[0].name == "Bay 0"} - {"copy"}
    desk.replace_links(link_simply(records[:-1]))
    assert list_faults(desk) == []
    assert desk.is_linked()


def test_links_of_some_reports_leave_others_alone(desk: DeskWriter, records: list[Record]) -> None:
    own = [record for record in records if record.places[0].name == "Bay 1"]
    before = dump(desk)
    ids = [record.report.id for record in own]
    assert desk.replace_links(link_simply(own), reports=ids) == 0
    assert dump(desk) == before


def test_a_link_to_an_unknown_report_is_refused(desk: DeskWriter, records: list[Record]) -> None:
    before = dump(desk)
    stray = Links(credits=(Credit("nowhere", Span(0, 1), "X", "cited"),))
    with pytest.raises(ValueError, match="'nowhere'"):
        desk.replace_links(stray)
    assert dump(desk) == before


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_done_in_whatever_order_the_links_are_the_same(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    with open_writer(tmp_path_factory.mktemp("desk") / "a.sayso") as desk:
        pool = [make_record(n, place=f"Bay {n % 3}", who=f"Ana {n % 2}", id=f"r{n}") for n in range(8)]
        for _ in range(data.draw(st.integers(1, 6))):
            for record in data.draw(st.lists(st.sampled_from(pool), max_size=4, unique=True)):
                desk.add([record], again=data.draw(st.booleans()))
            if data.draw(st.booleans()):
                desk.remove(data.draw(st.sampled_from(pool)).report.id)
            if data.draw(st.booleans()):
                desk.replace_links(link_simply(list(desk.iter_records())))
            assert list_faults(desk) == []
        kept = list(desk.iter_records())
        desk.replace_links(link_simply(kept))
        with open_writer(tmp_path_factory.mktemp("desk") / "b.sayso") as fresh:
            fresh.add(kept[::-1])
            fresh.replace_links(link_simply(kept))
            assert dump(fresh) == dump(desk)
            assert fresh.list_speakers() == desk.list_speakers()
            assert fresh.count_facets() == desk.count_facets()
            assert fresh.list_reports() == desk.list_reports()
            assert fresh.list_incidents() == desk.list_incidents()
            assert fresh.totals() == desk.totals()


def test_of_two_links_with_one_id_the_first_is_kept(desk: DeskWriter, records: list[Record]) -> None:
    links = link_simply(records)
    before = dump(desk)
    twice = msgspec.structs.replace(links, statements=(*links.statements, links.statements[0]))
    assert desk.replace_links(twice) == 0
    assert dump(desk) == before
    assert list_faults(desk) == []
