"""Claims from the reader's marks: spans, quotation type, speaker, hedges."""

from __future__ import annotations

from collections.abc import Sequence

from sayso import __version__
from sayso.claims.hedges import assign_hedges
from sayso.claims.join import Joined, join_marks
from sayso.claims.quotation import QuotedText
from sayso.claims.quotes import Pairing, pair_quotes
from sayso.claims.speakers import SpeakerFinder
from sayso.errors import format_message
from sayso.lang import find_language
from sayso.model import Attributions, By, Claim, Entity, Issue, Mark, Report, Span, Syntax, Tokens, make_span_id

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
    attributions: Attributions,
    quotations: Pairing,
    entities: tuple[Entity, ...],
) -> tuple[tuple[Claim, ...], tuple[Issue, ...]]:
    """Claims in text order, and an issue for each that lacks a cue or content.

    A claim whose source was not found keeps ``source`` None; nothing that the reader marked is dropped.
    """
    quoted = QuotedText(report.text, quotations)
    speakers = SpeakerFinder(tokens, syntax, entities)
    joined = join_marks(attributions, syntax)
    claims = [_make_claim(report, tokens, j, quoted, speakers) for j in joined]
    return assign_hedges(report, tokens, syntax, claims), tuple(_find_issues(claims))


def _make_claim(report: Report, tokens: Tokens, joined: Joined, quoted: QuotedText, speakers: SpeakerFinder) -> Claim:
    source, cue = _span(tokens, joined.source), _span(tokens, joined.cue)
    content = tuple(tokens.span(m.first, m.last) for m in joined.content)
    return Claim(
        id=make_span_id("claim", report.text_sha256, source, cue, *content),
        source=source,
        cue=cue,
        content=content,
        quotation=quoted.judge(content),
        speaker=speakers.find(joined.source) if joined.source else None,
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


__all__ = ["find_claims", "find_quotations"]
