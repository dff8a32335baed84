"""Speech that the layout attributes: turns of a transcript ("NAME: …") and quotations signed by a name ("…" – Name).

The reader sees words; who speaks here is told by where they stand on the page. What the reader marks inside such a
speech is said within it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

import msgspec
import numpy as np

from sayso.lang import TurnWords
from sayso.model import Mark, Tokens

OUTSIDE, REPLACED = -1, -2
TRANSCRIPT, SIGNED = "transcript", "signed quotation"
_LEAST_TURNS = 3
_MAX_LOOSE_PARAGRAPHS = 3  # paragraphs without a name that a turn may have
_WORD = r"[^\W\d_][\w.'’\-]*"
_BLANK = r"[^\S\n]"  # within a line
_TURN = re.compile(
    rf"^(?P<open>[\"“”«„'‘]?)(?P<name>{_WORD}(?:,?{_BLANK}{_WORD}){{0,6}}(?:{_BLANK}?\([^()\n]{{1,40}}\))?)"
    rf"(?P<cue>:){_BLANK}+(?=\S)",
    re.MULTILINE,
)
_LINE = re.compile(r"[^\n]+")
_SIGNED = re.compile(
    rf"^{_BLANK}*(?P<quote>[\"“”«»„‘][^\n]{{8,4000}}?[\"”“»’]){_BLANK}*(?P<cue>[-–—―]{{1,2}}){_BLANK}*"
    rf"(?P<name>(?=[^\W\d_a-z]){_WORD}(?:,?{_BLANK}{_WORD}){{0,11}}){_BLANK}*$",
    re.MULTILINE,
)
_QUOTES = "\"“”«»„‘’'"


class Turn(msgspec.Struct, frozen=True):
    """One speech: who (source), the mark beside it (cue) and what (content, by paragraph), over tokens."""

    source: Mark
    cue: Mark
    content: tuple[Mark, ...]
    rule: str


def find_turns(text: str, tokens: Tokens, words: TurnWords) -> list[Turn]:
    """The turns of transcripts and the signed quotations of a text, in text order, none inside another."""
    places = Places(tokens)
    turns = _find_transcript(text, places, frozenset(words.not_speakers))
    taken = [(t.source.first, t.content[-1].last) for t in turns]
    signed = _find_signed(text, places)
    free = (s for s in signed if not any(a <= s.cue.first <= b for a, b in taken))
    return sorted([*turns, *free], key=lambda t: min(t.source.first, t.content[0].first))


class Places:
    """Characters to tokens."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    def mark(self, role: str, start: int, end: int, confidence: float) -> Mark | None:
        """A mark over the tokens inside the characters, None where there is none."""
        first = int(np.searchsorted(self._tokens.starts, start))
        last = int(np.searchsorted(self._tokens.ends, end, side="right")) - 1
        return Mark(role, first, last, confidence) if first <= last else None  # type: ignore[arg-type]


def _find_transcript(text: str, places: Places, not_speakers: frozenset[str]) -> list[Turn]:
    heads = [m for m in _TURN.finditer(text) if m["name"].split("(")[0].strip().lower() not in not_speakers]
    heads = _keep_speakers(heads)
    if not heads:
        return []
    ends = [m.start() for m in heads[1:]] + [len(text)]
    turns = [
        _make_turn(text, places, head, end, index + 1 < len(heads))
        for index, (head, end) in enumerate(zip(heads, ends, strict=True))
    ]
    return [turn for turn in turns if turn is not None]


def _keep_speakers(heads: list[re.Match[str]]) -> list[re.Match[str]]:
    """The heads of turns: names all in capitals (of two speakers or more), or names that come again."""
    names = [m["name"].split("(")[0].strip() for m in heads]
    counts = Counter(names)
    capitals = {name for name in counts if name.isupper()}
    strong = capitals if len(capitals) > 1 or any(counts[n] >= _LEAST_TURNS for n in capitals) else set()
    again = {name for name, count in counts.items() if count > 1 and name[:1].isupper()}
    chosen = strong | (again if len(again) > 1 else set())
    kept = [m for m, name in zip(heads, names, strict=True) if name in chosen]
    return kept if len(kept) >= _LEAST_TURNS else []


def _make_turn(text: str, places: Places, head: re.Match[str], end: int, followed: bool) -> Turn | None:
    source = places.mark("source", *head.span("name"), 1.0)
    cue = places.mark("cue", *head.span("cue"), 1.0)
    quoted = head["open"] != ""
    content: list[Mark] = []
    for number, line in enumerate(_LINE.finditer(text, head.end(), end)):
        goes_on = number == 0 or (
            text[line.start()] in _QUOTES if quoted else followed and number <= _MAX_LOOSE_PARAGRAPHS
        )
        if not goes_on:
            break
        mark = places.mark("content", line.start(), line.end(), 1.0)
        if mark is not None:
            content.append(mark)
    if source is None or cue is None or not content:
        return None
    return Turn(source, cue, tuple(content), TRANSCRIPT)


def _find_signed(text: str, places: Places) -> list[Turn]:
    """Quotations with a dash and a name behind them, alone on their line; the opening mark may stand the wrong way."""
    turns = []
    for match in _SIGNED.finditer(text):
        name_end = match.start("name") + len(match["name"].rstrip("., "))
        source = places.mark("source", match.start("name"), name_end, 1.0)
        cue = places.mark("cue", *match.span("cue"), 1.0)
        content = places.mark("content", *match.span("quote"), 1.0)
        if source is not None and cue is not None and content is not None:
            turns.append(Turn(source, cue, (content,), SIGNED))
    return turns


def split_marks(marks: Sequence[Mark], turns: Sequence[Turn]) -> list[int]:
    """For each mark the number of the turn whose content holds it; OUTSIDE of all, REPLACED where a turn cuts it."""
    lows = [min(t.source.first, t.content[0].first) for t in turns]
    highs = [max(t.source.last, t.content[-1].last) for t in turns]
    found = []
    for mark in marks:
        number = bisect_right(lows, mark.last) - 1
        if number < 0 or mark.first > highs[number]:
            found.append(OUTSIDE)
            continue
        inside = any(c.first <= mark.first and mark.last <= c.last for c in turns[number].content)
        found.append(number if inside else REPLACED)
    return found


def clip_mark(mark: Mark, turns: Sequence[Turn]) -> Mark:
    """The mark without the head of the turn whose words it reaches into; as it is where it does not."""
    number = bisect_right(turns, mark.last, key=lambda turn: turn.content[0].first) - 1
    if number < 0 or mark.role == "cue":
        return mark
    turn = turns[number]
    start = turn.content[0].first
    cuts = turn.source.first <= mark.first < start <= mark.last <= turn.content[0].last
    return msgspec.structs.replace(mark, first=start) if cuts else mark
