"""Claims of several reports that are one statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sayso.linking.parties import PartyFinder, find_origin
from sayso.linking.passages import Passages
from sayso.linking.statements.compare import agree_on_numbers, are_alien, compare_contents, compare_wording, tell_reason
from sayso.linking.statements.contents import Content, ContentReader
from sayso.model import Claim, Family, Record, Span, Statement, Tie
from sayso.model.ids import make_id

_WIDEST = 16  # claims with a common key that one claim is compared with
_COVERED = 0.5


def join_claims(
    records: Sequence[Record], families: Sequence[Family] = (), *, finders: dict[str, PartyFinder] | None = None
) -> tuple[Statement, ...]:
    """The statements that the claims of the records are; every claim is in exactly one of them.

    ``finders`` are those of the records by report id, where they are there already.
    """
    return _Joiner(records, families, finders or {}).join()


def candidate_keys(record: Record) -> frozenset[str]:
    """Words for a hash join: a record whose claims may be one with those of another has a word in common with it."""
    reader = ContentReader(record)
    return frozenset(key for claim in record.claims for key in reader.read(claim).keys)


class _Joiner:
    def __init__(self, records: Sequence[Record], families: Sequence[Family], finders: dict[str, PartyFinder]) -> None:
        self.passages = Passages(families)
        self.contents: list[Content] = []
        self.of_report: dict[str, list[int]] = {}
        self.published: dict[str, str] = {}
        for record in sorted(records, key=lambda r: r.report.id):
            report = record.report.id
            reader = ContentReader(record, finders.get(report))
            self.published[report] = record.report.published or "9999"
            claims = {claim.id: claim for claim in record.claims}.values()
            self.of_report[report] = list(range(len(self.contents), len(self.contents) + len(claims)))
            self.contents += [reader.read(claim) for claim in claims]

    def join(self) -> tuple[Statement, ...]:
        sure = [*self._tie_copies(), *self._tie_chains()]
        alike = sorted(self._tie_alike(), key=lambda t: (-t[2], self.contents[t[0]].ref, self.contents[t[1]].ref))
        groups = _Groups(self.contents)
        kept = [tie for tie in sorted(sure) if groups.join(tie[0], tie[1], sure=True)]
        kept += [tie for tie in alike if groups.join(tie[0], tie[1])]
        ties: dict[int, list[Tie]] = {}
        for a, b, score, reason in kept:
            one, other = sorted((self.contents[a], self.contents[b]), key=lambda c: c.ref)
            tie = Tie(one.ref, other.ref, score, reason or tell_reason(one, other))
            ties.setdefault(groups.find(a), []).append(tie)
        made = (self._make(members, ties.get(root, [])) for root, members in groups.list())
        return tuple(sorted(made, key=lambda s: (self.published[s.claims[0].report], s.claims[0], s.id)))

    def _make(self, members: list[int], ties: list[Tie]) -> Statement:
        ordered = sorted((self.contents[i] for i in members), key=lambda c: (self.published[c.ref.report], c.ref))
        parents = {c.claim.parent for c in ordered}
        inner = [c for c in ordered if c.claim.id not in parents] or ordered
        parties = [find_origin(c.party) for c in inner if c.party is not None and c.party.role != "unnamed"]
        bodies = [p for p in parties if p.role == "body"] or parties
        ranked = Counter(p.of.key if p.of is not None else p.key for p in bodies)
        key = min(ranked, key=lambda k: (-ranked[k], k)) if ranked else None
        names = sorted(p.name for p in parties if (p.of.key if p.of is not None else p.key) == key)
        first = ordered[0].ref
        return Statement(
            make_id("statement", first.report, first.id),
            tuple(c.ref for c in ordered),
            key,
            min(names, key=lambda n: (len(n), n)) if names else None,
            tuple(sorted(ties)),
        )

    # what ties claims

    def _tie_copies(self) -> Iterator[tuple[int, int, float, str]]:
        for report, numbers in self.of_report.items():
            if report not in self.passages:
                continue
            for number in numbers:
                yield from self._tie_copy(report, number)

    def _tie_copy(self, report: str, number: int) -> Iterator[tuple[int, int, float, str]]:
        here = self.contents[number]
        main = max(here.claim.content, key=len, default=None)
        if main is None:
            return
        if here.party is None:
            yield from self._tie_rewritten(report, number)
        for source in self.passages.list_sources(report, main):
            there = self._find_at(source.report, source.span)
            if there is not None and agree_on_numbers(here, self.contents[there]):
                yield number, there, 1.0, f"the words stand in a passage copied from report {source.report}"

    def _tie_rewritten(self, report: str, number: int) -> Iterator[tuple[int, int, float, str]]:
        """A claim without a source that says in other words what the report it was copied from says."""
        here = self.contents[number]
        for copy in self.passages.list_copies(report):
            for other in self.of_report.get(copy.of, ()):
                score = compare_wording(here, self.contents[other])
                if score is not None and here.numbers & self.contents[other].numbers:
                    yield number, other, score, f"it says the same, and the report is copied from report {copy.of}"

    def _find_at(self, report: str, span: Span) -> int | None:
        """The claim whose content the characters of ``span`` are, most exactly."""
        best, number = _COVERED, None
        for other in self.of_report.get(report, ()):
            for content in self.contents[other].claim.content:
                share = _share(content, span)
                if share > best:
                    best, number = share, other
        return number

    def _tie_chains(self) -> Iterator[tuple[int, int, float, str]]:
        """A claim and the one that stands in its content and fills it: "the agency reported, citing the ministry"."""
        for numbers in self.of_report.values():
            ids = {self.contents[number].claim.id: number for number in numbers}
            for number in numbers:
                outer = ids.get(self.contents[number].claim.parent or "")
                if outer is not None and _fills(self.contents[number].claim, self.contents[outer].claim):
                    yield outer, number, 1.0, "one passes on what the other says, in the same words"

    def _tie_alike(self) -> Iterator[tuple[int, int, float, str]]:
        blocks: dict[str, list[int]] = {}
        for number, content in enumerate(self.contents):
            for key in content.keys:
                blocks.setdefault(key, []).append(number)
        for a, b in sorted({pair for block in blocks.values() for pair in self._list_pairs(block)}):
            compared = compare_contents(self.contents[a], self.contents[b])
            if compared is not None:
                yield a, b, compared, ""

    def _list_pairs(self, block: list[int]) -> Iterator[tuple[int, int]]:
        """All pairs of a small block; in a large one each claim with those said next to it in time."""
        if len(block) > _WIDEST:
            block = sorted(block, key=lambda n: (str(self.contents[n].said), self.contents[n].ref))
        for at, first in enumerate(block):
            for second in block[at + 1 : at + _WIDEST]:
                yield (first, second) if first < second else (second, first)


class _Groups:
    """Sets of claims that grow by ties, as long as numbers agree and the shortest claims have something in common."""

    def __init__(self, contents: Sequence[Content]) -> None:
        self._parent = list(range(len(contents)))
        self._numbers = [content.numbers for content in contents]
        self._shortest = list(contents)

    def find(self, number: int) -> int:
        """The claim that stands for the set."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, a: int, b: int, *, sure: bool = False) -> bool:
        """Make one set of two; false where they are one already, or where they cannot be one statement."""
        a, b = sorted((self.find(a), self.find(b)))
        first, second = self._numbers[a], self._numbers[b]
        if a == b or not (first <= second or second <= first):
            return False
        if not sure and are_alien(self._shortest[a], self._shortest[b]):
            return False
        self._parent[b] = a
        self._numbers[a] = first | second
        self._shortest[a] = min(self._shortest[a], self._shortest[b], key=lambda c: (c.mass, c.ref))
        return True

    def list(self) -> Iterable[tuple[int, list[int]]]:
        """The sets, each with the claim that stands for it."""
        found: dict[int, list[int]] = {}
        for number in range(len(self._parent)):
            found.setdefault(self.find(number), []).append(number)
        return found.items()


def _fills(inner: Claim, outer: Claim) -> bool:
    covered = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in inner.content for b in outer.content)
    return covered >= _COVERED * max(sum(len(span) for span in outer.content), 1)


def _share(a: Span, b: Span) -> float:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared / max(len(a), len(b), 1)
