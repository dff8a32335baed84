"""Attribution is scored on the claims of whole records."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from bench.metrics.counts import add_counts
from bench.tasks.attribution import measure_attribution, score_claims
from sayso.learn.corpora.polnear import read_articles
from sayso.model import Claim, Span
from sayso.parse import Reader
from tests.bench.fakes import FakeReader


class _Broken:
    def read_all(self, *_: object) -> Any:
        raise RuntimeError("no model")


def test_claims_against_gold(data: Path) -> None:
    path = data / "attribution" / "polnear-dev.jsonl"
    measured = measure_attribution([path], cast("Reader", FakeReader()))
    sums = add_counts(measured.parts["polnear-dev"])
    assert len(measured.parts["polnear-dev"]) == 2
    for measure in ("source/exact", "cue/exact", "content/exact", "relation/dice50", "speech-cue-recall", "quotation"):
        assert sums[measure].f1 == 1, measure
    assert measured.failures == 0


def test_failed_stages_are_told(data: Path) -> None:
    measured = measure_attribution([data / "attribution" / "polnear-dev.jsonl"], cast("Reader", _Broken()))
    assert measured.failures >= 2
    assert "no model" in measured.notes[0]


@pytest.mark.parametrize(("kind", "share"), [("indirect", 1.0), ("direct", 0.0)])
def test_the_kind_of_quotation_counts_on_matched_claims(data: Path, kind: Any, share: float) -> None:
    article = next(iter(read_articles(data / "attribution" / "polnear-dev.jsonl")))
    claim = Claim("claim-1", Span(0, 3), Span(4, 8), (Span(9, 11),), kind)
    elsewhere = Claim("claim-2", None, Span(0, 3), (Span(9, 11),), "mixed")
    scores = score_claims(article, [elsewhere, claim])
    assert scores["quotation"].f1 == share
    assert scores["quotation/indirect"].recall == share
