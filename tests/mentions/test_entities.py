"""Names grouped into entities. Texts mark names as [words|kind], kind being p, o, l or x (person ... other)."""

from __future__ import annotations

import re
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.mentions.entities import find_entities
from sayso.model import Entity, Name, NameKind, Report, Syntax, Tokens, hash_text

KINDS: dict[str, NameKind] = {"p": "person", "o": "organisation", "l": "location", "x": "other"}
MARKED = re.compile(r"\[([^|\]]*)\|([polx])\]")
TOKEN = re.compile(r"\w+|\S")


class Draft:
    """A report in the making: text, token spans, sentence numbers and names."""

    def __init__(self, marked: str) -> None:
        self.text, self.spans, self.names = "", list[tuple[int, int]](), list[Name]()
        at = 0
        for match in MARKED.finditer(marked):
            self._add(marked[at : match.start()])
            first = len(self.spans)
            self._add(match[1])
            if len(self.spans) > first:
                self.names.append(Name(first, len(self.spans) - 1, KINDS[match[2]], 0.8))
            at = match.end()
        self._add(marked[at:])

    def _add(self, piece: str) -> None:
        self.spans += [(len(self.text) + m.start(), len(self.text) + m.end()) for m in TOKEN.finditer(piece)]
        self.text += piece


def find(marked: str, language: str | None = "en", reverse: bool = False) -> tuple[Entity, ...]:
    draft = Draft(marked)
    starts = np.array([s for s, _ in draft.spans], dtype=np.int32)
    ends = np.array([e for _, e in draft.spans], dtype=np.int32)
    stops = [0, *(draft.text[s:e] == "." for s, e in draft.spans[:-1])][: len(draft.spans)]
    count = len(draft.spans)
    nothing = ("_",) * count
    sentences = np.cumsum(stops, dtype=np.int32)
    syntax = Syntax(sentences, nothing, nothing, nothing, np.full(count, -1, np.int32), nothing)
    tokens = Tokens(starts, ends, np.ones(count, dtype=np.uint8))
    sha = hash_text(draft.text)
    report = Report("report-1", sha, None, None, None, None, None, language, draft.text)
    return find_entities(report, tokens, syntax, tuple(draft.names[::-1] if reverse else draft.names))


def show(marked: str) -> list[str]:
    """Each entity as "name (kind): mention, mention"."""
    text = Draft(marked).text
    return [f"{e.name} ({e.kind}): {', '.join(m.text(text) for m in e.mentions)}" for e in find(marked)]


GOLDEN = {
    "same-words": (
        "[Almaty|l] sleeps. In [ALMATY|l], [Almaty's|l] streets; [Almaty’s|l] parks.",
        ["Almaty (place): Almaty, ALMATY, Almaty, Almaty"],
    ),
    "diacritics-count": ("[Perón|p] met [Peron|p].", ["Perón (person): Perón", "Peron (person): Peron"]),
    "surname": (
        "[Marat Ospan|p] spoke. [Ospan|p] left, and [Ospan's|p] aide too.",
        ["Marat Ospan (person): Marat Ospan, Ospan, Ospan"],
    ),
    "surname-before-full-name": (
        "[Ospan|p] spoke. The analyst, [Marat Ospan|p], left.",
        ["Marat Ospan (person): Ospan, Marat Ospan"],
    ),
    "surname-with-particle": (
        "[Anna van der Berg|p] came. [van der Berg|p] spoke; [Berg|p] left.",
        ["Anna van der Berg (person): Anna van der Berg, van der Berg, Berg"],
    ),
    "shared-surname-goes-to-the-latest": (
        "[Ann Lake|p] came. [Lake|p] spoke. [Tom Lake|p] came. [Lake|p] sang. [Ann Lake|p] left; [Lake|p] waved.",
        ["Ann Lake (person): Ann Lake, Lake, Ann Lake, Lake", "Tom Lake (person): Tom Lake, Lake"],
    ),
    "title-and-surname": (
        "[President Dana Ospan|p] spoke. [Mrs. Ospan|p] left. [Prime Minister Ospan|p] slept.",
        ["Dana Ospan (person): President Dana Ospan, Mrs. Ospan, Prime Minister Ospan"],
    ),
    "first-name": ("[Dana Ospan|p] and [Dana|p].", ["Dana Ospan (person): Dana Ospan, Dana"]),
    "shared-first-name-stays-apart": (
        "[Dana Ospan|p], [Dana Lake|p] and [Dana|p].",
        ["Dana Ospan (person): Dana Ospan", "Dana Lake (person): Dana Lake", "Dana (person): Dana"],
    ),
    "middle-name": (
        "[Dana R. Ospan|p], [Dana Ospan|p], [D. Ospan|p], [Ospan|p].",
        ["Dana R. Ospan (person): Dana R. Ospan, Dana Ospan, D. Ospan, Ospan"],
    ),
    "middle-names-differ": (
        "[Dana R. Ospan|p] and [Dana T. Ospan|p].",
        ["Dana R. Ospan (person): Dana R. Ospan", "Dana T. Ospan (person): Dana T. Ospan"],
    ),
    "junior-is-another": (
        "[Tom Lake|p] met [Tom Lake Jr.|p] there.",
        ["Tom Lake (person): Tom Lake", "Tom Lake Jr. (person): Tom Lake Jr."],
    ),
    "place-is-no-surname": (
        "[Ann Almaty|p] left [Almaty|l].",
        ["Ann Almaty (person): Ann Almaty", "Almaty (place): Almaty"],
    ),
    "acronym": (
        "The [Northern Security Treaty Organization|o] ([NSTO|o], a pact) met. [NSTO|o] forces left.",
        ["Northern Security Treaty Organization (organisation): Northern Security Treaty Organization, NSTO, NSTO"],
    ),
    "acronym-not-named-in-brackets": (
        "The [World Sand Fund|o] (WSF) met. The [WSF|o] paid.",
        ["World Sand Fund (organisation): World Sand Fund, WSF"],
    ),
    "acronym-inside-the-name": (
        "The [World Sand Fund (WSF)|o] met. The [W.S.F.|o] paid.",
        ["World Sand Fund (organisation): World Sand Fund, WSF, W.S.F."],
    ),
    "acronym-first": (
        "The [WSF|o] (the [World Sand Fund|o]) paid. [WSF|o] left.",
        ["World Sand Fund (organisation): WSF, World Sand Fund, WSF"],
    ),
    "acronym-of-other-words": (
        "The [State Safety Committee|o] ([KGK|o]) met.",
        ["State Safety Committee (organisation): State Safety Committee, KGK"],
    ),
    "place-in-brackets-is-no-acronym": (
        "The [Sand Party|o] ([UK|l]) met.",
        ["Sand Party (organisation): Sand Party", "UK (place): UK"],
    ),
    "initials": (
        "[United Islands|l] and [U.I.|l] and [UI|o] and [UI|l].",
        ["United Islands (place): United Islands, U.I., UI, UI"],
    ),
    "initials-of-two-stay-apart": (
        "[Sand Bank|o], [Salt Board|o], [SB|o].",
        ["Sand Bank (organisation): Sand Bank", "Salt Board (organisation): Salt Board", "SB (organisation): SB"],
    ),
    "moved-words": (
        "[Foreign Ministry|o]; the [Ministry of Foreign Affairs|o]; [Labour Ministry|o]; [Ministry of Labor|o].",
        [
            "Ministry of Foreign Affairs (organisation): Foreign Ministry, Ministry of Foreign Affairs",
            "Ministry of Labor (organisation): Labour Ministry, Ministry of Labor",
        ],
    ),
    "two-countries-stay-apart": (
        "[Kazakh Foreign Ministry|o] and [Russian Foreign Ministry|o].",
        [
            "Kazakh Foreign Ministry (organisation): Kazakh Foreign Ministry",
            "Russian Foreign Ministry (organisation): Russian Foreign Ministry",
        ],
    ),
    "universities-do-not-move": (
        "[Lake University|o] and [University of Lake|o].",
        ["Lake University (organisation): Lake University", "University of Lake (organisation): University of Lake"],
    ),
    "most-mentions-decide-the-kind": (
        "[Aral|l], [Aral|o], [Aral|o]; [Balkh|l], [Balkh|o]; [Edda|x].",
        ["Aral (organisation): Aral, Aral, Aral", "Balkh (place): Balkh, Balkh", "Edda (other): Edda"],
    ),
    "articles": (
        "[The Sand Bank|o] paid. Then [the Sand Bank|o] left [The Hague|l]. In [Hague|l] it rained.",
        ["Sand Bank (organisation): Sand Bank, Sand Bank", "The Hague (place): The Hague, Hague"],
    ),
    "brackets-that-stay": (
        "[Sand Party (United)|o] met.",
        ["Sand Party (United) (organisation): Sand Party (United)"],
    ),
    "name-over-lines": ("[Dana\nOspan|p] and [Dana  Ospan|p].", ["Dana Ospan (person): Dana\nOspan, Dana  Ospan"]),
    "only-punctuation": ("[…|o] and [Aral|l].", ["Aral (place): Aral"]),
    "nothing": ("No name.", []),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_golden(name: str) -> None:
    marked, expected = GOLDEN[name]
    assert show(marked) == expected


def test_confidence_falls_with_each_guess() -> None:
    (sure,) = find("[Dana Ospan|p], [Dana Ospan|p].")
    (surname,) = find("[Dana Ospan|p], [Ospan|p].")
    shared = find("[Dana Ospan|p], [Tom Ospan|p], [Ospan|p].")[1]
    assert sure.confidence == 0.8
    assert surname.confidence == pytest.approx(0.78)
    assert shared.confidence == pytest.approx(0.6)


def test_entity_says_who_made_it_and_guesses_nothing_else() -> None:
    (entity,) = find("[Dana Ospan|p] spoke.")
    assert entity.by is not None
    assert (entity.by.stage, entity.by.method) == ("mentions", "names+rules")
    assert (entity.roles, entity.country) == ((), None)
    assert entity.id.startswith("entity-")


@pytest.mark.parametrize("language", [None, "kk", "en-GB", "../en", ""])
def test_any_language_code_is_read(language: str | None) -> None:
    assert [e.name for e in find("[Dana Ospan|p], [Ospan|p].", language)] == ["Dana Ospan"]


WORDS = [
    "Dana",
    "Ospan",
    "Lake",
    "Ministry",
    "of",
    "the",
    "The",
    "UN",
    "U.N.",
    "(UN)",
    "Mr.",
    "Jr.",
    "’s",
    "van",
    "é",
    "—",
]
pieces = st.builds(
    lambda words, kind, gap: f"[{' '.join(words)}|{kind}]{gap}",
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
    st.sampled_from("polx"),
    st.sampled_from([" ", " (", ") ", ". ", ", "]),
)


@given(st.lists(pieces, max_size=12))
def test_every_mention_lies_in_one_entity_and_order_changes_nothing(parts: list[str]) -> None:
    marked = "".join(parts)
    found = find(marked)
    text = Draft(marked).text
    mentions = [m for e in found for m in e.mentions]
    assert len(mentions) == len(set(mentions)) <= len(Draft(marked).names) * 2
    assert all(m.text(text).strip() == m.text(text) != "" for m in mentions)
    assert [e.mentions[0] for e in found] == sorted(e.mentions[0] for e in found)
    assert all(list(e.mentions) == sorted(e.mentions) for e in found)
    assert len({e.id for e in found}) == len(found)
    assert all(e.confidence is not None and 0 < e.confidence <= 0.8 for e in found)
    assert find(marked, reverse=True) == found


@pytest.mark.parametrize(
    "shape", ["[Ann{n} Lake|p], [Lake|p]. ", "[Sand Bank {n}|o] (SB{n}), [SB|o]. ", "[A{n} B{n} C D E|p] "]
)
def test_thousands_of_names_are_quick(shape: str) -> None:
    marked = "".join(
        shape.replace("{n}", chr(97 + n % 26) + chr(97 + n // 26 % 26) + chr(97 + n // 676)) for n in range(2500)
    )
    begin = time.process_time()
    find(marked)
    assert time.process_time() - begin < 5.0
