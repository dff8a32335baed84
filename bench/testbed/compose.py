"""Reports written from statements: leads, figures, details, voices, background, in the manner of their outlets."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from random import Random

from bench.testbed.drafts import Draft, Outlet, Role, Sent
from bench.testbed.frames import Toks, add_tag, cut, fill, raise_first, vary
from bench.testbed.material import Material
from bench.testbed.tell import Seen, conjugate
from bench.testbed.voices import Brief, Voices, mark
from bench.testbed.world import Told

_MARK = re.compile(r"\[([A-Za-z]+):|\]|\{S\}")
_PAST = ("died", "lost", "perished", "fled", "joined", "turned out", "claimed", "survived")


class Writer(Voices):
    """Writes one report from its brief."""

    def __init__(
        self, random: Random, material: Material, seen: Seen, outlet: Outlet, at: datetime, key: str, brief: Brief
    ) -> None:
        super().__init__(random, material, seen, outlet, at, brief.happening)
        self.brief, self.key = brief, key

    def write(self) -> Draft:
        """The report."""
        brief = self.brief
        paras = [[self.lead(), *self.setting()], self.figures(), *self.body()]
        if brief.cites and not any(tok.has("A") for para in paras for sent in para for tok in sent.toks):
            paras[0] += [self.frame_sent(self.pick("credit_said"), "credit", {"agency": self.credit_name()})]
        if brief.dated:
            self.date(paras)
        paras = self.dress([para for para in paras if para])
        title = self.write_title(brief.main)
        return Draft(self.key, self.outlet, self.at, title, paras, basis=self.find_basis(paras))

    # --- the lead and the figures

    def lead(self) -> Sent:
        """The first sentence."""
        brief = self.brief
        if brief.planned:
            return self.plain(self.happening.kind.planned, "lead", extra="P")
        if brief.retracts is not None:
            return self.retraction(brief.retracts)
        if brief.main is not None and brief.main.before is not None and self.random.random() < 0.6:
            return self.update(brief.main)
        if brief.main is None or brief.source in ("own", "unnamed") or brief.cites:
            return self.cited_lead() if brief.cites and brief.main else self.plain(self.list_plain(), "lead")
        return self.toll_lead(brief.main)

    def setting(self) -> list[Sent]:
        """A second sentence that says what happened, where and when: behind a lead that only takes a figure back."""
        if self.brief.retracts is None:
            return []
        frames = [f for f in self.material.leads.plain if "{when}" in f and "{S}" not in f]
        return [self.plain(frames, "lead")]

    def date(self, paras: list[list[Sent]]) -> None:
        """The day of the happening at the end of the first paragraph, where no sentence tells it."""
        day = f"w:{self.happening.day.isoformat()}"
        if not any(day in tok.tags for para in paras for sent in para if sent.incidents for tok in sent.toks):
            paras[0].append(self.plain(self.frames["dated"], "lead"))

    def list_plain(self) -> list[str]:
        """The frames that tell what happened without a figure."""
        sourced = self.brief.main is None and self.brief.source == "named"
        return [f for f in self.material.leads.plain if sourced or not names_source(f)]

    def toll_lead(self, told: Told) -> Sent:
        """A lead with the figure and its source."""
        leads = self.material.leads
        frames = leads.crowd if told.kind == "crowd" else leads.toll
        if told.kind != "killed":
            frames = tuple(f for f in frames if "lives" not in f and "death toll" not in f)
        frames = tuple(f for f in frames if "[c:having" not in f or not told.voice.kind.plural)
        frames = self.keep_sourceless(frames)

        def make() -> Toks:
            slots = self.teller.slots(self.happening, told, tense="now")
            slots["tolled"] = self.lead_clause(told, "then")
            slots["tolledback"] = self.lead_clause(told, "back")
            slots["killhead"] = self.lead_clause(told, "then")
            return fill(self.hedge(self.random.choice(frames)), slots)

        return self.finish(make, told, "lead")

    def keep_sourceless(self, frames: tuple[str, ...]) -> tuple[str, ...]:
        """The frames that stand without a source, where the report names none."""
        return tuple(f for f in frames if self.brief.source == "named" or not names_source(f))

    def lead_clause(self, told: Told, tense: str) -> str:
        """A finite clause with the figure, in the tense asked for."""
        frames = self.material.tolls[told.kind].clause
        fit = [f for f in frames if f.startswith("{N}") and "{the}" not in f and "{stood}" not in f]
        fit = [f for f in fit if "{had}" not in f or any(f"{{had}} {p}" in f for p in (*_PAST, "*died*"))]
        fit = [
            f for f in fit if not any(word in f for word in (" dead", "known to", "present", "behind bars", "being"))
        ]
        frame = self.random.choice(fit or [f for f in frames if f.startswith("{N}")])
        if tense == "then":
            frame = frame.replace("{had} ", "")
        return conjugate(frame, tense, plain="it", random=self.random)

    def hedge(self, frame: str) -> str:
        """The frame with a hedge before its figure, where the brief wants one."""
        if not self.brief.hedged or "[h:" in frame or "[s:" not in frame:
            return frame
        if "{killing}" in frame:
            return frame.replace("{killing}", self.random.choice(self.material.sayings.hedges) + "{killing}", 1)
        if frame.startswith(("{Tolled}", "{Clause}")):
            word = frame[1].lower() + frame[2 : frame.index("}")]
            rest = frame[frame.index("}") + 1 :]
            return self.random.choice(self.material.sayings.hedged) + "{" + word + "}" + rest
        return frame

    def finish(self, make: Callable[[], Toks], told: Told, role: Role) -> Sent:
        """The sentence of a figure that its voice gave."""
        brief = self.brief
        toks = self.teller.try_all(make)
        basis = frozenset({told.voice.party.key})
        return self.teller.sent(toks, self.happening, role, basis, source=brief.source == "named")

    def figures(self) -> list[Sent]:
        """The sentences behind the lead that give figures."""
        brief, sents = self.brief, []
        if brief.source == "own" and brief.main is not None:
            sents.append(self.own_count(brief.main))
        elif brief.source == "unnamed" and brief.main is not None:
            sents.append(self.unnamed(brief.main))
        elif brief.main is not None and (brief.retracts is not None or self.random.random() < 0.3):
            sents.append(self.claim(brief.main))
        sents += [self.claim(told) for told in brief.more]
        if brief.main is not None and self.random.random() < 0.3:
            fit = [f for f in self.material.sayings.caveats if brief.source == "named" or "the same source" not in f]
            sents.append(self.frame_sent(self.pick_word(tuple(fit)), "figure"))
        return sents

    def claim(self, told: Told) -> Sent:
        """A sentence of its own with a figure and its source."""
        sayings = self.material.sayings
        style = self.random.choice(("now", "now", "back", "back", "put"))
        if self.brief.source != "named":
            style = "now"
        elif told.group or (style == "put" and told.bound not in ("exact", "least", "about")):
            style = "back"
        frames = {"now": sayings.now, "back": sayings.back, "put": sayings.put}[style]
        if told.voice.kind.plural:
            frames = tuple(f for f in frames if "says]" not in f and "gives]" not in f and "{S}'s" not in f)
        frames = self.keep_sourceless(frames)

        def make() -> Toks:
            slots = self.teller.slots(self.happening, told, tense="back" if style == "back" else "now")
            slots["c"] = self.teller.clause(self.happening, told, slots, tense="back" if style == "back" else "now")
            slots["C"] = fill(str(slots["c"]), slots)
            slots["noun"] = slots["numberof"]
            frame = self.random.choice(frames)
            if frame.startswith("{C}"):
                slots["C"] = raise_first(fill(str(slots["c"]), slots))
            return fill(frame, slots)

        return self.finish(make, told, "figure")

    def cited_lead(self) -> Sent:
        """A lead that cites an outlet, with the one behind it or alone."""
        brief, told = self.brief, self.brief.main
        frames = self.material.sayings.cited.back if brief.behind else self.material.sayings.cited.alone
        if told is None:
            raise ValueError("a report that cites an outlet cites it for a figure")

        def make() -> Toks:
            slots = self.teller.slots(self.happening, told, tense="back")
            slots["c"] = self.lead_clause(told, "back") + " in {noun} {in}"
            slots["A"] = add_tag(cut(self.credit_name()), f"A:{brief.cites}")
            frame = self.random.choice(frames)
            filled = fill(str(slots["c"]), slots)
            slots["C"] = raise_first(filled) if frame.startswith("{C}") else filled
            return fill(frame, slots)

        toks = self.teller.try_all(make)
        basis = frozenset({told.voice.party.key if brief.behind else f"outlet:{brief.cites}"})
        return self.teller.sent(toks, self.happening, "lead", basis)

    def credit_name(self) -> str:
        """How the cited outlet is called."""
        agency = self.brief.cites or ""
        return self.random.choice((agency, agency, f"the news agency {agency}", f"{agency} news agency"))

    def own_count(self, told: Told) -> Sent:
        """The newsroom's own count."""
        own = self.material.sayings.own
        frames = own.crowd if told.kind == "crowd" else own.killed

        def make() -> Toks:
            return fill(self.random.choice(frames), self.teller.slots(self.happening, told, tense="now"))

        return self.teller.sent(self.teller.try_all(make), self.happening, "figure", frozenset({self.own_key()}))

    def own_key(self) -> str:
        """The key of the outlet as an origin."""
        return f"outlet:{self.outlet.name}"

    def unnamed(self, told: Told) -> Sent:
        """A figure from a source without a name."""
        sayings = self.material.sayings

        def make() -> Toks:
            slots = self.teller.slots(self.happening, told, tense="back")
            source = self.random.choice(sayings.unnamed.S)
            slots["S"] = add_tag(cut(source), f"S:unnamed:{self.key}")
            frame = self.random.choice((*sayings.back[:6], *sayings.unnamed.passive))
            tense = "back" if "that {C}" in frame or "{C}." in frame else "now"
            clause = self.teller.clause(self.happening, told, slots, tense=tense)
            filled = fill(clause, slots)
            slots["C"] = raise_first(filled) if frame.startswith("{C}") else filled
            return fill(frame, slots)

        return self.teller.sent(self.teller.try_all(make), self.happening, "figure", frozenset({f"unnamed:{self.key}"}))

    def update(self, told: Told) -> Sent:
        """A figure that takes the place of an earlier one."""
        before = told.before or told

        def make() -> Toks:
            slots = self.teller.slots(self.happening, told, tense="now")
            slots["O"] = self.teller.figure(before)
            slots["noun"] = self.random.choice(self.material.tolls[told.kind].noun) + " in {noun2} {in}"
            slots["noun2"] = self.random.choice(self.happening.variant.nouns)
            clause = self.lead_clause(told, "then") + " in {noun2} {in}"
            slots["C"] = fill(clause, slots)
            frame = self.random.choice(self.material.sayings.later.update)
            if frame.startswith("{C}"):
                slots["C"] = raise_first(fill(clause, slots))
            return fill(frame, slots)

        return self.finish(make, told, "lead")

    def retraction(self, told: Told) -> Sent:
        """A lead that takes a figure back."""

        def make() -> Toks:
            slots = self.teller.slots(self.happening, told, tense="now")
            slots["O"] = self.teller.figure(told)
            frames = self.material.sayings.later.retract
            if told.voice.kind.plural:
                frames = tuple(f for f in frames if "{S} has" not in f and "stands" not in f)
            frame = self.random.choice(frames)
            if told.kind != "killed":
                frame = frame.replace(" dead", "").replace("toll", "figure").replace("victims", "people")
            return mark(fill(frame, slots), "r", f"r:{told.id}")

        return self.finish(make, told, "lead")

    # --- the body

    def body(self) -> list[list[Sent]]:
        """All behind the figures."""
        brief, random = self.brief, self.random
        paras = [self.some("detail", random.randint(1, 2)) for _ in range(random.randint(1, brief.length))]
        if brief.planned:
            paras = []
        for voice, agent in brief.blame:
            paras.insert(random.randint(0, len(paras)), [self.account("blame", voice, agent, "a")])
        for voice, label in brief.label:
            paras.insert(random.randint(0, len(paras)), [self.account("label", voice, label, "l")])
        if brief.denies is not None:
            paras.insert(0, [self.denial(brief.denies)])
        if random.random() < 0.12 and brief.source == "named" and self.happening.kind.type:
            paras += [[self.witness(voice)] for voice in self.happening.voices if voice.kind.name == "witness"]
        if random.random() < 0.45:
            paras.append([self.quote()])
        if random.random() < 0.4 and self.happening.voices:
            paras.append([self.pledge()])
        paras.append(self.some("aside", random.randint(2, 4)))
        if brief.length > 1:
            paras.append(self.some("aside", random.randint(1, 3)))
        paras.append(self.some("background", random.randint(1, 2)))
        return paras

    # --- parts and pieces

    def plain(self, frames: Sequence[str], role: Role, *, extra: str = "") -> Sent:
        """A sentence on the happening without a figure; its source, where the frame has one, is the first voice."""
        voice = self.brief.main.voice if self.brief.main else self.happening.voices[0]
        named = self.brief.source == "named"

        def make() -> Toks:
            frame = vary(self.random.choice(list(frames)), self.random)
            slots = self.teller.base(self.happening)
            if "{S}" in frame:
                slots["S"] = self.teller.name_voice(self.happening, voice)
                slots["said"] = ""
            filled = fill(frame, slots)
            return add_tag(filled, extra) if extra else filled

        toks = self.teller.try_all(make)
        sourced = named and any(tok.has("S") for tok in toks)
        basis = frozenset({voice.party.key}) if sourced else None
        return self.teller.sent(toks, self.happening, role, basis, source=sourced)

    def find_basis(self, paras: list[list[Sent]]) -> dict[str, frozenset[str]]:
        """Where the account comes from: the sources of its sentences, else the outlet itself."""
        named = [sent.basis for para in paras for sent in para if sent.basis and sent.incidents]
        found = frozenset().union(*named) if named else frozenset({self.own_key()})
        return {self.happening.id: found}


def write_report(
    random: Random, material: Material, seen: Seen, outlet: Outlet, at: datetime, key: str, brief: Brief
) -> Draft:
    """A report as its outlet writes it from what the brief gives."""
    return Writer(random, material, seen, outlet, at, key, brief).write()


def names_source(frame: str) -> bool:
    """Whether a source stays in a frame when the words that can be dropped ([s:...]) are dropped."""
    kept = []
    open_marks: list[str] = []
    for match in _MARK.finditer(frame):
        if match[1]:
            open_marks.append(match[1])
        elif match[0] == "]":
            open_marks.pop()
        elif "s" not in open_marks:
            kept.append(match[0])
    return bool(kept)
