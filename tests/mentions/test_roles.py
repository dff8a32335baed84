"""Titles and posts, and the organisations that they belong to."""

from __future__ import annotations

import pytest

from sayso.model import NameKind
from tests.mentions.parsed import draft

BEFORE = """
Health PROPN 2 compound
Ministry PROPN 3 compound
spokeswoman NOUN 4 compound Number=Sing spokeswoman
Ana PROPN 6 nsubj
Paz PROPN 4 flat
spoke VERB 0 root _ speak
. PUNCT 6 punct
"""
NATIONALITY = """
Peruvian ADJ 3 amod
political ADJ 3 amod
scientist NOUN 6 nsubj Number=Sing scientist
Ana PROPN 3 flat
Paz PROPN 4 flat
spoke VERB 0 root _ speak
. PUNCT 6 punct
"""
APPOSITION = """
The DET 4 det
first ADJ 4 amod
deputy NOUN 4 compound
head NOUN 12 nsubj Number=Sing head
of ADP 8 case
the DET 8 det
Port PROPN 8 compound
Authority PROPN 4 nmod
, PUNCT 10 punct
Ana PROPN 4 appos
Paz PROPN 10 flat
spoke VERB 0 root _ speak
. PUNCT 12 punct
"""
AFTER = """
Ana PROPN 10 nsubj
Paz PROPN 1 flat
, PUNCT 4 punct
head NOUN 1 appos Number=Sing head
of ADP 6 case
rescue NOUN 4 nmod Number=Sing rescue
at ADP 8 case
Unicef PROPN 6 nmod
, PUNCT 4 punct
spoke VERB 0 root _ speak
. PUNCT 10 punct
"""
CLAUSE = """
Ana PROPN 9 nsubj
Paz PROPN 1 flat
, PUNCT 5 punct
who PRON 5 nsubj
heads VERB 1 acl:relcl _ head
the DET 8 det
regional ADJ 8 amod
hospital NOUN 5 obj Number=Sing hospital
spoke VERB 0 root _ speak
. PUNCT 9 punct
"""
COURTESY = """
Mrs. PROPN 2 compound
Paz PROPN 3 nsubj
spoke VERB 0 root _ speak
. PUNCT 3 punct
"""


@pytest.mark.parametrize(
    ("table", "names", "role"),
    [
        (BEFORE, {"Ana Paz": "person", "Health Ministry": "organisation"}, ("spokeswoman", "Health Ministry")),
        (NATIONALITY, {"Ana Paz": "person"}, ("political scientist", None)),
        (APPOSITION, {"Ana Paz": "person", "Port Authority": "organisation"}, ("first deputy head", "Port Authority")),
        (AFTER, {"Ana Paz": "person", "Unicef": "organisation"}, ("head of rescue", "Unicef")),
        (CLAUSE, {"Ana Paz": "person"}, ("heads", "regional hospital")),
    ],
)
def test_roles(table: str, names: dict[str, NameKind], role: tuple[str, str | None]) -> None:
    text = draft(table)
    entities, _ = text.resolve(names)
    paz = next(e for e in entities if e.name == "Ana Paz")
    assert [(r.title, r.organisation) for r in paz.roles] == [role]
    assert all(r.span.text(text.report.text) == r.title for r in paz.roles)


def test_a_courtesy_title_is_no_role() -> None:
    entities, _ = draft(COURTESY).resolve({"Paz": "person"})
    assert entities[0].roles == ()


def test_a_title_lets_the_description_find_its_bearer() -> None:
    text = draft(
        BEFORE
        + """
The DET 2 det
spokeswoman NOUN 3 nsubj Number=Sing spokeswoman
denied VERB 0 root _ deny
it PRON 3 obj
. PUNCT 3 punct
"""
    )
    names: dict[str, NameKind] = {"Ana Paz": "person", "Health Ministry": "organisation"}
    assert text.speakers(names, text.claim("The spokeswoman", "denied", "it")) == ["Ana Paz"]
