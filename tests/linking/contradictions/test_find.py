"""Accounts that cannot all be so, on reports made by hand."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.linking.link import link_reports
from sayso.model import Contradiction, Ladder, Record, Stance
from tests.linking.desks import TOWNS, Draft

MINISTRY, POLICE = "The health ministry", "The Kasolo police"


def count(
    name: str,
    figure: str,
    low: int | None,
    high: int | None,
    *,
    source: str = MINISTRY,
    day: str = "2024-05-03",
    after: str = "",
) -> Draft:
    """A report of one blast with a toll by some body."""
    told = f"that {figure} people died{after}"
    text = f"A car bomb exploded at the grain market in Kasolo on Thursday. {source} said {told}."
    draft = Draft(name, text, published=day, outlet=f"Outlet {name}")
    when, where = draft.time("Thursday", "2024-05-02"), draft.place("Kasolo")
    draft.event("exploded", mode="explosives", time=when, place=where)
    claim = draft.claim(source, "said", told)
    draft.event("died", claim=claim, place=where, tolls=(draft.count(figure, low, high, who="people"),))
    return draft


def say(name: str, source: str, words: str, *, cue: str = "said", stance: Stance | None = None) -> Draft:
    """A report of one march with what somebody says of it."""
    text = f"Hundreds marched through Kasolo on Thursday. {source} {cue} {words}."
    draft = Draft(name, text, outlet=f"Outlet {name}")
    draft.event(
        "marched", "PROTEST", mode="demo", time=draft.time("Thursday", "2024-05-02"), place=draft.place("Kasolo")
    )
    draft.claim(source, cue, words, stance=stance)
    return draft


def find(*drafts: Draft) -> tuple[tuple[Ladder, ...], tuple[Contradiction, ...]]:
    links = link_reports([draft.make() for draft in drafts])
    return links.ladders, links.contradictions


def list_kind(kind: str, *drafts: Draft) -> list[Contradiction]:
    return [one for one in find(*drafts)[1] if one.kind == kind]


def test_two_bodies_with_two_figures_contradict() -> None:
    (found,) = list_kind("toll", count("a", "164", 164, 164), count("b", "225", 225, 225, source=POLICE))
    assert [(side.value, side.name) for side in found.sides] == [("164", "health ministry"), ("225", "Kasolo police")]
    assert "cannot both be so" in found.reason


@pytest.mark.parametrize(
    "words",
    ["the Kasolo police's count was 225", "the latest figures: the Kasolo police's count of people killed, 225"],
)
def test_a_count_is_that_of_the_body_that_owns_it(words: str) -> None:
    draft = Draft("a", f"A car bomb exploded in Kasolo on Thursday. {MINISTRY} said {words}.", outlet="Outlet a")
    draft.event("exploded", time=draft.time("Thursday", "2024-05-02"), place=draft.place("Kasolo"))
    draft.claim(MINISTRY, "said", words)
    draft.toll("225", 225, 225, place="p0", claim=draft.claims[-1].id)
    (found,) = list_kind("toll", count("b", "164", 164, 164), draft)
    assert [(side.value, side.name) for side in found.sides] == [("164", "health ministry"), ("225", "Kasolo police")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (count("a", "at least 9", 9, None), count("b", "12", 12, 12, source=POLICE)),
        (count("a", "9", 9, 9), count("b", "9", 9, 9, source=POLICE)),
        (count("a", "up to 20", None, 20), count("b", "12", 12, 12, source=POLICE)),
    ],
    ids=["at-least", "same", "up-to"],
)
def test_figures_that_may_both_be_so_do_not(first: Draft, second: Draft) -> None:
    assert list_kind("toll", first, second) == []


def test_a_later_figure_of_one_source_says_so() -> None:
    first, later = count("a", "164", 164, 164), count("b", "225", 225, 225, day="2024-05-09")
    (found,) = list_kind("toll", first, later)
    assert "a later figure of the same source" in found.reason


@pytest.mark.parametrize(
    "words",
    [
        "52 people died, 11 of them in the hall",
        "52 people died, 11 of whom were guards",
        "52 people died, including 11 women",
    ],
)
def test_a_part_contradicts_no_whole(words: str) -> None:
    draft = Draft("a", f"A car bomb exploded in Kasolo. {MINISTRY} said that {words}.")
    claim = draft.claim(MINISTRY, "said", f"that {words}")
    draft.event("exploded", place=draft.place("Kasolo"))
    draft.event("died", claim=claim, tolls=(draft.count("52", 52, 52, who="people"), draft.count("11", 11, 11)))
    ladders, contradictions = find(draft)
    assert contradictions == ()
    assert {ladder.scope != "all" for ladder in ladders} == {True, False}


def test_a_figure_for_the_town_of_the_incident_is_no_part_of_one_for_the_country() -> None:
    text = (
        f"A car bomb exploded in Kasolo on Thursday, killing two people. {MINISTRY} said that three people died in X."
    )
    draft = Draft("a", text, published="2024-05-03")
    when, where = draft.time("Thursday", "2024-05-02"), draft.place("Kasolo")
    land = draft.place("X", country=TOWNS["Kasolo"][2])
    draft.event("exploded", mode="explosives", time=when, place=where)
    draft.event("killing", time=when, place=where, tolls=(draft.count("two", 2, 2, who="people"),))
    claim = draft.claim(MINISTRY, "said", "that three people died in X")
    draft.event("died", claim=claim, time=when, place=land, tolls=(draft.count("three", 3, 3),))
    other = count("b", "five", 5, 5, source=POLICE)
    assert [ladder.scope for ladder in find(draft, other)[0]] == ["all"]


def test_an_increment_is_no_figure() -> None:
    draft = count("a", "52", 52, 52)
    other = count("b", "seven more", 7, 7, source=POLICE)
    assert list_kind("toll", draft, other) == []


def test_a_withdrawn_figure_stays_on_the_ladder() -> None:
    first = count("a", "164", 164, 164)
    text = f"The toll of 164 from the blast in Kasolo was a mistake, {MINISTRY.lower()} said on Saturday."
    back = Draft("b", text, published="2024-05-05", outlet="Outlet b")
    claim = back.claim(MINISTRY.lower(), "said", text.partition(", the")[0])
    back.event("blast", mode="explosives", place=back.place("Kasolo"), claim=claim)
    (ladder,) = (one for one in find(first, back)[0] if one.scope == "all")
    (rung,) = ladder.rungs
    assert rung.standing == "withdrawn"
    assert rung.withdrawn is not None
    assert rung.withdrawn[0] == "b"
    assert rung.withdrawn[1].text(back.text) == "a mistake"


def test_nobody_can_take_back_the_figure_of_another() -> None:
    first = count("a", "164", 164, 164)
    text = f"The toll of 164 from the blast in Kasolo was a mistake, {POLICE} said on Saturday."
    back = Draft("b", text, published="2024-05-05", outlet="Outlet b")
    claim = back.claim(POLICE, "said", text.partition(", The")[0])
    back.event("blast", mode="explosives", place=back.place("Kasolo"), claim=claim)
    assert {rung.standing for ladder in find(first, back)[0] for rung in ladder.rungs} == {"stands"}


def test_nobody_died_stands_against_a_toll() -> None:
    denial = count("b", "no", 0, 0, source="The mayor of Kasolo, Ada Lenz,")
    denial.events[-1] = msgspec.structs.replace(denial.events[-1], realis="denied")
    kinds = {one.kind for one in find(count("a", "9", 9, 9), denial)[1]}
    assert kinds == {"toll", "denial"}


def test_a_denial_stands_against_an_assertion() -> None:
    told = Draft("a", "The army shelled the vegetable market in Kasolo on Thursday, The Kasolo police said.")
    when, where = told.time("Thursday", "2024-05-02"), told.place("Kasolo")
    claim = told.claim(POLICE, "said", "The army shelled the vegetable market in Kasolo on Thursday")
    told.event("shelled", time=when, place=where, claim=claim)
    denial = Draft("b", "The army denied that it had shelled the vegetable market in Kasolo on Thursday.", outlet="B")
    content = "that it had shelled the vegetable market in Kasolo on Thursday"
    when, where = denial.time("Thursday", "2024-05-02"), denial.place("Kasolo")
    claim = denial.claim("The army", "denied", content, stance="denial")
    denial.event("shelled", time=when, place=where, claim=claim, realis="denied")
    (found,) = list_kind("denial", told, denial)
    assert {(side.value, side.name) for side in found.sides} == {("denied", "army"), ("asserted", "Kasolo police")}
    assert list_kind("denial", denial) == []


def test_parties_that_blame_different_doers_contradict() -> None:
    first = say("a", POLICE, "the Salt Road Brigade for the march", cue="blamed")
    second = say("b", MINISTRY, "that the Lowland Union had organised the march")
    (found,) = list_kind("agent", first, second)
    assert {side.value for side in found.sides} == {"salt road brigade", "lowland union"}


@pytest.mark.parametrize(
    "second",
    [
        say("b", MINISTRY, "the Salt Road men for the march", cue="blamed"),
        say("b", MINISTRY, "unknown men for the march", cue="blamed"),
        say("b", POLICE, "the Lowland Union for the march", cue="blamed"),
        say("b", MINISTRY, "that it had heard of the march"),
    ],
    ids=["a-word-in-common", "nobody", "the-same-party", "no-blame"],
)
def test_what_names_no_rival_is_no_contradiction(second: Draft) -> None:
    assert list_kind("agent", say("a", POLICE, "the Salt Road Brigade for the march", cue="blamed"), second) == []


def test_labels_of_two_groups_contradict() -> None:
    first = say("a", POLICE, "those involved bandits", cue="called")
    second = say("b", "The rights group Open Ledger", "they were peaceful protesters")
    (found,) = list_kind("label", first, second)
    assert {side.words for side in found.sides} == {"bandits", "protesters"}
    assert list_kind("label", first, say("b", MINISTRY, "those involved looters", cue="called")) == []


def test_who_describes_a_deed_gives_no_label() -> None:
    first = say("a", POLICE, "those involved bandits", cue="called")
    assert list_kind("label", first, say("b", MINISTRY, "how protesters set out", cue="described")) == []


def make_desk() -> list[Record]:
    drafts = [
        count("a", "164", 164, 164), count("b", "225", 225, 225, source=POLICE), count("c", "164", 164, 164),
        say("d", POLICE, "the Salt Road Brigade for the march", cue="blamed"),
        say("e", MINISTRY, "the Lowland Union for the march", cue="blamed"),
    ]  # fmt: skip
    return [draft.make() for draft in drafts]


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(5)))
def test_the_order_of_reports_changes_nothing(order: list[int]) -> None:
    records = make_desk()
    first, again = link_reports(records), link_reports([records[n] for n in order])
    assert (again.ladders, again.contradictions) == (first.ladders, first.contradictions)


def test_spans_hold_the_words_shown() -> None:
    records = make_desk()
    texts = {record.report.id: record.report.text for record in records}
    links = link_reports(records)
    sides = [s for c in links.contradictions for s in c.sides] + [r for ladder in links.ladders for r in ladder.rungs]
    assert sides
    assert all(side.span.text(texts[side.report]) == side.words for side in sides)
    assert all(side.report in side.reports for side in sides)
