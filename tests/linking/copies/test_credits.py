from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest

from sayso.linking.copies import find_credits
from tests.linking.copies.conftest import MakeRecord


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("ACCRA, 3 May (Gold Coast Wire) - A bus fell.", "Gold Coast Wire", "dateline"),
        ("PARIS (AFP) — Ten people were hurt.", "AFP", "dateline"),
        ("(Unheard Name) A bus fell.", "Unheard Name", "dateline"),
        ("KYIV, January 5. /TASS/. The ministry spoke.", "TASS", "dateline"),
        ("Gold Coast Wire – A bus fell.", "Gold Coast Wire", "dateline"),
        ("A bus fell. Nobody was hurt.\nIt was late.\nNo more.\n(Reuters)", "Reuters", "line"),
        ("A bus fell.\n\nWith reporting by Agence France-Presse.", "Agence France-Presse", "line"),
        ("A bus fell.\n\nSource: The Lantern", "The Lantern", "line"),
        ("By Ann Lee, Reuters\n\nA bus fell.", "Reuters", "line"),
        ("As TASS reports, a bus fell.", "TASS", "cited"),
        ("A bus fell, according to the news agency Interfax.", "Interfax", "cited"),
        ("Interfax reported on Monday that a bus fell.", "Interfax", "cited"),
        ("The governor, citing Gold Coast Wire, said that a bus fell.", "Gold Coast Wire", "cited"),
        ("On Monday Gold Coast Wire reported that a bus fell.", "Gold Coast Wire", "cited"),
        ("A bus fell, the driver told the Evening Post.", "the Evening Post", "cited"),
        ("A bus fell, writes Gold Coast Wire.", "Gold Coast Wire", "cited"),
    ],
)
def test_credits_are_found_where_they_stand(make_record: MakeRecord, text: str, name: str, kind: str) -> None:
    found = find_credits(make_record("a", text, outlet="Own Post"))
    assert [(c.name, c.kind, c.span.text(text)) for c in found] == [(name, kind, name)]


@pytest.mark.parametrize(
    "text",
    [
        "(Updated) A bus fell.",
        "Police (in Accra) said that a bus fell.",
        "WARSAW (the capital) is large.",
        "OWN TOWN (Own Post) - A bus fell.",
        "A bus fell, the Own Post reported.",
        "By the river a bus fell, and the Evening Post stood in the rain.",
        "The rights group Northern Observer said that a bus fell.",
        "The driver told Parliament that a bus fell.",
        "Ten of the Evening Post men were hurt.",
    ],
)
def test_what_is_no_credit(make_record: MakeRecord, text: str) -> None:
    assert find_credits(make_record("a", text, outlet="Own Post")) == ()


def test_a_byline_that_names_an_agency_is_a_line_without_words(make_record: MakeRecord) -> None:
    (credit,) = find_credits(make_record("a", "A bus fell.", outlet="Own Post", byline="Ann Lee, Reuters"))
    assert (credit.name, credit.kind, len(credit.span)) == ("Reuters", "line", 0)


SENTENCES = tomllib.loads(Path(__file__).with_name("credit_sentences.toml").read_text("utf-8"))


def strip_article(names: list[str]) -> set[str]:
    return {name.removeprefix("the ").removeprefix("The ") for name in names}


@pytest.mark.parametrize(("part", "precision", "recall"), [("built", 1.0, 1.0), ("held", 0.97, 0.95)])
def test_credits_of_unseen_names_are_measured(
    make_record: MakeRecord, part: str, precision: float, recall: float
) -> None:
    right = found = wanted = 0
    for text, names in SENTENCES[part]:
        gold = strip_article(names)
        got = strip_article([credit.name for credit in find_credits(make_record("a", text, outlet="Own Post"))])
        right, found, wanted = right + len(gold & got), found + len(got), wanted + len(gold)
    assert wanted > 30
    assert right / found >= precision
    assert right / wanted >= recall


def test_two_agencies_in_one_bracket_are_two_credits(make_record: MakeRecord) -> None:
    found = find_credits(make_record("a", "ACCRA, 3 May (Gold Wire/AFP) - A bus fell.", outlet="Own Post"))
    assert [(c.name, c.kind) for c in found] == [("Gold Wire", "dateline"), ("AFP", "dateline")]


def test_a_name_that_is_once_called_a_group_is_no_outlet_anywhere(make_record: MakeRecord) -> None:
    text = "The rights group Northern Observer counted ten. Northern Observer said that more were missing."
    assert find_credits(make_record("a", text, outlet="Own Post")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "(" * 50_000,
        "A. 1 B. " * 20_000,
        "According to the " * 20_000,
        "Gold Wire/" * 20_000,
        "By Gold Wire for " * 10_000,
    ],
)
def test_hostile_lines_cost_no_more_than_their_length(make_record: MakeRecord, text: str) -> None:
    began = time.process_time()
    find_credits(make_record("a", text, outlet="Own Post"))
    assert time.process_time() - began < 5
