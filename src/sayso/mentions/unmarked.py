"""Names that the reader has not marked: runs of capitalised proper nouns."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import groupby

from sayso import __version__
from sayso.mentions.words import SpeakerLexicon
from sayso.model import By, Entity, EntityKind, Report, Span, Syntax, Tokens, make_span_id

_BY = By("mentions", __version__, "proper nouns")
_CONFIDENCE = 0.6
_MAX_PERSON = 3  # words; a longer name is taken for a body's


def find_unmarked(
    report: Report,
    tokens: Tokens,
    syntax: Syntax,
    marked: Container[int],
    heads: Container[int],
    lexicon: SpeakerLexicon,
) -> list[tuple[int, int]]:
    """First and last token of each run of at least two proper nouns outside of ``marked``, or of one among ``heads``.

    Titles ("the President") are no names; what stands beside a marked name is part of that.
    """
    text, starts, gaps = report.text, tokens.starts, tokens.gaps

    def is_free(i: int) -> bool:
        return i not in marked and text[starts[i]].isupper() and syntax.lemmas[i].lower() not in lexicon.sorts

    free = [i for i, upos in enumerate(syntax.upos) if upos == "PROPN" and is_free(i)]
    runs: list[list[int]] = []
    for i in free:
        after = runs and runs[-1][-1] == i - 1 and gaps[i] <= 1
        if after and syntax.sentences[i] == syntax.sentences[i - 1]:
            runs[-1].append(i)
        else:
            runs.append([i])
    alone = (run for run in runs if run[0] - 1 not in marked and run[-1] + 1 not in marked)
    return [(run[0], run[-1]) for run in alone if len(run) > 1 or run[0] in heads]


def group_unmarked(
    report: Report,
    tokens: Tokens,
    syntax: Syntax,
    runs: Sequence[tuple[int, int]],
    named: Sequence[Entity],
    lexicon: SpeakerLexicon,
) -> tuple[list[Entity], dict[Span, int]]:
    """New entities for runs that no entity is called by, and the number of each run's entity (the new ones last).

    A run is called by an entity's words, or by the last of them where that is a person.
    """
    numbers: dict[tuple[str, ...], int] = {}
    for number, entity in enumerate(named):
        _learn(numbers, entity.name.lower().split(), number, person=entity.kind == "person")
    made: list[tuple[EntityKind, list[Span]]] = []
    placed: dict[Span, int] = {}
    for first, last in sorted(runs, key=lambda r: (r[0] - r[1], r)):
        span = tokens.span(first, last)
        words = span.text(report.text).lower().split()
        number = numbers.get(tuple(words), numbers.get((words[-1],), -1))
        if number < 0:
            number = len(named) + len(made)
            plural = "Number=Plur" in syntax.feats[last]
            kind = _judge(span.text(report.text).split(), lexicon, plural=plural)
            made.append((kind, []))
            _learn(numbers, words, number, person=kind == "person")
        if number >= len(named):
            made[number - len(named)][1].append(span)
        placed[span] = number
    return [_make(report, kind, spans) for kind, spans in made], placed


def _learn(numbers: dict[tuple[str, ...], int], words: Sequence[str], number: int, *, person: bool) -> None:
    numbers.setdefault(tuple(words), number)
    if person and words:
        numbers.setdefault((words[-1],), number)


def _judge(words: Sequence[str], lexicon: SpeakerLexicon, *, plural: bool) -> EntityKind:
    last = words[-1].lower()
    if last in lexicon.organisation_heads or len(words) > _MAX_PERSON:
        return "organisation"
    if plural and len(words) == 1:
        return "group"
    if len(words) == 1 and words[0].isupper():
        return "organisation" if len(last) > 1 else "other"
    return "person"


def _make(report: Report, kind: EntityKind, spans: list[Span]) -> Entity:
    longest = max(spans, key=lambda s: (len(s), -s.start))
    mentions = tuple(span for span, _ in groupby(sorted(spans)))
    number = make_span_id("entity", report.text_sha256, mentions[0])
    name = " ".join(longest.text(report.text).split())
    return Entity(number, name, kind, mentions, by=_BY, confidence=_CONFIDENCE)
