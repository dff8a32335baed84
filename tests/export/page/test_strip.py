from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest

from sayso.export.page import render_page
from sayso.model import Span, Time
from tests.export.page.parsing import Element, Page
from tests.linking.dating import make_record

STORY = (
    "{t1:On Monday} {s1:the mayor} {q1:said} {c1:that the dam {w2:broke} {t2:in January}}. It {w3:rained} {t3:the day "
    "before}. Since {t4:1986} it leaked for {t5:three days}."
)
BEFORE = [("2022-01-07", "t9", "in reading order"), ("2022-01-09", "published", "from the report")]
RECORD = make_record(
    STORY,
    {
        1: {"value": "2022-01-10", "said": True, "anchor": "published"},
        2: "2022-01",
        3: {"value": "2022-01-07", "candidates": BEFORE, "anchor": "t1"},
        4: "1986",
        5: {"type": "DURATION", "value": "P3D"},
    },
)


def bars(page: Page, label: str) -> list[tuple[float, float, bool]]:
    """(left, width, hollow) of the bars of the mark whose title begins with ``label``, in per cent."""
    (mark,) = [e for e in page.all("a", "tm") if e.text.startswith(label)]
    at = page.elements.index(mark)
    found: list[Element] = []
    for element in page.elements[at + 1 :]:
        if element.name == "a":
            break
        found += [element] if element.name == "rect" else []
    return [
        (float(str(e.attributes["x"])[:-1]), float(str(e.attributes["width"])[:-1]), "hollow" in e.classes)
        for e in found
    ]


def test_two_lanes_name_what_was_said_and_what_happened() -> None:
    page = Page(render_page([RECORD]))
    marks = {e.text: e.classes for e in page.all("a", "tm")}
    (said,) = [text for text, classes in marks.items() if "said" in classes]
    assert said.startswith("10 January 2022 · “On Monday” · the mayor: said")
    assert said.endswith("the mayor")
    assert [e.text for e in page.all("text", "lane")] == ["said", "happened"]


def test_a_month_is_a_bar_of_a_month() -> None:
    page = Page(render_page([RECORD]))
    ((_, month, _),), ((_, day, _),) = bars(page, "January 2022"), bars(page, "10 January 2022")
    assert 30 < month / day < 32


def test_an_ambiguous_time_stands_hollow_at_every_reading() -> None:
    page = Page(render_page([RECORD]))
    first, second = bars(page, "7 January 2022, or 9 January 2022")
    assert first[2]
    assert second[2]
    assert second[0] - first[0] == pytest.approx(2 * first[1], rel=0.05)


def test_a_time_decades_away_stands_in_the_margin_with_its_year() -> None:
    page = Page(render_page([RECORD]))
    (old,) = [e for e in page.all("a", "tm") if e.text.startswith("1986")]
    assert re.search(r"1986$", old.text)
    assert [e.text for e in page.all("text") if e.text == "before"] == ["before"]


def test_the_day_of_publication_is_marked() -> None:
    assert [e.text for e in Page(render_page([RECORD])).all("text", "published")] == ["published"]
    unknown = msgspec.structs.replace(RECORD, report=msgspec.structs.replace(RECORD.report, published=None))
    assert Page(render_page([unknown])).all("text", "published") == []


def test_the_list_holds_every_time_and_leads_to_its_words_and_claim() -> None:
    page = Page(render_page([RECORD]))
    rows = [e.text for e in page.all("tr") if "January" in e.text or "P3D" in e.text or "1986" in e.text]
    assert rows == [
        "1986happened1986",
        "January 2022happenedin Januarybroke, told by the mayor",
        "7 January 2022, or 9 January 2022happenedthe day beforerained",
        "10 January 2022saidOn Mondaythe mayor: said",
        "P3D–three daysa length of time, not a date",
    ]
    links = {e.attributes["href"] for e in page.all("a")}
    assert {"#r1m1", "#r1m5", "#r1k1"} <= links


def test_a_time_before_another_is_an_arrow() -> None:
    times: dict[int, str | dict[str, Any] | None] = {1: "2022-01-07", 2: {"value": "2022-01-07", "mod": "BEFORE"}}
    page = Page(render_page([make_record("{t1:7 January}, {t2:prior to this}", times)]))
    assert [e.text for e in page.all("text", "arrow")] == ["◂"]
    assert bars(page, "before 7 January 2022") == []


def test_a_bar_that_goes_on_beyond_the_strip_says_so() -> None:
    times: dict[int, str | dict[str, Any] | None] = {1: "2022-01-07", 2: "2022-01-08", 3: "2022-01-09", 4: "2022"}
    page = Page(render_page([make_record("{t1:a} {t2:b} {t3:c} {t4:d}", times)]))
    assert [e.text for e in page.all("text", "on")] == ["◂", "▸"]


def test_times_and_places_in_the_text_tell_what_is_known() -> None:
    page = Page(render_page([RECORD]))
    titles = {e.text: e.attributes["title"] for e in page.all("span", "when") if e.in_report_text}
    assert titles["On Monday"] == "Time: 10 January 2022; known to the day; counted from the date of publication"
    assert titles["in January"] == "Time: January 2022; known to the month"
    assert titles["the day before"] == (
        "Time: 7 January 2022, or 9 January 2022; known to the day; counted from “On Monday”"
    )
    assert titles["three days"] == "Time: length of time, P3D"
    assert page.texts() == [RECORD.report.text]


def test_a_report_without_times_has_no_strip() -> None:
    assert Page(render_page([make_record("Rain.", {})])).all("section", "when-strip") == []


def test_many_times_stay_within_a_few_rows() -> None:
    text = "noon " * 500
    times = tuple(Time(f"t{n}", 5 * n, 5 * n + 4, "DATE", "2022-01-10", dates=Span(0, 4)) for n in range(500))
    record = make_record(text, {})
    page = Page(render_page([msgspec.structs.replace(record, times=times)]))
    assert len(page.all("a", "tm")) <= 9
    assert "more in the list" in page.all("text", "lane")[1].text
    assert len([e for e in page.all("i", "at")]) == 500
