"""Speakers on GUM's coreference: whether a source is led back to a name of the one that gold says it refers to.

What counts are the sources that the system itself finds, where their head is the head of a gold mention whose cluster
has a proper name elsewhere; "I", "we" and "you" are left out, whose answer the text seldom holds. One is right where a
mention of the entity that it is given, outside of the source, holds the head of a gold mention of the same cluster;
where the entity has no other mention, an antecedent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.errors import BenchError
from bench.metrics.counts import Counts, share
from bench.reading import make_report
from bench.results import Measured, Parts
from sayso.learn.corpora.conllu import GoldDocument, documents
from sayso.learn.corpora.coreference import Clusters, GoldMention, read_clusters
from sayso.model import Attribution, Entity, Mark, Resolution, Span, Syntax, Tokens
from sayso.parse import Reader
from sayso.pipeline import STAGES, run_stages

_WORDS = ("he", "she", "it", "they", "him", "them", "his", "her", "hers", "its", "their", "who", "which", "that")
_PRONOUNS = frozenset((*_WORDS, *(word.title() for word in _WORDS)))
_NEEDED = ("tokens", "syntax", "joined", "entities", "speakers")


def measure_speakers(paths: Sequence[Path], reader: Reader, *, limit: int | None = None) -> Measured:
    """Shares of right speakers by corpus and document: of all, and by form of the source.

    Raises BenchError where a file has no coreference, and where a report cannot be read.
    """
    parts: dict[str, Parts] = {}
    for path in paths:
        golds = list(documents(path))[:limit]
        if not any(read_clusters(gold).mentions for gold in golds):
            raise BenchError(f"{path.name} has no coreference; GUM's .conllu files do")
        parts[path.stem] = [_score(gold, reader) for gold in golds]
    sums = {stem: sum(d["all"].gold for d in found if "all" in d) for stem, found in parts.items()}
    notes = tuple(f"{stem}: {round(number)} sources have a gold name elsewhere." for stem, number in sums.items())
    return Measured(parts, notes=notes)


def judge_speakers(gold: GoldDocument, reader: Reader) -> Iterator[tuple[str, Span, bool, str]]:
    """Each source that counts: its form, span, whether it is right, and the name that it was given ("" for none)."""
    report = make_report(gold.text)
    board: dict[str, Any] = run_stages({"report": report, "reader": reader}, STAGES)
    if any(name not in board for name in _NEEDED):
        raise BenchError(f"{gold.doc_id}: {board['issues'][0].message}")
    tokens, syntax, joined, entities, speakers = (board[name] for name in _NEEDED)
    clusters = read_clusters(gold)
    by_id: dict[str, Entity] = {entity.id: entity for entity in entities}
    seen: set[Span] = set()
    for attribution, resolution in zip(joined, speakers, strict=True):
        head = _find_head(attribution, syntax)
        if head is None or _names_nobody(syntax, head):
            continue
        source = tokens.span(attribution.source.first, attribution.source.last)
        answer = _find_answer(clusters, tokens.span(head, head), source)
        if answer is not None and source not in seen:
            seen.add(source)
            entity = by_id[resolution.entity] if resolution else None
            right = entity is not None and _is_right(clusters, answer, source, entity, resolution)
            yield _judge_form(head, syntax, tokens, gold.text), source, right, entity.name if entity else ""


def _score(gold: GoldDocument, reader: Reader) -> dict[str, Counts]:
    right: Counter[str] = Counter()
    number: Counter[str] = Counter()
    for form, _, is_right, _ in judge_speakers(gold, reader):
        for measure in ("all", form):
            right[measure] += is_right
            number[measure] += 1
    return {measure: share(right[measure], count) for measure, count in number.items()}


def _find_head(attribution: Attribution, syntax: Syntax) -> int | None:
    source: Mark | None = attribution.source
    if source is None:
        return None
    inside = range(source.first, source.last + 1)
    return next((t for t in inside if int(syntax.heads[t]) not in inside and syntax.upos[t] != "PUNCT"), source.first)


def _names_nobody(syntax: Syntax, head: int) -> bool:
    """Whether the head is a pronoun of the first or second person."""
    return "Person=1" in syntax.feats[head] or "Person=2" in syntax.feats[head]


def _find_answer(clusters: Clusters, head: Span, source: Span) -> GoldMention | None:
    """The gold mention with that head, where its cluster has a name outside of the source."""
    found = clusters.find(head)
    if found is None:
        return None
    named = (m for m in clusters.mentions if m.named and m.cluster == found.cluster)
    return found if any(not m.head.overlaps(source) for m in named) else None


def _is_right(clusters: Clusters, answer: GoldMention, source: Span, entity: Entity, resolution: Resolution) -> bool:
    for spans in (entity.mentions, resolution.chain):
        outside = [span for span in spans if not span.overlaps(source)]
        if outside:
            return any(mention.cluster == answer.cluster for span in outside for mention in clusters.find_all(span))
    return False


def _judge_form(head: int, syntax: Syntax, tokens: Tokens, text: str) -> str:
    """How the source refers: "name", "pronoun", or "common" for other words."""
    if tokens.span(head, head).text(text) in _PRONOUNS:
        return "pronoun"
    return "name" if syntax.upos[head] == "PROPN" else "common"
