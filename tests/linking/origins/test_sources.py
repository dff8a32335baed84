"""Whom a sentence names as the one who says it, and who in it is no source."""

from __future__ import annotations

import pytest

from sayso.model import Entity
from tests.linking.origins.tracing import LEAD, show, told, trace
from tests.linking.telling import Says, credit, find, tell


def test_a_sentence_names_its_source_though_the_record_has_no_claim() -> None:
    one = tell("r1", f"{LEAD}, the Central Hospital in Osh said.", events=[("killed", None)], outlet="A")
    two = tell("r2", f"According to Ana Lopes, {LEAD}.", events=[("killed", None)], outlet="B",
               entities=(placed("According to Ana Lopes, ", "Ana Lopes"),))  # fmt: skip
    assert show(trace(one, two)) == {"Ana Lopes": ["r2"], "Central Hospital in Osh": ["r1"]}


def test_nobody_and_who_only_listens_are_no_sources() -> None:
    for words in (
        "No group has said that it was behind it.", "A mechanic told the Steppe Wire.", "Officials said so.",
        "The company said nothing.",
    ):  # fmt: skip
        record = tell("r1", f"{LEAD}. {words}", events=[("killed", None)], outlet="A")
        assert list(show(trace(record))) == ["A"], words


@pytest.mark.parametrize(
    ("behind", "speaker", "cue", "told_by"),
    [
        ("The Aid Union appealed for blood after the blast.", "The Aid Union", "appealed", "blood"),
        ("Villagers nearby heard a blast.", "Villagers nearby", "heard", "blast"),
    ],
)
def test_who_only_asks_or_hears_is_no_origin(behind: str, speaker: str, cue: str, told_by: str) -> None:
    kind = "witness_resident" if cue == "heard" else "civil_society"
    record = tell(
        "r1", f"{LEAD}, the health ministry said. {behind}", Says("the health ministry", LEAD, "state_body"),
        Says(speaker, behind.split(f"{cue} ")[1].rstrip("."), kind, cue=cue),
        events=[("killed", 0), (told_by, 1)],
    )  # fmt: skip
    assert show(trace(record)) == {"health ministry": ["r1"]}


def test_a_witness_counts_for_the_happening_alone() -> None:
    text = (
        f"{LEAD}, the health ministry said. A blast tore through the market, Ana Lopes said. "
        "They came late, Rosa Diaz said."
    )
    people = (placed(text, "Ana Lopes", "e1"), placed(text, "Rosa Diaz", "e2"))
    record = tell(
        "r1", text, Says("the health ministry", LEAD, "state_body"),
        Says("Ana Lopes", "A blast tore through the market", "witness_resident", "e1"),
        Says("Rosa Diaz", "They came late", "witness_resident", "e2"),
        events=[("killed", 0), ("tore", 1), ("came", 2)], entities=people,
    )  # fmt: skip
    other = told("r2", "the interior ministry", outlet="B", lead="A second blast killed 2 people in Osh")
    assert set(show(trace(record, other))) == {"health ministry", "Ana Lopes", "interior ministry"}


def test_an_outlet_taken_for_a_body_is_what_the_credit_says() -> None:
    one = told("r1", outlet="Steppe Wire")
    two = told("r2", "Steppe Wire", kind="company", lead="In Osh a blast killed 12", outlet="B", published="2024-03-06")
    found = trace(one, two, credits=[credit(two, "Steppe Wire", "Steppe Wire", "cited")])
    assert show(found) == {"health ministry": ["r1", "r2"]}


def test_the_group_goes_with_the_only_body_that_it_may_mean() -> None:
    one = told("r1", "the rights group Open Ledger", kind="civil_society", outlet="A")
    two = told("r2", "the rights group", kind="civil_society", outlet="B")
    three = told("r3", "the army", kind="military_police", outlet="C")
    assert [len(origin.trails) for origin in trace(one, two, three).origins] == [2, 1]
    assert len(trace(two, three).origins) == 2


def placed(text: str, name: str, number: str = "e1") -> Entity:
    """A person by name, where the name stands."""
    return Entity(number, name, "person", (find(text, name),))


@pytest.mark.parametrize(
    "sentence",
    [
        "Army spokesman Ana Lopes on Saturday raised the number of killed in Osh to 19.",
        "The army today raised the number of killed in Osh to 19.",
        "Nineteen were killed in Osh, the army having confirmed the figure.",
        "Nineteen were killed in Osh, the army was quoted by a paper as saying.",
        "Nineteen were killed in Osh, according to Ana Lopes, a spokeswoman for the army.",
        "The army: nineteen were killed in Osh.",
        "Nineteen were killed in Osh, in the words of the army.",
        "Nineteen were killed in Osh, an army spokesman was quoted by a paper as saying.",
    ],
)
def test_who_says_it_is_read_from_the_sentence_where_no_claim_tells(sentence: str) -> None:
    found = trace(tell("r1", sentence, events=[("killed", None)], outlet="One"))
    assert [(origin.name.casefold(), origin.role) for origin in found.origins] == [("army", "body")]


def test_a_name_is_a_body_where_another_report_says_so() -> None:
    first = told("r1", "a spokesman for Open Field", kind="ngo", outlet="One")
    text = f"(Harbour Wire) - {LEAD}, Open Field said. The blast wounded many."
    second = tell("r2", text, Says("Open Field", LEAD, "media"), events=[("killed", 0), ("blast", None)], outlet="Two")
    found = trace(first, second, credits=[credit(second, "Harbour Wire", "Harbour Wire")])
    assert show(found) == {"Open Field": ["r1", "r2"]}


def test_nobody_who_claimed_it_is_no_unnamed_source() -> None:
    text = "A bombing killed 12 people in Osh. No group had claimed the bombing."
    record = tell("r1", text, Says("No group", "the bombing."), events=[("killed", None), ("the bombing.", 0)])
    assert show(trace(record)) == {"Quay Post": ["r1"]}


def test_a_hospital_that_admitted_people_and_staff_that_announced_something_are_no_sources() -> None:
    text = "A blast killed 12 people in Osh. Hospitals have admitted 11 of those hurt by the blast."
    record = tell("r1", text, events=[("killed", None), ("hurt", None)])
    assert show(trace(record)) == {"Quay Post": ["r1"]}
    text = "Staff at a mill in Osh announced a strike over the blast."
    staff = Entity("e1", "Staff at a mill in Osh", "organisation", (find(text, "Staff at a mill in Osh"),))
    assert show(trace(tell("r2", text, events=[("strike", None)], entities=[staff]))) == {"Quay Post": ["r2"]}


def test_the_sentence_comes_before_a_claim_from_another_sentence() -> None:
    text = "The army said that 12 people were killed in Osh. Nobody was killed, Ana Lopes, who lives nearby, insisted."
    lopes = Entity("e1", "Ana Lopes", "person", (find(text, "Ana Lopes"),))
    record = tell(
        "r1", text, Says("The army", "Nobody was killed", "state_body", cue="said"),
        events=[("killed in", None), ("Nobody", 0)], entities=[lopes],
    )  # fmt: skip
    assert sorted(show(trace(record))) == ["Ana Lopes", "army"]


def test_a_body_beside_a_credited_outlet_in_one_sentence_is_the_origin() -> None:
    text = "An army spokesman said 12 people were killed in Osh, Harbour Wire reported."
    record = tell(
        "r1", text, Says("Harbour Wire", "12 people were killed in Osh", "media", cue="reported"),
        events=[("killed", 0)],
    )  # fmt: skip
    assert show(trace(record)) == {"army": ["r1"]}


def test_what_the_outlets_own_people_counted_counts_beside_the_sentence_that_tells_of_it() -> None:
    text = (
        "Crowds rallied in Osh. Our reporter put the number at 400, row by row. Police said that the rally had ended."
    )
    record = tell(
        "r1", text, Says("Police", "the rally had ended", "military_police"), events=[("rallied", None), ("rally", 0)]
    )
    assert sorted(show(trace(record))) == ["Police", "Quay Post"]
