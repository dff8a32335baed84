"""Syntax is scored by document, from raw text."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.metrics.counts import add_counts
from bench.tasks.syntax import measure_syntax
from tests.bench.fakes import FakeReader


def test_words_tags_and_heads_of_every_document(data: Path) -> None:
    measured = measure_syntax([data / "parse" / "en_gum-dev.conllu"], FakeReader())
    assert list(measured.parts) == ["en_gum-dev", "en_gum-dev-news"]
    sums = add_counts(measured.parts["en_gum-dev"])
    assert sums["words"].f1 == 1
    assert sums["upos"].recall == pytest.approx(6 / 7)
    assert sums["lemmas"].recall == pytest.approx(5 / 7)
    assert sums["las"].recall == pytest.approx(6 / 7)


def test_news_counts_alone_too(data: Path) -> None:
    measured = measure_syntax([data / "parse" / "en_gum-dev.conllu"], FakeReader())
    assert [part["words"].gold for part in measured.parts["en_gum-dev-news"]] == [3]


def test_a_limit_keeps_the_first_documents(data: Path) -> None:
    measured = measure_syntax([data / "parse" / "en_ewt-dev.conllu"], FakeReader(), limit=1)
    assert [part["words"].gold for part in measured.parts["en_ewt-dev"]] == [4]
