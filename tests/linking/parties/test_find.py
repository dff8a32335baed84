"""Who a source is, by its words and by what the report tells."""

from __future__ import annotations

import pytest

from sayso.linking.parties import PartyFinder, find_origin, find_party, same_party
from sayso.linking.parties.party import Party
from sayso.linking.parties.setting import cut_phrase, cut_post
from sayso.model import Entity, Span
from tests.linking.telling import Says, body, find, person, tell


def find_one(
    source: str, kind: str | None = "state_body", *, country: str | None = None, town: str | None = None
) -> Party:
    text = f"Two died, {source} said."
    record = tell("r1", text, Says(source, "Two died", kind), country=country, town=town)
    party = find_party(record, record.claims[0])
    assert party is not None
    return party


@pytest.mark.parametrize(
    "source",
    [
        "the health ministry",
        "the Ministry of Health",
        "Kazakhstan's Health Ministry",
        "the Health Ministry of Kazakhstan",
        "the Kazakh health ministry",
        "a health ministry spokesman",
        "a spokeswoman for the Ministry of Health",
        "the state Ministry of Public Health",
    ],
)
def test_a_ministry_is_one_party_however_it_is_named(source: str) -> None:
    assert find_one(source, country="KZ").key == "body:health ministry@KZ"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the interior ministry", "the Ministry of Internal Affairs"),
        ("the prosecutor general's office", "the Prosecutor-General’s Office"),
        ("the defence ministry", "the Defense Ministry"),
        ("police", "the police"),
        ("the U.S. State Department", "the US State Department"),
    ],
)
def test_two_forms_of_a_name_are_one_party(one: str, other: str) -> None:
    assert find_one(one).key == find_one(other).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the interior ministry", "the foreign ministry"),
        ("Kazakhstan's health ministry", "the Kyrgyz health ministry"),
        ("the health ministry", "the health department"),
        ("the World Bank", "the National Bank"),
    ],
)
def test_other_bodies_are_other_parties(one: str, other: str) -> None:
    assert not same_party(find_one(one), find_one(other))


def test_police_of_two_towns_are_apart_unless_they_speak_of_the_same_thing() -> None:
    here, there = find_one("police", town="Osh", country="KG"), find_one("the police", town="Aktau", country="KZ")
    assert not same_party(here, there)
    assert same_party(here, there, nearby=True)


def test_a_body_of_unknown_country_may_be_that_of_any() -> None:
    assert same_party(find_one("the interior ministry"), find_one("Kenya's interior ministry"))


def test_a_surname_alone_is_the_person_of_that_name() -> None:
    text = "Ana Lopes said two died. Lopes said so. Rui Lopes said three died."
    record = tell(
        "r1", text, Says("Ana Lopes", "two died", who="e1"), Says("Rui Lopes", "three died", who="e2"),
        Says("Lopes", "so", who="e3"),
        entities=(person("e1", "Ana Lopes"), person("e2", "Rui Lopes"), person("e3", "Lopes")),
    )  # fmt: skip
    ana, rui, lopes = (PartyFinder(record).find(claim) for claim in record.claims)
    assert ana
    assert rui
    assert lopes
    assert same_party(ana, lopes)
    assert same_party(rui, lopes)
    assert not same_party(ana, rui)


def test_who_speaks_for_a_body_leads_to_it() -> None:
    text = "Two died, said Ana Lopes, a spokeswoman for the health ministry."
    source = "Ana Lopes, a spokeswoman for the health ministry"
    record = tell("r1", text, Says(source, "Two died", "official", "e1"), entities=(person("e1", "Ana Lopes"),))
    party = find_party(record, record.claims[0])
    assert party is not None
    assert party.role == "person"
    assert party.of is not None
    assert party.of.base == "body:health ministry"


def test_a_post_leads_to_the_body_that_it_names() -> None:
    source = "a post on a government Telegram channel that gave the health ministry as its source"
    text = f"Two died, according to {source}. The post put the wounded at nine."
    start = text.index("The post")
    entity = Entity("e1", "a post", "other", (find(text, "a post"), Span(start + 4, start + 8)))
    record = tell(
        "r1", text, Says(source, "Two died", "document_data", "e1"),
        Says("The post", "the wounded at nine", "document_data", "e1"), entities=(entity,),
    )  # fmt: skip
    parties = [find_party(record, claim) for claim in record.claims]
    assert [p and p.role for p in parties] == ["channel", "document"]
    assert [p and find_origin(p).key for p in parties] == ["body:health ministry"] * 2


def test_a_bare_ministry_is_the_one_named_last() -> None:
    text = "The interior ministry met. The health ministry counted two dead. Later the ministry said three died."
    record = tell("r1", text, Says("the ministry", "three died", "state_body"))
    party = find_party(record, record.claims[0])
    assert party is not None
    assert party.base == "body:health ministry"


@pytest.mark.parametrize("words", ["this newspaper", "our correspondent", "the Tulip", "the Evening Tulip"])
def test_an_outlet_on_itself_is_the_outlet(words: str) -> None:
    record = tell(
        "r1", f"Two died, {words} has learnt.", Says(words, "Two died", "media"), outlet="Evening Tulip (invented)"
    )
    party = find_party(record, record.claims[0])
    assert party is not None
    assert party.own
    assert party.name == "Evening Tulip"


def test_an_outlet_is_an_agency_by_its_name() -> None:
    assert find_one("Steppe Wire", "media").role == "agency"
    assert find_one("the Halden Tribune", "media").role == "outlet"


def test_no_source_is_nobody_and_a_name_kept_back_is_unnamed() -> None:
    text = "It was reported that two died. Officials said three died."
    record = tell("r1", text, Says(None, "that two died", "none"), Says("Officials", "three died", "official"))
    nobody, officials = (find_party(record, claim) for claim in record.claims)
    assert nobody is None
    assert officials is not None
    assert officials.role == "unnamed"
    assert officials.local


def test_a_resident_of_one_report_is_not_that_of_another() -> None:
    parties = []
    for report in ("r1", "r2"):
        record = tell(report, "Two died, a resident said.", Says("a resident", "Two died", "witness_resident"))
        parties.append(find_party(record, record.claims[0]))
    assert parties[0]
    assert parties[1]
    assert parties[0].key != parties[1].key
    assert parties[0].role == "person"


def test_a_proper_name_needs_no_country() -> None:
    text = "Two died, Border Watch said."
    parties = []
    for country in ("KZ", "PE"):
        record = tell(
            "r1", text, Says("Border Watch", "Two died", "civil_society", "e1"), entities=(body("e1", "Border Watch"),),
            country=country,
        )  # fmt: skip
        parties.append(find_party(record, record.claims[0]))
    assert parties[0]
    assert parties[1]
    assert parties[0].key == parties[1].key == "body:border watch"


def test_long_and_odd_phrases_are_bounded() -> None:
    for source in ("the " + "very " * 5000 + "ministry", "’s’s’s", "of of of", "Ministry of of of the", "(" * 400):
        text = f"Two died, {source} said."
        record = tell("r1", text, Says(source, "Two died", "state_body"))
        party = find_party(record, record.claims[0])
        assert party is None or len(party.name) <= 400


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The organisers, the Citizens' Forum", "the Citizens' Forum"),
        ("the Citizens' Forum, which called the march", "the Citizens' Forum"),
        ("The mayor of Osh, Ana Lopes", "Ana Lopes"),
        ("Osh's mayor, Ana Lopes", "Ana Lopes"),
        ("a driver, who saw it", "a driver"),
        (", ,", ", ,"),
    ],
)
def test_a_phrase_is_cut_down_to_its_name(words: str, name: str) -> None:
    assert cut_phrase(words) == name


def test_its_people_are_the_body() -> None:
    assert find_one("firefighters").key == find_one("the fire brigade").key


@pytest.mark.parametrize("words", ["eleven people", "11 people", "severe floods", "no group"])
def test_what_cannot_speak_is_no_party(words: str) -> None:
    record = tell("r1", f"Two died, {words} said.", Says(words, "Two died", "witness_resident"))
    assert find_party(record, record.claims[0]) is None


def test_a_witness_goes_by_the_name_right_behind() -> None:
    text = "According to a witness, Ana Lopes, two died."
    known = Entity("e1", "Ana Lopes", "person", (find(text, "Ana Lopes"),))
    record = tell("r1", text, Says("a witness", "two died", "witness_resident"), entities=(known,))
    party = find_party(record, record.claims[0])
    assert party is not None
    assert (party.name, party.local) == ("Ana Lopes", False)


@pytest.mark.parametrize("source", ["the authorities", "local authorities", "officials", "authorities"])
def test_officials_of_no_country_and_no_field_are_unnamed(source: str) -> None:
    assert find_one(source, "official").role == "unnamed"


def test_authorities_of_a_country_or_for_a_field_are_a_body() -> None:
    assert find_one("Kenyan authorities").role == "body"
    assert find_one("health authorities").role == "body"


def test_a_post_there_is_at_the_body_named_before() -> None:
    text = "Two died, the prosecutor general's office said. Ana Lopes, the head of criminal prosecution there, said so."
    source = "Ana Lopes, the head of criminal prosecution there"
    record = tell("r1", text, Says(source, "so", "court", who="e1"), entities=[person("e1", "Ana Lopes")], country="KZ")
    party = find_party(record, record.claims[0])
    assert party is not None
    assert party.of is not None
    assert party.of.key == "body:general office prosecutor@KZ"


@pytest.mark.parametrize(
    ("name", "words", "called"),
    [
        ("Village elder Ana Lopes", "Village elder Ana Lopes", "Ana Lopes"),
        ("the mayor of Osh", "the mayor of Osh, Ana Lopes", "Ana Lopes"),
        ("Ana Lopes", "Ana Lopes, a teacher", "Ana Lopes"),
        ("Ludwig van Beek", "Ludwig van Beek", "Ludwig van Beek"),
        ("the mayor of Osh", "the mayor of Osh", "the mayor of Osh"),
    ],
)
def test_a_person_goes_by_the_name_not_by_the_post(name: str, words: str, called: str) -> None:
    assert cut_post(name, words) == called


def test_what_takes_lives_says_nothing() -> None:
    text = "A crash in Osh claiming 12 lives shook the country."
    record = tell("r1", text, Says("A crash in Osh", "12 lives", None, cue="claiming"))
    assert find_party(record, record.claims[0]) is None


def test_media_without_a_name_are_unnamed() -> None:
    assert find_one("local media", "media").role == "unnamed"


def test_the_sort_of_a_body_is_read_from_its_name() -> None:
    text = "Two died, a spokesman for Grey Holding said. Three died, a spokesman for the Free Workers' League said."
    first, second = "a spokesman for Grey Holding", "a spokesman for the Free Workers' League"
    record = tell("r1", text, Says(first, "Two died", "company"), Says(second, "Three died", "civil_society"))
    found = [find_party(record, claim) for claim in record.claims]
    assert [party.sort for party in found if party is not None] == ["company", "union"]


def test_a_name_behind_a_bare_word_for_a_body_is_the_body() -> None:
    assert find_one("the operator, Harbour Holding,", "company").base == "body:harbor holding"
    assert find_one("the operator", "company").base == "body:operator"


def test_what_takes_lives_and_a_whole_sentence_are_nobody() -> None:
    text = "The disaster has claimed the lives of 13 people."
    record = tell("r1", text, Says("The disaster", "the lives of 13 people", cue="has claimed"))
    assert find_party(record, record.claims[0]) is None
    words = "OSH – Days after a long outbreak of cholera along the lake shore"
    record = tell("r2", f"{words}, two died.", Says(words, "two died"))
    assert find_party(record, record.claims[0]) is None
