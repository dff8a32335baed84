"""The example desk, read for real: one ministry post and its copies, a retraction, and two later tolls."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.gazetteer import find_gazetteer
from sayso.ingest import Ingested, find_reports
from sayso.linking.link import link_reports
from sayso.model import Incident, Ladder, Links, Side
from sayso.parse import load_reader
from sayso.pipeline import read_report
from sayso.settings import load_settings

_REPORTS = Path(__file__).resolve().parents[2] / "examples" / "almaty-2022" / "reports.jsonl"
_COPIES = {f"almaty-{number:02}" for number in (6, 7, 8, 9, 10)}


@pytest.fixture(scope="module")
def links() -> Links:
    settings, reader = load_settings(), load_reader()
    found = [one for one in find_reports([str(_REPORTS)], settings=settings) if isinstance(one, Ingested)]
    gazetteer = find_gazetteer(settings)
    return link_reports([read_report(one.report, reader=reader, gazetteer=gazetteer) for one in found])


def pick(links: Links, scope: str) -> Ladder:
    """The longest ladder of the killed with a scope."""
    return max(
        (one for one in links.ladders if one.kind == "killed" and one.scope == scope), key=lambda o: len(o.rungs)
    )


def show(rung: Side) -> tuple[str, str | None, str, str]:
    return rung.value, rung.said, rung.name.replace("’", "'"), rung.standing


def test_the_ladder_of_the_killed_has_its_three_rungs(links: Links) -> None:
    first, second, third = pick(links, "all").rungs
    assert show(first) == ("164", "2022-01-09", "health ministry", "withdrawn")
    assert show(second) == ("225", "2022-01-15", "prosecutor general's office", "stands")
    assert third.value == "238"
    assert (third.said or "").startswith("2022-08")


def test_the_first_toll_is_withdrawn_where_its_origin_says_so(links: Links) -> None:
    (rung, *_) = pick(links, "all").rungs
    assert rung.withdrawn is not None
    assert rung.withdrawn[0] == "almaty-12"
    assert _COPIES | {"almaty-05"} <= set(rung.reports)


def test_the_dead_of_almaty_are_a_part(links: Links) -> None:
    ladder = pick(links, "in Almaty")
    assert [rung.value for rung in ladder.rungs] == ["103"]
    assert not any(side.value == "103" for one in links.contradictions for side in one.sides)


def test_the_tolls_are_side_by_side(links: Links) -> None:
    ladder = pick(links, "all")
    (found,) = (one for one in links.contradictions if one.of == ladder.incident and one.about == "killed")
    assert [side.value for side in found.sides] == ["164", "225", "238"]
    assert "164 was withdrawn" in found.reason
    assert "a later figure of the same source" in found.reason


def test_the_copies_go_back_to_the_wire(links: Links) -> None:
    (family,) = (one for one in links.families if "almaty-05" in one.reports)
    assert family.root == "almaty-05"
    assert {made.report for made in family.copies if made.of == "almaty-05"} == _COPIES


def test_the_broadcaster_lost_the_hedge(links: Links) -> None:
    (made,) = (one for family in links.families for one in family.copies if one.report == "almaty-08")
    assert [hedge for passage in made.passages for change in passage.changes for hedge in change.hedges]


def test_all_reports_of_the_toll_are_of_one_incident(links: Links) -> None:
    incidents: dict[str, Incident] = {one.id: one for one in links.incidents}
    told = incidents[pick(links, "all").incident]
    assert _COPIES | {"almaty-05", "almaty-12", "almaty-15", "almaty-17"} <= set(told.reports)
    by_ref = {ref: one.id for one in links.incidents for ref in (*one.events, *one.tolls)}
    assert len(by_ref) == sum(len(one.events) + len(one.tolls) for one in links.incidents)
