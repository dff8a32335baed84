"""Measures of events against gold: types, modes, realis, tolls, roles, codes, and all of it end to end.

A unit is a sentence, or a whole text where that is one. Every number comes from counts of single reports, so that
reports can be resampled; macro means are made of the counts of their labels by `mean_f1`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from bench.metrics.counts import Counts, count_hits, share
from sayso.learn.corpora.events import EventReport, GoldActor, GoldEvent, GoldToll
from sayso.model import Event, LooseToll, Participant, Span, Toll

_ARTICLES = frozenset({"the", "a", "an"})
_STOP = _ARTICLES | frozenset(
    [
        "of",
        "in",
        "and",
        "to",
        "for",
        "on",
        "at",
        "by",
        "with",
        "from",
        "its",
        "their",
        "his",
        "her",
        "our",
        "my",
        "this",
        "that",
        "these",
        "those",
        "s",
    ]
)
# PLOVER records of before the second version have one code for all organisations of states.
_COARSE = {"UNO": "IGO", "EUR": "IGO"}
_UNKNOWN = "***"
_NO_TYPE = "none"
_RUNGS = ("event", "event+roles", "event+place", "event+time", "event+claim")


class Located(msgspec.Struct, frozen=True):
    """Where the parts of a record that events point to lie: times, places and cues of claims by their ids."""

    times: Mapping[str, Span] = {}
    places: Mapping[str, Span] = {}
    cues: Mapping[str, Span] = {}


def overlaps(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def pair_events(gold: Sequence[GoldEvent], found: Sequence[Event], *, typed: bool) -> list[tuple[int, int]]:
    """Gold and found events one-to-one by overlap of their triggers, ``typed`` those of one type only.

    Those of one type go first, then the larger overlap, then the leftmost.
    """
    touching = []
    for i, one in enumerate(gold):
        for j, other in enumerate(found):
            shared = max(
                (min(s.end, other.trigger.end) - max(s.start, other.trigger.start) for s in one.triggers), default=0
            )
            if shared > 0 and (one.type == other.type or not typed):
                touching.append((one.type != other.type, -shared, i, j))
    used_gold: set[int] = set()
    used_found: set[int] = set()
    pairs = []
    for _, _, i, j in sorted(touching):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((i, j))
    return sorted(pairs)


def score_events(
    report: EventReport, found: Sequence[Event], units: Sequence[Span], located: Located
) -> dict[str, Counts]:
    """All counts of one report that need no code; "label/..." are those that macro means are made of."""
    return {
        **score_types(report, found, units),
        **score_modes(report, found),
        **score_realis(report, found),
        **score_tolls(report, found),
        **score_roles(report, found),
        **score_ladder(report, found, located),
    }


def score_types(report: EventReport, found: Sequence[Event], units: Sequence[Span]) -> dict[str, Counts]:
    """Sets of types by unit, the surest type of each unit with an event, and false and missed units."""
    counts: dict[str, Counts] = {}
    for unit in units:
        gold = [e.type for e in report.events if e.triggers and _holds(unit, e.triggers[0])]
        ours = [e for e in found if _holds(unit, e.trigger)]
        types = {e.type for e in ours}
        _add(counts, "type-set", count_hits(len(types & set(gold)), gold=len(set(gold)), system=len(types)))
        if gold:
            _add(counts, "missed", share(not ours, 1))
            top = max(ours, key=lambda e: e.confidence or 0.0).type if ours else _NO_TYPE
            for name, count in _count_label("type", top if top in gold else gold[0], top):
                _add(counts, name, count)
        else:
            _add(counts, "false", share(any(e.realis == "actual" for e in ours), 1))
    return counts


def score_modes(report: EventReport, found: Sequence[Event]) -> dict[str, Counts]:
    """Labels "TYPE-mode" of events whose triggers overlap; what has no partner counts as "none"."""
    if report.kind == "plover":
        return {}
    return _score_labels("mode", report.events, found, _name_mode, all_found=True)


def score_realis(report: EventReport, found: Sequence[Event]) -> dict[str, Counts]:
    """Labels of realis of the events whose triggers overlap, whatever their types."""
    if report.kind == "plover":
        return {}
    return _score_labels("realis", report.events, found, lambda e: e.realis, all_found=False)


def score_loose(report: EventReport, found: Sequence[Event], loose: Sequence[LooseToll]) -> dict[str, Counts]:
    """ "toll-all": tolls by kind, interval and words, whether they hang on an event or on none. Gold has them of events
    alone, so those of a flood count as needless."""
    if report.kind == "plover":
        return {}
    gold = list(dict.fromkeys(_key_toll(toll) for event in report.events for toll in event.tolls))
    ours = dict.fromkeys(_key_toll(toll) for event in found for toll in event.tolls)
    ours |= dict.fromkeys(map(_key_toll, loose))
    hits = len(set(gold) & set(ours))
    return {"toll-all": count_hits(hits, gold=len(gold), system=len(ours))}


def score_tolls(report: EventReport, found: Sequence[Event]) -> dict[str, Counts]:
    """Tolls by kind, interval and words; "toll-who" also whom they count, by overlap."""
    if report.kind == "plover":
        return {}
    gold = list(dict.fromkeys(toll for event in report.events for toll in event.tolls))
    ours = list(dict.fromkeys(toll for event in found for toll in event.tolls))
    keys = Counter(_key_toll(toll) for toll in ours)
    hits = sum((keys & Counter(_key_toll(toll) for toll in gold)).values())
    words = sum((Counter(t.words for t in ours) & Counter(t.words for t in gold)).values())
    totals = {"gold": float(len(gold)), "system": float(len(ours))}
    return {
        "toll": count_hits(hits, **totals),
        "toll-words": count_hits(words, **totals),
        "toll-who": count_hits(sum(_has_who(toll, ours) for toll in gold), **totals),
    }


def score_roles(report: EventReport, found: Sequence[Event]) -> dict[str, Counts]:
    """Spans of actors and recipients of events whose triggers overlap: the same words, and some word in common.

    Participants of an event without partner are missed, or needless. Of a PLOVER record, parties that all act count as
    recipients too.
    """
    text, gold = report.text, report.events
    both = report.kind == "plover"
    pairs = dict(pair_events(gold, found, typed=False))
    used = set(pairs.values())
    counts: dict[str, Counts] = {}
    for number, event in enumerate(gold):
        partner = found[pairs[number]] if number in pairs else None
        actors, recipients = _list_parties(partner, both=both) if partner else ((), ())
        for role, spans, ours in (("actor", event.actors, actors), ("recipient", event.recipients, recipients)):
            for name, count in _count_spans(text, spans, [_span(p) for p in ours]):
                _add(counts, f"{role}-{name}", count)
    for number, other in enumerate(found):
        if number not in used:
            for role, parties in (("actor", other.actors), ("recipient", other.recipients)):
                for name in ("exact", "overlap"):
                    _add(counts, f"{role}-{name}", count_hits(0, gold=0, system=len(parties)))
    return counts


def score_codes(report: EventReport, found: Sequence[Event]) -> dict[str, Counts]:
    """Codes, sectors and dyads of a PLOVER record: the best of the events found counts, one that has its type first.

    ``dyad`` needs the type, the code of an actor, and that of a recipient where the record has one. Where at least two
    parties act and nobody is at the receiving end, all of them count there too, as in the records.
    """
    kind = report.events[0].type
    best = max(found, key=lambda e: _rate(report, e, kind), default=None)
    actors, recipients = _list_parties(best) if best is not None else ((), ())
    counts: dict[str, Counts] = {}
    for role, gold, ours in (("actor", report.sources, actors), ("recipient", report.targets, recipients)):
        codes = _codes(ours)
        sectors = {sector for party in ours for sector in party.sectors}
        for actor in gold:
            _add(counts, f"{role}-code", share(actor.code in codes, 1))
            if actor.sector and actor.sector != _UNKNOWN:
                _add(counts, "sector", share(actor.sector[:3] in sectors, 1))
    counts["dyad"] = share(best is not None and best.type == kind and _is_dyad(report, best), 1)
    return counts


def score_ladder(report: EventReport, found: Sequence[Event], located: Located) -> dict[str, Counts]:
    """Events right so far: trigger and type; actor and recipient too; place; time; and the claim that asserts it."""
    rungs = dict.fromkeys(_RUNGS[:2] if report.kind == "plover" else _RUNGS, 0)
    for i, j in pair_events(report.events, found, typed=True):
        for rung, right in zip(rungs, _climb(report.text, report.events[i], found[j], located), strict=False):
            rungs[rung] += right
    return {name: count_hits(hits, gold=len(report.events), system=len(found)) for name, hits in rungs.items()}


def mean_f1(sums: Mapping[str, Counts], kind: str) -> float | None:
    """The mean F1 over the labels of a kind that gold has, None where it has none."""
    scores = [
        c.f1
        for name, c in sums.items()
        if name.startswith(f"label/{kind}/") and c.gold and not name.endswith(f"/{_NO_TYPE}")
    ]
    return sum(scores) / len(scores) if scores else None


def _climb(text: str, gold: GoldEvent, found: Event, located: Located) -> Iterator[bool]:
    right = _meet(text, gold.actors, found.actors) and _meet(text, gold.recipients, found.recipients)
    yield True
    yield right
    for span, name, table in (
        (gold.place, found.place, located.places),
        (gold.time, found.time, located.times),
        (gold.asserted, found.asserted_by, located.cues),
    ):
        right = right and _points_to(span, name, table)
        yield right


def _meet(text: str, gold: Sequence[Span], found: Sequence[Participant]) -> bool:
    """Whether some party of gold is found; true where gold has none."""
    return not gold or any(_share_words(text, span, _span(party)) for span in gold for party in found)


def _points_to(gold: Span | None, name: str | None, table: Mapping[str, Span]) -> bool:
    if gold is None or name is None:
        return gold is None and name is None
    return name in table and overlaps(gold, table[name])


def _score_labels(
    kind: str,
    gold: Sequence[GoldEvent],
    found: Sequence[Event],
    name_of: Callable[[GoldEvent | Event], str],
    *,
    all_found: bool,
) -> dict[str, Counts]:
    counts: dict[str, Counts] = {}
    pairs = pair_events(gold, found, typed=False)
    for i, j in pairs:
        for name, count in _count_label(kind, name_of(gold[i]), name_of(found[j])):
            _add(counts, name, count)
    if all_found:
        for i in set(range(len(gold))) - {i for i, _ in pairs}:
            _add(counts, f"label/{kind}/{name_of(gold[i])}", count_hits(0, gold=1, system=0))
        for j in set(range(len(found))) - {j for _, j in pairs}:
            _add(counts, f"label/{kind}/{name_of(found[j])}", count_hits(0, gold=0, system=1))
    return counts


def _name_mode(event: GoldEvent | Event) -> str:
    return f"{event.type}-{event.mode}" if event.mode else _NO_TYPE


def _count_label(kind: str, gold: str, found: str) -> Iterator[tuple[str, Counts]]:
    if gold == found:
        yield f"label/{kind}/{gold}", count_hits(1, gold=1, system=1)
    else:
        yield f"label/{kind}/{gold}", count_hits(0, gold=1, system=0)
        yield f"label/{kind}/{found}", count_hits(0, gold=0, system=1)


def _count_spans(text: str, gold: Sequence[Span], found: Sequence[Span]) -> Iterator[tuple[str, Counts]]:
    same = Counter(_plain(text, s) for s in gold) & Counter(_plain(text, s) for s in found)
    yield "exact", count_hits(sum(same.values()), gold=len(gold), system=len(found))
    left, hits = list(found), 0
    for span in gold:
        match = next((other for other in left if _share_words(text, span, other)), None)
        if match is not None:
            left.remove(match)
            hits += 1
    yield "overlap", count_hits(hits, gold=len(gold), system=len(found))


def _plain(text: str, span: Span) -> str:
    """The words of a span in lower case, without articles and marks."""
    return " ".join(word for word in _words(text, span) if word not in _ARTICLES)


def _share_words(text: str, one: Span, other: Span) -> bool:
    return bool((set(_words(text, one)) & set(_words(text, other))) - _STOP) or _plain(text, one) == _plain(text, other)


def _words(text: str, span: Span) -> list[str]:
    letters = (c if c.isalnum() else " " for c in text[span.start : span.end].casefold())
    return "".join(letters).split()


def _span(party: Participant) -> Span:
    return Span(party.start, party.end)


def _key_toll(toll: GoldToll | Toll | LooseToll) -> tuple[object, ...]:
    return toll.kind, toll.low, toll.high, toll.words


def _has_who(toll: GoldToll, found: Sequence[Toll]) -> bool:
    same = [other for other in found if _key_toll(other) == _key_toll(toll)]
    return any(
        (o.who is None) == (toll.who is None) and (o.who is None or toll.who is None or overlaps(o.who, toll.who))
        for o in same
    )


def _list_parties(event: Event, *, both: bool = True) -> tuple[Sequence[Participant], Sequence[Participant]]:
    mutual = both and len(event.actors) > 1 and not event.recipients
    return event.actors, event.actors if mutual else event.recipients


def _codes(parties: Sequence[Participant]) -> set[str]:
    return {_COARSE.get(code, code) for party in parties for code in party.codes}


def _has_code(gold: Sequence[GoldActor], parties: Sequence[Participant]) -> bool:
    return not gold or any(actor.code in _codes(parties) for actor in gold)


def _is_dyad(report: EventReport, event: Event) -> bool:
    actors, recipients = _list_parties(event)
    return _has_code(report.sources, actors) and _has_code(report.targets, recipients)


def _rate(report: EventReport, event: Event, kind: str) -> tuple[bool, bool, float]:
    near = any(overlaps(span, event.trigger) for span in report.events[0].triggers)
    return event.type == kind, near, event.confidence or 0.0


def _holds(unit: Span, trigger: Span) -> bool:
    return unit.start <= trigger.start < unit.end


def _add(counts: dict[str, Counts], name: str, more: Counts) -> None:
    counts[name] = counts.get(name, Counts()) + more
