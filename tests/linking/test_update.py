"""Links of a desk are those of its reports, however it came to hold them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.linking.link import STEPS, link_reports
from sayso.linking.update import Updated, thin, update_links
from sayso.model import By, Links, Record
from sayso.store import DeskWriter, open_writer
from tests.store.checks import list_faults
from tests.store.made import link_simply, make_record


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskWriter]:
    with open_writer(tmp_path / "a.sayso") as opened:
        yield opened


def test_only_a_desk_that_changed_is_linked(desk: DeskWriter) -> None:
    assert update_links(desk, link=link_simply) == Updated()
    desk.add([make_record(n, place="Bay") for n in range(3)])
    first = update_links(desk, link=link_simply)
    assert (first.new, first.compared, first.changed > 0) == (3, 3, True)
    assert update_links(desk, link=link_simply) == Updated()
    desk.add([make_record(9, place="Bay")])
    again = update_links(desk, link=link_simply)
    assert (again.new, again.compared) == (1, 4)
    assert list_faults(desk) == []


def test_a_removal_has_the_rest_linked_anew(desk: DeskWriter) -> None:
    desk.add([make_record(1, who="Ana", place="Here"), make_record(2, who="Rui", place="There")])
    update_links(desk, link=link_simply)
    desk.remove(make_record(2, who="Rui", place="There").report.id)
    assert update_links(desk, link=link_simply).compared == 1
    desk.remove(make_record(1, who="Ana", place="Here").report.id)
    assert update_links(desk, link=link_simply).compared == 0
    assert desk.is_linked()


def test_linking_that_stops_leaves_the_desk_as_it_was(desk: DeskWriter) -> None:
    desk.add([make_record(1)])
    update_links(desk, link=link_simply)
    before = desk.totals()
    desk.add([make_record(2)])

    def stop(records: Sequence[Record]) -> Links:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        update_links(desk, link=stop)
    assert desk.list_unlinked() == (make_record(2).report.id,)
    assert desk.totals().incidents == before.incidents
    assert update_links(desk, link=link_simply).new == 1


def test_progress_tells_of_loading_and_of_each_step(desk: DeskWriter) -> None:
    desk.add([make_record(n) for n in range(2)])
    told: list[tuple[str, int, int]] = []
    update_links(desk, advance=lambda *step: told.append(step))
    assert told[:2] == [("reports loaded", 1, 2), ("reports loaded", 2, 2)]
    assert [step for step, _, _ in told[2:]] == list(STEPS)


def test_thin_records_keep_what_links_are_found_by() -> None:
    record = make_record()
    assert thin(record) == record
    claims = tuple(msgspec.structs.replace(claim, by=By("claims", "1", "rule")) for claim in record.claims)
    assert thin(msgspec.structs.replace(record, claims=claims)) == record


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(7)), cut=st.integers(1, 6), gone=st.integers(0, 6))
def test_in_whatever_steps_reports_come_the_links_are_the_same(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], cut: int, gone: int
) -> None:
    pool = [
        make_record(n // 2 + 3, place=("Almaty", "Kostanay", "Zaisan")[n % 3], id=f"r{n}", outlet=f"Post {n % 4}")
        for n in range(7)
    ]
    with open_writer(tmp_path_factory.mktemp("desk") / "a.sayso") as desk:
        for part in (order[:cut], order[cut:]):
            desk.add([pool[n] for n in part])
            update_links(desk)
        desk.remove(f"r{gone}")
        update_links(desk)
        assert list_faults(desk) == []
        links = link_reports([record for n, record in enumerate(pool) if n != gone])
        for incident in links.incidents:
            view = desk.get_incident(incident.id)
            assert view is not None
            assert view.incident == incident
        totals = desk.totals()
        assert (totals.incidents, totals.statements, totals.families, totals.contradictions) == (
            len(links.incidents), len(links.statements), len(links.families), len(links.contradictions),
        )  # fmt: skip
        for provenance in links.provenances:
            assert desk.get_provenance(provenance.of) == provenance
