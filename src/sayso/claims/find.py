"""Claims from joined marks: spans, quotation type, speaker, and what stands around each."""

from __future__ import annotations

from collections.abc import Sequence

from sayso import __version__
from sayso.claims.around import Around, find_around
from sayso.claims.confidence import weigh
from sayso.claims.frame import Frame
from sayso.claims.kinds import judge_kinds
from sayso.claims.quotes import Pairing, pair_quotes
from sayso.claims.said import find_said
from sayso.errors import format_message
from sayso.lang import SourceBook, find_language
from sayso.model import (
    Attribution,
    By,
    Claim,
    Distancing,
    Entity,
    Issue,
    Report,
    Resolution,
    SourceKind,
    Span,
    Syntax,
    Time,
    Tokens,
    make_span_id,
)

BY = By("claims", __version__, "reader marks, strongest links")


def find_quotations(report: Report) -> tuple[Pairing, tuple[Issue, ...]]:
    """The quotations of a report, and an issue for each that is never closed."""
    pairing = pair_quotes(report.text, find_language(report.language).marks)
    message = format_message("SAY-205")
    opened = (Span(q.span.start, q.inner.start) for q in pairing.quotes if not q.closed)
    return pairing, tuple(Issue("SAY-205", "quotations", message, span) for span in opened)


def find_claims(
    report: Report,
    tokens: Tokens,
    syntax: Syntax,
    joined: Sequence[Attribution],
    quotations: Pairing,
    entities: tuple[Entity, ...],
    speakers: Sequence[Resolution | None],
    codebook: SourceBook | None = None,
    times: Sequence[Time] = (),
) -> tuple[tuple[Claim, ...], tuple[Distancing, ...], tuple[Issue, ...]]:
    """Claims in text order, the report's distancing words, and an issue for each claim that lacks a cue or content.

    ``speakers[i]`` is who the source of ``joined[i]`` refers to. A claim whose source was not found keeps ``source``
    None; nothing that the reader marked is dropped. ``codebook`` tells the kinds of source apart, by default that of
    the report's language. ``times`` are the report's time expressions: one of them may be when a claim was said.
    """
    frame = Frame(report.text, tokens, syntax, report.language)
    around, distancing = find_around(frame, report.language, joined, quotations, entities)
    ids = [_make_id(report, frame, attribution, beside.cue) for attribution, beside in zip(joined, around, strict=True)]
    codebook = codebook or find_language(report.language).sources
    kinds = judge_kinds(frame, joined, entities, speakers, codebook, outlet=report.outlet)
    said = find_said(frame, joined, [beside.channel for beside in around], times, report.language)
    found = tuple(
        _make_claim(ids, frame, index, joined[index], around[index], speaker, kinds[index], said[index])
        for index, speaker in enumerate(speakers)
    )
    kept = tuple(
        Distancing(words.span.start, words.span.end, words.kind, None if claim is None else ids[claim])
        for words, claim in distancing
    )
    return found, kept, tuple(_find_issues(found))


def _make_id(report: Report, frame: Frame, joined: Attribution, cue: Span | None) -> str:
    content = (frame.mark_span(mark) for mark in joined.content)
    return make_span_id("claim", report.text_sha256, frame.mark_span(joined.source), cue, *content)


def _make_claim(
    ids: list[str],
    frame: Frame,
    index: int,
    joined: Attribution,
    around: Around,
    speaker: Resolution | None,
    kind: SourceKind | None,
    said: str | None,
) -> Claim:
    return Claim(
        id=ids[index],
        source=frame.mark_span(joined.source),
        cue=around.cue,
        content=tuple(frame.span(mark.first, mark.last) for mark in joined.content),
        quotation=around.quotation,
        speaker=speaker.entity if speaker else None,
        said=said,
        channel=around.channel,
        hedges=around.hedges,
        parent=None if joined.parent is None else ids[joined.parent],
        source_kind=kind,
        stance=around.stance,
        antecedents=speaker.chain if speaker else (),
        by=BY,
        confidence=weigh(joined),
    )


def _find_issues(claims: Sequence[Claim]) -> list[Issue]:
    issues = []
    for claim in claims:
        if not claim.content:
            issues.append(Issue("SAY-207", "claims", format_message("SAY-207"), claim.cue))
        if claim.cue is None:
            issues.append(Issue("SAY-210", "claims", format_message("SAY-210"), claim.content[0]))
    return issues


__all__ = ["find_claims", "find_quotations"]
