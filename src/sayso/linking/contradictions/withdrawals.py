"""Figures that somebody takes back: where a report says so, and which figures are meant."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import msgspec

from sayso.lang import find_language
from sayso.lang.disputes import WithdrawalWords
from sayso.lang.load import find_dispute_words
from sayso.linking.contradictions.figures import split_record
from sayso.linking.contradictions.voices import Desk, Voice
from sayso.model import Claim, Record, Ref, Span

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_BACK = 3  # sentences before it in which the figure that is meant may stand
_LONGEST = 800
_NEGATED = 3  # words before a wording among which a negation undoes it
_REACH = 14  # words between an act and what it takes back


class Withdrawal(msgspec.Struct, frozen=True):
    """Words that take figures back: ``words`` is the wording, ``figures`` (low, high) the numbers that it names.

    ``new`` are numbers that the sentence puts in their place; without numbers it means the figures told before it.
    """

    report: str
    words: Span
    sentence: Span
    numbers: tuple[int, ...]
    new: tuple[int, ...]
    before: tuple[Span, ...]
    voice: Voice | None
    claim: str | None


def _is_dated(part: _Part, dated: Sequence[tuple[int, int]]) -> bool:
    """Whether a word stands in a time expression."""
    at = bisect_right(dated, (part.start, 1 << 60)) - 1
    return at >= 0 and part.start < dated[at][1]


class _Part(msgspec.Struct, frozen=True):
    low: str
    start: int
    end: int


def find_withdrawals(desk: Desk, record: Record) -> list[Withdrawal]:
    """The places of a report at which figures are taken back."""
    text, language = record.report.text, record.report.language
    words = find_dispute_words(language).withdrawals
    lowered = text.lower()
    if not _may_hold(lowered, language):
        return []
    sentences, found = split_record(record), []
    dated = sorted((time.start, time.end) for time in record.times)
    for number, sentence in enumerate(sentences):
        parts = _read_parts(text, sentence)
        span = _find_wording(parts, words)
        if span is None:
            continue
        numbers, new = _read_numbers([p for p in parts if not _is_dated(p, dated)], words, language)
        claim = _find_claim(record, span, sentence)
        found.append(
            Withdrawal(
                report=record.report.id,
                words=span,
                sentence=sentence,
                numbers=tuple(numbers),
                new=tuple(new),
                before=tuple(sentences[max(0, number - _BACK) : number]),
                voice=_find_voice(desk, record, claim),
                claim=claim.id if claim is not None else None,
            )
        )
    return found


@cache
def _list_wordings(language: str | None) -> tuple[str, ...]:
    """The wordings, without those that hold another one."""
    words = find_dispute_words(language).withdrawals
    wordings = sorted({*words.acts, *words.verdicts, *words.corrections}, key=lambda wording: (len(wording), wording))
    kept: list[str] = []
    for wording in wordings:
        if not any(other in wording for other in kept):
            kept.append(wording)
    return tuple(kept)


def _may_hold(lowered: str, language: str | None) -> bool:
    return any(wording in lowered for wording in _list_wordings(language))


def _read_parts(text: str, sentence: Span) -> list[_Part]:
    end = min(sentence.end, sentence.start + _LONGEST)
    return [_Part(m[0].lower(), m.start(), m.end()) for m in _WORD.finditer(text, sentence.start, end)]


def _find_wording(parts: Sequence[_Part], words: WithdrawalWords) -> Span | None:
    """The wording that takes back a figure in a sentence: not undone, and said of a figure or of a report of one."""
    lows = [part.low for part in parts]
    topics = {n for n, low in enumerate(lows) if low in words.figures or low in words.carriers}
    pointers = {n for n, low in enumerate(lows) if low in words.pointers}
    digits = {n for n, low in enumerate(lows) if low[0].isdigit()}
    for sort, wordings in (("verdict", words.verdicts), ("correction", words.corrections), ("act", words.acts)):
        for first, last in _match(lows, wordings):
            if _is_undone(lows, first, words):
                continue
            near = set(range(first - _REACH, last + _REACH))
            if sort == "act" and (not near & topics or any(low in words.of_other for low in lows[last : last + 4])):
                continue
            if sort != "act" and not near & (topics | pointers | digits):
                continue
            return Span(parts[first].start, parts[last - 1].end)
    return None


def _match(lows: Sequence[str], wordings: Iterable[str]) -> Iterator[tuple[int, int]]:
    by_first = _group(tuple(wordings))
    for at, low in enumerate(lows):
        for wording in by_first.get(low, ()):
            if tuple(lows[at : at + len(wording)]) == wording:
                yield at, at + len(wording)


@cache
def _group(wordings: tuple[str, ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for wording in wordings:
        parts = tuple(part[0] for part in _WORD.finditer(wording))
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(rows, key=lambda r: (-len(r), r))) for first, rows in found.items()}


def _is_undone(lows: Sequence[str], first: int, words: WithdrawalWords) -> bool:
    before = lows[max(0, first - _NEGATED) : first]
    return any(low in words.negations for low in before)


def _read_numbers(parts: Sequence[_Part], words: WithdrawalWords, language: str | None) -> tuple[list[int], list[int]]:
    """The numbers of a sentence that may be taken back, and those put in their place."""
    values = find_language(language).tolls.values
    old: list[int] = []
    new: list[int] = []
    lows = [part.low for part in parts]
    has_correction = any(True for _ in _match(lows, words.corrections))
    for at, low in enumerate(lows):
        value = _read_number(low, values)
        if value is None:
            continue
        lead = " ".join(lows[max(0, at - 3) : at])
        is_new = any(lead.endswith(wording) for wording in words.new if wording != "but" or "not" in lows[:at])
        (new if is_new and (has_correction or old or "to" not in lead.split()[-1:]) else old).append(value)
    return old, [value for value in new if value not in old]


def _read_number(low: str, values: object) -> int | None:
    if low[0].isdigit():
        digits = low.replace(",", "").replace(".", "")
        return int(digits) if len(digits) <= 9 else None
    value = values.get(low) if isinstance(values, dict) else None
    return value if value is not None and value > 1 else None


def _find_claim(record: Record, span: Span, sentence: Span) -> Claim | None:
    """The innermost claim whose content or cue holds the wording, else one in its sentence."""
    holding = [
        c
        for c in record.claims
        if any(s.holds(span) for s in c.content) or (c.cue is not None and c.cue.overlaps(span))
    ]
    if holding:
        return min(holding, key=lambda c: (sum(len(s) for s in c.content), c.id))
    return None


def _find_voice(desk: Desk, record: Record, claim: Claim | None) -> Voice | None:
    """Whose words take it back; None where the report's own."""
    if claim is None:
        return None
    report = record.report.id
    return desk.find_voice(report, claim.id, incident="", ref=Ref(report, claim.id))
