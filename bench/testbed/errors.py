"""What the links of a collection get wrong, in lines to read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from bench.metrics.links import index_figures, list_asserted, match_incidents, place_events
from bench.testbed.truth import Collection
from sayso.model import Links, Record, Ref

_LONGEST = 110


def list_link_errors(collection: Collection, records: Sequence[Record], links: Links) -> Iterator[str]:
    """Lines on families, incidents, origins and figures that differ from the truth."""
    lister = _Lister(collection, records, links)
    yield f"# seed {collection.truth.seed}"
    yield from lister.list_families()
    yield from lister.list_incidents()
    yield from lister.list_origins()
    yield from lister.list_tolls()


class _Lister:
    def __init__(self, collection: Collection, records: Sequence[Record], links: Links) -> None:
        self.truth, self.links = collection.truth, links
        self.texts = {made.id: made.text for made in collection.reports}
        self.placed = place_events(self.truth, records)
        self.matched = match_incidents(self.placed, links.incidents)
        self.words = dict(self._list_words(records))

    def _list_words(self, records: Sequence[Record]) -> Iterator[tuple[Ref, str]]:
        for record in records:
            spans = [(e.id, e.trigger, e.type) for e in record.events] + [(t.id, t.words, t.kind) for t in record.tolls]
            for name, span, kind in spans:
                yield Ref(record.report.id, name), f"{kind} {self.show(record.report.id, span.start, span.end)}"

    def show(self, report: str, start: int, end: int) -> str:
        """The words with some around them, on one line."""
        text = self.texts[report]
        around = text[max(start - 30, 0) : start] + "[" + text[start:end] + "]" + text[end : end + 40]
        return f"{report}: {' '.join(around.split())[:_LONGEST]}"

    def list_families(self) -> Iterator[str]:
        """Families that differ from the true ones in more than pairs in doubt."""
        right = {r: f.reports for f in self.truth.families for r in f.reports}
        found = {r: f.reports for f in self.links.families for r in f.reports}
        doubt = _list_pairs(f.reports for f in self.truth.loose_families)
        seen = set()
        for report in sorted(right.keys() | found.keys()):
            pair = right.get(report, ()), found.get(report, ())
            sure, asserted = _list_pairs(pair[:1]), _list_pairs(pair[1:])
            if (sure - asserted or asserted - sure - doubt) and pair not in seen:
                seen.add(pair)
                yield f"family\ttrue {', '.join(pair[0]) or '-'}\tfound {', '.join(sorted(pair[1])) or '-'}"

    def list_incidents(self) -> Iterator[str]:
        by_ref = {ref: i.id for i in self.links.incidents for ref in (*i.events, *i.tolls)}
        parts: dict[str, dict[str, list[Ref]]] = defaultdict(lambda: defaultdict(list))
        mixed: dict[str, dict[str, list[Ref]]] = defaultdict(lambda: defaultdict(list))
        for ref, true in self.placed.incidents.items():
            found = by_ref.get(ref, "none")
            parts[true][found].append(ref)
            mixed[found][true].append(ref)
        titles = {i.id: f"{i.id} ({i.title}, {i.day})" for i in self.truth.incidents}
        for true, pieces in parts.items():
            for refs in sorted(pieces.values(), key=len)[:-1]:
                yield f"split\t{titles[true]}\t{len(refs)} apart\t{self.words[refs[0]]}"
        for trues in mixed.values():
            if len(trues) > 1:
                yield "mixed\t" + "\t".join(f"{titles[t]}: {self.words[refs[0]]}" for t, refs in trues.items())

    def list_origins(self) -> Iterator[str]:
        by_id = {p.of: p for p in self.links.provenances}
        for true in self.truth.incidents:
            found = by_id.get(self.matched[true.id].id) if true.id in self.matched else None
            number = len(found.origins) if found else 0
            if number != len(true.origins) and true.traces:
                yield f"origins\t{true.id} ({true.title})\ttrue {len(true.origins)}, found {number}"
                for trace in true.traces:
                    origins = found.origins if found else ()
                    names = [o.name for o in origins if any(t.report == trace.report for t in o.trails)]
                    yield f"\t{trace.report}\ttrue {', '.join(trace.parties)}\tfound {', '.join(names) or '-'}"

    def list_tolls(self) -> Iterator[str]:
        figures = index_figures(self.truth)
        told = {s.id: f"{s.kind} {s.low}..{s.high} {s.scope} {s.party}" for s in self.truth.statements}
        places = {name: f"{self.show(r, s.start, s.end)}" for r, all_ in figures.by_report.items() for s, name in all_}
        right = {frozenset((d.a, d.b)): d.kind for d in self.truth.disputes}
        noughts = {s.id for s in self.truth.statements if s.high == 0}
        asserted = {p for c in self.links.contradictions if c.kind == "toll" for p in list_asserted(c.sides, figures)}
        asserted = {pair for pair in asserted if not pair & noughts}
        for pair in sorted(right.keys() - asserted, key=sorted):
            yield f"toll missed ({right[pair]})\t" + "\t".join(f"{told[n]} | {places[n]}" for n in sorted(pair))
        for pair in sorted(asserted - right.keys(), key=sorted):
            yield "toll needless\t" + "\t".join(self._tell(n, told, places) for n in sorted(pair))

    def _tell(self, name: str, told: dict[str, str], places: dict[str, str]) -> str:
        if name in told:
            return f"{told[name]} | {places[name]}"
        report, _, start = name.partition(":")
        return self.show(report, int(start), int(start) + 1) if report in self.texts and start.isdigit() else name


def _list_pairs(groups: Iterable[Sequence[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}
