"""What one report itself says of whom it has something from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from itertools import repeat
from typing import Literal

import msgspec

from sayso.linking.origins.views import Item, View
from sayso.linking.parties import Party, Spoken, find_origin, may_stand_for
from sayso.linking.passages import Passages
from sayso.linking.statements.contents import list_happenings
from sayso.model import Claim, Ref, Span, Step

Ground = Literal["named", "credited", "paper", "own", "unnamed", "withheld"]
"""What an origin rests on: somebody named, an outlet credited, a paper of nobody known, the report's own voice, no
source, a name kept back."""

_OFTEN = 0.3  # of the reports
_ALIKE, _HEAVY = 2, 0.4  # words, and their weight
_FIRST = 6  # sentences
_BYSTANDERS = frozenset({"witness_resident", "victim_relative"})


class Way(msgspec.Struct, frozen=True):
    """A way from an outlet to an origin: the steps, whose word it is, and what that rests on."""

    item: Item
    steps: tuple[Step, ...]
    party: Party
    ground: Ground
    inherited: bool = False


class Reader:
    """Reads reports on one incident or statement, ``of``; ``items`` are what they tell of it, by report.

    ``other`` tells of events and tolls which incident they are, where several reports tell of it. ``wide``: what stands
    around is asked too, as an incident needs it; a statement is only what its claims say.
    """

    def __init__(
        self,
        of: str,
        views: Mapping[str, View],
        passages: Passages,
        items: Mapping[str, Sequence[Item]],
        other: Mapping[Ref, str],
        *,
        wide: bool = True,
    ) -> None:
        self._of, self._other, self._wide = of, other, wide
        self._views, self._passages, self._items = views, passages, items
        self._language = next((views[report].record.report.language for report in items), None)
        self._core = self._find_core() if wide else frozenset()
        self._known: dict[tuple[str, Span, str | None], Way] = {}
        self._central: dict[str, Sequence[Item]] = {}
        self._telling: dict[str, Sequence[Item]] = {}
        self._around: dict[str, frozenset[str]] = {}
        self._alike: dict[str, list[str]] = {}
        self._outlets: dict[str, list[str]] = {}
        for report in items:
            outlet = views[report].record.report.outlet
            if outlet:
                self._outlets.setdefault(outlet, []).append(report)

    def _find_core(self) -> frozenset[str]:
        """The words that the reports call the happening by: those of events, and words for kinds of happening beside
        them and beside tolls; of several reports, those that more than one has.
        """  # fmt: skip
        named = {}
        for report, items in self._items.items():
            view = self._views[report]
            stems = {stem for item in items for stem in view.read_trigger(item)}
            named[report] = stems | view.read_kinds({item.span.start for item in items})
        times = Counter(stem for stems in named.values() for stem in stems)
        least = max(_OFTEN * len(self._items), min(2, len(self._items)))
        core = frozenset(stem for stem, n in times.items() if n >= least)
        return (core & list_happenings(self._language)) or core

    def _list_central(self, view: View) -> Sequence[Item]:
        """What a report tells of the happening itself, by its words or with its toll; all that it tells where nothing
        does.
        """  # fmt: skip
        if view.id not in self._telling:
            self._telling[view.id] = self._choose_telling(view)
        return self._telling[view.id]

    def _choose_telling(self, view: View) -> Sequence[Item]:
        items = self._items[view.id]
        central = self._find_central(view)
        claims = {i: view.claims[i.claim] for i in items if i not in central and i.claim in view.claims}
        told = [i for i, c in claims.items() if self._is_bystander(view, c) and self._tells(view, c)]
        return sorted((*central, *told), key=lambda i: i.ref) or items

    def _find_central(self, view: View) -> Sequence[Item]:
        if view.id not in self._central:
            self._central[view.id] = [item for item in self._items[view.id] if self._is_central(view, item)]
        return self._central[view.id]

    def _is_central(self, view: View, item: Item) -> bool:
        stems = view.read_stems(view.find_sentence(item.span.start))
        claim = view.claims.get(item.claim or "")
        return (
            view.gives_toll(item.ref)
            or bool(stems & self._core)
            or (claim is not None and view.denies_toll(claim, stems))
        )

    @property
    def reports(self) -> Set[str]:
        """The reports that tell of it."""
        return self._items.keys()

    def list_silent(self) -> set[str]:
        """The reports that give no toll, have no word that the happening is called by, and share no passage with one
        that does.
        """  # fmt: skip
        found = {report for report, items in self._items.items() if not self._names(self._views[report], items)}
        if not found:
            return found
        pairs = {
            (report, source.report)
            for report, items in self._items.items()
            for item in items
            for source in self._passages.list_sources(report, item.span)
        }
        telling = self._items.keys() - found
        return found - {a for pair in pairs for a, b in (pair, pair[::-1]) if b in telling}

    def _names(self, view: View, items: Sequence[Item]) -> bool:
        return any(view.gives_toll(item.ref) or view.read_trigger(item) & self._core for item in items)

    def _read_around(self, view: View) -> frozenset[str]:
        """The words around what a report tells of the happening itself, names of places and of sources left out."""
        if view.id not in self._around:
            items = self._find_central(view) or self._items[view.id]
            found = frozenset(s for item in items for s in view.read_stems(view.find_sentence(item.span.start)))
            self._around[view.id] = found - view.list_source_words()
        return self._around[view.id]

    def _count(self, view: View, ways: list[Way]) -> list[Way]:
        """The ways that count: what a bystander says counts where it is of the happening itself, and "the
        group" where no body is named in full."""
        kept = [way for way in ways if not self._is_aside(view, way)]
        ways = kept if any(way.ground in ("named", "withheld") for way in kept) else ways
        full = [way.party for way in ways if way.ground == "named" and way.party.role == "body" and not way.party.vague]
        return [way for way in ways if not way.party.vague or not any(may_stand_for(way.party, p) for p in full)]

    def _is_aside(self, view: View, way: Way) -> bool:
        claim = view.claims.get(way.item.claim or "")
        if claim is None:
            return False
        if view.asks(claim) and not any(s[0] == "#" for s in view.read_content(claim)):
            return True
        if way.inherited:
            return False
        if way.party.local and way.party.role == "person":
            return view.perceives(claim) or not self._tells(view, claim)
        if not self._is_bystander(view, claim):
            return False
        found = view.read_content(claim)
        return not (self._tells(view, claim) or view.has_toll(claim) or view.denies_toll(claim, found))

    def _tells(self, view: View, claim: Claim) -> bool:
        """Whether a claim tells of the happening itself: by its name, or by two words that stand around it."""
        content = [view.cut_aside(span) for span in claim.content]
        found = {stem for span in content for stem in view.read_stems(span)}
        if found & self._core:
            return True
        found = {stem for span in content for stem in view.read_stems(span, least=_HEAVY)}
        return len(found & self._read_around(view)) >= _ALIKE

    def _read_chain(self, view: View, item: Item) -> Way:
        """The way by the report's own words alone."""
        start = self._start(view)
        steps: list[Step] = [start]
        chain = view.list_chain(item.claim)
        last: Party | None = None
        for claim in chain:
            party = view.find_party(claim)
            if party is None or party.own:
                continue
            steps += make_steps(party, claim, view)
            last = party
        if last is None:
            return self._end_silent(view, item, chain, steps)
        if last.role == "unnamed":
            before = [
                p
                for c in chain
                if (p := view.find_party(c)) is not None and p.role in ("agency", "outlet") and not p.own
            ]
            if before:
                return Way(item, tuple(steps), before[-1], "credited")
            return Way(item, tuple(steps), last, "withheld")
        ground: Ground = "credited" if last.role in ("agency", "outlet") else "named"
        spoken = self._find_other(view, item, chain[-1], last) if chain else None
        if spoken is not None:
            steps = steps if ground == "credited" else [start]
            return self._make_spoken(view, item, steps, spoken, "the sentence names it as the one who says it")
        if last.local and last.behind is None and last.role in ("document", "channel"):
            ground = "paper"
            spoken = view.find_spoken(item.span.start) if self._wide else None
            if spoken is not None:
                return self._make_spoken(view, item, steps, spoken, "the sentence names it behind what is cited")
        return Way(item, tuple(steps), find_origin(last), ground)

    def _find_other(self, view: View, item: Item, claim: Claim, party: Party) -> Spoken | None:
        """Somebody else whom the sentence itself names as the one who says it: behind an outlet that is credited, or
        where the claim comes from another sentence.
        """  # fmt: skip
        sentence = view.find_sentence(item.span.start)
        cited = party.role in ("agency", "outlet")
        if not self._wide or not (cited or _stands_outside(claim, sentence)):
            return None
        spoken = view.find_spoken(sentence.start)
        same = spoken is not None and claim.source is not None and claim.source.overlaps(spoken.span)
        if spoken is None or same or view.is_source_elsewhere(spoken.span, item.span):
            return None
        return spoken if spoken.party.role in ("body", "person") and spoken.party.base != party.base else None

    def _end_silent(self, view: View, item: Item, chain: list[Claim], steps: list[Step]) -> Way:
        """No claim names anybody: whom the sentence names by its words, the report's own voice, "it was reported"."""
        own = view.finder.own
        spoken = view.find_spoken(item.span.start) if self._wide else None
        if spoken is not None:
            return self._make_spoken(view, item, steps, spoken, "the sentence names it as the one who says it")
        if chain and not any(view.find_party(claim) is not None or view.is_denied(claim) for claim in chain):
            name = f"a source that {own.name} does not name"
            party = Party(f"unnamed:{view.id}", name, "unnamed", local=True)
            where = chain[-1].cue or item.span
            step = Step(
                "unnamed", name, "said", None, view.id, where, None, "the report says that it was said, not by whom"
            )
            return Way(item, (*steps, step), party, "unnamed")
        step = Step(
            "outlet", own.name, "own", own.key, view.id, item.span, view.id,
            "told in its own voice; nothing there is copied or credited",
        )  # fmt: skip
        return Way(item, (*steps, step), own, "own")

    def _read_spoken(self, view: View, item: Item) -> Way | None:
        """Whom the words of one of the first sentences that tell of the happening name as the one who says it."""
        for sentence in view.list_sentences(_FIRST):
            spoken = view.find_spoken(sentence.start) if view.read_stems(sentence) & self._core else None
            if spoken is not None:
                reason = "another sentence on this names it as the one who says it"
                return self._make_spoken(view, item, [self._start(view)], spoken, reason)
        return None

    def _make_spoken(self, view: View, item: Item, steps: list[Step], spoken: Spoken, reason: str) -> Way:
        party = spoken.party
        more = [Step(party.role, party.name, "said", party.key, view.id, spoken.span, None, reason)]
        if party.of is not None:
            more.append(Step("body", party.of.name, "said", party.of.key, view.id, spoken.span, None, party.of.reason))
        return Way(item, (*steps, *more), find_origin(party), "named")

    def _start(self, view: View) -> Step:
        return view.start

    def _is_agency(self, view: View) -> bool:
        name = view.record.report.outlet or ""
        return bool(set(name.casefold().split()) & view.finder.lexicon.wires)

    def _find_beside(self, view: View) -> tuple[Claim | None, Item]:
        """The claim of a body that tells most likely of what the items tell, and the item that it tells of."""
        items = self._items[view.id]
        stems = self._read_around(view)
        best: tuple[tuple[int, int, str], Claim, Item] | None = None
        for claim, at in view.list_accounts():
            if self._is_elsewhere(view, claim):
                continue
            item = min(items, key=lambda i: (abs(i.span.start - at.start), i.ref))
            kind = self._judge(view, claim, stems)
            near = view.find_paragraph(item.span.start).overlaps(at)
            if near and kind > 2:
                kind = 2 if any(s[0] == "#" for s in view.read_content(claim)) else kind
            kind = 0 if near and kind < 3 else kind
            if kind > 2 or not self._is_of_body(view, claim, item):
                continue
            rank = (kind, abs(at.start - item.span.start), claim.id)
            if best is None or rank < best[0]:
                best = rank, claim, item
        return (best[1], best[2]) if best is not None else (None, items[0])

    def _judge(self, view: View, claim: Claim, stems: frozenset[str]) -> int:
        """1 where a claim shares words with what is told, 2 where it gives a toll, 3 where neither."""
        found = view.read_content(claim)
        if not found:
            at = (claim.source or claim.cue or Span(0, 0)).start
            found = view.read_stems(view.find_sentence(at))
        if found & (stems | self._core):
            return 1
        return 2 if view.has_toll(claim) or view.counts_harm(found) else 3

    def _is_bystander(self, view: View, claim: Claim) -> bool:
        """Whether a witness, a resident, a victim or a relative speaks; of no kind told, somebody of no body."""
        if claim.source_kind is not None:
            return claim.source_kind.code in _BYSTANDERS
        party = view.find_party(claim)
        return party is not None and party.role == "person" and party.of is None

    def _is_of_body(self, view: View, claim: Claim, item: Item) -> bool:
        way = self._read_chain(view, Item(item.ref, item.span, claim.id))
        return way.ground == "named" and (way.party.role == "body" or way.party.of is not None)

    def _is_elsewhere(self, view: View, claim: Claim) -> bool:
        """Whether a claim tells of another thing that other reports tell of too."""
        of = self._of
        told = map(self._other.get, view.list_told(claim), repeat(of))
        return any(map(of.__ne__, told))


def _stands_outside(claim: Claim, sentence: Span) -> bool:
    told = [span for span in (claim.source, claim.cue) if span is not None]
    return bool(told) and not any(span.overlaps(sentence) for span in told)


def make_steps(party: Party, claim: Claim, view: View) -> list[Step]:
    """The hops that a claim of a party adds to a way: a paper and the body behind it, a person and the body."""
    span = claim.source or claim.cue
    if party.role in ("agency", "outlet"):
        return [Step(party.role, party.name, "credited", party.key, view.id, span, None, party.reason)]
    if party.role in ("document", "channel"):
        steps = [Step(party.role, party.name, "cited", party.key, view.id, span, None, party.reason)]
        if party.behind is not None:
            behind = party.behind
            steps.append(Step(behind.role, behind.name, "posted", behind.key, view.id, span, None, behind.reason))
        return steps
    steps = [Step(party.role, party.name, "said", party.key, view.id, span, None, party.reason)]
    if party.of is not None:
        steps.append(Step("body", party.of.name, "said", party.of.key, view.id, span, None, party.of.reason))
    return steps


def rank(way: Way) -> tuple[int, int]:
    """Which of several ways leads furthest: to somebody named first, then the shortest."""
    return ("named", "credited", "withheld", "paper", "own", "unnamed").index(way.ground), len(way.steps)
