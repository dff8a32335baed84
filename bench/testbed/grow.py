"""Grows a collection: happenings, what was said of them, who reported it first, and who reprinted whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from bench.testbed.drafts import Draft, Outlet, copy_sent
from bench.testbed.extract import extract
from bench.testbed.manner import write_filler
from bench.testbed.reprint import Ground, Press, draw_count, draw_outlet
from bench.testbed.truth import Collection
from bench.testbed.voices import Brief
from bench.testbed.world import Happening, Told, Voice, draw_happening, list_gaps, tell

_FIRST_DAY = date(2015, 1, 10)


def grow_collection(seed: int, *, incidents: int = 20) -> Collection:
    """The collection of a seed, the same on every machine; ``incidents`` is the number of happenings."""
    return _Grower(seed).grow(incidents)


class _Grower(Ground):
    """Grows one collection."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.drafts: list[Draft] = []
        self.happenings: list[Happening] = []

    def grow(self, incidents: int) -> Collection:
        """All happenings with their reports, and reports of other things."""
        base = _FIRST_DAY + timedelta(days=self.random.randrange(3600))
        while len(self.happenings) < incidents:
            self.plant(base, room=incidents - len(self.happenings))
        for _ in range(max(incidents // 4, 1)):
            self.add_filler()
        return extract(self.seed, self.drafts, self.happenings, self.told, self.garbled)

    def plant(self, base: date, *, room: int) -> None:
        """One happening with its reports; sometimes a second one of its kind in the same town soon after."""
        paired = room > 1 and self.random.random() < 0.14
        happening = self.draw(base, dated=paired)
        self.report(happening)
        if paired:
            days = self.random.choice(list_gaps(happening.kind))
            self.report(self.draw(base, like=happening, days=days, dated=True))

    def draw(self, base: date, *, like: Happening | None = None, days: int = 1, dated: bool = False) -> Happening:
        """The next happening of the collection."""
        number, prefix = len(self.happenings) + 1, f"s{self.seed}-"
        happening = draw_happening(
            self.random, self.material, number, base, like=like, days=days, prefix=prefix, dated=dated
        )
        self.happenings.append(happening)
        return happening

    def report(self, happening: Happening) -> None:
        """The reports on a happening."""
        self.drafts += _Tree(self, happening).grow()

    def add_filler(self) -> None:
        """A report of something else from the town of a happening."""
        like = self.random.choice(self.happenings)
        outlet = draw_outlet(self.random, self.material, like, ("local", "national", "foreign"))
        at = like.begins + timedelta(hours=self.random.randint(1, 60))
        key = f"f{len(self.drafts)}"
        self.drafts.append(write_filler(self.random, self.material, self.seen, outlet, at, key, like))


class _Tree(Press):
    """The reports of one happening."""

    def __init__(self, ground: Ground, happening: Happening) -> None:
        super().__init__(ground, happening)
        self.statements = 0

    def grow(self) -> list[Draft]:
        """All reports on the happening."""
        random, happening = self.random, self.happening
        kinds = list(happening.sizes)
        voices = list(happening.voices)
        first = self.state(voices[0], kinds[0], happening.sizes[kinds[0]], hours=random.randint(1, 8))
        more = self.draw_more(first, kinds)
        if happening.kind.planned and random.random() < 0.35:
            self.announce()
        root = self.original(first, more)
        self.copies(root, draw_count(random, (0.24, 0.24, 0.22, 0.16, 0.08, 0.06)))
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
        self.ground.told.append(told)
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
            denies=self.deny(told) if len(voices) > 2 and told.kind == "killed" and random.random() < 0.12 else None,
        )  # fmt: skip
        draft = self.write(outlet, told.at + timedelta(minutes=random.randint(10, 150)), brief)
        draft.held = random.random() < 0.88
        return draft

    def deny(self, told: Told) -> Told:
        """What the last voice says, who never gives a figure: that nobody died."""
        self.statements += 1
        name, voice = f"{self.happening.id}/{self.statements}", self.happening.voices[-1]
        nought = Told(name, self.happening.id, "killed", 0, 0, "exact", voice, told.at)
        self.ground.told.append(nought)
        return nought

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
        self.copies(draft, draw_count(random, (0.55, 0.3, 0.15)))
        return draft

    def independent(self, told: Told) -> None:
        """Another newsroom's own report on the same statement."""
        outlet = self.outlet("local", "national", "foreign", "broadcast", "newsletter", "live")
        at = told.at + timedelta(hours=self.random.uniform(0.5, 20))
        self.write(outlet, at, Brief(happening=self.happening, main=told, hedged=self.random.random() < 0.2, length=3))

    def cite(self, root: Draft, told: Told) -> None:
        """A report that cites the agency, which may or may not be in the collection."""
        random, agency, party = self.random, root.outlet, told.voice.party.key
        if agency.style != "agency" or any(sent.basis and party not in sent.basis for sent in root.sents):
            return
        outlet = self.outlet("national", "foreign", "newsletter", "broadcast")
        behind = not root.held or random.random() < 0.6
        brief = Brief(happening=self.happening, main=told, cites=agency.name, behind=behind, length=2)
        draft = self.write(outlet, root.at + timedelta(hours=random.uniform(1, 24)), brief)
        if root.held and not brief.behind:
            name = self.happening.id
            draft.basis = {name: root.basis[name] | (draft.basis[name] - {f"outlet:{agency.name}"})}

    def lone(self, told: Told) -> None:
        """A newsroom that counts for itself, one that names nobody, or one whose source will not be named."""
        random = self.random
        source = random.choice(("own", "none", "unnamed"))
        if source == "own" and told.kind not in ("killed", "crowd"):
            source = "unnamed"
        outlet = self.outlet("local", "national", "foreign")
        number = told.number
        if source != "none":
            number = _round_like(round(told.number * random.uniform(0.7, 1.5)), told.number)
        voice = self.stand_in(outlet, source, told)
        hours = (told.at - self.happening.begins) / timedelta(hours=1) + random.uniform(1, 12)
        own = self.state(voice, told.kind, number, hours=hours)
        brief = Brief(happening=self.happening, main=own, source=source, length=3)
        self.write(outlet, own.at + timedelta(minutes=30), brief)

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
        """A later figure, or one that takes the first back."""
        random = self.random
        if random.random() < 0.3:
            number = _round_like(round(first.number * random.uniform(1.15, 1.9)) + 1, first.number)
            number = max(number, (first.high or first.number) + 1)
            told = self.state(first.voice, first.kind, number, hours=random.randint(20, 60), before=first)
            self.follow(root, Brief(happening=self.happening, main=told, length=2), told)
        elif random.random() < 0.13 and first.kind == "killed":
            number = round(first.number * random.choice((0.4, 0.6, 1.4, 1.7))) + 1
            number += 1 if number == first.number else 0
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
        self.copies(draft, draw_count(random, (0.55, 0.3, 0.15)))


def _round_like(number: int, like: int) -> int:
    """A number as round as another."""
    for step in (1000, 100, 50, 10):
        if like % step == 0 and number > step:
            return max(number // step * step, step)
    return max(number, 2)


def _slug(name: str) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in name.lower())
