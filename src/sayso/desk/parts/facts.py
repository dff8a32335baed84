"""What stands behind links: sentences around accounts, and the hedges and sources that copies leave out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from sayso.linking.sentences import split_sentences
from sayso.model import Copy, Family, Record, Side, Span
from sayso.store import Lead

_LONGEST, _AROUND = 300, 180


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


def read_words(records: Mapping[str, Record], report: str, span: Span) -> str:
    """The characters of a report; "" where it is not at hand."""
    record = records.get(report)
    return span.text(record.report.text)[:_LONGEST] if record is not None else ""


def list_losses(families: Iterable[Family], records: Mapping[str, Record]) -> tuple[Loss, ...]:
    """Every hedge and source that a copy of these families leaves out, once for each copy."""
    found = [loss for family in families for copy in family.copies for loss in _list_lost(copy, records)]
    return tuple(dict.fromkeys(found))


def _list_lost(copy: Copy, records: Mapping[str, Record]) -> list[Loss]:
    found = []
    for change in (change for passage in copy.passages for change in passage.changes):
        for kind, spans in (("hedge", change.hedges), ("source", change.sources)):
            found += [Loss(copy.report, copy.of, kind, read_words(records, copy.of, span)) for span in spans]
    return [loss for loss in found if loss.words]


def list_cited(sides: Sequence[Side]) -> list[str]:
    """The reports whose words the accounts and withdrawals are, sorted."""
    cited = {side.report for side in sides}
    return sorted(cited | {side.withdrawn[0] for side in sides if side.withdrawn is not None})


def list_sentences(sides: Sequence[Side], records: Mapping[str, Record]) -> dict[str, Around]:
    """What stands around the words of accounts and of withdrawals, by ``report:start-end``."""
    places = [(side.report, side.span) for side in sides]
    places += [side.withdrawn for side in sides if side.withdrawn is not None]
    wanted: dict[str, set[Span]] = {}
    for report, span in places:
        wanted.setdefault(report, set()).add(span)
    found: dict[str, Around] = {}
    for report, spans in sorted(wanted.items()):
        record = records.get(report)
        if record is not None:
            found |= {name_span(report, span): around for span, around in _read_around(record, sorted(spans))}
    return found


def _read_around(record: Record, spans: Sequence[Span]) -> Iterator[tuple[Span, Around]]:
    yield from _cut_sentences(record.report.text, record.report.language, spans)


def read_lead(lead: Lead) -> Around | None:
    """The sentence that tells of an incident; None where the words around it are not at hand."""
    span = Span(lead.span.start - lead.start, lead.span.end - lead.start)
    if not 0 <= span.start < span.end <= len(lead.words):
        return None
    _, around = next(_cut_sentences(lead.words, lead.language, [span]))
    return around


def _cut_sentences(text: str, language: str | None, spans: Sequence[Span]) -> Iterator[tuple[Span, Around]]:
    sentences = list(split_sentences(text, language))
    starts = [sentence.start for sentence in sentences]
    for span in spans:
        at = bisect_right(starts, span.start) - 1
        whole = sentences[at] if at >= 0 else span
        start = _find_start(text, whole, span)
        end = _find_end(text, max(whole.end, span.end), span)
        before = ("" if start == whole.start else "\u2026") + text[start : span.start]
        after = text[span.end : end] + ("" if end >= whole.end else "\u2026")
        yield span, Around(before, span.text(text), after)


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
