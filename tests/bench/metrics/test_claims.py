"""Whole claims are scored: hand-made records against a gold report of our own."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from bench.gold.load import read_gold
from bench.gold.model import GoldReport
from bench.metrics.claims import Side, View, count_confusions, from_gold, from_record, match_sides, score_sides
from bench.metrics.counts import Counts
from bench.reading import make_report
from sayso.model import Claim, Distancing, Entity, Record, SourceKind, Span, Time
from tests.bench.gold_fakes import write_gold


@pytest.fixture
def gold(tmp_path: Path) -> GoldReport:
    return read_gold(write_gold(tmp_path))


def _span(report: GoldReport, words: str, *, last: bool = False) -> Span:
    start = (report.text.rindex if last else report.text.index)(words)
    return Span(start, start + len(words))


def _make_record(report: GoldReport) -> Record:
    """What a faultless system would write."""
    entities = tuple(Entity(f"e-{e.key}", e.name, "other", e.mentions) for e in report.entities)
    claims = tuple(
        Claim(
            f"c{claim.n}",
            claim.source,
            claim.cue,
            claim.content,
            claim.quotation,
            speaker=f"e-{claim.speaker}",
            said="t1" if claim.said else None,
            channel=claim.channel,
            hedges=claim.hedges,
            parent=f"c{claim.parent}" if claim.parent else None,
            source_kind=SourceKind(claim.kind, "hand-made"),
            stance=claim.stance,
        )
        for claim in report.claims
    )
    said = _span(report, "on Monday")
    distancing = tuple(Distancing(d.span.start, d.span.end, d.kind) for d in report.distancing)
    times = (Time("t1", said.start, said.end, "DATE", None),)
    return Record("0", make_report(report.text), entities, times, claims=claims, distancing=distancing)


def _score(report: GoldReport, record: Record, *, dated: bool = True) -> dict[str, Counts]:
    return score_sides(report.text, from_gold(report), from_record(record, dated=dated))


def _change(record: Record, n: int, **fields: object) -> Record:
    claims = list(record.claims)
    claims[n - 1] = msgspec.structs.replace(claims[n - 1], **fields)
    return msgspec.structs.replace(record, claims=tuple(claims))


def test_a_faultless_record_scores_full(gold: GoldReport) -> None:
    scores = _score(gold, _make_record(gold))
    assert {name: counts.f1 for name, counts in scores.items() if counts.gold and counts.f1 != 1} == {}
    for name in ("nested/right-parent", "hedge/right-claim", "channel/overlap", "said/overlap", "speaker", "kind"):
        assert scores[name].gold > 0, name
    assert scores["distancing/overlap"].f1 == 1
    assert scores["stance/denial"].gold == 1


def test_an_empty_record_scores_nothing(gold: GoldReport) -> None:
    scores = _score(gold, Record("0", make_report(gold.text)))
    assert {name for name, counts in scores.items() if counts.f1} == {"own-voice"}
    assert scores["own-voice"].recall == 1
    assert scores["speaker"].gold == 0
    assert scores["speaker/all"].gold == 5


@pytest.mark.parametrize("parent", [None, "c1"])
def test_a_nested_claim_needs_the_right_parent(parent: str | None, gold: GoldReport) -> None:
    scores = _score(gold, _change(_make_record(gold), 4, parent=parent))
    assert scores["nested/right-parent"].f1 == 0
    assert scores["nested/found"].f1 == 1
    assert scores["outermost/dice50"].precision == (0.8 if parent is None else 1.0)


def test_a_nested_claim_needs_half_its_content(gold: GoldReport) -> None:
    scores = _score(gold, _change(_make_record(gold), 4, content=(_span(gold, "fallen"),)))
    assert scores["nested/right-parent"].f1 == scores["nested/found"].f1 == 0


def test_a_hedge_on_another_claim_is_half_a_hit(gold: GoldReport) -> None:
    record = _change(_make_record(gold), 4, hedges=())
    record = _change(record, 3, hedges=(_span(gold, "had reportedly"),))
    scores = _score(gold, record)
    assert scores["hedge/overlap"].f1 == 1
    assert scores["hedge/right-claim"].f1 == 0.5


def test_channel_said_and_distancing(gold: GoldReport) -> None:
    record = _change(_make_record(gold), 1, channel=_span(gold, "statement"), said=None)
    record = _change(record, 2, channel=_span(gold, "late"))
    scores = _score(gold, msgspec.structs.replace(record, distancing=()))
    assert (scores["channel/overlap"].precision, scores["channel/overlap"].recall) == (0.5, 1)
    assert scores["said/overlap"].f1 == scores["distancing/overlap"].f1 == 0
    assert "said/overlap" not in _score(gold, record, dated=False)


def test_quotation_stance_and_kind(gold: GoldReport) -> None:
    record = _change(_make_record(gold), 2, quotation="mixed", source_kind=SourceKind("expert", "hand-made"))
    record = _change(record, 5, stance=None, source_kind=None)
    scores = _score(gold, _change(record, 1, stance="denial"))
    assert scores["quotation"].f1 == pytest.approx(0.8)
    assert scores["quotation/direct"].recall == 0
    assert scores["stance/denial"].f1 == 0
    assert scores["kind"].f1 == scores["kind/all"].f1 == pytest.approx(0.6)
    matching = match_sides(gold.text, from_gold(gold), from_record(record))
    assert count_confusions(matching) == {("official", "expert"): 1, ("official", "none"): 1}


def test_speakers_are_judged_by_mentions_where_the_source_is_found(gold: GoldReport) -> None:
    record = _make_record(gold)
    wrong = _score(gold, _change(record, 5, speaker="e-ministry"))
    assert (wrong["speaker"].gold_hits, wrong["speaker"].gold) == (4, 5)
    assert wrong["speaker/name"].f1 == 0.75
    assert wrong["speaker/noun"].f1 == 1
    unfound = _score(gold, _change(record, 5, source=_span(gold, "Radio Sur")))
    assert (unfound["speaker"].gold_hits, unfound["speaker"].gold) == (4, 4)
    assert (unfound["speaker/all"].gold_hits, unfound["speaker/all"].gold) == (4, 5)
    assert _score(gold, _change(record, 5, speaker=None))["speaker"].f1 == pytest.approx(0.8)


def test_own_voice_is_what_stands_in_no_content() -> None:
    text = "Ann said no. Bob ran."
    view = View(source=(Span(0, 3),), cue=(Span(4, 8),), content=(Span(9, 11),), quotation="indirect")
    wider = msgspec.structs.replace(view, content=(Span(9, 20),))
    score = score_sides(text, Side(claims=(view,)), Side(claims=(wider,)))["own-voice"]
    assert (score.precision, score.recall) == (1, 0.5)
