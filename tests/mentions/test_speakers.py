"""Who a source refers to: names, pronouns, descriptions, and speakers without a name."""

from __future__ import annotations

import pytest

from tests.mentions.parsed import draft

PAZ = """
Ana PROPN 6 nsubj
Paz PROPN 1 flat
, PUNCT 4 punct
mayor NOUN 1 appos Number=Sing
, PUNCT 4 punct
said VERB 0 root _ say
roads NOUN 8 nsubj Number=Plur road
closed VERB 6 ccomp _ close
. PUNCT 6 punct

{pronoun} PRON 2 nsubj
added VERB 0 root _ add
trains NOUN 4 nsubj Number=Plur train
stopped VERB 2 ccomp _ stop
. PUNCT 2 punct
"""

MINISTRY = """
The DET 3 det
Health PROPN 3 compound
Ministry PROPN 4 nsubj
confirmed VERB 0 root _ confirm
cases NOUN 4 obj Number=Plur case
. PUNCT 4 punct

The DET 2 det
ministry NOUN 3 nsubj Number=Sing ministry
said VERB 0 root _ say
beds NOUN 5 nsubj Number=Plur bed
sufficed VERB 3 ccomp _ suffice
. PUNCT 3 punct
"""

SOURCES = """
{first} {upos} 2 nsubj Number={number} {lemma}
said VERB 0 root _ say
trucks NOUN 4 nsubj Number=Plur truck
burned VERB 2 ccomp _ burn
. PUNCT 2 punct

{second} {upos} 2 nsubj Number={number} {lemma}
added VERB 0 root _ add
sirens NOUN 4 nsubj Number=Plur siren
wailed VERB 2 ccomp _ wail
. PUNCT 2 punct
"""

QUOTED = """
“ PUNCT 3 punct
I PRON 3 nsubj Person=1
believe VERB 9 ccomp
this PRON 5 nsubj
works VERB 3 ccomp _ work
, PUNCT 3 punct
” PUNCT 3 punct
Omar PROPN 9 nsubj
said VERB 0 root _ say
. PUNCT 9 punct

I PRON 2 nsubj Person=1
doubt VERB 0 root
it PRON 2 obj
. PUNCT 2 punct
"""


@pytest.mark.parametrize("pronoun", ["She", "He"])
def test_a_pronoun_goes_back_to_the_name_before_it(pronoun: str) -> None:
    text = draft(PAZ.format(pronoun=pronoun))
    claims = text.claim("Ana Paz , mayor ,", "said", "roads closed"), text.claim(pronoun, "added", "trains stopped")
    entities, found = text.resolve({"Ana Paz": "person"}, *claims)
    assert [e.name for e in entities] == ["Ana Paz"]
    assert [f.rule for f in found if f] == ["name", "pronoun"]
    chain = found[1].chain if found[1] else ()
    assert [span.text(text.report.text) for span in chain] == [pronoun, "Ana Paz"]


def test_a_person_is_not_it() -> None:
    text = draft(PAZ.format(pronoun="It"))
    claims = text.claim("Ana Paz , mayor ,", "said", "roads closed"), text.claim("It", "added", "trains stopped")
    assert text.speakers({"Ana Paz": "person"}, *claims) == ["Ana Paz", None]


def test_a_description_goes_back_to_the_name_that_holds_its_noun() -> None:
    text = draft(MINISTRY)
    claims = (
        text.claim("The Health Ministry", "confirmed", "cases"),
        text.claim("The ministry", "said", "beds sufficed"),
    )
    entities, found = text.resolve({"Health Ministry": "organisation"}, *claims)
    assert [e.name for e in entities] == ["Health Ministry"]
    assert [f.rule for f in found if f] == ["name", "description"]
    assert [m.text(text.report.text) for m in entities[0].mentions] == ["Health Ministry"]


def test_a_description_without_a_name_is_an_entity_of_its_own() -> None:
    text = draft(MINISTRY.replace("Health PROPN", "local ADJ").replace("Ministry PROPN", "doctors NOUN"))
    entities, found = text.resolve({}, text.claim("The ministry", "said", "beds sufficed"))
    assert [(e.name, e.kind) for e in entities] == [("The ministry", "organisation")]
    assert found[0] is not None
    assert found[0].rule == "source words"


@pytest.mark.parametrize(
    ("first", "second", "number", "lemma", "speakers", "kind"),
    [
        ("Residents", "Residents", "Plur", "resident", 1, "group"),
        ("Police", "Police", "Sing", "police", 1, "group"),
        ("Some", "Some", "Plur", "some", 2, "group"),
        ("Sources", "Sources", "Plur", "source", 2, "group"),
    ],
)
def test_the_same_words_are_the_same_speaker_unless_they_hide_who_speaks(
    first: str, second: str, number: str, lemma: str, speakers: int, kind: str
) -> None:
    upos = "DET" if first == "Some" else "NOUN"
    text = draft(SOURCES.format(first=first, second=second, number=number, lemma=lemma, upos=upos))
    claims = text.claim(first, "said", "trucks burned"), text.claim(f"{second}@2", "added", "sirens wailed")
    entities, found = text.resolve({}, *claims)
    assert [e.kind for e in entities] == [kind] * speakers
    assert len({f.entity for f in found if f}) == speakers


def test_i_inside_a_quotation_is_its_speaker_and_outside_an_author() -> None:
    text = draft(QUOTED)
    claims = (
        text.claim("Omar", "said", "“ I believe this works , ”"),
        text.claim("I", "believe", "this works", parent=0),
        text.claim("I@2", "doubt", "it"),
    )
    assert text.speakers({"Omar": "person"}, *claims) == ["Omar", "Omar", "I"]


def test_the_first_of_two_speaks_and_the_other_is_noted() -> None:
    text = draft("""
Ana PROPN 4 nsubj
and CCONJ 3 cc
Omar PROPN 1 conj
said VERB 0 root _ say
so ADV 4 advmod
. PUNCT 4 punct
""")
    entities, found = text.resolve({"Ana": "person", "Omar": "person"}, text.claim("Ana and Omar", "said", "so"))
    by_id = {e.id: e.name for e in entities}
    assert found[0] is not None
    assert by_id[found[0].entity] == "Ana"
    assert [(by_id[o.entity], o.reason) for o in found[0].others] == [("Omar", "named beside it")]


def test_who_is_the_noun_that_its_clause_belongs_to() -> None:
    text = draft("""
Omar PROPN 6 nsubj
, PUNCT 4 punct
who PRON 4 nsubj
denied VERB 1 acl:relcl _ deny
it PRON 4 obj
left VERB 0 root _ leave
. PUNCT 6 punct
""")
    assert text.speakers({"Omar": "person"}, text.claim("who", "denied", "it")) == ["Omar"]


def test_the_owner_of_a_spokesman_does_not_speak() -> None:
    text = draft("""
Omar PROPN 3 nmod:poss
's PART 1 case
lawyer NOUN 4 nsubj Number=Sing lawyer
denied VERB 0 root _ deny
it PRON 4 obj
. PUNCT 4 punct
""")
    assert text.speakers({"Omar": "person"}, text.claim("Omar 's lawyer", "denied", "it")) == ["Omar's lawyer"]


def test_a_capitalised_source_without_a_name_mark_is_named() -> None:
    text = draft(PAZ.format(pronoun="Paz"))
    claims = text.claim("Ana Paz , mayor ,", "said", "roads closed"), text.claim("Paz@2", "added", "trains stopped")
    assert text.speakers({}, *claims) == ["Ana Paz", "Ana Paz"]


def test_claims_in_a_circle_have_no_speaker() -> None:
    text = draft(QUOTED)
    claims = text.claim("I", "believe", "it"), text.claim("it", "doubt", "I believe this works")
    assert text.speakers({}, *claims) == [None, None]


def test_who_is_quoted_does_not_call_himself_he() -> None:
    text = draft(QUOTED.replace("I PRON 3 nsubj Person=1", "he PRON 3 nsubj Gender=Masc", 1))
    claims = (
        text.claim("Omar", "said", "“ he believe this works , ”"),
        text.claim("he", "believe", "this works", parent=0),
    )
    assert text.speakers({"Omar": "person"}, *claims) == ["Omar", None]


def test_an_empty_report_has_no_speakers() -> None:
    text = draft(PAZ.format(pronoun="She"))
    assert text.resolve({}) == ((), ())


def test_the_same_report_gives_the_same_entities() -> None:
    text = draft(SOURCES.format(first="Residents", second="Police", number="Plur", lemma="resident", upos="NOUN"))
    claims = text.claim("Residents", "said", "trucks burned"), text.claim("Police", "added", "sirens wailed")
    assert text.resolve({}, *claims) == text.resolve({}, *claims)
    entities, _ = text.resolve({}, *claims)
    assert list(entities) == sorted(entities, key=lambda e: e.mentions[0])
