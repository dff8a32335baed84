"""Search: what is found and where; and nothing that is typed can break it."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.model import Span
from sayso.store import DeskWriter, IncidentQuery, ReportQuery, open_writer
from sayso.store.words import CLOSE, OPEN, find_snippet, make_match
from tests.store.made import link_simply, make_record


@pytest.fixture
def filled(desk: DeskWriter) -> DeskWriter:
    records = [make_record(n, place="Kostanay" if n < 3 else "Zaïsan", outlet=f"Post {n % 2}") for n in range(6)]
    desk.add(records)
    desk.replace_links(link_simply(records))
    return desk


@pytest.mark.parametrize(
    ("typed", "total"),
    [
        ("kostanay", 3),
        ("ZAISAN", 3),  # without its mark
        ("docker marching", 6),  # other forms of the words
        ('"boats were lost"', 6),
        ('"lost were boats"', 0),
        ("boats -kostanay", 3),
        ("kost*", 3),
        ("ko* boats", 3),
        ("boats xyz", 0),
        ("-boats", 0),
        ("2 boats", 1),
    ],
)
def test_words_find_reports(filled: DeskWriter, typed: str, total: int) -> None:
    assert filled.search(typed).total == total
    assert len(filled.search(typed).rows) == total
    if typed != "-boats":
        assert filled.list_reports(ReportQuery(words=typed)).total == total


def test_snippets_stand_where_they_say(filled: DeskWriter) -> None:
    hits = filled.search("dockers missing").rows
    for hit in hits:
        record = filled.get_record(hit.report.id)
        assert record is not None
        assert hit.snippet is not None
        assert hit.snippet.span.text(record.report.text) == hit.snippet.words
        assert [mark.text(hit.snippet.words).lower() for mark in hit.snippet.marks] == ["dockers", "missing"]
    assert hits[0].score >= hits[-1].score


def test_a_hit_in_the_title_alone_has_no_snippet(filled: DeskWriter) -> None:
    assert filled.search('"boats lost"').rows[0].snippet is None


def test_claims_are_found_by_content_and_speaker(filled: DeskWriter) -> None:
    hit = filled.search_claims("lopes kostanay").rows[0]
    assert hit.claim.speaker == "Ana Lopes"
    assert hit.claim.party == "person:ana lopes"
    assert hit.snippet is not None
    assert hit.snippet.span.text(hit.claim.content) == hit.snippet.words
    assert filled.search_claims("dockers").total == 0


def test_pages_and_sizes_are_bounded(filled: DeskWriter) -> None:
    seen = [hit.report.id for page in (1, 2, 3) for hit in filled.search("boats", page=page, size=2).rows]
    assert sorted(seen) == sorted(row.id for row in filled.list_reports().rows)
    assert filled.search("boats", page=99).rows == ()
    assert filled.search("boats", page=-5, size=10**9).size == 500
    assert filled.list_reports(page=0, size=0).size == 1


@pytest.mark.parametrize(
    "typed",
    ['"', '""', "AND", "a OR", "NEAR(", "NEAR(a b, 2)", "*", "^a", "title:x", "{title text}:x", "a + b", "(", "\0",
     "a\0b", "'", "\\", "--", "-", '-"', "é́", "\u0301", "\ud800", "x" * 10_000, "a " * 10_000, '"a" "b', "NOT NOT"],
)  # fmt: skip
def test_hostile_searches_are_answered(filled: DeskWriter, typed: str) -> None:
    ask(filled, typed)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(st.sampled_from(list("ab\"*-+^:(){}[],.;\\'~ \0é\u0301\ud800&|<>=#@%_!/?$€中ا")), max_size=40))
def test_nothing_typed_raises(filled: DeskWriter, typed: str) -> None:
    ask(filled, typed)


def ask(desk: DeskWriter, typed: str) -> None:
    assert desk.search(typed).total >= 0
    assert desk.search_claims(typed).total >= 0
    assert desk.list_reports(ReportQuery(words=typed), sort="relevance").total >= 0
    assert desk.list_incidents(IncidentQuery(words=typed)).total >= 0
    assert desk.list_speakers(typed).total >= 0


def test_operators_are_words_like_others() -> None:
    assert make_match("cats AND dogs") == '("cats" AND "AND" AND "dogs")'
    assert make_match('"a b" -c de*') == '("a b" AND "de" *) NOT "c"'
    assert make_match("d* 中*") == '("d" AND "中" *)'
    assert make_match("!?") == ""


def test_a_text_with_the_marks_themselves_misleads_nobody() -> None:
    assert find_snippet("no hit") is None
    assert find_snippet(f"stray {OPEN} sign") is None
    snippet = find_snippet(f"a {OPEN}hit{CLOSE} and {OPEN}more{CLOSE}.")
    assert snippet is not None
    assert (snippet.words, snippet.marks) == ("a hit and more.", (Span(2, 5), Span(10, 14)))


def test_facets_count_what_is_asked_for(filled: DeskWriter) -> None:
    counts = filled.count_facets()
    assert [(c.value, c.reports) for c in counts["outlet"]] == [("Post 0", 3), ("Post 1", 3)]
    assert [(c.value, c.reports) for c in counts["type"]] == [("PROTEST", 6)]
    assert [(c.value, c.reports) for c in counts["kind"]] == [("official", 6)]
    assert [(c.value, c.reports) for c in counts["country"]] == [("KZ", 6)]
    narrowed = filled.count_facets(ReportQuery(outlet=("Post 0",), words="kostanay"))
    assert [(c.value, c.reports) for c in narrowed["outlet"]] == [("Post 0", 2), ("Post 1", 1)]
    assert [(c.value, c.reports) for c in narrowed["type"]] == [("PROTEST", 2)]
    assert filled.list_reports(ReportQuery(outlet=("Post 0", "Post 1"), last="2022-01-05")).total == 0
    assert filled.list_reports(ReportQuery(first="2022-01-06", language=("en",))).total == 6


def test_reports_are_sorted(filled: DeskWriter) -> None:
    filled.add([make_record(9, published=None, outlet=None, id="undated")])
    for sort in ("newest", "oldest", "title", "outlet", "claims", "relevance"):
        assert filled.list_reports(sort=sort).total == 7
    assert filled.list_reports(sort="oldest").rows[-1].id == "undated"
    assert filled.list_reports(sort="newest").rows[-1].id == "undated"
    assert filled.list_reports(ReportQuery(unlinked=True)).rows[0].linked is False


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.text(st.sampled_from(list("ab é\u0301\0\n中😀\ud800\ufdd0\u200d.")), max_size=30),
    after=st.text(st.sampled_from(list("ab é\u0301\0\n中😀\ud800\ufdd1\u200d.")), max_size=30),
)
def test_marks_stand_on_the_words_in_any_text(
    tmp_path_factory: pytest.TempPathFactory, before: str, after: str
) -> None:
    text = f"{before} ferry {after}"
    with open_writer(tmp_path_factory.mktemp("desk") / "a.sayso") as desk:
        desk.add([make_record(text=text, id="a")])
        hits = desk.search("ferry").rows
        assert len(hits) == 1
        snippet = hits[0].snippet
        if {OPEN, CLOSE} & set(text):
            return
        assert snippet is not None
        assert [mark.text(snippet.words) for mark in snippet.marks] == ["ferry"]
        assert snippet.span.text(re.sub("[\0\ud800-\udfff]", "\ufffd", text)) == snippet.words
        record = desk.get_record("a")
        assert record is not None
        assert record.report.text == text


def test_an_id_that_sqlite_cannot_hold_is_found_as_it_was_given(desk: DeskWriter) -> None:
    desk.add([make_record(text="One ferry.", id="a\0b\ud800")])
    assert [found.kind for found in desk.find_id("a\0b\ud800")] == ["report"]
    assert desk.get_report("a\0b\ud800") is not None
