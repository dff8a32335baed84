"""Every page: it comes, it is whole, it says what the desk holds, and nothing in a report gets out of its place."""

from __future__ import annotations

import re

import lxml.html
import msgspec
import pytest
from starlette.types import ASGIApp

from bench.asking import ask
from sayso.desk.places import path_to
from sayso.model import hash_text
from tests.desk.harbour import (
    CLASH,
    FAMILY,
    FIRE,
    HOSTILE,
    INCIDENT,
    MINISTRY,
    SECOND,
    STATEMENT,
    TEXTS,
    find,
)

PAGES = [
    "/",
    "/reports",
    "/reports?q=fire&outlet=Bay+Wire&first=2031-05-01&last=2031-12-31&sort=relevance",
    *(path_to("reports", id) for id in TEXTS),
    path_to("families", FAMILY),
    "/incidents",
    "/incidents?kind=toll&least=2&sort=contradictions",
    path_to("incidents", INCIDENT),
    path_to("incidents", SECOND),
    path_to("statements", STATEMENT),
    "/speakers",
    path_to("speakers", MINISTRY),
    "/contradictions",
    "/profile",
    "/search",
    "/search?q=killed",
    "/search?q=%22%29+OR+*",
]


def read(app: ASGIApp, address: str) -> lxml.html.HtmlElement:
    answer = ask(app, address)
    assert answer.status == 200, answer.text[-400:]
    return lxml.html.document_fromstring(answer.text)


def words(node: lxml.html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


@pytest.mark.parametrize("address", PAGES)
def test_each_page_comes_as_html_and_as_json(app: ASGIApp, address: str) -> None:
    page = ask(app, address)
    assert page.status == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    path, mark, query = address.partition("?")
    data = ask(app, f"{'/index' if path == '/' else path}.json{mark}{query}")
    assert data.status == 200
    assert data.headers["content-type"] == "application/json"
    assert isinstance(msgspec.json.decode(data.body), dict)


@pytest.mark.parametrize("address", PAGES)
def test_each_page_links_to_its_json_and_only_to_the_desk(app: ASGIApp, address: str) -> None:
    page = read(app, address)
    links = [str(link) for link in page.xpath("//@href | //@src | //@action")]
    assert any(".json" in link for link in links)
    assert [link for link in links if not link.startswith(("/", "#", "?"))] == []


@pytest.fixture(scope="module")
def asked() -> dict[str, int]:
    """The status of each address that was asked for; most links stand on many pages."""
    return {}


@pytest.mark.parametrize("address", PAGES)
def test_every_link_on_every_page_leads_somewhere(app: ASGIApp, address: str, asked: dict[str, int]) -> None:
    page = read(app, address)
    ids = {str(id) for id in page.xpath("//@id")}
    for link in {str(link) for link in page.xpath("//a/@href")}:
        if link.startswith("#"):
            assert link[1:] in ids, link
        else:
            target = link.partition("#")[0]
            if target not in asked:
                asked[target] = ask(app, target).status
            assert asked[target] in (200, 302), link


@pytest.mark.parametrize("address", PAGES)
def test_ids_are_unique_and_fields_are_named(app: ASGIApp, address: str) -> None:
    page = read(app, address)
    ids = [str(id) for id in page.xpath("//@id")]
    assert len(ids) == len(set(ids))
    for field in page.xpath("//input[not(@type='hidden')]"):
        assert field.get("aria-label") or field.xpath("ancestor::label"), lxml.html.tostring(field)


@pytest.mark.parametrize("address", PAGES)
def test_a_hostile_report_brings_no_element_and_no_direction_mark(app: ASGIApp, address: str) -> None:
    page = read(app, address)
    assert page.xpath("//img | //iframe | //object | //@onerror | //@style | //@onclick") == []
    assert all("alert" not in (script.text or "") for script in page.xpath("//script"))
    if "/reports/h8" not in address:  # the reading view shows such a mark as a picture of itself, in its own element
        assert "\u202e" not in words(page)


def test_the_hostile_title_is_shown_as_it_is(app: ASGIApp) -> None:
    heading = read(app, path_to("incidents", SECOND)).xpath("//h1")[0]
    assert "<script>" in HOSTILE
    assert words(heading).startswith('<script>alert("x")</script>')


def test_an_incident_weighs_its_reports_against_its_origins(app: ASGIApp) -> None:
    page = read(app, path_to("incidents", INCIDENT))
    assert re.sub(r"\s", "", words(page.xpath("//*[@class='weight']")[0])) == "6reports3origins"
    assert "2 bodies" in words(page.xpath("//section[contains(@class, 'p-origins')]/h2")[0])


def test_contradictions_come_before_everything_else(app: ASGIApp) -> None:
    page = read(app, path_to("incidents", INCIDENT))
    assert [str(id) for id in page.xpath("//main//section/h2/@id")] == [
        "contradictions",
        "tolls",
        "origins",
        "times",
        "reports",
    ]


def test_the_ladder_has_the_highest_figure_on_top_and_strikes_the_withdrawn_one(app: ASGIApp) -> None:
    page = read(app, path_to("incidents", INCIDENT))
    figures = [words(node) for node in page.xpath("//*[contains(@class, 'rungs')]//*[@class='figure']")]
    assert figures == ["\u2265 60", "57", "41"]
    assert [words(node) for node in page.xpath("//*[contains(@class, 'rungs')]//s")] == ["41"]
    table = words(page.xpath("//*[@class='ladder']//table")[0])
    assert "withdrawn: The health ministry said on Tuesday that the figure of 41 dead had been sent in error." in table


def test_the_tree_shows_copies_as_echoes_with_the_hedge_that_they_drop(app: ASGIApp) -> None:
    page = read(app, path_to("incidents", INCIDENT))
    tree = page.xpath("//*[@class='trees']/li")[0]
    assert words(tree.xpath(".//h3")[0]) == "health ministry"
    echoes = tree.xpath(".//li[contains(@class, 'echo')]")
    assert [words(echo.xpath(".//*[@class='name']")[0]) for echo in echoes] == [
        "Merle Post",
        "Radio Lantern",
        "Hill Gazette",
    ]
    dropped = [words(chip) for chip in tree.xpath(".//*[contains(@class, 'lost-chip')]")]
    assert dropped == ["drops reportedly", "drops reportedly"]


def test_a_copy_shows_what_was_left_out_without_changing_its_text(app: ASGIApp) -> None:
    page = read(app, path_to("reports", "h2"))
    text = page.xpath("//*[@id='r1t']")[0]
    assert text.text_content() == TEXTS["h2"]
    lost = text.xpath(".//a[contains(@class, 'lost weak')]")
    assert [node.get("data-w") for node in lost] == ["reportedly"]
    before = "".join(text.xpath(".//a[contains(@class, 'lost weak')]/preceding::text()[ancestor::*[@id='r1t']]"))
    assert before == "A fire in the harbour of Port Merle has "
    copied = "".join(node.text_content() for node in text.xpath(".//*[contains(@class, 'copied')]"))
    assert copied == TEXTS["h2"].split("\n")[0]


def test_characters_that_an_address_points_at_are_marked(app: ASGIApp) -> None:
    span = find("h6", "57 people")
    page = read(app, f"/reports/h6?at={span.start},{span.end}")
    pointed = page.xpath("//*[@id='r1t']//*[contains(@class, 'pointed')]")
    assert "".join(node.text_content() for node in pointed) == "57 people"
    assert page.xpath("//*[@id='at']")


def test_original_and_copy_stand_side_by_side(app: ASGIApp) -> None:
    page = read(app, path_to("families", FAMILY))
    assert [words(node) for node in page.xpath("//del[@class='weak']")][1:] == ["reportedly", "reportedly"]
    pair = page.xpath("//*[@class='pair']")[0]
    assert [words(side.xpath("./p")[0]) for side in pair] == [TEXTS[id].split("\n")[0] for id in ("h1", "h2")]


def test_a_speaker_page_orders_what_was_said_by_day(app: ASGIApp) -> None:
    page = read(app, path_to("speakers", MINISTRY))
    days = [words(node) for node in page.xpath("//*[@class='by-day']/li/h2")]
    assert days == ["4 May 2031", "5 May 2031", "6 May 2031"]
    assert words(read(app, path_to("speakers", FIRE)).xpath("//h1")[0]).startswith("the fire service")


def test_reports_of_one_family_fold_under_the_first(app: ASGIApp) -> None:
    shown = read(app, "/reports").xpath("//ol[contains(@class, 'reports-list')]/li")
    assert len(shown) == len(TEXTS) - 3
    apart = read(app, "/reports?copies=apart").xpath("//ol[contains(@class, 'reports-list')]/li")
    assert len(apart) == len(TEXTS)


def test_facets_keep_the_choice_in_the_address(app: ASGIApp) -> None:
    page = read(app, "/reports?outlet=Bay+Wire")
    assert len(page.xpath("//ol[contains(@class, 'reports-list')]/li")) == 3
    chosen = page.xpath("//*[@class='facet']//a[@class='on']")
    assert [link.get("href") for link in chosen] == ["/reports"]
    other = page.xpath("//*[@class='facet']//a[contains(@href, 'Hill')]")
    assert [link.get("href") for link in other] == ["/reports?outlet=Bay+Wire&outlet=Hill+Gazette"]


def test_the_overview_puts_contradictions_first(app: ASGIApp) -> None:
    page = read(app, "/")
    assert str(page.xpath("//main//section/h2/@id")[0]) == "contradictions"
    row = page.xpath("//*[contains(@class, 'clash-list')]//a")[0]
    assert words(row) == "41 \u2260 57"
    assert row.get("href") == f"/incidents/{INCIDENT}#{CLASH}"


def test_permalinks_lead_to_the_words(app: ASGIApp) -> None:
    sha = hash_text(TEXTS["h6"])
    there = ask(app, f"/d/{sha}?char=3,10")
    assert (there.status, there.headers["location"]) == (302, "/reports/h6?at=3,10#at")
    claim = msgspec.json.decode(ask(app, "/reports/h6.json").body)["record"]["claims"][0]
    found = ask(app, f"/c/{claim['id']}")
    start, end = claim["content"][0]["start"], claim["content"][0]["end"]
    assert found.headers["location"] == f"/reports/h6?at={start},{end}#at"
    assert ask(app, f"/c/{CLASH}").headers["location"] == f"/incidents/{INCIDENT}#{CLASH}"


def test_the_same_page_twice_is_the_same_bytes(app: ASGIApp) -> None:
    for address in PAGES:
        assert ask(app, address).body == ask(app, address).body


def test_the_overview_begins_with_one_incident_its_origins_and_what_differs(app: ASGIApp) -> None:
    chief = read(app, "/").xpath("//*[@class='chief']")[0]
    assert chief.xpath(".//h2/a/@href") == [f"/incidents/{INCIDENT}"]
    assert re.sub(r"\s", "", words(chief.xpath(".//*[@class='weight']")[0])) == "6reports3origins"
    assert [words(node) for node in chief.xpath(".//*[@class='differ']//s")] == ["41"]
    assert [words(node) for node in chief.xpath(".//*[@class='differ']//b")] == ["57"]


def test_each_origin_has_a_square_for_each_report_and_copies_are_hollow(app: ASGIApp) -> None:
    for address in ("/", path_to("incidents", INCIDENT)):
        rows = read(app, address).xpath("//*[@class='strands']/li")
        assert [words(row.xpath(".//bdi")[0]) for row in rows] == [
            "health ministry",
            "Slow Review",
            "fire service of Port Merle",
        ]
        assert len(rows[0].xpath(".//*[@class='sq full']")) == 1
        assert len(rows[0].xpath(".//*[@class='sq echo']")) == 3
        assert words(rows[0].xpath("./b")[0]).startswith("4 ")


def test_incidents_are_listed_with_the_sentence_that_tells_of_them(app: ASGIApp) -> None:
    row = read(app, "/incidents").xpath("//*[contains(@class, 'incidents-list')]/li")[0]
    lead = row.xpath(".//*[@class='lead-words']")[0]
    assert words(lead.xpath(".//q")[0]) == TEXTS["h1"].split("\n")[0]
    assert [words(node) for node in lead.xpath(".//b")] == ["killed"]
    assert words(lead).endswith("Bay Wire")
    span = find("h1", "killed")
    assert lead.xpath(".//a/@href") == [f"/reports/h1?at={span.start},{span.end}#at"]


def test_a_statement_shows_each_wording_once_with_all_who_carry_it(app: ASGIApp) -> None:
    rows = read(app, path_to("statements", STATEMENT)).xpath("//*[contains(@class, 'claims-list')]/li")
    assert [words(row.xpath("./p")[0]) for row in rows] == [
        "A fire in the harbour of Port Merle has reportedly killed 41 people",
        "A fire in the harbour of Port Merle has killed 41 people",
    ]
    assert [[words(link) for link in row.xpath(".//li/a")] for row in rows] == [
        ["Bay Wire", "Hill Gazette"],
        ["Merle Post", "Radio Lantern"],
    ]


def test_a_page_that_is_not_there_has_the_menu(app: ASGIApp) -> None:
    answer = ask(app, "/incidents/none")
    assert answer.status == 404
    page = lxml.html.document_fromstring(answer.text)
    assert "/incidents" in page.xpath("//nav/a/@href")
    assert words(page.xpath("//*[@class='lead']")[0]).startswith("The desk has no incident")


def test_codes_of_countries_are_shown_as_names(app: ASGIApp) -> None:
    assert "Port Merle, Chile" in words(read(app, path_to("incidents", INCIDENT)).xpath("//*[@class='facts-of']")[0])
