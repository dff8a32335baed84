"""What stands behind links: sentences around accounts, and the hedges and sources that copies leave out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sayso.linking.sentences import split_sentences
from sayso.model import Copy, Family, Side, Span
from sayso.store import Lead, ReportText

Texts = Mapping[str, ReportText]

_LONGEST, _AROUND, _WINDOW = 300, 180, 400


class Loss(msgspec.Struct, frozen=True):
    """Words that a copy leaves out: a hedge, or the name of a source; ``of`` is the report that has them."""

    report: str
    of: str
    kind: str
    words: str


class Around(msgspec.Struct, frozen=True):
    """Words with what stands before and after them in their sentence."""

    before: str
    words: str
    after: str


def read_words(texts: Texts, report: str, span: Span) -> str:
    """The characters of a report; "" where it is not at hand."""
    held = texts.get(report)
    return span.text(held.text)[:_LONGEST] if held is not None else ""


def list_losses(families: Iterable[Family], texts: Texts) -> tuple[Loss, ...]:
    """Every hedge and source that a copy of these families leaves out, once for each copy."""
    found = [loss for family in families for copy in family.copies for loss in _list_lost(copy, texts)]
    return tuple(dict.fromkeys(found))


def _list_lost(copy: Copy, texts: Texts) -> list[Loss]:
    found = []
    for change in (change for passage in copy.passages for change in passage.changes):
        for kind, spans in (("hedge", change.hedges), ("source", change.sources)):
            found += [Loss(copy.report, copy.of, kind, read_words(texts, copy.of, span)) for span in spans]
    return [loss for loss in found if loss.words]


def list_cited(sides: Sequence[Side]) -> list[str]:
    """The reports whose words the accounts and withdrawals are, sorted."""
    cited = {side.report for side in sides}
    return sorted(cited | {side.withdrawn[0] for side in sides if side.withdrawn is not None})


def list_sentences(sides: Sequence[Side], texts: Texts) -> dict[str, Around]:
    """What stands around the words of accounts and of withdrawals, by ``report:start-end``."""
    places = [(side.report, side.span) for side in sides]
    places += [side.withdrawn for side in sides if side.withdrawn is not None]
    found: dict[str, Around] = {}
    for report, span in dict.fromkeys(places):
        held = texts.get(report)
        if held is not None and span.start < span.end <= len(held.text):
            start = max(0, span.start - _WINDOW)
            lead = Lead(report, None, held.language, span, held.text[start : span.end + _WINDOW], start)
            around = read_lead(lead)
            if around is not None:
                found[name_span(report, span)] = around
    return found


def read_lead(lead: Lead) -> Around | None:
    """The sentence that tells of an incident; None where the words around it are not at hand."""
    span = Span(lead.span.start - lead.start, lead.span.end - lead.start)
    if not 0 <= span.start < span.end <= len(lead.words):
        return None
    sentences = list(split_sentences(lead.words, lead.language))
    at = bisect_right([sentence.start for sentence in sentences], span.start) - 1
    whole = sentences[at] if at >= 0 else span
    start, end = _find_start(lead.words, whole, span), _find_end(lead.words, max(whole.end, span.end), span)
    before = ("" if start == whole.start and (start or not lead.start) else "\u2026") + lead.words[start : span.start]
    after = lead.words[span.end : end] + ("" if end >= whole.end else "\u2026")
    return Around(before, span.text(lead.words), after)


def _find_start(text: str, whole: Span, span: Span) -> int:
    """Where the sentence begins, or a word not too far before the span."""
    start = min(span.start - _AROUND, span.start)
    if start <= whole.start:
        return min(whole.start, span.start)
    blank = text.find(" ", start, span.start)
    return blank + 1 if blank >= 0 else start


def _find_end(text: str, whole: int, span: Span) -> int:
    """Where the sentence ends, or a word not too far behind the span."""
    end = span.end + _AROUND
    if end >= whole:
        return whole
    blank = text.rfind(" ", span.end, end)
    return blank if blank >= 0 else end


def name_span(report: str, span: Span) -> str:
    """The key of a span."""
    return f"{report}:{span.start}-{span.end}"
