"""Traces made by hand: marks are words of the text, links are strengths between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from sayso.model import (
    Attribution,
    Attributions,
    Claim,
    Distancing,
    Entity,
    Evidence,
    Link,
    Mark,
    MarkRole,
    Record,
    Resolution,
    Span,
    Syntax,
    Tokens,
    make_span_id,
)
from sayso.pipeline.trace import Trace, make_trace
from sayso.text import find_tokens
from tests.batch.fakes import make_report

_EVIDENCE = Evidence(0.9, 0.9, 0.9, 0.5, 0.25)


def find(text: str, words: str) -> Span:
    """Where ``words`` stand in ``text`` first."""
    start = text.index(words)
    return Span(start, start + len(words))


def make_mark(tokens: Tokens, role: MarkRole, span: Span, confidence: float = 0.9) -> Mark:
    """A mark over the tokens of a span."""
    first = int(np.searchsorted(tokens.starts, span.start))
    last = int(np.searchsorted(tokens.ends, span.end))
    return Mark(role, first, last, confidence)


def make_tracing(
    text: str,
    rows: Sequence[tuple[str | None, str, str]],
    *,
    links: Mapping[tuple[str, str], float] = {},
    parents: Mapping[int, int] = {},
    entities: Sequence[Entity] = (),
    speakers: Mapping[int, Resolution] = {},
    changes: Mapping[int, Mapping[str, object]] = {},
    distancing: Sequence[Distancing] = (),
    title: str | None = None,
) -> Trace:
    """The trace of a report whose claims are ``rows`` of (source, cue, content), each as words of the text.

    ``links`` ties a cue's words to those of a source or content; ``changes`` sets more fields of a claim by its number
    in ``rows``. A cue that is linked to words of no row gets a mark for them as a source.
    """
    report = make_report(text, title=title)
    tokens = find_tokens(report)
    marks: dict[str, Mark] = {}
    for source, cue, content in rows:
        for role, words in (("source", source), ("cue", cue), ("content", content)):
            if words is not None:
                marks[words] = make_mark(tokens, role, find(text, words))  # type: ignore[arg-type]
    for _, words in links:
        marks.setdefault(words, make_mark(tokens, "source", find(text, words), 0.5))
    order = list(marks)
    tied = tuple(Link(order.index(cue), order.index(words), strength) for (cue, words), strength in links.items())
    joined = tuple(
        Attribution(marks[s] if s else None, marks[c], (marks[k],), 0.8, parent=parents.get(n), evidence=_EVIDENCE)
        for n, (s, c, k) in enumerate(rows)
    )
    spans = [tuple(find(text, words) if words else None for words in row) for row in rows]
    ids = [make_span_id("claim", report.text_sha256, *row) for row in spans]
    claims = []
    for number, (source_span, cue_span, content_span) in enumerate(spans):
        fields: dict[str, object] = {"confidence": 0.8, **changes.get(number, {})}
        parent = ids[parents[number]] if number in parents else None
        content_spans = (content_span,) if content_span else ()
        claims.append(
            Claim(ids[number], source_span, cue_span, content_spans, "indirect", parent=parent, **fields)  # type: ignore[arg-type]
        )
    board = {
        "tokens": tokens,
        "syntax": _make_syntax(tokens, text),
        "attributions": Attributions(tuple(marks.values()), tied),
        "joined": joined,
        "speakers": tuple(speakers.get(n) for n in range(len(rows))),
    }
    record = Record("0.1.0", report, entities=tuple(entities), claims=tuple(claims), distancing=tuple(distancing))
    return make_trace(record, board)


def _make_syntax(tokens: Tokens, text: str) -> Syntax:
    """Sentences end with a period; nothing else is known."""
    ends = np.array([word == "." for word in tokens.words(text)], dtype=np.int32)
    sentences = np.concatenate(([0], np.cumsum(ends)[:-1])).astype(np.int32) if len(ends) else ends
    blank = tuple("_" for _ in range(len(tokens)))
    return Syntax(sentences, blank, blank, blank, np.full(len(tokens), -1, dtype=np.int32), blank)
