"""Grave sentences that no source stands behind: what a report tells of death, violence and crime on its own word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

import msgspec

from sayso.lang import find_language
from sayso.linking.sentences import split_sentences
from sayso.model import Record, Span

Voice = Literal["own", "sourceless"]
_Index = dict[str, list[tuple[tuple[str, ...], int]]]

_WORD = re.compile(r"\w+(?:-\w+)*")


class GraveSentence(msgspec.Struct, frozen=True):
    """A sentence ``start`` to ``end`` of report number ``report`` (from 0) that holds grave ``words`` without a source.

    ``voice``: "own" where they stand in no claim, "sourceless" where all of them stand in claims that name no source.
    ``grade``: 3 death and atrocity, 2 violence, 1 crime, the highest of its words.
    """

    report: int
    report_id: str
    start: int
    end: int
    text: str
    grade: int
    words: tuple[Span, ...]
    voice: Voice


def find_grave(record: Record, *, number: int = 0) -> list[GraveSentence]:
    """The sentences of a record with grave words that stand in no sourced claim, in text order."""
    text, language = record.report.text, record.report.language
    words = list(_find_words(text, _index(language)))
    if not words:
        return []
    sourced, loose = _cover(record)
    free = [(word, grade, bool(loose[word.start])) for word, grade in words if not sourced[word.start]]
    found, at = [], 0
    for sentence in split_sentences(text, language) if free else ():
        inside = []
        while at < len(free) and free[at][0].start < sentence.end:
            inside.append(free[at])
            at += 1
        if inside:
            spans = tuple(word for word, _, _ in inside)
            grade = max(grade for _, grade, _ in inside)
            voice: Voice = "sourceless" if all(is_loose for _, _, is_loose in inside) else "own"
            line = sentence.text(text)
            found.append(
                GraveSentence(number, record.report.id, sentence.start, sentence.end, line, grade, spans, voice)
            )
    return found


def _cover(record: Record) -> tuple[bytearray, bytearray]:
    """For each character whether it stands in a sourced claim, and whether in one that names no source."""
    sourced, loose = bytearray(len(record.report.text)), bytearray(len(record.report.text))
    for claim in record.claims:
        table = loose if claim.source is None else sourced
        for span in (claim.source, claim.cue, *claim.content):
            if span is not None:
                table[span.start : span.end] = b"\1" * len(table[span.start : span.end])
    return sourced, loose


def _find_words(text: str, index: _Index) -> Iterator[tuple[Span, int]]:
    """The grave words and wordings of a text with their grades, the longer one where two begin together."""
    found = [(m[0].lower(), m.start(), m.end()) for m in _WORD.finditer(text)]
    at = 0
    while at < len(found):
        for wording, grade in index.get(found[at][0], ()):
            last = at + len(wording) - 1
            if wording == tuple(word for word, _, _ in found[at : last + 1]):
                yield Span(found[at][1], found[last][2]), grade
                at = last
                break
        at += 1


@cache
def _index(language: str | None) -> _Index:
    """The wordings by their first word, longer ones first."""
    index: _Index = {}
    for words, grade in find_language(language).grave.grades().items():
        wording = tuple(_WORD.findall(words))
        index.setdefault(wording[0], []).append((wording, grade))
    for wordings in index.values():
        wordings.sort(key=lambda w: -len(w[0]))
    return index
