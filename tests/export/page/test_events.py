"""Events on the page: cards, marks in the text, links both ways, nothing of a record taken as markup."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest

from sayso.export.page import render_page
from sayso.export.page.events import name_bounds, name_type
from sayso.model import Event, Participant, Record, Span, Toll
from tests.export.page.selecting import parse, read, select
from tests.linking.happening import TEXT, make_eventful


def render(record: Record) -> Any:
    return parse(render_page([record]))


def test_cards_tell_what_who_when_where_how_many_and_whose_word() -> None:
    page = render(make_eventful())
    (first,) = select(page, "#r1e1")
    assert read(first, "h4") == ["AttackASSAULT · firearms"]
    assert read(first, "blockquote b") == ["killed"]
    assert read(first, ".who dd") == ["Gunmen UAF → miners COD LAB"]
    assert read(first, ".time dd") == ["3 May 2022 (3 May)"]
    assert read(first, ".toll dd") == ["killed “at least nine” (9 or more) miners"]
    assert read(first, ".teller dd") == ["the report’s own voice"]
    assert read(page, "#r1e2 .teller dd") == ["Ana Lopes (claim 1)"]
    assert read(page, "#r1e4 .realis") == ["denied"]
    assert [card.get("class") for card in select(page, ".card.event")] == [
        "card event actual", "card event actual", "card event planned", "card event denied",
    ]  # fmt: skip


def test_marks_and_cards_lead_to_each_other() -> None:
    page = render(make_eventful())
    ids = {node.get("id") for node in select(page, "[id]")}
    links = {link.get("href")[1:] for link in select(page, 'a[href^="#"]')}
    assert links <= ids
    for number in range(1, 5):
        assert select(page, f".text #r1v{number}")[0].get("href") == f"#r1e{number}"
        assert select(page, f"#r1e{number} a.no")[0].get("href") == f"#r1v{number}"
    assert select(page, ".text")[0].text_content() == TEXT
    assert read(page, ".text .trig") == ["killed", "wounded", "talks", "shelled"]
    assert select(page, ".text .trig")[0].get("href") == "#r1e1"
    assert select(page, ".text .trig")[1].get("href") == "#r1k1"


def test_buttons_filter_by_type_and_realis() -> None:
    buttons = select(render(make_eventful()), ".event-filter button")
    told = [(b.get("data-f"), b.get("data-v"), " ".join(b.text_content().split())) for b in buttons]
    assert told == [
        ("type", "ASSAULT", "attack 3"), ("type", "CONSULT", "talks or visit 1"),
        ("realis", "actual", "told as happened 2"), ("realis", "planned", "planned 1"),
        ("realis", "denied", "denied 1"),
    ]  # fmt: skip


def test_report_without_events_has_no_list_of_them() -> None:
    page = render(msgspec.structs.replace(make_eventful(), events=()))
    assert select(page, ".list.events") == []
    assert len(select(page, ".list.claims")) == 1


def test_chronology_links_to_the_events_of_a_time() -> None:
    page = render(make_eventful())
    assert [link.get("href") for link in select(page, '.when-strip td a[href*="e"]')] == ["#r1e1", "#r1e3"]


def make_hostile(number: int, event: Event) -> Event:
    return msgspec.structs.replace(
        event,
        id=f'"><script>{number}',
        type="<script>alert(1)</script>",
        mode='"><img src=x onerror=alert(1)>',
        contexts=("</dd><script>",) * 30,
        actors=(Participant(-9, 40), Participant(0, 99_999, None, ('"><b id=r1t>',)), Participant(50, 3)),
        tolls=(Toll("killed", 2, 1, Span(4, 9_999)), Toll("crowd", None, None, Span(9_000, 9_999), Span(9_000, 9_001))),
        asserted_by="<c>",
        time="<t>",
    )


def test_hostile_events_are_text() -> None:
    record = make_eventful()
    odd = [make_hostile(number, event) for number, event in enumerate(record.events)]
    far = msgspec.structs.replace(odd[0], trigger=Span(9_000, 9_010))
    none = msgspec.structs.replace(odd[1], trigger=Span(3, 3))
    page = render(msgspec.structs.replace(record, events=(*odd, far, none)))
    assert len(select(page, "script")) == 1
    assert select(page, "img") == []
    ids = [node.get("id") for node in select(page, "[id]")]
    assert len(ids) == len(set(ids))
    assert select(page, ".text")[0].text_content() == TEXT


def test_many_events_stay_cheap() -> None:
    record = make_eventful()
    text = "Gunmen killed nine. " * 3000
    event = msgspec.structs.replace(record.events[0], actors=(), recipients=(), tolls=(), asserted_by=None)
    events = tuple(
        msgspec.structs.replace(event, id=f"v{n}", trigger=Span(20 * n + 7, 20 * n + 13)) for n in range(3000)
    )
    report = msgspec.structs.replace(record.report, text=text)
    page = render_page([msgspec.structs.replace(record, report=report, events=events, claims=(), times=(), places=())])
    assert page.count('class="card event') == 1500
    assert "and 1,500 more" in page
    assert len(re.findall(r'id="r1v\d+"', page)) == 3000


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (9, 9, "9"),
        (9, None, "9 or more"),
        (None, 9, "up to 9"),
        (5, 9, "5 to 9"),
        (None, None, ""),
        (2000, 2000, "2,000"),
    ],
)
def test_bounds_in_words(low: int | None, high: int | None, told: str) -> None:
    assert name_bounds(Toll("killed", low, high, Span(0, 1))) == told


def test_types_in_plain_words() -> None:
    assert name_type("MOBILIZE") == "show of force"
    assert name_type("FOREST_FIRE") == "forest fire"
