"""Attribution gold: what is read, and which reading counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.errors import SaysoError
from sayso.learn.corpora.polnear import GoldAttribution, first_readings, read_articles
from sayso.model import Span

_ROW = {
    "id": "r1",
    "annotator": "a",
    "outlet": "paper",
    "published": "2016-09-12",
    "text": "Ann said no.",
    "attributions": [{"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 11]]}],
}


def _write(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_spans_lead_back_to_the_text(tmp_path: Path) -> None:
    (article,) = read_articles(_write(tmp_path / "a.jsonl", _ROW))
    assert article.attributions == (GoldAttribution((Span(0, 3),), (Span(4, 8),), (Span(9, 11),)),)
    assert article.attributions[0].cue[0].text(article.text) == "said"


def test_the_first_reading_of_every_report_counts(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.jsonl", _ROW, {**_ROW, "annotator": "b"}, {**_ROW, "id": "r2", "annotator": "b"})
    assert [(a.id, a.annotator) for a in first_readings(read_articles(path))] == [("r1", "a"), ("r2", "b")]


@pytest.mark.parametrize("cue", [[[4, 99]], [[8, 4]], [[-1, 4]], "said"])
def test_a_bad_span_is_named_with_its_line(tmp_path: Path, cue: object) -> None:
    bad = {**_ROW, "attributions": [{"source": [], "cue": cue, "content": []}]}
    with pytest.raises(SaysoError, match=r"SAY-601: .*a\.jsonl, line 2"):
        list(read_articles(_write(tmp_path / "a.jsonl", _ROW, bad)))


def test_the_corpus_has_the_known_size(shared_data: Path) -> None:
    path = shared_data / "attribution" / "polnear-dev.jsonl"
    articles = list(first_readings(read_articles(path)))
    assert (len(articles), sum(len(a.attributions) for a in articles)) == (84, 2192)
