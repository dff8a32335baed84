"""Times and places in the text and in the panel beside it."""

from __future__ import annotations

import msgspec
import pytest

from sayso.export.page import render_page
from sayso.export.page.marked import describe_place
from sayso.model import Claim, Place, Span, Time
from tests.export.map.placing import ALMATY, KAZAKHSTAN, KREMLIN, make_record
from tests.export.page.parsing import Page

RECORD = make_record(
    "In {1:Almaty} it rained. {2:The Kremlin} was silent. {3:Kazakhstan} waited.",
    {1: ALMATY, 2: KREMLIN, 3: KAZAKHSTAN},
)


def test_places_are_marked_with_what_they_mean() -> None:
    page = Page(render_page([RECORD]))
    titles = {e.text: e.attributes["title"] for e in page.all("span", "where") if e.in_report_text}
    assert titles == {
        "Almaty": "Place: Almaty, Almaty, KZ; town, within 15 km",
        "The Kremlin": "Place: means a government or body by its seat",
        "Kazakhstan": "Place: Kazakhstan, KZ; country, within 930 km",
    }


def test_the_panel_lists_what_is_drawn_and_what_is_not_and_leads_to_the_words() -> None:
    page = Page(render_page([RECORD]))
    (panel,) = page.all("section", "where-map")
    assert "2 places on the map, 1 mention not on it" in panel.text
    assert "The Kremlin: means a government or body by its seat" in panel.text
    assert {"#r1o1", "#r1o2", "#r1o3"} <= {e.attributes["href"] for e in page.all("a")}
    assert page.one("r1o1").text == ""


def test_a_mark_inside_a_claim_leaves_the_claim_whole() -> None:
    claim = Claim("c", Span(0, 9), None, (Span(3, 20),), "indirect")
    page = Page(render_page([msgspec.structs.replace(RECORD, claims=(claim,))]))
    (mark,) = [e for e in page.all("span", "where") if e.text == "Almaty"]
    assert mark.in_report_text
    assert "".join(page.pieces("k1")) == RECORD.report.text[0:20]
    assert page.texts() == [RECORD.report.text]


def test_times_and_places_over_one_another_nest() -> None:
    times = (Time("t", 3, 9, "DATE", "2022"), Time("u", 3, 20, "DATE", "2021"))
    page = Page(render_page([msgspec.structs.replace(RECORD, times=times)]))
    assert page.texts() == [RECORD.report.text]
    assert {e.attributes["id"] for e in page.all("i", "at")} == {"r1m1", "r1m2", "r1o1", "r1o2", "r1o3"}


def test_reports_that_play_in_one_place_carry_their_land_once() -> None:
    one, six = (len(render_page([RECORD] * n)) for n in (2, 7))
    assert (six - one) / 5 < 9000
    assert render_page([RECORD] * 7).count('id="land') == 1


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (Place("p", 0, 1, "Here"), "Place: not resolved: no place of this name was taken"),
        (Place("p", 0, 1, "Here", latitude=1.0, longitude=2.0), "Place: Here; precision not told"),
        (
            Place("p", 0, 1, "a\u202eb", resolved_name="a\u202eb", use="demonym"),
            "Place: a b; means people or things, not the place",
        ),
    ],
)
def test_a_place_is_told_in_a_line(place: Place, told: str) -> None:
    assert describe_place(place) == told
