"""Places of reports, and how two of them stand to one another."""

from __future__ import annotations

from sayso.linking.incidents import join_events
from sayso.linking.incidents.where import make_where, match_places
from sayso.model import Place, Record
from tests.linking.desks import Draft


def test_a_place_that_no_list_has_lies_in_the_country_of_its_report() -> None:
    kasolo = make_where(Place("p0", 0, 6, "Kasolo", 77, -1.5, 30.2, "CD", precision="town"), own=False)
    moreni = make_where(Place("p1", 0, 6, "Moreni", 78, 45.0, 25.6, "RO", precision="town"), own=True)
    unlisted = Place("p2", 10, 20, "Upper Ferry")
    assert match_places(make_where(unlisted, own=True), moreni) == "unknown"
    assert match_places(make_where(unlisted, own=True, scene=kasolo), moreni) == "far"
    assert match_places(make_where(unlisted, own=True, scene=kasolo), kasolo) == "unknown"


def told(name: str, *towns: str, other: bool = False) -> Record:
    """A blast of Thursday with its dead, each at the next of the towns; in ``other`` words."""
    words = "A device went off near a depot on Thursday in {}. Twelve were killed in {}." if other else (
        "A car bomb exploded at the grain market on Thursday in {}. Nine died in {}."
    )  # fmt: skip
    draft = Draft(name, words.format(*towns))
    when = draft.time("Thursday", "2024-05-02")
    draft.event("went off" if other else "exploded", mode="explosives", time=when, place=draft.place(towns[0]))
    where = "p0" if towns[1] == towns[0] else draft.place(towns[1])
    figure = draft.count("Twelve", 12, 12) if other else draft.count("Nine", 9, 9)
    draft.event("killed" if other else "died", time=when, place=where, tolls=(figure,))
    return draft.make()


def test_one_town_that_was_misread_keeps_no_reports_apart() -> None:
    found = join_events([told("a", "Kasolo", "Kasolo"), told("b", "Kasolo", "Moreni", other=True)], ())
    assert frozenset("ab") in {frozenset(one.reports) for one in found}


def test_reports_from_two_towns_stay_two() -> None:
    found = join_events([told("a", "Kasolo", "Kasolo"), told("b", "Moreni", "Moreni")], ())
    assert {frozenset(one.reports) for one in found} == {frozenset("a"), frozenset("b")}
