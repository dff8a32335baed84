"""Reads PolNeAR-style attribution gold: JSON Lines, one report as read by one annotator per line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from sayso.errors import SaysoError
from sayso.model import Span


class GoldAttribution(msgspec.Struct, frozen=True):
    """One attribution; each role is a tuple of spans (code points), empty where the annotator marked none."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


class Article(msgspec.Struct, frozen=True):
    """A report as one annotator read it; ``published`` is an ISO date. An id stands once for each annotator."""

    id: str
    annotator: str
    outlet: str
    published: str
    text: str
    attributions: tuple[GoldAttribution, ...]


class _RawAttribution(msgspec.Struct):
    source: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    content: list[tuple[int, int]]


class _RawArticle(msgspec.Struct):
    id: str
    annotator: str
    outlet: str
    published: str
    text: str
    attributions: list[_RawAttribution]


def read_articles(path: Path) -> Iterator[Article]:
    """All lines of the file in order. Raises SaysoError (SAY-601) at a malformed line or a span outside its text."""
    decoder = msgspec.json.Decoder(_RawArticle)
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                yield _make_article(decoder.decode(line))
            except (msgspec.DecodeError, ValueError) as error:
                raise SaysoError("SAY-601", path=path, line=number, reason=str(error), format="JSON Lines") from error


def first_readings(articles: Iterable[Article]) -> Iterator[Article]:
    """The first line of every id, in order: the reading that training and scoring use."""
    seen: set[str] = set()
    for article in articles:
        if article.id not in seen:
            seen.add(article.id)
            yield article


def _make_article(raw: _RawArticle) -> Article:
    length = len(raw.text)
    attributions = tuple(
        GoldAttribution(_make_spans(a.source, length), _make_spans(a.cue, length), _make_spans(a.content, length))
        for a in raw.attributions
    )
    return Article(raw.id, raw.annotator, raw.outlet, raw.published, raw.text, attributions)


def _make_spans(pairs: list[tuple[int, int]], length: int) -> tuple[Span, ...]:
    if any(end > length for _, end in pairs):
        raise ValueError(f"a span ends after the text of {length} code points")
    return tuple(Span(start, end) for start, end in pairs)
