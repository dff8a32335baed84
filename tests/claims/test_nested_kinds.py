"""Claims inside claims in sentences of many kinds: how many are found with who, cue and the right claim around them."""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from sayso.claims import find_attributions, find_quotations
from sayso.model import Attribution, Mark
from sayso.parse import Reader, load_reader
from sayso.text import find_tokens
from tests.batch.fakes import make_report

SENTENCES = Path(__file__).parents[2] / "bench" / "gold" / "nested" / "sentences.toml"
LEAST = 0.7  # of the claims inside claims; no reader gets all of them
LEAST_OF_A_KIND = 0.3


class Sentence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    text: str
    claims: tuple[str, ...]


def load_sentences() -> list[Sentence]:
    raw = tomllib.loads(SENTENCES.read_text(encoding="utf-8"))
    return msgspec.convert(raw["sentences"], list[Sentence])


def find(text: str, reader: Reader) -> set[tuple[str, str, str]]:
    """Source, cue, and cue of the claim around it, of each claim inside another."""
    report = make_report(text)
    tokens = find_tokens(report)
    syntax, _, marks = reader.read(report, tokens)
    joined = find_attributions(report, tokens, syntax, marks, find_quotations(report)[0], reader)

    def words(mark: Mark | None) -> str:
        return "-" if mark is None else text[tokens.starts[mark.first] : tokens.ends[mark.last]].strip(",").lower()

    def describe(claim: Attribution, outer: Attribution) -> tuple[str, str, str]:
        return words(claim.source), words(claim.cue), words(outer.cue)

    return {describe(a, joined[a.parent]) for a in joined if a.parent is not None}


def is_found(found: set[tuple[str, str, str]], source: str, cue: str, outer: str) -> bool:
    """Whether a claim is among the found ones; cues may differ in an adverb or auxiliary."""
    return any(s == source.lower() and _meet(c, cue) and _meet(o, outer) for s, c, o in found)


def _meet(one: str, other: str) -> bool:
    return not set(one.split()).isdisjoint(other.lower().split())


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


@pytest.mark.parametrize("seed", range(6))
def test_words_in_any_order_are_survived(seed: int, reader: Reader) -> None:
    words = " ".join(s.text for s in load_sentences()[seed * 30 : seed * 30 + 30]).split()
    random.Random(seed).shuffle(words)
    found = find(" ".join(words), reader)
    assert found == find(" ".join(words), reader)


def test_claims_inside_claims_of_every_kind(reader: Reader) -> None:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for sentence in load_sentences():
        found = find(sentence.text, reader)
        claims = [[part.strip() for part in claim.split("|")] for claim in sentence.claims]
        for source, cue, _, outer in claims:
            if outer != "0":
                total[sentence.kind] += 1
                right[sentence.kind] += is_found(found, source, cue, claims[int(outer) - 1][1])
    assert sum(total.values()) >= 150
    assert sum(right.values()) >= LEAST * sum(total.values()), {kind: (right[kind], n) for kind, n in total.items()}
    assert all(right[kind] >= LEAST_OF_A_KIND * n for kind, n in total.items() if n >= 4), (right, total)
