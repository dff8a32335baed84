"""Measures of time expressions against the project's own gold: value, anchor, candidates, and what is dated.

A reading is right where its value means the same and its anchor is the same. Two anchors are the same where they are
one expression, or have one value; where the words lack only a year, month or day, any anchor that supplies it is right.
References to now count from publication or from nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from bench.gold.load_times import GoldTime, Passage, Reading
from bench.gold.timex import make_plain
from bench.metrics.counts import Counts, count_hits, share
from bench.metrics.times import Expression, count_categories, pair_spans
from sayso.model import Claim, Time

_GROUPS = (
    "value-and-anchor",
    *(f"value-and-anchor/{n}" for n in ("not-published", "expression", "published", "nothing")),
)
_LENGTHS = {"year": 4, "month": 7, "day": 10}


class Paired(msgspec.Struct, frozen=True):
    """A passage, the times found in it, and which gold expression (by number) goes with which of them (by id)."""

    passage: Passage
    found: tuple[Time, ...]
    by_number: dict[int, Time]
    numbers: dict[str, int]


def pair_times(passage: Passage, found: Sequence[Time]) -> Paired:
    """Pairs gold and found expressions as on the public corpora."""
    pairs = pair_spans([(t.start, t.end) for t in passage.times], [(t.start, t.end) for t in found])
    by_number = {passage.times[i].n: found[j] for i, j in pairs}
    return Paired(passage, tuple(found), by_number, {time.id: n for n, time in by_number.items()})


def score_passage(passage: Passage, found: Sequence[Time], claims: Sequence[Claim]) -> dict[str, Counts]:
    """Counts of one passage by measure."""
    paired = pair_times(passage, found)
    return {
        **_score_spans(paired),
        **_score_anchors(paired),
        **_score_candidates(paired),
        **_score_fields(paired),
        **_score_said(paired, claims),
        **_count_categories(paired),
    }


def is_right(paired: Paired, time: GoldTime) -> bool:
    """Whether value and anchor found for a gold expression are right: those of the first reading or as good ones."""
    return any(_fits(paired, time, reading) for reading in (time.first, *time.accepted))


def has_right_value(time: GoldTime, found: Time) -> bool:
    """Whether the value found means the same, whatever it counts from."""
    if time.unresolved:
        return _is_open(found)
    return found.value is not None and make_plain(found.value) in list_values(time.first, *time.accepted)


def list_values(*readings: Reading) -> set[str]:
    """The values of readings, each in its plain form."""
    return {make_plain(reading.value) for reading in readings if reading.value is not None}


def _fits(paired: Paired, time: GoldTime, reading: Reading) -> bool:
    found = paired.by_number.get(time.n)
    if found is None:
        return False
    if time.unresolved:
        return _is_open(found)
    if found.value is None or reading.value is None or make_plain(found.value) != make_plain(reading.value):
        return False
    if reading.value.endswith("_REF") and reading.anchor in (None, "published") and found.anchor in (None, "published"):
        return True
    return _is_same_anchor(paired, time, reading, found)


def _is_open(found: Time) -> bool:
    """Whether nothing was counted from a date of publication, which is not known."""
    return (found.value is None or found.value.startswith("X")) and found.anchor != "published"


def _is_same_anchor(paired: Paired, time: GoldTime, reading: Reading, found: Time) -> bool:
    ours: str | int | None = found.anchor
    if ours not in (None, "published"):
        ours = paired.numbers.get(str(ours))
        if ours is None:
            return False
    if ours == reading.anchor:
        return True
    if ours is None or reading.anchor is None:
        return False
    value = _find_value(paired.passage, ours)
    if time.lacks and reading.value:
        return value[: _LENGTHS[time.lacks]] == reading.value[: _LENGTHS[time.lacks]]
    return value == _find_value(paired.passage, reading.anchor)


def _find_value(passage: Passage, anchor: str | int) -> str:
    """The gold value of what is counted from."""
    if isinstance(anchor, int):
        return passage.times[anchor - 1].first.value or f"expression {anchor}"
    return (passage.published or "")[:10]


def _score_spans(paired: Paired) -> dict[str, Counts]:
    times, found = paired.passage.times, paired.found
    pairs = [(time, paired.by_number[time.n]) for time in times if time.n in paired.by_number]
    hits = {
        "strict": sum((time.start, time.end) == (other.start, other.end) for time, other in pairs),
        "relaxed": len(pairs),
        "type": sum(time.type == other.type for time, other in pairs),
        "value": sum(has_right_value(time, other) for time, other in pairs),
    }
    return {name: count_hits(number, gold=len(times), system=len(found)) for name, number in hits.items()}


def _score_anchors(paired: Paired) -> dict[str, Counts]:
    times = paired.passage.times
    good = {at for at, time in enumerate(times) if is_right(paired, time)}
    groups: dict[str, list[bool]] = {name: [] for name in _GROUPS}
    for at, time in enumerate(times):
        for name in _name_groups(time):
            groups.setdefault(name, []).append(at in good)
    return {name: share(sum(hits), len(hits)) for name, hits in groups.items()}


def _count_categories(paired: Paired) -> dict[str, Counts]:
    times = paired.passage.times
    whole = [Expression(time.start, time.end, time.type, time.first.value) for time in times]
    good = {at for at, time in enumerate(times) if is_right(paired, time)}
    return count_categories(paired.passage.text, whole, good)


def _name_groups(time: GoldTime) -> Iterator[str]:
    yield "value-and-anchor"
    anchor = time.first.anchor
    if anchor != "published":
        yield "value-and-anchor/not-published"
    yield f"value-and-anchor/{'nothing' if anchor is None else 'published' if anchor == 'published' else 'expression'}"


def _score_candidates(paired: Paired) -> dict[str, Counts]:
    """Hits: all gold readings stand in the list; needless: a list of several meanings where gold has one."""
    listed = [time for time in paired.passage.times if time.candidates]
    plain = [time for time in paired.passage.times if not time.candidates and time.n in paired.by_number]
    hits = sum(list_values(time.first, *time.candidates) <= list_found(paired.by_number.get(time.n)) for time in listed)
    needless = sum(_is_needless(time, paired.by_number[time.n]) for time in plain)
    return {
        "candidates/listed": share(hits, len(listed)),
        "candidates/needless": share(needless, len(plain)),
    }


def list_found(found: Time | None) -> set[str]:
    """Every value that the record allows, each in its plain form."""
    if found is None:
        return set()
    values = (found.value, *(candidate.value for candidate in found.candidates))
    return {make_plain(value) for value in values if value is not None}


def _is_needless(time: GoldTime, found: Time) -> bool:
    return len(list_found(found) - list_values(*time.accepted)) > 1


def _score_fields(paired: Paired) -> dict[str, Counts]:
    """Shares of the gold expressions that have the field whose field is found right."""
    mod, precision, closed, dated = ([], [], [], [])  # type: tuple[list[bool], list[bool], list[bool], list[bool]]
    for time in paired.passage.times:
        found = paired.by_number.get(time.n)
        if time.mod is not None:
            mod.append(found is not None and found.mod == time.mod)
        if time.precision is not None:
            precision.append(found is not None and found.precision == time.precision)
        if time.range_end is not None:
            closed.append(found is not None and paired.numbers.get(found.range_end or "") == time.range_end)
        if time.dates is not None:
            dates = None if found is None else found.dates
            closes = dates is not None and dates.start < time.dates.end and time.dates.start < dates.end
            dated.append(closes)
    named = {"mod": mod, "precision": precision, "range": closed, "dated-word": dated}
    return {name: share(sum(hits), len(hits)) for name, hits in named.items()}


def _score_said(paired: Paired, claims: Sequence[Claim]) -> dict[str, Counts]:
    """Links from claims to when they were said: found where the claim's cue holds the dated word."""
    said = [time for time in paired.passage.times if time.role == "said"]
    hits = sum(_is_linked(paired, time, claims) for time in said)
    linked = {claim.said for claim in claims if claim.said is not None}
    right = {paired.by_number[time.n].id for time in said if time.n in paired.by_number}
    return {"said-link": Counts(len(linked & right), len(linked), hits, len(said))}


def _is_linked(paired: Paired, time: GoldTime, claims: Sequence[Claim]) -> bool:
    found, word = paired.by_number.get(time.n), time.dates
    if found is None or word is None:
        return False
    cues = [claim.cue for claim in claims if claim.said == found.id and claim.cue is not None]
    return any(cue.start < word.end and word.start < cue.end for cue in cues)
