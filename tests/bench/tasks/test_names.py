"""Names are scored on raw text; IOB files are laid over a treebank's."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.errors import BenchError
from bench.metrics.counts import add_counts
from bench.tasks.names import align_words, measure_names
from sayso.model import Span
from tests.bench.fakes import IOB, FakeReader


def test_treebank_and_iob_files(data: Path) -> None:
    paths = [data / "parse" / "en_gum-dev.conllu", data / "names" / "uner-ewt-dev.iob2"]
    measured = measure_names(paths, FakeReader())
    assert list(measured.parts) == ["en_gum-dev", "en_gum-dev-full", "uner-ewt-dev"]
    assert {corpus: add_counts(parts)["exact"].f1 for corpus, parts in measured.parts.items()} == {
        "en_gum-dev": 1,
        "en_gum-dev-full": 1,
        "uner-ewt-dev": 1,
    }
    assert measured.figures["en_gum-dev/macro"].value == 25  # three of four kinds do not occur
    assert measured.figures["uner-ewt-dev/macro"].value == pytest.approx(33.33)
    assert measured.notes


def test_a_wrong_name_counts_against_both_sides(data: Path) -> None:
    path = data / "parse" / "en_gum-dev.conllu"
    path.write_text(path.read_text("utf-8").replace("(2-person", "(2-place"), "utf-8")
    sums = add_counts(measure_names([path], FakeReader()).parts["en_gum-dev"])
    assert (sums["exact"].f1, sums["exact-untyped"].f1) == (0.5, 1)


def test_an_iob_file_needs_its_texts(data: Path) -> None:
    path = data / "names" / "uner-ewt-dev.iob2"
    with pytest.raises(BenchError, match=r"holds the document of sentence one-1; add the \.conllu file"):
        measure_names([path], FakeReader())
    path.write_text(IOB.replace("Bob", "Rob"), "utf-8")
    with pytest.raises(BenchError, match="sentence two-1 has other characters"):
        measure_names([data / "parse" / "en_ewt-dev.conllu", path], FakeReader())


def test_a_treebank_without_entities_has_no_names(data: Path) -> None:
    path = data / "parse" / "en_ewt-dev.conllu"
    path.write_text(path.read_text("utf-8").replace("Entity=", "Other="), "utf-8")
    with pytest.raises(BenchError, match="no file has names"):
        measure_names([path], FakeReader())


@pytest.mark.parametrize(
    ("words", "spans"),
    [
        (("ab", "c"), ["ab", "c"]),
        (("a", "bc"), ["a", "b c"]),
        (("abc", "d"), None),
        (("ab", "x"), None),
        (("ab", "", "c"), None),
    ],
)
def test_words_are_aligned_by_their_characters(words: tuple[str, ...], spans: list[str] | None) -> None:
    text = "-- ab c --"
    found = align_words(words, text, Span(3, 7))
    assert (None if found is None else [span.text(text) for span in found]) == spans
