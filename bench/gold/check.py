"""What is wrong or doubtful in a gold report, and how its claims look on the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from bench.gold.find import find_candidates, overlap, shorten, split_number
from bench.gold.load import Inspected, QuotedClaim, is_inside_content, measure_distance
from bench.gold.model import GoldClaim, GoldReport
from bench.metrics.attribution import find_quotation
from sayso.model import Span

_SENTENCE_END = re.compile(
    "[.!?\u2026:]?[\"'\u201d\u2019)]*\\s*\n|[.!?\u2026][\"'\u201d\u2019)]*\\s+(?=[\"'\u201c\u2018(]?[A-Z])"
)
_LONG = 110
"""Longer stretches of plain text between two marks are shown without their middle."""


def find_problems(found: Inspected) -> list[str]:
    """What makes a file unusable, one line each."""
    if found.report is None:
        return list(found.problems)
    claims = found.claims
    problems = list(found.problems) + _check_numbers(claims)
    keys = {entity.key for entity in found.report.entities}
    for claim in claims:
        problems += [f"claim {claim.n}: {problem}" for problem in _check_source(claim, keys)]
    placed = {claim.n: claim for claim in found.report.claims}
    for gold in found.report.claims:
        problems += [f"claim {gold.n}: {problem}" for problem in _check_parent(gold, placed, claims)]
    return problems + _check_shared_mentions(found.report)


def find_doubts(found: Inspected) -> list[str]:
    """What may be meant as it is, but seldom is, one line each."""
    report = found.report
    if report is None:
        return []
    quoted = {claim.n: claim for claim in found.claims}
    doubts: list[str] = []
    for claim in report.claims:
        told = [*_doubt_cue(report, claim, quoted), *_doubt_nesting(report, claim), *_doubt_spans(claim)]
        told += _doubt_quotation(report, claim)
        doubts += [f"claim {claim.n}: {doubt}" for doubt in told]
    spoken = {claim.speaker for claim in report.claims}
    doubts += [f"entity {shorten(e.key)} speaks in no claim" for e in report.entities if e.key not in spoken]
    return doubts


def show_claim(text: str, claim: GoldClaim) -> str:
    """Two lines: what is said about the claim, and its words in the text with every span in brackets."""
    nested = f"in {claim.parent}" if claim.parent else ""
    facts = (claim.quotation, claim.kind, claim.speaker or "", claim.stance or "", nested)
    return f"{claim.n:3} {' · '.join(filter(None, facts))}\n      {_mark_up(text, claim)}"


def summarise(reports: Sequence[GoldReport]) -> str:
    """How much there is of what is rare."""
    claims = [claim for report in reports for claim in report.claims]
    wanted: tuple[tuple[str, Callable[[GoldClaim], object]], ...] = (
        ("nested", lambda c: c.parent),
        ("with a channel", lambda c: c.channel),
        ("hedged", lambda c: c.hedges),
        ("dated", lambda c: c.said),
        ("with a stance", lambda c: c.stance),
        ("without source", lambda c: c.source is None),
        ("direct", lambda c: c.quotation == "direct"),
        ("mixed", lambda c: c.quotation == "mixed"),
    )
    counts = ", ".join(f"{sum(bool(test(claim)) for claim in claims)} {name}" for name, test in wanted)
    words = sum(len(report.text.split()) for report in reports)
    sentences = sum(len(_SENTENCE_END.findall(report.text)) for report in reports)
    return f"{len(reports)} reports, {words} words, about {sentences} sentences, {len(claims)} claims: {counts}"


def _check_numbers(claims: Sequence[QuotedClaim]) -> list[str]:
    expected = list(range(1, len(claims) + 1))
    numbers = [claim.n for claim in claims]
    if numbers == expected:
        return []
    wrong = next(n for n, e in zip(numbers, expected, strict=True) if n != e)
    return [f"claim {wrong}: claims are numbered from 1 without gaps, in the order of the file"]


def _check_source(claim: QuotedClaim, keys: set[str]) -> Iterator[str]:
    if claim.speaker is not None and claim.speaker not in keys:
        yield f"speaker {shorten(claim.speaker)} is the key of no entity"
    if claim.source is None and (claim.speaker is not None or claim.kind != "none"):
        yield "there is no source, so speaker is left out and kind is none"
    if claim.source is not None and claim.speaker is None:
        yield f"source {shorten(claim.source)} has no speaker"
    if claim.source is not None and claim.kind == "none":
        yield f"source {shorten(claim.source)} has the kind none"
    if not claim.content:
        yield "there is no content"
    if claim.cue is None and claim.source is None:
        yield "there is neither source nor cue"


def _check_parent(claim: GoldClaim, placed: dict[int, GoldClaim], claims: Sequence[QuotedClaim]) -> Iterator[str]:
    if not claim.parent:
        return
    if claim.parent == claim.n:
        yield "it is its own parent"
    elif claim.parent not in {other.n for other in claims}:
        yield f"parent {claim.parent} is no claim"
    elif claim.n in _list_ancestors(claim, placed):
        yield f"parent {claim.parent} stands in this claim itself"
    elif claim.parent in placed:
        above, signal = placed[claim.parent].content, claim.cue or claim.content[0]
        if not _holds(above, signal) and not _holds_all(above, claim.content):
            yield f"its cue {_place(signal)} does not stand in the content of parent {claim.parent}, nor its content"


def _list_ancestors(claim: GoldClaim, placed: dict[int, GoldClaim]) -> list[int]:
    ancestors: list[int] = []
    above = claim.parent
    while above in placed and above not in ancestors:
        ancestors.append(above)
        above = placed[above].parent
    return ancestors


def _check_shared_mentions(report: GoldReport) -> list[str]:
    owners: dict[Span, list[str]] = {}
    for entity in report.entities:
        for span in entity.mentions:
            owners.setdefault(span, []).append(entity.key)
    return [
        f"mention {shorten(span.text(report.text))} {_place(span)} belongs to {' and '.join(keys)}: number it (@2)"
        for span, keys in owners.items()
        if len(keys) > 1
    ]


def _doubt_cue(report: GoldReport, claim: GoldClaim, quoted: Mapping[int, QuotedClaim]) -> Iterator[str]:
    """Whether another occurrence of the cue, numbered or used by no claim before, lies nearer to source and content."""
    own, text = quoted[claim.n], report.text
    if own.cue is None or claim.cue is None or split_number(own.cue)[1] is not None:
        return
    others = (other for other in report.claims if other.n != claim.n and other.cue is not None)
    settled = [o.cue for o in others if o.cue and (o.n < claim.n or split_number(quoted[o.n].cue or "")[1] is not None)]
    every = find_candidates(text, own.cue)
    unused = [span for span in every if not any(overlap(span, other) for other in settled)]
    free = [span for span in unused if not is_inside_content(text, own, span)]
    best = min(free, key=lambda span: measure_distance(text, own, span), default=claim.cue)
    if measure_distance(text, own, best) < measure_distance(text, own, claim.cue):
        number = every.index(best) + 1
        yield f"cue {shorten(own.cue)} {_place(claim.cue)} is taken; @{number} lies nearer to its source and content"


def _doubt_nesting(report: GoldReport, claim: GoldClaim) -> Iterator[str]:
    signal = claim.cue or claim.content[0]
    holders = [other for other in report.claims if other.n != claim.n and _holds(other.content, signal)]
    numbers = [other.n for other in holders]
    if claim.parent and claim.parent in numbers:
        inner = [n for n in numbers if claim.parent in _chain(report, n)]
        if inner:
            yield f"parent is {claim.parent}, but claim {inner[0]} within it holds the cue too"
    elif not claim.parent and numbers:
        yield f"its cue stands in the content of claim {numbers[0]}, but it has no parent"
    parent = next((other for other in report.claims if other.n == claim.parent), None)
    if parent is not None:
        own = (claim.source, *claim.content) if _holds(parent.content, signal) else claim.content
        outside = [span for span in own if span and not _holds(parent.content, span)]
        if outside:
            words = shorten(outside[0].text(report.text), 30)
            yield f"{words} {_place(outside[0])} stands outside the content of parent {parent.n}"


def _chain(report: GoldReport, n: int) -> list[int]:
    placed = {claim.n: claim for claim in report.claims}
    return _list_ancestors(placed[n], placed)


def _doubt_spans(claim: GoldClaim) -> Iterator[str]:
    if claim.cue is not None and any(overlap(claim.cue, span) for span in claim.content):
        yield f"the cue {_place(claim.cue)} overlaps the content"
    if claim.source is not None and claim.cue is not None and overlap(claim.source, claim.cue):
        yield f"the source {_place(claim.source)} overlaps the cue"
    for first, second in zip(claim.content, claim.content[1:], strict=False):
        if second.start < first.end:
            yield f"the content overlaps itself {_place(second)}"


def _doubt_quotation(report: GoldReport, claim: GoldClaim) -> Iterator[str]:
    """Whether the quotation marks in the content say another kind; marks of distance and transcripts apart."""
    by_marks = find_quotation(report.text, claim.content)
    distanced = any(overlap(d.span, span) for d in report.distancing for span in claim.content)
    colon = claim.cue is not None and claim.cue.text(report.text) == ":"
    if by_marks != claim.quotation and not distanced and not colon:
        yield f"it is {claim.quotation}, and the quotation marks in the content look {by_marks}"


def _holds(content: Sequence[Span], span: Span) -> bool:
    return any(part.start <= span.start and span.end <= part.end for part in content)


def _holds_all(content: Sequence[Span], spans: Sequence[Span]) -> bool:
    """Whether all spans stand in a content: in "X writes, citing Y, that ..." the cue of Y stands outside."""
    return bool(spans) and all(_holds(content, span) for span in spans)


def _place(span: Span) -> str:
    return f"({span.start}..{span.end})"


def _mark_up(text: str, claim: GoldClaim) -> str:
    """The text from the claim's first character to its last, with brackets around its spans."""
    spans = [("who", claim.source), ("cue", claim.cue), ("via", claim.channel), ("when", claim.said)]
    spans += [("what", span) for span in claim.content] + [("hedge", span) for span in claim.hedges]
    found = [(name, span) for name, span in spans if span is not None]
    edges = [(span.end, 0, -span.start, "]") for _, span in found]
    edges += [(span.start, 1, -span.end, f"[{name} ") for name, span in found]
    pieces: list[str] = []
    last = min(span.start for _, span in found)
    for offset, _, _, mark in sorted(edges):
        pieces += [_abbreviate(text[last:offset]), mark]
        last = offset
    return " ".join("".join(pieces).replace("\n", " ¶ ").split())


def _abbreviate(words: str) -> str:
    return words if len(words) <= _LONG else f"{words[: _LONG // 2]} … {words[-_LONG // 3 :]}"
