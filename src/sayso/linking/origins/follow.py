"""The way of one report back to the origin of what it tells."""

from __future__ import annotations

import msgspec

from sayso.linking.copies.outlets import find_outlet, same_outlet
from sayso.linking.origins.reading import Ground, Reader, Way, rank
from sayso.linking.origins.views import Item, View
from sayso.linking.parties import Party
from sayso.linking.passages import Source
from sayso.model import Copy, Credit, Span, Step, StepRole

_NEXT = 4  # characters between two sentences
_DEEPEST = 12  # reports on one way
_LONGEST = 24  # steps that a way shows
_LARGELY, _PARTLY = 0.4, 0.25  # of the words of a report
_FIRM: tuple[Ground, ...] = ("named", "credited")


class Follower(Reader):
    """Follows what reports tell of one incident or statement, ``of``; ``items`` are theirs, by report.

    ``other`` tells of events and tolls which incident they are, where several reports tell of it.
    """

    def follow_all(self, report: str) -> list[Way]:
        """The ways of all that a report tells; where it is all in its own voice, what stands around it is asked too."""
        view = self._views[report]
        if not self._wide:
            ways = [self.follow(report, item) for item in self._items[report]]
            return [(self._follow_parent(view, w.item) or w) if w.ground == "unnamed" else w for w in ways]
        ways = [*self._see(view), *(self.follow(report, item) for item in self._list_central(view))]
        if any(way.ground == "named" for way in ways):
            return self._count(view, [*ways, *self._add_figures(view, ways)])
        if any(way.ground == "withheld" for way in ways):
            return ways
        around = self._look_around(view, ways)
        if around is None:
            return ways
        more = self._add_figures(view, ways) if around.ground == "named" else []
        return self._count(view, [around, *more])

    def _see(self, view: View) -> list[Way]:
        """What the outlet's own people saw or counted: an origin whatever else the report cites."""
        items = self._items[view.id]
        stems = self._read_around(view)
        for sentence in view.list_witnessed():
            found = view.read_stems(sentence)
            counts = any(stem[0] == "#" for stem in found) and any(
                0 <= sentence.start - view.find_sentence(item.span.start).end <= _NEXT for item in items
            )
            if self._passages.list_sources(view.id, sentence) or not (found & stems or counts):
                continue
            own, item = view.finder.own, min(items, key=lambda i: (abs(i.span.start - sentence.start), i.ref))
            reason = "the outlet's own people were there"
            step = Step("outlet", own.name, "own", own.key, view.id, sentence, view.id, reason)
            return [Way(Item(item.ref, sentence, None), (self._start(view), step), own, "named")]
        return []

    def _add_figures(self, view: View, ways: list[Way]) -> list[Way]:
        """Further bodies that give a figure for the same thing or deny it, in claims that hold no event of it."""
        items = self._items[view.id]
        stems = self._read_around(view)
        told = {item.claim for item in items}
        added = []
        for claim in view.record.claims:
            if claim.id in told or not claim.content or self._is_elsewhere(view, claim):
                continue
            found = view.read_content(claim)
            words = {stem for stem in found & stems if stem[0] != "#"}
            item = Item(items[0].ref, max(claim.content, key=len), claim.id)
            if view.denies_toll(claim, found) or (self._is_bystander(view, claim) and self._tells(view, claim)):
                way = self.follow(view.id, item)
                added += [way] if way.ground == "named" else []
            elif words and any(stem[0] == "#" for stem in found) and self._is_of_body(view, claim, item):
                added.append(self.follow(view.id, item))
        return added

    def follow(self, report: str, item: Item, seen: frozenset[str] = frozenset()) -> Way:
        """The way of ``report`` for what it tells at ``item``; never through a report of ``seen`` again.

        Each way is worked out once, else their number would grow by a power with each reprint of a reprint: where two
        reports credit each other, the one that is asked first leads to the other.
        """
        key = (report, item.span, item.claim)
        if key not in self._known:
            self._known[key] = self._follow(self._views[report], item, seen | {report})
        return self._known[key]

    def _follow(self, view: View, item: Item, seen: frozenset[str]) -> Way:
        here = self._read_chain(view, item)
        if here.ground == "named" and (view.id not in self._passages):
            return here
        if len(seen) < _DEEPEST:
            copied = self._follow_copy(view, item, here, seen)
            if copied is not None:
                return copied
            credited = self._follow_credit(view, item, here, seen)
            if credited is not None:
                return credited
        return here

    # what it was copied from

    def _follow_copy(self, view: View, item: Item, here: Way, seen: frozenset[str]) -> Way | None:
        best: Way | None = None
        for source in self._passages.list_sources(view.id, item.span):
            if source.report in seen or not self._is_told(source):
                continue
            way = self._inherit(view, item, source, seen)
            if way is None:
                continue
            if here.ground == "named" and (way.ground != "named" or not _may_be_one(here.party, way.party)):
                continue
            if best is None or rank(way) < rank(best):
                best = way
        if best is not None and here.ground == "credited" and best.ground not in _FIRM:
            return None
        return best

    def _improve(self, report: str, way: Way, seen: frozenset[str]) -> Way:
        """Whom a report names for the rest of what it tells, where it names nobody for this."""
        if way.ground == "named" or len(seen) >= _DEEPEST or report not in self._items or not self._wide:
            return way
        view = self._views[report]
        others = [*self._see(view), *(self.follow(report, item, seen) for item in self._list_central(view))]
        named = [other for other in self._count(view, others) if other.ground == "named"]
        if named:
            return min(named, key=lambda w: (rank(w), w.item.ref))
        around = self._look_around(self._views[report], [way])
        return around if around is not None and around.ground in _FIRM else way

    def _is_told(self, source: Source) -> bool:
        """Whether the report that was copied tells of the same thing, or is copied so largely that it must."""
        if source.report in self._items:
            return True
        return source.report in self._views and source.copy.share >= _LARGELY

    def _inherit(self, view: View, item: Item, source: Source, seen: frozenset[str]) -> Way | None:
        """The way of a copied passage; None where it tells of somebody who gives no account."""
        of = self._views[source.report]
        there = self._find_item(of, source.span)
        way = self.follow(source.report, there, seen)
        told = self._wide and way.ground == "named" and source.report in self._items
        if told and self._is_aside(of, way):
            return None
        way = self._improve(source.report, way, seen)
        own = of.finder.own
        role: StepRole = "agency" if self._is_agency(of) else "outlet"
        reason = f"the passage is copied: {_tell_copy(source.copy)}"
        steps = way.steps[1:]
        if len(steps) > _LONGEST:
            reason += f"; {len(steps) - _DEEPEST} copies between are left out"
            steps = steps[-_DEEPEST:]
        step = Step(role, own.name, "copied", own.key, view.id, item.span, source.report, reason)
        return Way(item, (self._start(view), step, *steps), way.party, way.ground, inherited=True)

    def _find_item(self, view: View, span: Span) -> Item:
        """What that report tells at those characters, of the same incident where it does."""
        sentence = view.find_sentence(span.start)
        near = [item for item in self._items.get(view.id, ()) if item.span.overlaps(span)]
        near = near or [i for i in self._items.get(view.id, ()) if i.span.overlaps(sentence)]
        if near:
            return min(near, key=lambda i: (i.claim is None, abs(i.span.start - span.start), i.ref))
        return view.make_item_at(span)

    # what stands around it

    def _look_around(self, view: View, ways: list[Way]) -> Way | None:
        """A body named for the same thing nearby, a report that much is copied from, or an outlet credited."""
        claim, item = self._find_beside(view)
        if claim is not None:
            way = self._read_chain(view, Item(item.ref, item.span, claim.id))
            steps = (*way.steps[:-1], _explain(way.steps[-1], "named for this elsewhere in the report"))
            return msgspec.structs.replace(way, steps=steps)
        if any(way.ground != "own" for way in ways):
            return None
        return self._read_spoken(view, item) or self._follow_parent(view, item) or self._follow_mention(view, item)

    def _follow_parent(self, view: View, item: Item) -> Way | None:
        for copy in self._passages.list_copies(view.id):
            if copy.of not in self._items or copy.share < _PARTLY:
                continue
            parent = self._views[copy.of]
            ways = [self.follow(copy.of, told, frozenset({view.id})) for told in self._list_central(parent)]
            way = min(self._count(parent, ways), key=rank)
            own = self._views[copy.of].finder.own
            role: StepRole = "agency" if self._is_agency(self._views[copy.of]) else "outlet"
            reason = f"other passages are copied: {_tell_copy(copy)}"
            step = Step(role, own.name, "copied", own.key, view.id, None, copy.of, reason)
            return Way(item, (self._start(view), step, *way.steps[1:]), way.party, way.ground, inherited=True)
        return None

    def _follow_mention(self, view: View, item: Item) -> Way | None:
        """An outlet that is credited anywhere in the report."""
        for credit in view.credits:
            if not same_outlet(credit.name, view.record.report.outlet):
                party = view.finder.make_outlet(credit.name)
                step = Step(
                    party.role, party.name, "credited", party.key, view.id, credit.span, None, "credited in the report"
                )
                return self._go_on(view, item, (self._start(view), step), party, frozenset({view.id}))
        return None

    # whom it credits

    def _follow_credit(self, view: View, item: Item, here: Way, seen: frozenset[str]) -> Way | None:
        if here.ground in ("named", "withheld", "paper"):
            return None
        if here.ground == "credited":
            return self._go_on(view, item, here.steps, here.party, seen)
        credit = self._find_credit(view, item)
        if credit is not None:
            party = view.finder.make_outlet(credit.name)
            step = Step(party.role, party.name, "credited", party.key, view.id, credit.span, None, _tell_credit(credit))
            return self._go_on(view, item, (self._start(view), step), party, seen)
        family = self._passages.credited.get(view.id)
        if family is not None and family.credited and not same_outlet(family.credited, view.record.report.outlet):
            party = view.finder.make_outlet(family.credited)
            reason = "copies of this text credit it; what they go back to is not on the desk"
            step = Step(party.role, party.name, "credited", party.key, view.id, None, None, reason)
            return Way(item, (self._start(view), step), party, "credited")
        return None

    def _find_credit(self, view: View, item: Item) -> Credit | None:
        """The credit that what is told here stands under: one in its sentence, else one for the whole report."""
        whole: Credit | None = None
        for credit in view.credits:
            if same_outlet(credit.name, view.record.report.outlet):
                continue
            if credit.kind == "cited":
                if (credit.claim is not None and credit.claim == item.claim) or view.find_sentence(
                    item.span.start
                ).overlaps(credit.span):
                    return credit
            elif whole is None:
                whole = credit
        return whole

    def _go_on(self, view: View, item: Item, steps: tuple[Step, ...], party: Party, seen: frozenset[str]) -> Way:
        """From a credited outlet to its report of the same thing, where there is one, and on from there."""
        held = self._find_held(view, item, party, seen)
        if held is None:
            return Way(item, steps, party, "credited")
        way = self._improve(held[0], self.follow(held[0], held[1], seen), seen)
        outlet = self._views[held[0]]
        marked = msgspec.structs.replace(
            steps[-1],
            held=held[0],
            reason=f"{steps[-1].reason}; its report of {outlet.published[:10] or 'unknown date'} is held",
        )
        return Way(item, (*steps[:-1], marked, *way.steps[1:]), way.party, way.ground, inherited=True)

    def _find_held(self, view: View, item: Item, party: Party, seen: frozenset[str]) -> tuple[str, Item] | None:
        day = view.published[:10] or "9999"
        reports = [r for name in self._list_alike(party.name) for r in self._outlets[name]]
        fit = [r for r in reports if r not in seen and (self._views[r].published[:10] or "0") <= day]
        if not fit:
            return None
        numbers = _list_numbers(view, item)
        best: tuple[tuple[int, int, str, str], str, Item] | None = None
        for report in fit:
            other = self._views[report]
            for told in self._list_central(other):
                theirs = _list_numbers(other, told)
                rank = (-len(numbers & theirs), told.claim is None, other.published, told.ref.id)
                if best is None or rank < best[0]:
                    best = (rank, report, told)
        return (best[1], best[2]) if best is not None else None

    def _list_alike(self, name: str) -> list[str]:
        """The outlet of these reports that a name means: the very one, else the only one that it is part of."""
        if name not in self._alike:
            found = find_outlet(name, self._outlets)
            self._alike[name] = [found] if found is not None else []
        return self._alike[name]


def _list_numbers(view: View, item: Item) -> set[str]:
    return {stem for stem in view.read_stems(view.find_sentence(item.span.start)) if stem[0] == "#"}


def _may_be_one(here: Party, there: Party) -> bool:
    """Whether somebody named in a copy may be the one of the original: the same, or nobody by name."""
    return here.local or here.base == there.base or (there.of is not None and there.of.base == here.base)


def _explain(step: Step, reason: str) -> Step:
    return msgspec.structs.replace(step, reason=f"{step.reason}; {reason}" if step.reason else reason)


def _tell_copy(copy: Copy) -> str:
    """How much of a report is copied, and what its copy leaves out."""
    changes = [change for passage in copy.passages for change in passage.changes]
    told = f"{copy.share:.0%} of its words stand there"
    for number, noun in (
        (sum(len(c.hedges) for c in changes), "hedge"),
        (sum(len(c.sources) for c in changes), "source"),
    ):
        if number:
            told += f"; {number} {noun}{'s' if number > 1 else ''} left out"
    return told


def _tell_credit(credit: Credit) -> str:
    return {
        "dateline": "the report opens with its name",
        "line": "a line of the report credits it",
        "cited": "named in the sentence",
    }[credit.kind]
