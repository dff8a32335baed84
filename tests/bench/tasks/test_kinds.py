"""The task kinds compares marked speakers with the claims of a record."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from bench.gold.passages import Marked, Passage
from bench.metrics.counts import add_counts
from bench.reading import make_report
from bench.tasks.kinds import judge_passage, measure_kinds
from sayso.model import Claim, Record, SourceKind, Span
from sayso.parse import Reader
from tests.bench.fakes import FakeReader

TEXT = "Ann said no. It became known that Bob lied."


def _passage(*marked: tuple[str, str]) -> Passage:
    spans = (Span(TEXT.index(words), TEXT.index(words) + len(words)) for words, _ in marked)
    return Passage("ann", TEXT, tuple(Marked(span, kind) for span, (_, kind) in zip(spans, marked, strict=True)))


def _record(*claims: Claim) -> Record:
    return Record("0", make_report(TEXT), claims=claims)


def _make_claim(cue: Span, source: Span | None = None, kind: SourceKind | None = None) -> Claim:
    return Claim(f"claim-{cue.start}", source, cue, (), "indirect", source_kind=kind)


def test_kinds_are_those_of_the_claims_whose_source_is_marked() -> None:
    said = _make_claim(Span(4, 8), Span(0, 3), SourceKind("expert", "a reason"))
    passage = _passage(("Ann", "expert"), ("Bob", "official"))
    assert judge_passage(passage, _record(said)) == [("expert", "expert")]


def test_cue_without_source_is_none_and_a_claim_without_kind_is_null() -> None:
    start = TEXT.index("became")
    known = _make_claim(Span(start, start + 12), None, SourceKind("none", "nobody"))
    blank = _make_claim(Span(4, 8), Span(0, 3))
    passage = _passage(("Ann", "expert"), ("became known", "none"))
    assert judge_passage(passage, _record(known, blank)) == [("expert", "null"), ("none", "none")]


def test_counts_stand_under_the_name_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "train.toml"
    head = '[[passages]]\nid = "ann"\nregister = "wire"\ncountry = "GH"\ntopic = "x"\n'
    path.write_text(head + 'text = "{Ann|expert} said no."\n', "utf-8")
    measured = measure_kinds([path], cast("Reader", FakeReader()))
    sums = add_counts(measured.parts["kinds-train"])
    assert set(sums) == {"kind", "found"}
    assert sums["found"].gold == 1
