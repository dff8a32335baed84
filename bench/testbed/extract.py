"""From drafts to reports with offsets, and to what is known about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, groupby

from bench.testbed.drafts import Draft, Sent, write_draft
from bench.testbed.frames import Tok
from bench.testbed.ideal import IdealMaker
from bench.testbed.truth import (
    Account,
    Collection,
    Dispute,
    Figure,
    Made,
    Party,
    Stretch,
    TollStatement,
    Trace,
    TrueCopy,
    TrueCredit,
    TrueFamily,
    TrueIncident,
    Truth,
    Unit,
    Withdrawal,
)
from bench.testbed.world import Happening, Told
from sayso.model import Span

FEWEST_WORDS = 20
"""Reports that share as many copied words are copies."""
DOUBTFUL_WORDS = 8
"""Reports that share as many, but fewer than FEWEST_WORDS, are in doubt: a sentence may go round by itself."""
_LEAST_KEPT = 4
_Places = dict[int, tuple[int, int]]
_ACCOUNTS = {"a": "agent", "l": "label", "d": "denial"}


def extract(
    seed: int,
    drafts: Sequence[Draft],
    happenings: Sequence[Happening],
    told: Sequence[Told],
    garbled: Mapping[str, tuple[str, int]],
) -> Collection:
    """The collection of the drafts that it is to hold, in order of publication."""
    roots = _trace_tokens(drafts)
    settle(drafts)
    held = sorted((d for d in drafts if d.held), key=lambda d: (d.at, d.key))
    ids = {d.key: f"tb{seed}-{number:04d}" for number, d in enumerate(held)}
    pages = {d.key: write_draft(d) for d in held}
    maker = _Maker(ids, {key: places for key, (_, places) in pages.items()}, roots)
    reports = tuple(_make_report(d, ids[d.key], pages[d.key][0]) for d in held)
    truth = maker.make(seed, held, happenings, told, garbled)
    scribe = IdealMaker(happenings, told, garbled)
    ideal = tuple(scribe.make(d, made, pages[d.key][1]) for d, made in zip(held, reports, strict=True))
    return Collection(reports, truth, ideal)


def settle(drafts: Sequence[Draft]) -> None:
    """Gives each reprint the origins of the sentences that it kept, or its original's where it kept no source."""
    for draft in drafts:
        for incident in list(draft.basis) if draft.parents else ():
            found = {party for s in draft.sents if incident in s.incidents for party in s.basis or ()}
            for parent in draft.parents:
                taken = {tok.uid for s in parent.sents for tok in s.toks}
                kept = [s for s in draft.sents if incident in s.incidents and any(t.of in taken for t in s.toks)]
                if kept and not any(s.basis for s in kept):
                    found |= parent.basis.get(incident, frozenset())
            inherited = frozenset().union(*(p.basis.get(incident, frozenset()) for p in draft.parents))
            draft.basis[incident] = frozenset(found) or inherited


def _trace_tokens(drafts: Sequence[Draft]) -> dict[int, int]:
    """The token that each token goes back to over all copies."""
    of = {tok.uid: tok.of for d in drafts for s in d.sents for tok in s.toks}
    roots: dict[int, int] = {}
    for uid in of:
        at = uid
        while (before := of.get(at)) is not None:
            at = before
        roots[uid] = at
    return roots


def _make_report(draft: Draft, name: str, text: str) -> Made:
    published = draft.at.strftime("%Y-%m-%dT%H:%M:00Z")
    return Made(name, draft.outlet.name, published, draft.title, text, draft.url)


class _Maker:
    """Turns tags of tokens into spans."""

    def __init__(self, ids: Mapping[str, str], places: Mapping[str, _Places], roots: Mapping[int, int]) -> None:
        self.ids, self.places, self.roots = ids, places, roots

    def make(
        self,
        seed: int,
        held: Sequence[Draft],
        happenings: Sequence[Happening],
        told: Sequence[Told],
        garbled: Mapping[str, tuple[str, int]],
    ) -> Truth:
        figures = tuple(Figure(at, name) for at, name in self.find_runs(held, "f"))
        withdrawals = tuple(Withdrawal(at, name) for at, name in self.find_runs(held, "r"))
        statements = make_statements(told, garbled, {f.statement for f in figures}, {w.statement for w in withdrawals})
        copies, doubtful = self.find_copies(held)
        return Truth(
            seed=seed,
            parties=_list_parties(held, told),
            incidents=tuple(self.make_incident(h, held) for h in happenings),
            units=tuple(unit for d in held for unit in self.find_units(d)),
            quiet=tuple(self.stretch(d, s.toks) for d in held for s in d.sents if not s.incidents),
            families=self.find_families(held, FEWEST_WORDS),
            loose_families=self.find_families(held, DOUBTFUL_WORDS),
            copies=copies,
            doubtful=doubtful,
            statements=statements,
            figures=figures,
            disputes=find_disputes(statements),
            withdrawals=withdrawals,
            accounts=tuple(self.find_accounts(held)),
            credits=tuple(TrueCredit(at, name) for at, name in self.find_runs(held, "A")),
            filler=tuple(self.ids[d.key] for d in held if d.filler),
        )

    def stretch(self, draft: Draft, toks: Sequence[Tok]) -> Stretch:
        places = self.places[draft.key]
        return Stretch(self.ids[draft.key], Span(places[toks[0].uid][0], places[toks[-1].uid][1]))

    def find_runs(self, held: Sequence[Draft], kind: str) -> Iterator[tuple[Stretch, str]]:
        """Stretches of tokens with a tag of a kind, and what the tag says."""
        for draft in held:
            for sent in draft.sents:
                for value, run in _cut_runs(sent, kind):
                    yield self.stretch(draft, run), value

    def find_units(self, draft: Draft) -> Iterator[Unit]:
        for sent in draft.sents:
            for incident, run in _cut_runs(sent, "i"):
                triggers = tuple(Span(*self.places[draft.key][tok.uid]) for tok in run if "t" in tok.tags)
                planned = any("P" in tok.tags for tok in run)
                denied = any(tok.has("d") for tok in run)
                realis = "planned" if planned else "denied" if denied else "actual"
                yield Unit(self.stretch(draft, run), incident, triggers, realis)  # type: ignore[arg-type]

    def find_accounts(self, held: Sequence[Draft]) -> Iterator[Account]:
        for draft in held:
            for sent in draft.sents:
                for tag, kind in _ACCOUNTS.items():
                    for value, run in _cut_runs(sent, tag):
                        party, _, words = value.partition("=")
                        incident = next(iter(sent.incidents), "")
                        yield Account(self.stretch(draft, run), incident, kind, party, words)  # type: ignore[arg-type]

    def make_incident(self, happening: Happening, held: Sequence[Draft]) -> TrueIncident:
        traces = []
        for draft in held:
            if any(happening.id in s.incidents for s in draft.sents):
                traces.append(Trace(self.ids[draft.key], tuple(sorted(draft.basis[happening.id]))))
        origins = {party for trace in traces for party in trace.parties}
        return TrueIncident(
            id=happening.id,
            kind=happening.kind.name,
            type=happening.kind.type,
            country=happening.country.code,
            town=happening.town,
            day=happening.day.isoformat(),
            title=f"{happening.kind.name} in {happening.town}",
            traces=tuple(traces),
            origins=tuple(sorted(origins)),
        )

    # --- copies

    def find_copies(self, held: Sequence[Draft]) -> tuple[tuple[TrueCopy, ...], tuple[TrueCopy, ...]]:
        """Each report against each earlier one that has words of the same origin: copies, and those in doubt."""
        owners = self.index(held)
        sure: list[TrueCopy] = []
        doubtful: list[TrueCopy] = []
        for number, draft in enumerate(held):
            earlier = self.count_shared(draft, owners, number)
            for other, words in sorted(earlier.items()):
                passages = tuple(self.find_passages(draft, held[other])) if words >= DOUBTFUL_WORDS else ()
                if passages:
                    copy = TrueCopy(self.ids[draft.key], self.ids[held[other].key], passages)
                    (sure if words >= FEWEST_WORDS else doubtful).append(copy)
        return tuple(sure), tuple(doubtful)

    def index(self, held: Sequence[Draft]) -> dict[int, list[int]]:
        owners: dict[int, list[int]] = defaultdict(list)
        for number, draft in enumerate(held):
            for sent in draft.sents:
                for tok in sent.toks:
                    owners[self.roots[tok.uid]].append(number)
        return owners

    def count_shared(self, draft: Draft, owners: Mapping[int, list[int]], number: int) -> dict[int, int]:
        shared: dict[int, int] = defaultdict(int)
        for sent in draft.sents:
            for tok in sent.toks:
                if tok.text[0].isalnum():
                    for other in owners[self.roots[tok.uid]]:
                        if other < number:
                            shared[other] += 1
        return shared

    def find_passages(self, draft: Draft, other: Draft) -> Iterator[tuple[Span, Span]]:
        """Pairs of spans, sentence by sentence, from the first word kept to the last."""
        there = {self.roots[tok.uid]: tok.uid for sent in other.sents for tok in sent.toks}
        for sent in draft.sents:
            kept = [tok for tok in sent.toks if self.roots[tok.uid] in there and tok.text[0].isalnum()]
            if len(kept) < _LEAST_KEPT:
                continue
            first, last = there[self.roots[kept[0].uid]], there[self.roots[kept[-1].uid]]
            places = self.places[other.key]
            yield self.stretch(draft, kept).span, Span(places[first][0], places[last][1])

    def find_families(self, held: Sequence[Draft], fewest: int) -> tuple[TrueFamily, ...]:
        """Reports tied by so many shared words, directly or over others."""
        owners = self.index(held)
        head = list(range(len(held)))

        def find(at: int) -> int:
            while head[at] != at:
                at = head[at]
            return at

        copying = set()
        for number, draft in enumerate(held):
            for other, words in self.count_shared(draft, owners, number).items():
                if words >= fewest:
                    copying.add(number)
                    one, two = find(number), find(other)
                    head[max(one, two)] = min(one, two)
        groups: dict[int, list[int]] = defaultdict(list)
        for number in range(len(held)):
            groups[find(number)].append(number)
        return tuple(
            TrueFamily(
                tuple(self.ids[held[n].key] for n in members),
                tuple(self.ids[held[n].key] for n in members if n not in copying),
            )
            for members in groups.values()
            if len(members) > 1
        )


def make_statements(
    told: Sequence[Told], garbled: Mapping[str, tuple[str, int]], used: set[str], withdrawn: set[str]
) -> tuple[TollStatement, ...]:
    """The figures that stand in some report, those that a copy got wrong with the one that they stand for."""
    made = {}
    for one in told:
        party = one.voice.party.key
        day = one.at.date().isoformat()
        scope = f"part:{one.group}" if one.group else "all"
        made[one.id] = TollStatement(
            one.id, one.incident, one.kind, scope, one.low, one.high, party, day, withdrawn=one.id in withdrawn
        )
    for name, (of, number) in garbled.items():
        right = made[of]
        made[name] = TollStatement(
            name, right.incident, right.kind, right.scope, number, number, right.party, right.day, of=of
        )
    return tuple(statement for name, statement in sorted(made.items()) if name in used)


def find_disputes(statements: Sequence[TollStatement]) -> tuple[Dispute, ...]:
    """Pairs of statements of one incident, kind and scope whose intervals do not meet; one of nought is a denial."""
    groups: dict[tuple[str, str, str], list[TollStatement]] = defaultdict(list)
    for statement in statements:
        if statement.high == 0:
            continue
        groups[statement.incident, statement.kind, statement.scope].append(statement)
    found = []
    for group in groups.values():
        for one, other in combinations(group, 2):
            if apart(one, other):
                kind = "garbled" if one.of or other.of else "later" if one.party == other.party else "rival"
                found.append(Dispute(one.id, other.id, kind))  # type: ignore[arg-type]
    return tuple(found)


def apart(one: TollStatement, other: TollStatement) -> bool:
    """Whether no number is allowed by both; a bound that is not set allows all."""
    inf = float("inf")
    low = max(-inf if s.low is None else s.low for s in (one, other))
    high = min(inf if s.high is None else s.high for s in (one, other))
    return low > high


def _cut_runs(sent: Sent, kind: str) -> Iterator[tuple[str, list[Tok]]]:
    """Runs of tokens with one and the same tag of a kind, words for other things (n) left out."""

    def find(tok: Tok) -> str | None:
        if kind == "i" and "n" in tok.tags:
            return None
        return next((tag.partition(":")[2] for tag in sorted(tok.tags) if tag.startswith(f"{kind}:")), None)

    for value, run in groupby(sent.toks, find):
        if value is not None:
            yield value, list(run)


def _list_parties(held: Sequence[Draft], told: Sequence[Told]) -> tuple[Party, ...]:
    parties = {one.voice.party.key: one.voice.party for one in told}
    for draft in held:
        for basis in draft.basis.values():
            for key in basis:
                role, _, name = key.partition(":")
                shown = Party(key, "outlet" if role == "outlet" else role, name)
                parties.setdefault(key, shown)
    return tuple(parties[key] for key in sorted(parties))
