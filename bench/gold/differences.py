"""Where two readings of one report differ, in words: to settle two annotations, or to look into a system's errors."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from bench.gold.find import overlap, shorten
from bench.metrics.claims import Matching, Spans, View

_PARTS = ("source", "cue", "content", "channel", "said", "hedges")
_LABELS = ("quotation", "kind", "stance")
_WIDTH = 240


class Names(msgspec.Struct, frozen=True):
    """What the two sides are called."""

    gold: str
    system: str


def describe_differences(title: str, matching: Matching, names: Names) -> list[str]:
    """One block of lines a claim that one side lacks or that differs in a field, in the order of the text."""
    gold, system = matching.gold.claims, matching.system.claims
    blocks: list[tuple[int, list[str]]] = []
    for g, claim in enumerate(gold):
        if g not in matching.pairs:
            blocks.append((_find_start(claim), [f"{names.gold} {g + 1} only", *_show_claim(matching.text, claim)]))
            continue
        other = matching.pairs[g]
        lines = list(_compare(matching, g, names))
        if lines:
            cue = _quote(matching.text, claim.cue)
            blocks.append((_find_start(claim), [f"{names.gold} {g + 1} = {names.system} {other + 1} {cue}", *lines]))
    taken = set(matching.pairs.values())
    for s, claim in enumerate(system):
        if s not in taken:
            blocks.append((_find_start(claim), [f"{names.system} {s + 1} only", *_show_claim(matching.text, claim)]))
    apart = list(_compare_distancing(matching, names))
    found = [line for _, block in sorted(blocks, key=lambda item: item[0]) for line in _indent(block)] + apart
    return [f"# {title}: {len(gold)} claims in {names.gold}, {len(system)} in {names.system}", *found, ""]


def _compare(matching: Matching, g: int, names: Names) -> Iterator[str]:
    """A line for every field in which two matched claims differ."""
    first, second = matching.gold.claims[g], matching.system.claims[matching.pairs[g]]
    for part in _PARTS:
        ours, theirs = _take(first, part), _take(second, part)
        if part == "said" and not matching.system.dated:
            continue
        if ours != theirs:
            words = _quote(matching.text, ours), _quote(matching.text, theirs)
            note = " (signs alone)" if _strip(matching.text, ours) == _strip(matching.text, theirs) else ""
            yield f"{part}{note}: {names.gold} {words[0]} | {names.system} {words[1]}"
    for label in _LABELS:
        if getattr(first, label) != getattr(second, label):
            yield f"{label}: {names.gold} {getattr(first, label)} | {names.system} {getattr(second, label)}"
    if (first.speaker is not None or second.speaker is not None) and not matching.is_speaker_right(g):
        theirs_as = matching.speakers.get(second.speaker or "", "unresolved")
        called = _name_entity(matching, second.speaker)
        yield f"speaker: {names.gold} {first.speaker} | {names.system} {called} ({theirs_as})"
    if (first.parent is not None or second.parent is not None) and not matching.is_parent_right(g):
        yield f"parent: {names.gold} {_number(first.parent)} | {names.system} {_number(second.parent)}"


def _name_entity(matching: Matching, key: str | None) -> str:
    """The first words that name a system's entity; its key where nothing does."""
    mentions = matching.system.entities.get(key or "", ())
    return _quote(matching.text, mentions[:1]) if mentions else str(key)


def _compare_distancing(matching: Matching, names: Names) -> Iterator[str]:
    gold, system = matching.gold.distancing, matching.system.distancing
    for name, spans, others in ((names.gold, gold, system), (names.system, system, gold)):
        for span in spans:
            if not any(overlap(span, other) for other in others):
                yield f"distancing: {name} only {_quote(matching.text, (span,))}"


def _show_claim(text: str, claim: View) -> list[str]:
    parts = [f"{part}: {_quote(text, _take(claim, part))}" for part in _PARTS if _take(claim, part)]
    facts = (claim.quotation, claim.kind, claim.stance, f"in {claim.parent + 1}" if claim.parent is not None else None)
    return [" · ".join(filter(None, facts)), *parts]


def _take(claim: View, part: str) -> Spans:
    spans: Spans = getattr(claim, part)
    return tuple(sorted(spans, key=lambda span: (span.start, span.end)))


def _quote(text: str, spans: Spans) -> str:
    return " + ".join(f"{shorten(span.text(text), _WIDTH)} {span.start}..{span.end}" for span in spans) or "nothing"


def _strip(text: str, spans: Spans) -> list[str]:
    return ["".join(filter(str.isalnum, span.text(text))) for span in spans]


def _number(index: int | None) -> str:
    return "none" if index is None else str(index + 1)


def _find_start(claim: View) -> int:
    return min((span.start for span in (*claim.source, *claim.cue, *claim.content)), default=0)


def _indent(block: list[str]) -> list[str]:
    return [f"- {block[0]}", *(f"    {line}" for line in block[1:])]
