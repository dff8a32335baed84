"""Reports from text that is marked up: [s1 The ministry] [c1 said] [k1 it rained].

s is a source, c a cue, k a content; equal numbers (or none) are linked. A link is as strong as ``strength`` says, 0.9
where it is silent. Every token hangs on the next one of its sentence, the last is the root; sentences end with "."."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from sayso.claims import find_claims, find_quotations
from sayso.claims.join import join_marks
from sayso.model import (
    Attribution,
    Attributions,
    Claim,
    Entity,
    EntityKind,
    Issue,
    Link,
    Mark,
    MarkRole,
    Report,
    Resolution,
    Span,
    Syntax,
    Tokens,
)
from sayso.text import find_tokens
from tests.batch.fakes import make_report

_PART = re.compile(r"\[(?P<role>[sck])(?P<number>\d*) (?P<words>[^\[\]]*)\]")
_ROLES: dict[str, MarkRole] = {"s": "source", "c": "cue", "k": "content"}


class Marked(msgspec.Struct, frozen=True, eq=False):
    """A report and what a reader would have seen in it; ``names`` are the names of the marks ("s1") in order."""

    report: Report
    tokens: Tokens
    syntax: Syntax
    attributions: Attributions
    names: tuple[str, ...]


def read_marked(markup: str, *, strength: Mapping[tuple[str, str], float] | None = None, sure: float = 1.0) -> Marked:
    """The report without its brackets; ``strength`` overrides links between named marks, ``sure`` is every mark's."""
    text, spans, at = "", [], 0
    for part in _PART.finditer(markup):
        text += markup[at : part.start()]
        spans.append((part["role"] + part["number"], len(text), len(text) + len(part["words"])))
        text += part["words"]
        at = part.end()
    report = make_report(text + markup[at:])
    tokens = find_tokens(report)
    marks, names = [], []
    for name, start, end in spans:
        first, last = np.searchsorted(tokens.starts, start), np.searchsorted(tokens.ends, end)
        marks.append(Mark(_ROLES[name[0]], int(first), int(last), sure))
        names.append(name)
    links = tuple(_link(names, strength or {}))
    return Marked(report, tokens, make_syntax(report, tokens), Attributions(tuple(marks), links), tuple(names))


def _link(names: list[str], strength: Mapping[tuple[str, str], float]) -> list[Link]:
    found = []
    for cue, mark in ((c, m) for c in range(len(names)) for m in range(len(names))):
        if names[cue][0] == "c" != names[mark][0]:
            together = 0.9 if names[cue][1:] == names[mark][1:] else 0.0
            value = strength.get((names[cue], names[mark]), together)
            if value:
                found.append(Link(cue, mark, value))
    return found


def make_syntax(report: Report, tokens: Tokens) -> Syntax:
    words = tokens.words(report.text)
    ends = np.array([word == "." for word in words])
    ends[-1:] = True
    heads = np.where(ends, -1, np.arange(len(words)) + 1).astype(np.int32)
    sentences = (np.cumsum(ends) - ends).astype(np.int32)
    blank = ("_",) * len(words)
    return Syntax(sentences, blank, blank, tuple(words), heads, blank)


def make_entity(text: str, *names: str, kind: EntityKind = "person") -> Entity:
    """An entity with every mention of ``names`` in ``text``; its id is its first name."""
    mentions = {Span(m.start(), m.end()) for name in names for m in re.finditer(re.escape(name), text)}
    return Entity(names[0], names[0], kind, tuple(sorted(mentions)))


def claims_of(marked: Marked, *entities: Entity) -> tuple[tuple[Claim, ...], tuple[Issue, ...]]:
    """The claims, each with the entity that its source is the name of, and the issues."""
    pairing, _ = find_quotations(marked.report)
    joined = join_marks(marked.attributions, marked.syntax)
    speakers = [_resolve(marked, attribution, entities) for attribution in joined]
    claims, _, issues = find_claims(marked.report, marked.tokens, marked.syntax, joined, pairing, entities, speakers)
    return claims, issues


def _resolve(marked: Marked, joined: Attribution, entities: Sequence[Entity]) -> Resolution | None:
    source = marked.tokens.span(joined.source.first, joined.source.last) if joined.source else None
    named = next((e for e in entities if source in e.mentions), None)
    return Resolution(named.id, (), "name", 1.0) if named else None


def draw(marked: Marked, *entities: Entity) -> str:
    """The text, and under it each claim: s, c, k under its parts, h under its hedges, then its kind and speaker."""
    text = marked.report.text
    rows = [text]
    for claim in claims_of(marked, *entities)[0]:
        row = [" "] * len(text)
        parts = [("s", claim.source), ("c", claim.cue), *(("k", c) for c in claim.content)]
        for letter, span in [*parts, *(("h", h) for h in claim.hedges)]:
            if span is not None:
                row[span.start : span.end] = letter * len(span)
        rows.append("".join(row) + f" {claim.quotation} {claim.speaker or '-'}")
    return "\n".join(rows)
