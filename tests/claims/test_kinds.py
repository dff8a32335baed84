"""Kinds of source: head words, what they belong to, titles and appositions, the speaker's other mentions, anonymity."""

from __future__ import annotations

import time

import msgspec
import pytest

from sayso.lang import find_language
from tests.claims.kinds import code, judge, quote
from tests.claims.marked import make_entity, read_marked

SAID = " [c said] [k that it rained] ."


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The Foreign Ministry", "state_body"),
        ("The mayor's office", "state_body"),
        ("The river authority of the province", "state_body"),
        ("Interior Minister General Omar Keita", "official"),
        ("Foreign Ministry spokeswoman Lena Brandt", "official"),
        ("The first deputy head of the city administration, Ruslan Omar,", "official"),
        ("A spokesman for the ministry", "official"),
        ("Police", "military_police"),
        ("Police spokesman John Carter", "military_police"),
        ("Col. Amadou Keita", "military_police"),
        ("The commandant's office of the town", "military_police"),
        ("The supreme court", "court"),
        ("District attorney Ann Roe", "court"),
        ("A rebel commander", "armed_group"),
        ("A spokesman for the rebels", "armed_group"),
        ("Opposition leader Ana Paz", "party_politician"),
        ("The general secretary of the Labour Party", "party_politician"),
        ("A UN report", "international_organisation"),
        ("The World Health Organization", "international_organisation"),
        ("The chief executive of Delta Foods", "company"),
        ("The company's spokesman", "company"),
        ("The state news agency", "media"),
        ("The Harbour Herald", "media"),
        ("A human rights group", "civil_society"),
        ("The president of the teachers' union", "civil_society"),
        ("Kazakh political scientist Aidar Bekov", "expert"),
        ("Dr. Ivan Petrov", "expert"),
        ("Residents", "witness_resident"),
        ("Maria Lopez, a farmer from the valley,", "witness_resident"),
        ("The mother of the boy", "victim_relative"),
        ("His brother", "victim_relative"),
        ("The lawyer for the family", "victim_relative"),
        ("The constitution", "document_data"),
        ("Preliminary data", "document_data"),
        ("A source close to the talks", "unnamed"),
        ("Two sources in the government", "unnamed"),
    ],
)
def test_words_of_the_source_decide(source: str, expected: str) -> None:
    assert code(f"[s {source}]{SAID}") == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The president of the union", "civil_society"),
        ("The president", "official"),
        ("A police report", "military_police"),
        ("The report", "document_data"),
        ("Media reports", "media"),
        ("A retired general, now an analyst,", "expert"),
        ("A former minister", "party_politician"),
        ("Two officials", "official"),
        ("A mother", "witness_resident"),
        ("The consumer ministry", "state_body"),
    ],
)
def test_near_misses(source: str, expected: str) -> None:
    assert code(f"[s {source}]{SAID}") == expected


@pytest.mark.parametrize("source", ["Ana Paz", "The thing", "He", "John Major", "“"])
def test_no_kind_is_guessed(source: str) -> None:
    markup = f"[s {source}]{SAID}"
    assert code(markup, make_entity(read_marked(markup).report.text, source)) is None


def test_claim_without_source_is_of_the_kind_none() -> None:
    (kind,) = judge("It [c became known] [k that the road was closed] .")
    assert kind is not None
    assert (kind.code, kind.reason) == ("none", "the report names no source")


def test_reason_names_the_characters_that_decided() -> None:
    markup = f"[s Police spokesman John Carter]{SAID}"
    (kind,) = judge(markup)
    assert kind is not None
    assert kind.reason == "“spokesman” speaks for “Police”: military or police"
    assert quote(markup, kind) == "spokesman"


def test_pronoun_takes_the_post_that_its_speaker_has_elsewhere() -> None:
    markup = "The roads are closed . Mayor Ana Paz was there . [s She] [c said] [k yes] ."
    paz = make_entity(read_marked(markup).report.text, "Ana Paz")
    (kind,) = judge(markup, paz, speakers=("Ana Paz",))
    assert kind is not None
    assert kind.code == "official"
    assert kind.reason.endswith("“She” refers to “Mayor Ana Paz”")


def test_capitals_of_a_transcript_find_the_full_name() -> None:
    markup = "Mayor Ana Ratulevu was there . [s RATULEVU] [c said] [k yes] ."
    text = read_marked(markup).report.text
    full, short = make_entity(text, "Ana Ratulevu"), make_entity(text, "RATULEVU")
    (kind,) = judge(markup, full, short, speakers=("RATULEVU",))
    assert kind is not None
    assert kind.code == "official"


def test_its_president_belongs_to_what_was_named_before() -> None:
    markup = "[s1 The Shipbreakers Union] [c1 said] [k1 yes] . [s2 Its president] [c2 said] [k2 no] ."
    assert [k.code for k in judge(markup) if k] == ["civil_society", "civil_society"]


def test_place_that_speaks_is_the_state() -> None:
    markup = f"[s Ruritania]{SAID}"
    assert code(markup, make_entity("Ruritania", "Ruritania", kind="place")) == "state_body"


def test_account_on_a_network_is_a_private_person() -> None:
    (kind,) = judge(f"[s @quayside_ana]{SAID}")
    assert kind is not None
    assert (kind.code, kind.reason) == ("witness_resident", "“@quayside_ana” is an account on a network")


def test_own_outlet_is_media() -> None:
    (kind,) = judge(f"[s The Quay]{SAID}", outlet="Quay")
    assert kind is not None
    assert kind.code == "media"


@pytest.mark.parametrize(
    "markup",
    [
        "[s An official], who spoke on condition of anonymity, [c said] [k that it rained] .",
        "[k It rained], [c said] [s an official] who asked not to be named .",
        "[s An official familiar with the matter] [c said] [k that it rained] .",
    ],
)
def test_withheld_identity_beats_office(markup: str) -> None:
    assert code(markup) == "unnamed"


def test_who_is_withheld_stays_so() -> None:
    markup = "[s1 An officer], who asked not to be named, [c1 said] [k1 yes] . [s2 He] [c2 said] [k2 no] ."
    kinds = judge(markup, make_entity("An officer", "An officer"), speakers=("An officer", "An officer"))
    assert [k.code for k in kinds if k] == ["unnamed", "unnamed"]


def test_what_a_claim_says_of_others_withholds_nothing() -> None:
    assert code("[s The minister] [c said] [k that two men asked not to be named] .") == "official"


def test_a_users_book_decides() -> None:
    book = find_language("en").sources
    kinds = tuple(
        msgspec.structs.replace(k, bodies=("quango", *k.bodies)) if k.code == "expert" else k for k in book.kinds
    )
    (kind,) = judge(f"[s The quango]{SAID}", book=msgspec.structs.replace(book, kinds=kinds))
    assert kind is not None
    assert kind.code == "expert"


def test_long_reports_cost_as_much_a_word_as_short_ones() -> None:
    piece = "[s The head of the office of the ministry's spokesman's office, a farmer,] [c said] [k yes] . "
    costs = []
    for times in (40, 320):
        markup = piece * times
        start = time.perf_counter()
        assert len(judge(markup)) == times
        costs.append((time.perf_counter() - start) / times)
    assert costs[1] < 8 * costs[0]
