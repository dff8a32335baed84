from __future__ import annotations

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
