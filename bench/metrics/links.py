"""Measures of the links between reports against a collection whose truth is known (bench/testbed/README.md)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import msgspec

from bench.metrics.clusters import find_overlaps, score_bcubed, score_characters, score_exact, score_pairs
from bench.metrics.counts import Counts, count_hits
from bench.testbed.truth import Account, Collection, TrueCopy, Truth
from sayso.model import Contradiction, Incident, Links, Provenance, Record, Ref, Side, Span

DISPUTES = ("rival", "later", "garbled")
_MOST_SIDES = 60


class Placed(msgspec.Struct, frozen=True):
    """Events and loose tolls by the true incident that they tell of, and those of reports that tell of none.

    ``incidents`` holds those whose trigger or figure is the incident's; ``sentences`` all that stand in its words.
    """

    incidents: dict[Ref, str]
    sentences: dict[Ref, str]
    foreign: tuple[Ref, ...]
    units: int
    told: int


def score_links(collection: Collection, records: Sequence[Record], links: Links) -> dict[str, Counts]:
    """All counts of one collection."""
    truth = collection.truth
    placed = place_events(truth, records)
    return {
        **score_copies(collection, links),
        **score_incidents(placed, links.incidents),
        **score_origins(truth, placed, links.incidents, links.provenances),
        **score_tolls(truth, links.contradictions),
        **score_withdrawn(truth, links),
        **score_accounts(truth, links),
    }


# --- copies


def score_copies(collection: Collection, links: Links) -> dict[str, Counts]:
    """Families by pairs, copied passages by characters, and whether a copy is led to what it was made from."""
    truth = collection.truth
    families = score_pairs(
        [f.reports for f in truth.families],
        [f.reports for f in links.families],
        loose=[f.reports for f in truth.loose_families],
    )
    gold, loose = _list_passages(truth.copies), _list_passages(truth.doubtful)
    made = [copy for family in links.families for copy in family.copies]
    found: dict[str, list[Span]] = defaultdict(list)
    for copy in made:
        found[copy.report] += [passage.here for passage in copy.passages]
    characters = sum(
        (score_characters(r.text, gold[r.id], found[r.id], loose=loose[r.id]) for r in collection.reports), Counts()
    )
    right = {(copy.report, copy.of) for copy in truth.copies}
    asserted = {(copy.report, copy.of) for copy in made} - {(copy.report, copy.of) for copy in truth.doubtful}
    reports = {report for report, _ in right}
    led = {report for report, _ in right & asserted}
    return {
        "families": families,
        "passages": characters,
        "copy-of": Counts(len(right & asserted), len(asserted), len(led), len(reports)),
    }


def _list_passages(copies: Sequence[TrueCopy]) -> dict[str, list[Span]]:
    """The copied characters of each report."""
    passages: dict[str, list[Span]] = defaultdict(list)
    for copy in copies:
        passages[copy.report] += [here for here, _ in copy.passages]
    return passages


# --- incidents


def place_events(truth: Truth, records: Sequence[Record]) -> Placed:
    """Which true incident each event and loose toll tells of, by where its trigger and its figures stand."""
    units: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    marks: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    known = {statement.id: statement.incident for statement in truth.statements}
    for unit in truth.units:
        units[unit.at.report].append((unit.at.span, unit.incident))
        marks[unit.at.report] += [(span, unit.incident) for span in unit.triggers]
    for figure in truth.figures:
        marks[figure.at.report].append((figure.at.span, known[figure.statement]))
    filler, told = set(truth.filler), set()
    incidents: dict[Ref, str] = {}
    sentences: dict[Ref, str] = {}
    foreign: list[Ref] = []
    for record in records:
        name = record.report.id
        for ref, spans in _list_mentions(record):
            exact = [incident for span in spans for incident in find_overlaps(span, marks[name])]
            around = find_overlaps(spans[0], units[name])
            if exact:
                incidents[ref] = exact[0]
                told |= {(name, span) for span, _ in units[name] if any(span.overlaps(s) for s in spans)}
            if around:
                sentences[ref] = around[0]
            elif name in filler:
                foreign.append(ref)
    return Placed(incidents, sentences, tuple(foreign), len(truth.units), len(told))


def _list_mentions(record: Record) -> Iterator[tuple[Ref, tuple[Span, ...]]]:
    """Events with their trigger and their figures, loose tolls with their figure."""
    for event in record.events:
        yield Ref(record.report.id, event.id), (event.trigger, *(toll.words for toll in event.tolls))
    for toll in record.tolls:
        yield Ref(record.report.id, toll.id), (toll.words,)


def score_incidents(placed: Placed, incidents: Sequence[Incident]) -> dict[str, Counts]:
    """B-cubed over the events and loose tolls that tell of an incident; how many of the units have one."""
    system = {ref: incident.id for incident in incidents for ref in (*incident.events, *incident.tolls)}
    foreign = {ref: system.get(ref, ref) for ref in placed.foreign}
    return {
        "incidents": score_bcubed(placed.incidents, system, foreign=foreign),
        "incidents-by-sentence": score_bcubed(placed.sentences, system, foreign=foreign),
        "units-with-event": count_hits(placed.told, gold=placed.units, system=placed.units),
    }


def match_incidents(placed: Placed, incidents: Sequence[Incident]) -> dict[str, Incident]:
    """For each true incident the one found that shares most of its events."""
    by_ref = {ref: incident for incident in incidents for ref in (*incident.events, *incident.tolls)}
    shared: dict[str, Counter[str]] = defaultdict(Counter)
    named: dict[str, Incident] = {}
    for ref, true in placed.incidents.items():
        if ref in by_ref:
            named[by_ref[ref].id] = by_ref[ref]
            shared[true][by_ref[ref].id] += 1
    return {true: named[min(c, key=lambda name: (-c[name], name))] for true, c in shared.items()}


# --- origins


def score_origins(
    truth: Truth, placed: Placed, incidents: Sequence[Incident], provenances: Sequence[Provenance]
) -> dict[str, Counts]:
    """Whether the number of origins (and of reports) of each true incident is exact, and who shares an origin."""
    matched, by_id = match_incidents(placed, incidents), {p.of: p for p in provenances}
    pairs: list[tuple[int, int]] = []
    reports: list[tuple[int, int]] = []
    near: list[tuple[int, int]] = []
    together = Counts()
    for true in truth.incidents:
        if not true.traces:
            continue
        found = by_id.get(matched[true.id].id) if true.id in matched else None
        number = len(found.origins) if found else 0
        pairs.append((number, len(true.origins)))
        near.append((int(abs(number - len(true.origins)) <= 1), 1))
        reports.append((found.reports if found else 0, len(true.traces)))
        gold = [[t.report for t in true.traces if key in t.parties] for key in true.origins]
        system = [[t.report for t in o.trails] for o in found.origins] if found else []
        together += score_pairs(gold, system)
    return {
        "origins-exact": score_exact(pairs),
        "origins-within-one": score_exact(near),
        "reports-exact": score_exact(reports),
        "origins-shared": together,
    }


# --- contradictions


def score_tolls(truth: Truth, contradictions: Sequence[Contradiction]) -> dict[str, Counts]:
    """Pairs of statements whose figures contradict: found, and needless; recall by kind of pair.

    A toll of nought is a denial, measured as such: pairs with one count neither for nor against.
    """
    figures = index_figures(truth)
    right = {frozenset((d.a, d.b)): d.kind for d in truth.disputes}
    asserted = {pair for c in contradictions if c.kind == "toll" for pair in list_asserted(c.sides, figures)}
    denials = {s.id for s in truth.statements if s.high == 0}
    asserted = {pair for pair in asserted if not pair & denials}
    hits = {pair for pair in asserted if pair in right}
    scores = {
        "tolls": Counts(len(hits), len(asserted), len(hits), len(right)),
        "tolls-found": count_hits(len(hits), gold=len(right), system=len(right)),
        "tolls-false": Counts(len(asserted) - len(hits), len(asserted), len(asserted) - len(hits), len(asserted)),
    }
    for kind in DISPUTES:
        known = {pair for pair, k in right.items() if k == kind}
        scores[f"tolls-found/{kind}"] = count_hits(len(known & hits), gold=len(known), system=len(known))
    return scores


class Figures(msgspec.Struct, frozen=True):
    """The figures of each report with the statements that they give, and the bounds of these."""

    by_report: dict[str, list[tuple[Span, str]]]
    bounds: dict[str, tuple[int | None, int | None]]

    def name(self, side: Side) -> str:
        """The statement that a side gives: of several in its words that with its figure; its own place where none."""
        found = find_overlaps(side.span, self.by_report.get(side.report, ()))
        same = [name for name in found if self.bounds[name] == (side.low, side.high)]
        return (same or found or [f"{side.report}:{side.span.start}"])[0]


def index_figures(truth: Truth) -> Figures:
    """The figures of a collection by report."""
    figures: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for figure in truth.figures:
        figures[figure.at.report].append((figure.at.span, figure.statement))
    return Figures(figures, {s.id: (s.low, s.high) for s in truth.statements})


def list_asserted(sides: Sequence[Side], figures: Figures) -> Iterator[frozenset[str]]:
    """Pairs of sides whose intervals do not meet; of one statement with itself only where its figures differ."""
    for one, other in combinations(sides[:_MOST_SIDES], 2):
        if _are_apart(one, other):
            names = figures.name(one), figures.name(other)
            yield frozenset(names) if names[0] != names[1] else frozenset((names[0], f"{names[0]} again"))


def _are_apart(one: Side, other: Side) -> bool:
    inf = float("inf")
    low = max(-inf if s.low is None else s.low for s in (one, other))
    high = min(inf if s.high is None else s.high for s in (one, other))
    return low > high


def score_withdrawn(truth: Truth, links: Links) -> dict[str, Counts]:
    """Statements that somebody took back, and rungs that are marked so."""
    figures = index_figures(truth)
    gold = {s.id for s in truth.statements if s.withdrawn}
    rungs = [side for ladder in links.ladders for side in ladder.rungs]
    found = {figures.name(side) for side in rungs if side.standing == "withdrawn"}
    return {"withdrawn": count_hits(len(gold & found), gold=len(gold), system=len(found))}


def score_accounts(truth: Truth, links: Links) -> dict[str, Counts]:
    """True incidents in which a denial stands against an assertion, or parties name other agents or labels.

    A contradiction is right where its sides stand in the sentences of true accounts of its kind on one incident: one
    denial, two doers or labels. It is false otherwise; several right ones on one incident count once.
    """
    index = _Accounts(truth)
    scores = {}
    for kind in ("denial", "agent", "label"):
        gold = index.list_disputed(kind)
        asserted = [c for c in links.contradictions if c.kind == kind]
        found = {index.find_incident(kind, c) or c.id for c in asserted}
        scores[kind] = count_hits(len(gold & found), gold=len(gold), system=len(found))
    return scores


class _Accounts:
    """The accounts of a collection by the sentences that they stand in."""

    def __init__(self, truth: Truth) -> None:
        sentences: dict[str, list[Span]] = defaultdict(list)
        for unit in truth.units:
            sentences[unit.at.report].append(unit.at.span)
        self.by_report: dict[str, list[tuple[Span, Account]]] = defaultdict(list)
        for account in truth.accounts:
            around = [span for span in sentences[account.at.report] if span.overlaps(account.at.span)]
            self.by_report[account.at.report] += [(span, account) for span in around or [account.at.span]]
        self.accounts = truth.accounts

    def list_disputed(self, kind: str) -> set[str]:
        """The incidents with a denial, or with two values of that kind by two parties."""
        values: dict[str, set[str]] = defaultdict(set)
        for account in self.accounts:
            if account.kind == kind:
                values[account.incident].add(account.value)
        return {incident for incident, told in values.items() if kind == "denial" or len(told) > 1}

    def find_incident(self, kind: str, found: Contradiction) -> str | None:
        """The disputed incident whose accounts the sides give."""
        values: dict[str, set[str]] = defaultdict(set)
        for side in found.sides:
            for span, account in self.by_report[side.report]:
                if account.kind == kind and span.overlaps(side.span):
                    values[account.incident].add(account.value)
        fewest = 1 if kind == "denial" else 2
        return next((incident for incident, told in sorted(values.items()) if len(told) >= fewest), None)
