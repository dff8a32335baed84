"""Claims from the reader's marks: spans, quotation type, speaker, hedges."""

from __future__ import annotations

from collections.abc import Sequence

from sayso import __version__
from sayso.claims.hedges import assign_hedges
from sayso.claims.join import join_marks
from sayso.claims.quotation import QuotedText
from sayso.claims.quotes import Pairing, pair_quotes
from sayso.errors import format_message
from sayso.lang import find_language
from sayso.model import (
    Attribution,
    Attributions,
    By,
    Claim,
    Distancing,
    Entity,
    Issue,
    Mark,
    Report,
    Resolution,
    Span,
    Syntax,
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


def find_attributions(
    report: Report, tokens: Tokens, syntax: Syntax, attributions: Attributions, quotations: Pairing
) -> tuple[Attribution, ...]:
    """The reader's marks joined into attributions, in text order."""
    return tuple(join_marks(attributions, syntax))


def find_claims(
    report: Report,
    tokens: Tokens,
    syntax: Syntax,
    joined: Sequence[Attribution],
    quotations: Pairing,
    entities: tuple[Entity, ...],
    speakers: Sequence[Resolution | None],
) -> tuple[tuple[Claim, ...], tuple[Distancing, ...], tuple[Issue, ...]]:
    """Claims in text order, the report's distancing words, and an issue for each claim that lacks a cue or content.

    ``speakers[i]`` is who the source of ``joined[i]`` refers to. A claim whose source was not found keeps ``source``
    None; nothing that the reader marked is dropped.
    """
    quoted = QuotedText(report.text, quotations)
    ids = [_make_id(report, tokens, attribution) for attribution in joined]
    claims = [
        _make_claim(ids, tokens, index, attribution, quoted, speaker)
        for index, (attribution, speaker) in enumerate(zip(joined, speakers, strict=True))
    ]
    found = assign_hedges(report, tokens, syntax, claims)
    return found, (), tuple(_find_issues(found))


def _make_id(report: Report, tokens: Tokens, joined: Attribution) -> str:
    source, cue = _span(tokens, joined.source), _span(tokens, joined.cue)
    content = (tokens.span(m.first, m.last) for m in joined.content)
    return make_span_id("claim", report.text_sha256, source, cue, *content)


def _make_claim(
    ids: list[str], tokens: Tokens, index: int, joined: Attribution, quoted: QuotedText, speaker: Resolution | None
) -> Claim:
    content = tuple(tokens.span(m.first, m.last) for m in joined.content)
    return Claim(
        id=ids[index],
        source=_span(tokens, joined.source),
        cue=_span(tokens, joined.cue),
        content=content,
        quotation=quoted.judge(content),
        speaker=speaker.entity if speaker else None,
        parent=None if joined.parent is None else ids[joined.parent],
        antecedents=speaker.chain if speaker else (),
        by=BY,
        confidence=joined.confidence,
    )


def _span(tokens: Tokens, mark: Mark | None) -> Span | None:
    return tokens.span(mark.first, mark.last) if mark else None


def _find_issues(claims: Sequence[Claim]) -> list[Issue]:
    issues = []
    for claim in claims:
        if not claim.content:
            issues.append(Issue("SAY-207", "claims", format_message("SAY-207"), claim.cue))
        if claim.cue is None:
            issues.append(Issue("SAY-210", "claims", format_message("SAY-210"), claim.content[0]))
    return issues


__all__ = ["find_attributions", "find_claims", "find_quotations"]
