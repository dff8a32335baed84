"""What becomes of a report in other outlets: reprints with their edits, merged reports, credits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

import msgspec

from bench.testbed import edits
from bench.testbed.compose import write_report
from bench.testbed.drafts import Draft, Outlet, Sent, Style, make_sent
from bench.testbed.frames import fill, tidy, write
from bench.testbed.material import Material, load_material
from bench.testbed.tell import Seen, Teller
from bench.testbed.voices import Brief
from bench.testbed.words import write_number
from bench.testbed.world import Happening, Told


class Ground:
    """What all reports of a collection share: chance, material, what was written and what was said."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.random = Random(f"sayso-testbed-{seed}")
        self.material: Material = load_material()
        self.seen = Seen()
        self.told: list[Told] = []
        self.garbled: dict[str, tuple[str, int]] = {}


class Press:
    """The reports on one happening, and the outlets that have reported on it."""

    def __init__(self, ground: Ground, happening: Happening) -> None:
        self.ground, self.happening = ground, happening
        self.random, self.material = ground.random, ground.material
        self.drafts: list[Draft] = []
        self.outlets: set[str] = set()

    def write(self, outlet: Outlet, at: datetime, brief: Brief) -> Draft:
        """A new report of an outlet's own."""
        brief = msgspec.structs.replace(brief, dated=self.happening.dated)
        draft = write_report(self.random, self.material, self.ground.seen, outlet, at, self.key(), brief)
        self.drafts.append(draft)
        return draft

    def key(self) -> str:
        """The key of the next draft."""
        return f"{self.happening.id}-{len(self.drafts)}"

    def teller(self, outlet: Outlet) -> Teller:
        """Writes slots for an outlet."""
        return Teller(self.random, self.material, Seen(), outlet, self.happening.begins)

    def retitle(self, parent: Draft) -> str:
        """The headline of a reprint."""
        roll, title = self.random.random(), parent.title
        if roll < 0.4:
            return title
        return title.upper() if roll < 0.5 else f"{self.happening.town}: {title[0].lower()}{title[1:]}"

    def outlet(self, *styles: Style) -> Outlet:
        """An outlet that has not reported on this yet."""
        for _ in range(30):
            outlet = draw_outlet(self.random, self.material, self.happening, styles)
            if outlet.name not in self.outlets:
                break
        self.outlets.add(outlet.name)
        return outlet

    # --- reprints

    def copies(self, root: Draft, count: int) -> None:
        """Some reprints of a report, or of reprints of it; one that the collection lacks has two at least."""
        random = self.random
        made = [root]
        for _ in range(max(count, 0 if root.held else 2)):
            parent = root if random.random() < 0.75 else random.choice(made)
            made.append(self.reprint(parent))

    def reprint(self, parent: Draft) -> Draft:
        """A reprint with edits, sometimes with a credit and the outlet's own words."""
        random = self.random
        outlet = self.outlet("local", "national", "foreign", "broadcast", "live")
        at = parent.at + timedelta(hours=random.choice((0.3, 0.6, 1, 2, 4, 7, 12, 18, 26)))
        lost = not parent.held or any(not p.held for p in parent.parents)
        paras = self.edit(edits.copy_paras(parent), outlet, keep_sources=lost)
        draft = Draft(self.key(), outlet, at, self.retitle(parent), paras, parents=(parent,), basis=dict(parent.basis))
        if parent.outlet.style == "agency" and (lost or random.random() < 0.55):
            self.credit(draft, parent.outlet)
        self.frame(draft)
        self.drafts.append(draft)
        return draft

    def edit(self, paras: edits.Paras, outlet: Outlet, *, keep_sources: bool) -> edits.Paras:
        """What an editor does to the text."""
        random = self.random
        if random.random() < 0.18:
            paras = edits.cut_end(paras, 2)
        elif random.random() < 0.5:
            paras = edits.cut_end(paras, random.randint(3, max(len(paras), 3)))
        if random.random() < 0.35:
            paras = edits.cut_some(paras, random, share=random.choice((0.15, 0.3)))
        if random.random() < 0.25:
            paras = edits.reorder(paras, random)
        if random.random() < 0.3:
            paras = edits.join_paras(paras, random)
        if random.random() < 0.55:
            paras = edits.change_words(paras, random, share=random.choice((0.04, 0.08, 0.15)))
        if random.random() < 0.3:
            paras = edits.drop_hedges(paras)
        if not keep_sources and random.random() < 0.14:
            paras = edits.drop_sources(paras)
        if random.random() < 0.25:
            paras = edits.change_days(paras, random)
        paras = self.maybe_gloss(paras, outlet)
        paras = self.maybe_garble(paras)
        if random.random() < 0.2:
            paras = self.relead(paras, outlet)
        if random.random() < 0.35:
            paras = edits.curl(paras)
        return paras

    def maybe_gloss(self, paras: edits.Paras, outlet: Outlet) -> edits.Paras:
        """A foreign paper says what the town is, about every other time."""
        if outlet.style != "foreign" or self.random.random() < 0.5:
            return paras
        teller = self.teller(outlet)
        words = [write(fill(g, teller.base(self.happening))) for g in self.material.frames["glosses"]]
        return edits.gloss(paras, self.random, self.happening.town, words)

    def maybe_garble(self, paras: edits.Paras) -> edits.Paras:
        """A figure printed wrong, about one reprint in sixteen."""
        random = self.random
        if random.random() > 0.06:
            return paras
        known = {told.id: told for told in self.ground.told if told.incident == self.happening.id}
        there = sorted({t[2:] for p in paras for s in p for tok in s.toks for t in tok.tags if t[:2] == "f:"})
        fit = [name for name in there if name in known and known[name].bound == "exact" and known[name].number > 12]
        if not fit:
            return paras
        told = known[random.choice(fit)]
        wrong = _misprint(told.number, random)
        name = f"{told.id}x{len(self.ground.garbled)}"
        self.ground.garbled[name] = (told.id, wrong)
        return edits.garble(paras, told.id, write_number(wrong), name)

    def relead(self, paras: edits.Paras, outlet: Outlet) -> edits.Paras:
        """A lead of the outlet's own over the copied body, from the same facts."""
        lead = paras[0][0]
        names = {t[2:] for tok in lead.toks for t in tok.tags if t[:2] == "f:"}
        told = next((t for t in self.ground.told if t.id in names), None)
        if told is None or lead.basis != frozenset({told.voice.party.key}):
            return paras
        if told.voice.party.role in ("outlet", "unnamed"):
            return paras
        brief = Brief(happening=self.happening, main=told, length=2, dated=self.happening.dated)
        draft = write_report(self.random, self.material, self.ground.seen, outlet, told.at, "x", brief)
        new = [s for s in draft.sents if s.role == "lead"]
        return [[*new, *paras[0][1:]], *paras[1:]]

    def merge(self, one: Draft, other: Draft) -> None:
        """A report put together from two originals."""
        random = self.random
        outlet = self.outlet("national", "foreign", "local")
        at = max(one.at, other.at) + timedelta(hours=random.uniform(1, 14))
        first, second = edits.copy_paras(one), edits.copy_paras(other)
        paras = [*first[: random.randint(1, 3)], *second[: random.randint(1, 2)], *first[3 : random.randint(3, 5)]]
        paras = edits.change_words(paras, random)
        basis = {self.happening.id: one.basis[self.happening.id] | other.basis[self.happening.id]}
        draft = Draft(self.key(), outlet, at, self.retitle(one), paras, parents=(one, other), basis=basis)
        if not one.held or random.random() < 0.4:
            self.credit(draft, one.outlet)
        self.drafts.append(draft)

    def credit(self, draft: Draft, agency: Outlet) -> None:
        """Words that name the agency: before the text, behind it, or as a sentence."""
        random, frames = self.random, self.material.frames
        slots = self.teller(draft.outlet).base(self.happening) | {"agency": agency.name, "said": ""}
        way = random.random()
        if way < 0.45:
            line = fill(random.choice(frames["credit_prefix"]), slots, frozenset({f"A:{agency.name}"}))
            draft.paras[0].insert(0, Sent(line, "dateline"))
        elif way < 0.8:
            line = fill(random.choice(frames["credit_line"]), slots, frozenset({f"A:{agency.name}"}))
            draft.paras.append([Sent(line, "credit")])
        else:
            line = tidy(fill(random.choice(frames["credit_said"]), slots, frozenset({f"A:{agency.name}"})))
            draft.paras[0].append(Sent(line, "credit"))

    def frame(self, draft: Draft) -> None:
        """The outlet's own words around a reprint."""
        random, frames, style = self.random, self.material.frames, draft.outlet.style
        slots = self.teller(draft.outlet).base(self.happening)
        if style == "broadcast":
            draft.paras.insert(0, [make_sent(fill(random.choice(frames["greet"]), slots), "frame")])
            draft.paras.append([make_sent(fill(random.choice(frames["part"]), slots), "frame")])
        elif random.random() < 0.25:
            draft.paras.append([make_sent(fill(random.choice(frames["local_end"]), slots), "frame")])
        elif random.random() < 0.15:
            draft.paras.append([make_sent(fill(random.choice(frames["local_add"]), slots), "frame")])


def draw_outlet(random: Random, material: Material, happening: Happening, styles: Sequence[Style]) -> Outlet:
    """An outlet of one of the styles; local ones have the name of the town or its region."""
    style = random.choice(list(styles))
    outlets = material.outlets
    names = {
        "agency": outlets.agencies, "local": outlets.local, "foreign": outlets.foreign, "national": outlets.national,
        "broadcast": outlets.broadcast, "newsletter": outlets.newsletter, "live": outlets.live,
    }[style]  # fmt: skip
    name = random.choice(names).format(town=happening.town, region=happening.region)
    return Outlet(name, style)


def draw_count(random: Random, shares: Sequence[float]) -> int:
    """A number from 0 on, by the shares of each."""
    return random.choices(range(len(shares)), weights=shares)[0]


def _misprint(number: int, random: Random) -> int:
    digits = list(str(number))
    if len(set(digits[-2:])) == 2 and digits[-1] != "0":
        digits[-2:] = digits[:-3:-1]
        return int("".join(digits))
    return number + random.choice((10, 20, 100))
