"""Sourcing profiles: shares by kind, group and speaker, own voice, and grave sentences without a source."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.linking import Profile, make_profile
from sayso.linking.profile import count_inside
from sayso.model import Claim, Entity, Record, SourceKind, Span, make_id
from tests.batch.fakes import make_report

TEXT = (
    "The ministry of Ruritania said that 20 bandits were killed. Ana Paz, a farmer, said she saw none.\n\n"
    "Two guards were beheaded. It became known that the prison was looted. Rain fell on Mr. Paz and others."
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def claim(source: str | None, cue: str, content: str, kind: str | None, **other: object) -> Claim:
    return Claim(
        make_id("claim", content),
        span(source) if source else None,
        span(cue),
        (span(content),),
        "indirect",
        source_kind=SourceKind(kind, "so it is") if kind else None,
        **other,  # type: ignore[arg-type]
    )


def make_record() -> Record:
    ministry = Entity("e1", "Ministry of  Ruritania", "organisation", (span("ministry of Ruritania"),))
    place = Entity("e2", "Ruritania", "place", (span("Ruritania"),))
    claims = (
        claim("The ministry of Ruritania", "said", "that 20 bandits were killed", "state_body", speaker="e1"),
        claim("Ana Paz, a farmer,", "said", "she saw none", "witness_resident", hedges=(span("none"),)),
        claim(None, "became known", "that the prison was looted", "none"),
    )
    return Record("1", make_report(TEXT), entities=(ministry, place), claims=claims)


def test_counts_of_one_report() -> None:
    profile = make_profile([make_record()])
    assert (profile.reports, profile.words, profile.own_words) == (1, 37, 24)
    assert (profile.claims, profile.sourced, profile.sourceless) == (3, 2, 1)
    assert (profile.hedged, profile.nested, profile.unnamed) == (1, 0, 0)
    assert (profile.direct, profile.mixed, profile.indirect) == (0, 0, 3)


def test_every_kind_has_its_row_and_groups_add_up() -> None:
    profile = make_profile([make_record()])
    rows = {kind.code: (kind.claims, kind.words, kind.speakers) for kind in profile.kinds}
    assert len(rows) == 16
    assert {code: row for code, row in rows.items() if row != (0, 0, 0)} == {
        "state_body": (1, 5, 1),
        "witness_resident": (1, 3, 1),
        "none": (1, 5, 0),
    }
    groups = {group.code: group.claims for group in profile.groups if group.claims}
    assert groups == {"state": 1, "people": 1, "none": 1}


def test_places_of_a_group_come_from_its_speakers_names() -> None:
    profile = make_profile([make_record()])
    state = next(group for group in profile.groups if group.code == "state")
    assert [(place.name, place.claims) for place in state.places] == [("Ruritania", 1)]


def test_speakers_of_several_reports_are_one_by_name() -> None:
    profile = make_profile([make_record(), make_record()])
    assert [(s.name, s.kind, s.claims, s.words, s.reports) for s in profile.speakers] == [
        ("Ministry of Ruritania", "state_body", 2, 10, 2),
        ("Ana Paz, a farmer,", "witness_resident", 2, 6, 2),
    ]


def test_grave_sentences_without_a_source_come_gravest_first() -> None:
    found = make_profile([make_record()]).grave
    assert [(g.text, g.grade, g.voice, [w.text(TEXT) for w in g.words]) for g in found] == [
        ("Two guards were beheaded.", 3, "own", ["beheaded"]),
        ("It became known that the prison was looted.", 1, "sourceless", ["prison", "looted"]),
    ]
    assert all(TEXT[g.start : g.end] == g.text for g in found)


def test_a_kind_that_is_not_told_counts_as_unknown() -> None:
    record = make_record()
    bare = tuple(msgspec.structs.replace(c, source_kind=None) for c in record.claims)
    profile = make_profile([msgspec.structs.replace(record, claims=bare)])
    rows = {kind.code: kind.claims for kind in profile.kinds if kind.claims}
    assert rows == {"unknown": 2, "none": 1}


def test_words_inside_two_claims_of_a_kind_count_once() -> None:
    record = make_record()
    doubled = msgspec.structs.replace(record, claims=(*record.claims, record.claims[0]))
    rows = {kind.code: (kind.claims, kind.words) for kind in make_profile([doubled]).kinds}
    assert rows["state_body"] == (2, 5)


def test_nothing_gives_an_empty_profile() -> None:
    profile = make_profile([])
    assert (profile.reports, profile.words, profile.claims, profile.speakers, profile.grave) == (0, 0, 0, (), ())
    assert len(profile.kinds) == 16


@pytest.mark.parametrize("text", ["", "\n", "killed", "Killed! Dead? “Shot.”", "..." * 50, "killed\ud800"])
def test_odd_texts_give_whole_profiles(text: str) -> None:
    profile = make_profile([Record("1", make_report(text))])
    assert profile.own_words == profile.words
    assert all(text[g.start : g.end] == g.text for g in profile.grave)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 10))), st.sets(st.integers(0, 60)))
def test_words_inside_are_those_in_any_span(spans: list[tuple[int, int]], starts: set[int]) -> None:
    made = [Span(start, start + length) for start, length in spans]
    expected = sum(any(s.start <= at < s.end for s in made) for at in starts)
    assert count_inside(sorted(starts), made) == expected


def test_profile_is_json() -> None:
    profile = make_profile([make_record()])
    assert msgspec.json.decode(msgspec.json.encode(profile), type=Profile) == profile
