"""Reports that were made to cost time: cost grows with the words, whatever they are."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from sayso.linking.copies import find_copies
from sayso.model import Record, Report, hash_text


def make_report(number: int, text: str, uri: str | None = None) -> Record:
    published = f"2024-03-05T{number % 24:02d}:{number % 60:02d}:00Z"
    outlet = f"Outlet {number}"
    return Record("0", Report(f"r{number:05}", hash_text(text), uri, outlet, None, None, published, "en", text))


def write(words: int) -> str:
    rng = random.Random(words)
    known = ["".join(rng.choices("bdfgklmnprst", k=6)) for _ in range(2000)]
    return " ".join(" ".join(rng.choices(known, k=15)).capitalize() + "." for _ in range(words // 15))


def repeat(text: str, number: int) -> list[Record]:
    return [make_report(n, text) for n in range(number)]


def mix(size: int) -> list[Record]:
    sentences = write(size * 40).split(". ")
    mixed = random.Random(1).sample(sentences, len(sentences))
    return [make_report(0, ". ".join(sentences)), make_report(1, ". ".join(mixed))]


@pytest.mark.parametrize(
    "make",
    [
        lambda size: repeat("news " * 20 * size, 2),
        lambda size: repeat("News now. " * 10 * size, 2),
        lambda size: repeat((write(15) + " ") * size, 2),
        lambda size: repeat(write(150), size // 8),
        lambda size: repeat(write(20 * size), 2),
        lambda size: [make_report(n, f"{write(90)} Number {n}.", "https://a.example/x") for n in range(size // 8)],
        mix,
    ],
    ids=["one word", "two words", "one sentence", "identical", "long", "one address", "mixed"],
)
def test_cost_grows_with_the_words(make: Callable[[int], list[Record]]) -> None:
    spent = []
    for size in (1000, 4000):
        records = make(size)
        begin = time.process_time()
        find_copies(records)
        spent.append(time.process_time() - begin)
    assert spent[1] < 9 * spent[0] + 0.5, spent  # four times the words


def test_identical_reports_are_one_family_in_a_chain_back_to_the_first() -> None:
    (family,), _ = find_copies(repeat(write(200), 400))
    assert len(family.reports) == 400
    assert {copy.kind for copy in family.copies} == {"exact"}
    assert len(family.copies) == 399
