"""Which claims of several reports are one statement."""

from __future__ import annotations

import random

from sayso.linking.statements import candidate_keys, join_claims
from sayso.model import Record, Statement
from tests.linking.telling import Says, copy, family, person, tell

MINISTRY = "the health ministry"


def ministry(report: str, content: str, *, source: str = MINISTRY, published: str = "2024-03-05") -> Record:
    return tell(report, f"{content}, {source} said.", Says(source, content, "state_body"), published=published)


def group(statements: tuple[Statement, ...]) -> list[list[str]]:
    return sorted([ref.report for ref in statement.claims] for statement in statements)


def test_the_same_words_of_one_body_are_one_statement() -> None:
    one = ministry("r1", "The flood killed 164 people in Osh")
    two = ministry("r2", "In Osh 164 people were killed by the flood", source="a health ministry spokesman")
    statements = join_claims([one, two])
    assert group(statements) == [["r1", "r2"]]
    assert statements[0].party == "body:health ministry"
    assert statements[0].ties[0].reason


def test_another_number_is_another_statement() -> None:
    one = ministry("r1", "The flood killed 164 people in Osh")
    two = ministry("r2", "The flood killed 225 people in Osh")
    assert group(join_claims([one, two])) == [["r1"], ["r2"]]


def test_another_body_makes_another_statement() -> None:
    one = ministry("r1", "The flood killed 164 people in Osh")
    two = ministry("r2", "The flood killed 164 people in Osh", source="the interior ministry")
    assert group(join_claims([one, two])) == [["r1"], ["r2"]]


def test_a_denial_is_not_what_it_denies() -> None:
    one = ministry("r1", "The flood killed 164 people in Osh")
    two = ministry("r2", "The figure of 164 people killed by the flood in Osh was a mistake")
    assert group(join_claims([one, two])) == [["r1"], ["r2"]]


def test_a_copy_joins_whatever_its_source() -> None:
    one = ministry("r1", "The flood killed 164 people in Osh")
    text = "The flood killed 164 people in Osh, it was reported."
    two = tell("r2", text, Says(None, "The flood killed 164 people in Osh", "none"))
    words = "The flood killed 164 people in Osh"
    families = [family("r1", copy(two, one, (words, words)))]
    assert group(join_claims([one, two])) == [["r1"], ["r2"]]
    joined = join_claims([one, two], families)
    assert group(joined) == [["r1", "r2"]]
    assert joined[0].party == "body:health ministry"


def test_a_garbled_copy_is_another_statement() -> None:
    one, two = (
        ministry("r1", "The flood killed 164 people in Osh"),
        ministry("r2", "The flood killed 146 people in Osh"),
    )
    families = [family("r1", copy(two, one, (two.report.text, one.report.text)))]
    assert group(join_claims([one, two], families)) == [["r1"], ["r2"]]


def test_a_chain_within_a_report_is_one_statement_of_the_innermost() -> None:
    text = "Steppe Wire reported, citing the health ministry, that the flood killed 164 people."
    content = "that the flood killed 164 people"
    record = tell(
        "r1", text, Says("Steppe Wire", content, "media"), Says("the health ministry", content, "state_body", inside=0)
    )
    statements = join_claims([record])
    assert len(statements) == 1
    assert statements[0].party == "body:health ministry"


def test_two_things_that_one_person_said_stay_two() -> None:
    first, second = "that 20,000 bandits had attacked the town", "that he had ordered to shoot without warning"
    lopes = (person("e1", "Ana Lopes"),)
    records = [
        tell("r1", f"Lopes said {first}. Lopes said {second}.", Says("Lopes", first, who="e1"),
             Says("Lopes", second, who="e1"), entities=lopes),
        tell("r2", f"Lopes said {first}, and {second}.", Says("Lopes", f"{first}, and {second}", who="e1"),
             entities=lopes),
    ]  # fmt: skip
    statements = join_claims(records)
    claims = {records[0].claims[0].id, records[0].claims[1].id}
    assert not any(claims <= {ref.id for ref in statement.claims} for statement in statements)


def test_every_claim_is_in_one_statement_and_order_changes_nothing() -> None:
    records = [
        ministry(f"r{i}", f"The flood killed {100 + i % 7} people in Osh", published=f"2024-03-{1 + i % 9:02}")
        for i in range(40)
    ]
    first = join_claims(records)
    shuffled = records[:]
    random.Random(5).shuffle(shuffled)
    assert join_claims(shuffled) == first
    refs = [ref for statement in first for ref in statement.claims]
    assert len(refs) == len(set(refs)) == 40
    assert len(first) == 7


def test_records_that_share_a_statement_share_a_key() -> None:
    one = ministry("r1", "The flood killed 164 people in Osh")
    two = ministry("r2", "In Osh 164 people were killed by the flood", source="a health ministry spokesman")
    three = ministry("r3", "Schools stay closed until Monday", source="the education ministry")
    assert candidate_keys(one) & candidate_keys(two)
    assert not candidate_keys(one) & candidate_keys(three)
