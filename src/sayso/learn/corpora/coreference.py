"""GUM's coreference: mentions with the cluster that each belongs to, as spans of the raw text."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sayso.learn.corpora.conllu import GoldDocument
from sayso.learn.corpora.names import find_head, gum_entities, gum_names
from sayso.model import Span


class GoldMention(msgspec.Struct, frozen=True):
    """A mention: its ``span`` and that of its ``head`` word; ``named`` where that stands in the
    proper name of a person, organisation or place (the rule: `sayso.learn.corpora.names`).
    """

    span: Span
    head: Span
    cluster: str
    etype: str
    named: bool


class Clusters:
    """The mentions of one document by the place of their heads."""

    def __init__(self, mentions: Iterable[GoldMention]) -> None:
        self.mentions = tuple(sorted(mentions, key=lambda m: (m.head.start, -len(m.span))))
        self._by_start: dict[int, list[GoldMention]] = {}
        for mention in self.mentions:
            self._by_start.setdefault(mention.head.start, []).append(mention)
        self.named = frozenset(m.cluster for m in self.mentions if m.named)
        self.first: dict[str, int] = {}
        for mention in self.mentions:
            self.first.setdefault(mention.cluster, mention.head.start)

    def find(self, span: Span) -> GoldMention | None:
        """The mention whose head stands within ``span``; the longest one where there are several."""
        return max(self.find_all(span), key=lambda m: len(m.span), default=None)

    def find_all(self, span: Span) -> list[GoldMention]:
        """All mentions whose heads stand within ``span``."""
        return [m for start in range(span.start, span.end) for m in self._by_start.get(start, ())]


def read_clusters(document: GoldDocument) -> Clusters:
    """The coreference of a GUM document."""
    found = []
    for sentence, spans in zip(document.sentences, document.spans, strict=True):
        names = [name for name in gum_names(sentence) if name.kind != "other"]
        for entity in gum_entities(sentence.words):
            head = find_head(sentence.words, entity)
            span = Span(spans[entity.first].start, spans[entity.last].end)
            named = any(name.first <= head <= name.last for name in names)
            found.append(GoldMention(span, spans[head], entity.cluster, entity.etype, named))
    return Clusters(found)
