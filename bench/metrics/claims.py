"""Measures of whole claims against the project's own gold: nesting, hedges, channel, speaker, kind, own voice.

Claims are matched one-to-one as in `bench.metrics.relations`: by summed Dice over the roles where they share a cue.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from bench.gold.find import overlap
from bench.gold.model import GoldReport
from bench.metrics.attribution import TokenSets, cut_simply, find_punctuation, make_token_sets
from bench.metrics.counts import Counts, count_hits, share
from bench.metrics.relations import judge_pair, match_attributions, score_relations
from bench.metrics.speakers import FORMS, find_form, map_entities
from sayso.model import Record, Span

Spans = tuple[Span, ...]
QUOTATIONS = ("direct", "mixed", "indirect")
STANCES = ("denial", "refusal")


class View(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as it is measured; ``parent`` is the index of another claim of its side, ``speaker`` an entity's key."""

    source: Spans
    cue: Spans
    content: Spans
    quotation: str
    parent: int | None = None
    channel: Spans = ()
    hedges: Spans = ()
    said: Spans = ()
    speaker: str | None = None
    kind: str = "none"
    stance: str | None = None


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """The claims of one report by one hand; ``dated`` says whether the dates of saying are known."""

    claims: tuple[View, ...]
    entities: dict[str, Spans] = {}
    distancing: Spans = ()
    dated: bool = True


class Matching(msgspec.Struct, frozen=True):
    """Two sides of one text, and which of their claims are the same: gold index to system index."""

    text: str
    gold: Side
    system: Side
    gold_sets: tuple[TokenSets, ...]
    system_sets: tuple[TokenSets, ...]
    pairs: dict[int, int]
    words: frozenset[int]
    speakers: dict[str, str]

    def is_half_right(self, g: int) -> bool:
        """Whether source and content of a matched claim have Dice of a half or more."""
        return judge_pair(self.gold_sets[g], self.system_sets[self.pairs[g]])["dice50"]

    def is_parent_right(self, g: int) -> bool:
        """Whether the parents of a matched claim are matched with one another."""
        parent = self.gold.claims[g].parent
        return parent is not None and self.pairs.get(parent, -1) == self.system.claims[self.pairs[g]].parent

    def is_speaker_right(self, g: int) -> bool:
        """Whether the speakers of a matched claim are the same entity."""
        speaker = self.system.claims[self.pairs[g]].speaker
        return speaker is not None and self.speakers.get(speaker) == self.gold.claims[g].speaker


def from_gold(report: GoldReport) -> Side:
    """An annotated report as a side."""
    places = {claim.n: index for index, claim in enumerate(report.claims)}
    claims = tuple(
        View(
            source=_wrap(claim.source),
            cue=_wrap(claim.cue),
            content=claim.content,
            quotation=claim.quotation,
            parent=places.get(claim.parent),
            channel=_wrap(claim.channel),
            hedges=claim.hedges,
            said=_wrap(claim.said),
            speaker=claim.speaker,
            kind=claim.kind,
            stance=claim.stance,
        )
        for claim in report.claims
    )
    entities = {entity.key: entity.mentions for entity in report.entities}
    return Side(claims=claims, entities=entities, distancing=tuple(d.span for d in report.distancing))


def from_record(record: Record, *, dated: bool = True) -> Side:
    """A record as a side; ``dated`` says whether its dates of saying are to be measured."""
    places = {claim.id: index for index, claim in enumerate(record.claims)}
    times = {time.id: Span(time.start, time.end) for time in record.times}
    claims = tuple(
        View(
            source=_wrap(claim.source),
            cue=_wrap(claim.cue),
            content=claim.content,
            quotation=claim.quotation,
            parent=places.get(claim.parent) if claim.parent is not None else None,
            channel=_wrap(claim.channel),
            hedges=claim.hedges,
            said=_wrap(times.get(claim.said) if claim.said is not None else None),
            speaker=claim.speaker,
            kind=claim.source_kind.code if claim.source_kind is not None else "none",
            stance=claim.stance,
        )
        for claim in record.claims
    )
    distancing = tuple(Span(d.start, d.end) for d in record.distancing)
    entities = {entity.id: entity.mentions for entity in record.entities}
    return Side(claims=claims, entities=entities, distancing=distancing, dated=dated)


def match_sides(text: str, gold: Side, system: Side) -> Matching:
    """Which claims of two sides are the same."""
    tokens = cut_simply(text)
    punctuation = find_punctuation(text, tokens)
    golds = make_token_sets(gold.claims, tokens, punctuation)
    systems = make_token_sets(system.claims, tokens, punctuation)
    return Matching(
        text=text,
        gold=gold,
        system=system,
        gold_sets=tuple(golds),
        system_sets=tuple(systems),
        pairs=dict(match_attributions(golds, systems)),
        words=frozenset(index for index, mark in enumerate(punctuation) if not mark),
        speakers=map_entities(gold.entities, system.entities),
    )


def score_sides(text: str, gold: Side, system: Side) -> dict[str, Counts]:
    """The counts of one report by measure; those of the date of saying only where both sides know it."""
    matching = match_sides(text, gold, system)
    tokens = cut_simply(text)
    relations = score_relations(text, tokens, gold.claims, system.claims, slices=False)
    outer = [tuple(claim for claim in side.claims if claim.parent is None) for side in (gold, system)]
    return {
        **{f"relation/{measure}": counts for measure, counts in relations.items()},
        "outermost/dice50": score_relations(text, tokens, *outer, slices=False)["dice50"],
        **_score_nesting(matching),
        **_score_parts(matching),
        **_score_labels(matching),
        **_score_speakers(matching),
        "own-voice": _score_own_voice(matching),
    }


def count_confusions(matching: Matching) -> Counter[tuple[str, str]]:
    """Kinds of source of matched claims, gold then system, where they differ."""
    pairs = ((matching.gold.claims[g].kind, matching.system.claims[s].kind) for g, s in matching.pairs.items())
    return Counter(pair for pair in pairs if pair[0] != pair[1])


def _score_nesting(matching: Matching) -> dict[str, Counts]:
    """Claims in claims: right where matched with Dice of a half, and their parents are matched with each other."""
    nested = [g for g, claim in enumerate(matching.gold.claims) if claim.parent is not None]
    system = sum(claim.parent is not None for claim in matching.system.claims)
    found = [g for g in nested if g in matching.pairs and matching.is_half_right(g)]
    right = sum(matching.is_parent_right(g) for g in found)
    return {
        "nested/right-parent": count_hits(right, gold=len(nested), system=system),
        "nested/found": share(len(found), len(nested)),
    }


def _score_parts(matching: Matching) -> dict[str, Counts]:
    """Spans beside the roles: right where they overlap, and "right-claim" where they belong to the same claim too."""
    takers: dict[str, Callable[[View], Spans]] = {"hedge": lambda c: c.hedges, "channel": lambda c: c.channel}
    if matching.gold.dated and matching.system.dated:
        takers["said"] = lambda c: c.said
    back = {s: g for g, s in matching.pairs.items()}
    scores: dict[str, Counts] = {}
    for name, take in takers.items():
        golds = [(g, span) for g, claim in enumerate(matching.gold.claims) for span in take(claim)]
        systems = [(back.get(s, -1), span) for s, claim in enumerate(matching.system.claims) for span in take(claim)]
        scores[f"{name}/overlap"] = _score_overlap(*({(0, span) for _, span in side} for side in (golds, systems)))
        scores[f"{name}/right-claim"] = _score_overlap(golds, systems)
    sides = ([(0, span) for span in side.distancing] for side in (matching.gold, matching.system))
    scores["distancing/overlap"] = _score_overlap(*sides)
    return scores


def _score_overlap(golds: Iterable[tuple[int, Span]], systems: Iterable[tuple[int, Span]]) -> Counts:
    """Spans that overlap one of the other side with the same owner."""
    first, second = list(golds), list(systems)

    def touches(item: tuple[int, Span], others: Sequence[tuple[int, Span]]) -> bool:
        return any(item[0] == owner and overlap(item[1], span) for owner, span in others)

    hits = sum(touches(item, first) for item in second), sum(touches(item, second) for item in first)
    return Counts(hits[0], len(second), hits[1], len(first))


def _score_labels(matching: Matching) -> dict[str, Counts]:
    """Quotation and kind of source as shares of matched claims; stance over all claims."""
    gold, system = matching.gold.claims, matching.system.claims
    pairs = [(gold[g], system[s]) for g, s in matching.pairs.items()]
    kinds = sum(first.kind == second.kind for first, second in pairs)
    return {
        "quotation": share(sum(first.quotation == second.quotation for first, second in pairs), len(pairs)),
        **_score_values(pairs, [f for f, _ in pairs], [s for _, s in pairs], "quotation", QUOTATIONS),
        **_score_values(pairs, gold, system, "stance", STANCES),
        "kind": share(kinds, len(pairs)),
        "kind/all": share(kinds, len(gold)),
    }


def _score_values(
    pairs: Sequence[tuple[View, View]],
    gold: Sequence[View],
    system: Sequence[View],
    name: str,
    values: Sequence[str],
) -> dict[str, Counts]:
    """F1 of each value of a field."""
    return {
        f"{name}/{value}": count_hits(
            sum(getattr(first, name) == getattr(second, name) == value for first, second in pairs),
            gold=sum(getattr(claim, name) == value for claim in gold),
            system=sum(getattr(claim, name) == value for claim in system),
        )
        for value in values
    }


def _score_speakers(matching: Matching) -> dict[str, Counts]:
    """Speakers right among gold claims whose source is found, by form of the source, and among all with a speaker."""
    spoken = [g for g, claim in enumerate(matching.gold.claims) if claim.speaker is not None and claim.source]
    found = [g for g in spoken if _is_source_found(matching, g)]
    right = {g for g in found if matching.is_speaker_right(g)}
    scores = {"speaker": share(len(right), len(found)), "speaker/all": share(len(right), len(spoken))}
    forms = {g: find_form(matching.text, matching.gold.claims[g].source[0]) for g in found}
    for form in FORMS:
        chosen = [g for g in found if forms[g] == form]
        scores[f"speaker/{form}"] = share(sum(g in right for g in chosen), len(chosen))
    return scores


def _is_source_found(matching: Matching, g: int) -> bool:
    return g in matching.pairs and bool(matching.gold_sets[g].source & matching.system_sets[matching.pairs[g]].source)


def _score_own_voice(matching: Matching) -> Counts:
    """Words that stand in no content."""
    own = [
        matching.words.difference(*(sets.content for sets in side))
        for side in (matching.gold_sets, matching.system_sets)
    ]
    return count_hits(len(own[0] & own[1]), gold=len(own[0]), system=len(own[1]))


def _wrap(span: Span | None) -> Spans:
    return () if span is None else (span,)


def sum_confusions(matchings: Iterable[Matching], *, limit: int = 8) -> str:
    """The most frequent confusions of kinds of source in words; empty where there is none."""
    total: Counter[tuple[str, str]] = Counter()
    for matching in matchings:
        total += count_confusions(matching)
    ranked: Mapping[tuple[str, str], int] = dict(sorted(total.items(), key=lambda item: (-item[1], item[0]))[:limit])
    return ", ".join(f"{gold} as {system} {number}" for (gold, system), number in ranked.items())
