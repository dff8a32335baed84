"""Grows a collection: happenings, what was said of them, who reported it first, and who reprinted whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

import msgspec

from bench.testbed import edits
from bench.testbed.compose import Brief, write_filler, write_report
from bench.testbed.drafts import Draft, Outlet, Sent, Style, copy_sent, make_sent
from bench.testbed.extract import extract
from bench.testbed.frames import fill, tidy, write
from bench.testbed.material import Material, load_material
from bench.testbed.tell import Seen, Teller
from bench.testbed.truth import Collection
from bench.testbed.words import write_number
from bench.testbed.world import Happening, Told, Voice, draw_happening, tell

_FIRST_DAY = date(2015, 1, 10)


def grow_collection(seed: int, *, incidents: int = 20) -> Collection:
    """The collection of a seed, the same on every machine; ``incidents`` is the number of happenings."""
    return _Grower(seed).grow(incidents)


class _Grower:
    """All that is drawn for one collection."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.random = Random(f"sayso-testbed-{seed}")
        self.material: Material = load_material()
        self.seen = Seen()
        self.drafts: list[Draft] = []
        self.happenings: list[Happening] = []
        self.told: list[Told] = []
        self.garbled: dict[str, tuple[str, int]] = {}
        self.agencies = [Outlet(name, "agency") for name in self.material.outlets.agencies]

    def grow(self, incidents: int) -> Collection:
        base = _FIRST_DAY + timedelta(days=self.random.randrange(3600))
        while len(self.happenings) < incidents:
            self.plant(base, room=incidents - len(self.happenings))
        for _ in range(max(incidents // 4, 1)):
            self.add_filler()
        return extract(self.seed, self.drafts, self.happenings, self.told, self.garbled)

    def plant(self, base: date, *, room: int) -> None:
        """One happening with its reports; sometimes a second one of its kind in the same town soon after."""
        happening = self.draw(base)
        self.report(happening)
        if room > 1 and self.random.random() < 0.14:
            twin = self.draw(base, like=happening, days=self.random.choice((1, 1, 2, 7, 365)))
            self.report(twin)

    def draw(self, base: date, *, like: Happening | None = None, days: int = 1) -> Happening:
        number = len(self.happenings) + 1
        happening = draw_happening(
            self.random, self.material, number, base, like=like, days=days, prefix=f"s{self.seed}-"
        )
        self.happenings.append(happening)
        return happening

    def report(self, happening: Happening) -> None:
        self.drafts += _Tree(self, happening).grow()

    def add_filler(self) -> None:
        like = self.random.choice(self.happenings)
        outlet = _draw_outlet(self.random, self.material, like, ("local", "national", "foreign"))
        at = like.begins + timedelta(hours=self.random.randint(1, 60))
        key = f"f{len(self.drafts)}"
        self.drafts.append(write_filler(self.random, self.material, self.seen, outlet, at, key, like))


class _Tree:
    """The reports of one happening."""

    def __init__(self, grower: _Grower, happening: Happening) -> None:
        self.grower, self.happening = grower, happening
        self.random, self.material = grower.random, grower.material
        self.drafts: list[Draft] = []
        self.outlets: set[str] = set()
        self.statements = 0

    def grow(self) -> list[Draft]:
        random, happening = self.random, self.happening
        kinds = list(happening.sizes)
        voices = list(happening.voices)
        first = self.state(voices[0], kinds[0], happening.sizes[kinds[0]], hours=random.randint(1, 8))
        more = self.draw_more(first, kinds)
        if happening.kind.planned and random.random() < 0.35:
            self.announce()
        root = self.original(first, more)
        self.copies(root, _draw_count(random, (0.24, 0.24, 0.22, 0.16, 0.08, 0.06)))
        second = self.grow_rival(voices, first) if len(voices) > 1 and random.random() < 0.5 else None
        if random.random() < 0.35:
            self.independent(first)
        if random.random() < 0.22:
            self.cite(root, first)
        if random.random() < 0.16:
            self.lone(first)
        if second is not None and random.random() < 0.4:
            self.merge(root, second)
        self.grow_later(root, first)
        return self.drafts

    # --- what is said

    def state(
        self, voice: Voice, kind: str, number: int, *, hours: float, group: str = "", before: Told | None = None
    ) -> Told:
        self.statements += 1
        at = self.happening.begins + timedelta(hours=hours)
        name = f"{self.happening.id}/{self.statements}"
        told = tell(
            self.random, self.happening, voice, kind, max(number, 2), at, name=name, group=group, before=before  # type: ignore[arg-type]
        )  # fmt: skip
        self.grower.told.append(told)
        return told

    def draw_more(self, first: Told, kinds: Sequence[str]) -> tuple[Told, ...]:
        random, happening = self.random, self.happening
        hours = (first.at - happening.begins) / timedelta(hours=1)
        more = []
        for kind in kinds[1:]:
            if random.random() < 0.45:
                more.append(self.state(first.voice, kind, happening.sizes[kind], hours=hours))
        if first.number >= 6 and happening.kind.part and random.random() < 0.35:
            part = max(2, int(first.number * random.uniform(0.15, 0.5)))
            group = random.choice(happening.kind.part)
            more.append(self.state(first.voice, first.kind, part, hours=hours, group=group))
        return tuple(more)

    # --- originals

    def original(self, told: Told, more: tuple[Told, ...]) -> Draft:
        """The report that others copy: an agency's, sometimes a local paper's; now and then the collection lacks it."""
        random = self.random
        outlet = self.outlet("agency") if random.random() < 0.78 else self.outlet("local", "national")
        voices = self.happening.voices
        blame = ((told.voice, self.happening.agents[0]),) if self.happening.agents and random.random() < 0.3 else ()
        labels = self.happening.kind.labels
        label = ((told.voice, random.choice(labels)[1]),) if labels and random.random() < 0.4 else ()
        source = "own" if random.random() < 0.1 and told.kind in ("killed", "crowd") else "named"
        if source == "own":
            told = self.recount(outlet, told)
        brief = Brief(
            happening=self.happening, main=told, more=() if source == "own" else more, source=source, blame=blame,
            label=label, hedged=random.random() < 0.3, length=random.randint(3, 5),
            denies=voices[-1] if len(voices) > 1 and told.kind == "killed" and random.random() < 0.08 else None,
        )  # fmt: skip
        draft = self.write(outlet, told.at + timedelta(minutes=random.randint(10, 150)), brief)
        draft.held = random.random() < 0.88
        return draft

    def recount(self, outlet: Outlet, told: Told) -> Told:
        """A figure that the newsroom counted itself."""
        hours = (told.at - self.happening.begins) / timedelta(hours=1)
        return self.state(self.stand_in(outlet, "own", told), told.kind, told.number, hours=hours)

    def grow_rival(self, voices: Sequence[Voice], first: Told) -> Draft:
        """Another party's figure of the same thing, reported by somebody else."""
        random, happening = self.random, self.happening
        voice = voices[1]
        ratio = random.choice((0.4, 0.5, 0.7, 1.3, 1.6, 2.2, 3.0))
        number = _round_like(max(2, round(first.number * ratio)), first.number)
        number += 1 if number == first.number else 0
        told = self.state(voice, first.kind, number, hours=random.randint(3, 40))
        agents, labels = happening.agents, happening.kind.labels
        blame = ((voice, agents[-1]),) if agents and random.random() < 0.35 else ()
        label = ((voice, random.choice(labels)[0]),) if labels and random.random() < 0.4 else ()
        outlet = self.outlet("agency", "local", "national", "foreign")
        at = told.at + timedelta(minutes=random.randint(10, 200))
        main_too = (first,) if random.random() < 0.35 and first.at < at else ()
        brief = Brief(happening=happening, main=told, more=main_too, blame=blame, label=label, length=3)
        draft = self.write(outlet, at, brief)
        self.copies(draft, _draw_count(random, (0.55, 0.3, 0.15)))
        return draft

    def independent(self, told: Told) -> None:
        """Another newsroom's own report on the same statement."""
        outlet = self.outlet("local", "national", "foreign", "broadcast", "newsletter", "live")
        at = told.at + timedelta(hours=self.random.uniform(0.5, 20))
        self.write(outlet, at, Brief(happening=self.happening, main=told, hedged=self.random.random() < 0.2, length=3))

    def cite(self, root: Draft, told: Told) -> None:
        """A report that cites the agency, which may or may not be in the collection."""
        random = self.random
        if root.outlet.style != "agency" or any(
            sent.basis and told.voice.party.key not in sent.basis for sent in root.sents
        ):
            return
        outlet = self.outlet("national", "foreign", "newsletter", "broadcast")
        brief = Brief(
            happening=self.happening,
            main=told,
            cites=root.outlet.name,
            behind=not root.held or random.random() < 0.6,
            length=2,
        )
        draft = self.write(outlet, root.at + timedelta(hours=random.uniform(1, 24)), brief)
        if root.held and not brief.behind:
            draft.basis = dict(root.basis)

    def lone(self, told: Told) -> None:
        """A newsroom that counts for itself, one that names nobody, or one whose source will not be named."""
        random = self.random
        source = random.choice(("own", "none", "unnamed"))
        if source == "own" and told.kind not in ("killed", "crowd"):
            source = "unnamed"
        outlet = self.outlet("local", "national", "foreign")
        number = told.number if source == "none" else _round_like(round(told.number * random.uniform(0.7, 1.5)), told.number)  # fmt: skip
        voice = self.stand_in(outlet, source, told)
        hours = (told.at - self.happening.begins) / timedelta(hours=1) + random.uniform(1, 12)
        own = self.state(voice, told.kind, number, hours=hours)
        self.write(outlet, own.at + timedelta(minutes=30), Brief(happening=self.happening, main=own, source=source, length=3))  # fmt: skip

    def stand_in(self, outlet: Outlet, source: str, told: Told) -> Voice:
        """The voice of a figure that no named party gave."""
        key = f"outlet:{outlet.name}" if source != "unnamed" else f"unnamed:{self.happening.id}-{len(self.drafts)}"
        party = msgspec.structs.replace(told.voice.party, key=key, role="outlet" if source != "unnamed" else "unnamed")
        return msgspec.structs.replace(told.voice, party=party)

    def announce(self) -> None:
        """A report from before the day: the march is planned."""
        at = self.happening.begins - timedelta(days=self.random.randint(1, 4))
        brief = Brief(happening=self.happening, planned=True, source="none", length=2)
        self.write(self.outlet("local", "national"), at, brief)

    # --- what comes later

    def grow_later(self, root: Draft, first: Told) -> None:
        random = self.random
        if random.random() < 0.3:
            number = _round_like(round(first.number * random.uniform(1.15, 1.9)) + 1, first.number)
            told = self.state(first.voice, first.kind, number, hours=random.randint(20, 60), before=first)
            self.follow(root, Brief(happening=self.happening, main=told, length=2), told)
        elif random.random() < 0.13 and first.kind == "killed":
            number = round(first.number * random.choice((0.4, 0.6, 1.4, 1.7))) + 1
            told = self.state(first.voice, first.kind, number, hours=random.randint(22, 50))
            self.follow(root, Brief(happening=self.happening, main=told, retracts=first, length=2), told)

    def follow(self, root: Draft, brief: Brief, told: Told) -> None:
        """The same newsroom's next report, which repeats some of its first one; maybe at the same address."""
        random = self.random
        draft = self.write(root.outlet, told.at + timedelta(minutes=random.randint(10, 120)), brief)
        repeats = [s for s in root.sents if s.role in ("detail", "background", "aside")]
        if root.held and repeats and random.random() < 0.6:
            draft.paras.append([copy_sent(s) for s in repeats[: random.randint(2, 5)]])
            draft.parents = (root,)
            if random.random() < 0.4:
                root.url = draft.url = f"https://{_slug(root.outlet.name)}.example/{self.happening.id}"
        self.copies(draft, _draw_count(random, (0.55, 0.3, 0.15)))

    # --- reprints

    def copies(self, root: Draft, count: int) -> None:
        random = self.random
        made = [root]
        for _ in range(max(count, 0 if root.held else 2)):
            parent = root if random.random() < 0.75 else random.choice(made)
            made.append(self.reprint(parent))

    def reprint(self, parent: Draft) -> Draft:
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
        known = {told.id: told for told in self.grower.told if told.incident == self.happening.id}
        there = sorted({t[2:] for p in paras for s in p for tok in s.toks for t in tok.tags if t[:2] == "f:"})
        fit = [name for name in there if name in known and known[name].bound == "exact" and known[name].number > 12]
        if not fit:
            return paras
        told = known[random.choice(fit)]
        wrong = _misprint(told.number, random)
        name = f"{told.id}x{len(self.grower.garbled)}"
        self.grower.garbled[name] = (told.id, wrong)
        return edits.garble(paras, told.id, write_number(wrong), name)

    def relead(self, paras: edits.Paras, outlet: Outlet) -> edits.Paras:
        """A lead of the outlet's own over the copied body, from the same facts."""
        lead = paras[0][0]
        names = {t[2:] for tok in lead.toks for t in tok.tags if t[:2] == "f:"}
        told = next((t for t in self.grower.told if t.id in names), None)
        if told is None or lead.basis != frozenset({told.voice.party.key}) or told.voice.party.role in ("outlet", "unnamed"):  # fmt: skip
            return paras
        brief = Brief(happening=self.happening, main=told, length=2)
        draft = write_report(self.random, self.material, self.grower.seen, outlet, told.at, "x", brief)
        new = next(s for s in draft.sents if s.role == "lead")
        return [[new, *paras[0][1:]], *paras[1:]]

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

    # --- parts and pieces

    def write(self, outlet: Outlet, at: datetime, brief: Brief) -> Draft:
        draft = write_report(self.random, self.material, self.grower.seen, outlet, at, self.key(), brief)
        self.drafts.append(draft)
        return draft

    def key(self) -> str:
        return f"{self.happening.id}-{len(self.drafts)}"

    def teller(self, outlet: Outlet) -> Teller:
        return Teller(self.random, self.material, Seen(), outlet, self.happening.begins)

    def retitle(self, parent: Draft) -> str:
        roll = self.random.random()
        if roll < 0.4:
            return parent.title
        return (
            parent.title.upper()
            if roll < 0.5
            else f"{self.happening.town}: {parent.title[0].lower()}{parent.title[1:]}"
        )

    def outlet(self, *styles: Style) -> Outlet:
        """An outlet that has not reported on this yet."""
        for _ in range(30):
            outlet = _draw_outlet(self.random, self.material, self.happening, styles)
            if outlet.name not in self.outlets:
                break
        self.outlets.add(outlet.name)
        return outlet


def _draw_outlet(random: Random, material: Material, happening: Happening, styles: Sequence[Style]) -> Outlet:
    style = random.choice(list(styles))
    outlets = material.outlets
    names = {
        "agency": outlets.agencies, "local": outlets.local, "foreign": outlets.foreign, "national": outlets.national,
        "broadcast": outlets.broadcast, "newsletter": outlets.newsletter, "live": outlets.live, "wire": outlets.agencies,
    }[style]  # fmt: skip
    name = random.choice(names).format(town=happening.town, region=happening.region)
    return Outlet(name, style)


def _draw_count(random: Random, shares: Sequence[float]) -> int:
    return random.choices(range(len(shares)), weights=shares)[0]


def _round_like(number: int, like: int) -> int:
    """A number as round as another."""
    for step in (1000, 100, 50, 10):
        if like % step == 0 and number > step:
            return max(number // step * step, step)
    return max(number, 2)


def _misprint(number: int, random: Random) -> int:
    digits = list(str(number))
    if len(set(digits[-2:])) == 2 and digits[-1] != "0":
        digits[-2:] = digits[:-3:-1]
        return int("".join(digits))
    return number + random.choice((10, 20, 100))


def _slug(name: str) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in name.lower())
