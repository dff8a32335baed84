"""What is compared of each report: its words, the shingles that are evidence of copying, its credits."""

from __future__ import annotations

import re
from functools import cache

import msgspec
import numpy as np
import numpy.typing as npt

from sayso.lang.credits import CreditWords, find_credit_words
from sayso.linking.copies.address import find_address
from sayso.linking.copies.credits import find_credits
from sayso.linking.copies.sign import hash_address, sign_units
from sayso.linking.copies.words import (
    Hashes,
    WordHashes,
    Words,
    cover_words,
    cut_units,
    find_quoted,
    make_shingles,
    read_words,
)
from sayso.model import Credit, Record, Span

SHINGLE = 4
_PARAGRAPH = re.compile(r"[^\r\n]+")
_SENTENCE = re.compile(r"[^.!?\r\n]+")
_LONGEST_STANDING = 600  # characters of a paragraph in which an outlet speaks of itself


class Text(msgspec.Struct, frozen=True, eq=False):
    """A report made ready. ``evident`` marks the words whose copying counts: none between quotation marks, none of
    paragraphs in which an outlet speaks of itself. ``shingles`` are those of evident words, sorted, each once.
    ``units`` are its sentences in words, ``unit_keys`` their keys, ``keys`` all of them and that of the address.
    ``head`` is the first word behind a dateline that credits an outlet, ``named`` marks words with a capital or digit.
    """  # fmt: skip

    record: Record
    words: Words
    evident: npt.NDArray[np.bool_]
    shingles: Hashes
    keys: Hashes
    units: tuple[tuple[int, int], ...]
    unit_keys: Hashes
    credits: tuple[Credit, ...]
    address: str | None
    head: int
    named: npt.NDArray[np.bool_]


def read_text(record: Record, hashes: WordHashes) -> Text:
    """Make a report ready to be compared."""
    report = record.report
    words = read_words(report.text, hashes)
    evident = ~cover_words(words, _find_idle(report.text, find_credit_words(report.language)))
    address, credits = find_address(report.uri), find_credits(record)
    units = cut_units(words)
    unit_keys = sign_units(words, units)
    more = [] if address is None else [hash_address(address)]
    return Text(
        record=record,
        words=words,
        evident=evident,
        shingles=_find_shingles(words, evident),
        keys=np.unique(np.concatenate((unit_keys.ravel(), np.array(more, dtype=np.uint64)))),
        units=tuple(units),
        unit_keys=unit_keys,
        credits=credits,
        address=address,
        head=int(np.searchsorted(words.starts, max((c.span.end for c in credits if c.kind == "dateline"), default=0))),
        named=_find_named(report.text, words),
    )


def _find_named(text: str, words: Words) -> npt.NDArray[np.bool_]:
    """Words with a digit or a capital at their start; at the start of a sentence a capital says nothing."""
    firsts = [text[start] for start in words.starts.tolist()]
    named = np.array([not first.islower() for first in firsts], dtype=np.bool_)
    for place in words.breaks[:-1].tolist():
        named[place] = firsts[place].isdigit() if place < len(firsts) else False
    return named


def _find_shingles(words: Words, evident: npt.NDArray[np.bool_]) -> Hashes:
    """The shingles of which more than half of the words count, sorted, each once."""
    shingles = make_shingles(words.hashes, SHINGLE)
    if not len(shingles):
        return shingles
    counted = np.convolve(evident, np.ones(SHINGLE, dtype=np.int64), "valid") * 2 > SHINGLE
    return np.unique(shingles[counted])


def _find_idle(text: str, words: CreditWords) -> list[Span]:
    """Quotations, sentences that any report may have, and short paragraphs in which an outlet speaks of itself."""
    idle = find_quoted(text)
    plain = text.casefold()
    if any(word in plain for word in words.formulas):
        idle += [
            Span(m.start(), m.end()) for m in _SENTENCE.finditer(text) if _either(words.formulas).search(m.group())
        ]
    if not any(word in plain for word in words.standing):
        return idle
    standing = _either(words.standing)
    for match in _PARAGRAPH.finditer(text):
        if match.end() - match.start() <= _LONGEST_STANDING and standing.search(text, match.start(), match.end()):
            idle.append(Span(match.start(), match.end()))
    return idle


@cache
def _either(phrases: tuple[str, ...]) -> re.Pattern[str]:
    either = "|".join(re.escape(w) for w in sorted(phrases, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
