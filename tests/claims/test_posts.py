"""Posts and messages whose head names who writes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.posts import find_posts
from sayso.claims.turns import clip_mark, find_turns
from sayso.lang import load_language
from sayso.model import Mark
from sayso.text import find_tokens
from tests.batch.fakes import make_report

WORDS = load_language("en").turns


def posts_of(text: str) -> list[str]:
    report = make_report(text)
    tokens = find_tokens(report)

    def words(mark: Mark) -> str:
        return tokens.span(mark.first, mark.last).text(text)

    taken = find_turns(text, tokens, WORDS)
    return [" | ".join(map(words, (t.source, t.cue, *t.content))) for t in find_posts(text, tokens, WORDS, taken)]


@pytest.mark.parametrize(
    ("line", "post"),
    [
        ("@river_watch: The gate is open.", "@river_watch | : | The gate is open."),
        ("• @MinWater – The fee is gone.", "@MinWater | – | The fee is gone."),
        ("Ana Paz (@anap), a baker: Bread is dear. (210 likes)", "Ana Paz (@anap), a baker | : | Bread is dear."),
        ("Ana Paz (@anap), 14:05: “Rent is up.” · 3h", "Ana Paz (@anap) | : | “Rent is up.”"),
        ("Otero, 14:11: The school is shut.", "Otero | : | The school is shut."),
        ("[14:20] Ana Paz: The road is shut.", "Ana Paz | : | The road is shut."),
    ],
)
def test_one_post_is_enough(line: str, post: str) -> None:
    assert posts_of(f"What people wrote on Monday.\n\n{line}\n\nThe fair goes on.") == [post]


def test_names_count_beside_handles() -> None:
    text = "@anap: Rent is up.\n\nHarbour Office: The pier is open.\n\nThe mayor put it simply: it is over."
    assert posts_of(text) == ["@anap | : | Rent is up.", "Harbour Office | : | The pier is open."]


@pytest.mark.parametrize(
    "text",
    [
        "@anap wrote: “Rent is up.”",
        "Write to desk@ledger.example: it is read.",
        "Harbour Office: The pier is open.",
        "Update, 14:05: The pier is open.",
        "The ferry, 14:05: nobody came.",
        "",
    ],
    ids=["cue of its own", "address", "name alone", "label", "no name", "empty"],
)
def test_no_post(text: str) -> None:
    assert posts_of(text) == []


@given(st.text(alphabet="@aB:,–. \n“”(14)[]•", max_size=120))
def test_any_text_gives_posts_apart_from_one_another(text: str) -> None:
    tokens = find_tokens(make_report(text))
    posts = find_posts(text, tokens, WORDS, [])
    assert all(a.content[-1].last < b.source.first for a, b in pairwise(posts))


def test_marks_lose_the_head_that_they_reach_into() -> None:
    text = "@anap: Our neighbours say it rained."
    tokens = find_tokens(make_report(text))
    posts = find_posts(text, tokens, WORDS, [])
    start = posts[0].content[0].first
    whole = Mark("source", posts[0].source.first, start + 1, 0.5)
    assert clip_mark(whole, posts).first == start
    assert clip_mark(Mark("cue", start + 2, start + 2, 0.5), posts).first == start + 2
