"""Reports written from statements: leads, figures, details, voices, background, in the manner of their outlets."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from random import Random

import msgspec

from bench.testbed.drafts import Draft, Outlet, Role, Sent, make_sent
from bench.testbed.frames import Toks, add_tag, cut, fill, raise_first, vary, write
from bench.testbed.material import Material, list_paragraphs
from bench.testbed.tell import Seen, Teller, conjugate
from bench.testbed.words import write_number
from bench.testbed.world import Happening, Told, Voice, draw_name

_PAST = ("died", "lost", "perished", "fled", "joined", "turned out", "claimed", "survived")


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """What a report is to tell: the figure it leads with, more figures, and what else stands in it.

    ``source`` is "named", "none" (own voice), "unnamed" or "own" (its correspondent counted). ``cites`` names an outlet
    that is cited for it, with ``behind`` the body is named too. ``blame`` and ``label`` pair a voice with words.
    """

    happening: Happening
    main: Told | None = None
    more: tuple[Told, ...] = ()
    source: str = "named"
    cites: str | None = None
    behind: bool = True
    retracts: Told | None = None
    denies: Voice | None = None
    blame: tuple[tuple[Voice, str], ...] = ()
    label: tuple[tuple[Voice, str], ...] = ()
    planned: bool = False
    hedged: bool = False
    length: int = 3


class Writer:
    """Writes one report."""

    def __init__(
        self, random: Random, material: Material, seen: Seen, outlet: Outlet, at: datetime, key: str, brief: Brief
    ) -> None:
        self.random, self.material, self.brief, self.key = random, material, brief, key
        self.teller = Teller(random, material, seen, outlet, at)
        self.happening = brief.happening
        self.outlet, self.at = outlet, at
        self.frames = material.frames
        self.used: set[str] = set()

    def write(self) -> Draft:
        """The report."""
        brief = self.brief
        paras = [[self.lead()], self.figures(), *self.body()]
        if brief.cites and not any(tok.has("A") for para in paras for sent in para for tok in sent.toks):
            paras[0] += [self.frame_sent(self.pick("credit_said"), "credit", {"agency": self.credit_name()})]
        paras = self.dress([para for para in paras if para])
        title = self.title()
        return Draft(self.key, self.outlet, self.at, title, paras, basis=self.find_basis(paras))

    # --- the lead and the figures

    def lead(self) -> Sent:
        brief = self.brief
        if brief.planned:
            return self.plain(self.random.choice(self.happening.kind.planned), "lead", extra="P")
        if brief.retracts is not None:
            return self.retraction(brief.retracts)
        if brief.main is not None and brief.main.before is not None and self.random.random() < 0.6:
            return self.update(brief.main)
        if brief.main is None or brief.source in ("own", "unnamed") or brief.cites:
            return self.cited_lead() if brief.cites and brief.main else self.plain(self.choose_plain(), "lead")
        return self.toll_lead(brief.main)

    def choose_plain(self) -> str:
        sourced = self.brief.main is None and self.brief.source == "named"
        frames = [f for f in self.material.leads.plain if sourced or "{S}" not in f]
        return self.random.choice(frames)

    def toll_lead(self, told: Told) -> Sent:
        leads = self.material.leads
        frames = leads.crowd if told.kind == "crowd" else leads.toll
        if told.kind != "killed":
            frames = tuple(f for f in frames if "lives" not in f and "death toll" not in f)
        frames = tuple(f for f in frames if "[c:having" not in f or not told.voice.kind.plural)

        def make() -> Toks:
            slots = self.teller.slots(self.happening, told, tense="now")
            slots["tolled"] = self.lead_clause(told, "then")
            slots["tolledback"] = self.lead_clause(told, "back")
            slots["killhead"] = self.lead_clause(told, "then")
            return fill(self.hedge(self.random.choice(frames)), slots)

        return self.finish(make, told, "lead")

    def lead_clause(self, told: Told, tense: str) -> str:
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

    def finish(self, make: object, told: Told, role: Role) -> Sent:
        brief = self.brief
        toks = self.teller.try_all(make)  # type: ignore[arg-type]
        basis = frozenset({told.voice.party.key})
        return self.teller.sent(toks, self.happening, role, basis, source=brief.source == "named")

    def figures(self) -> list[Sent]:
        brief, sents = self.brief, []
        if brief.source == "own" and brief.main is not None:
            sents.append(self.own_count(brief.main))
        elif brief.source == "unnamed" and brief.main is not None:
            sents.append(self.unnamed(brief.main))
        elif brief.main is not None and (brief.retracts is not None or self.random.random() < 0.3):
            sents.append(self.claim(brief.main))
        sents += [self.claim(told) for told in brief.more]
        if brief.main is not None and self.random.random() < 0.3:
            sents.append(self.frame_sent(self.pick_word(self.material.sayings.caveats), "figure"))
        return sents

    def claim(self, told: Told) -> Sent:
        """A sentence of its own with a figure and its source."""
        sayings = self.material.sayings
        style = self.random.choice(("now", "now", "back", "back", "put"))
        if told.group or (style == "put" and told.bound not in ("exact", "least", "about")):
            style = "back"
        frames = {"now": sayings.now, "back": sayings.back, "put": sayings.put}[style]
        if told.voice.kind.plural:
            frames = tuple(f for f in frames if "says]" not in f and "gives]" not in f and "{S}'s" not in f)

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
        agency = self.brief.cites or ""
        return self.random.choice((agency, agency, f"the news agency {agency}", f"{agency} news agency"))

    def own_count(self, told: Told) -> Sent:
        own = self.material.sayings.own
        frames = own.crowd if told.kind == "crowd" else own.killed

        def make() -> Toks:
            return fill(self.random.choice(frames), self.teller.slots(self.happening, told, tense="now"))

        return self.teller.sent(self.teller.try_all(make), self.happening, "figure", frozenset({self.own_key()}))

    def own_key(self) -> str:
        return f"outlet:{self.outlet.name}"

    def unnamed(self, told: Told) -> Sent:
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
        def make() -> Toks:
            slots = self.teller.slots(self.happening, told, tense="now")
            slots["O"] = self.teller.figure(told)
            frames = self.material.sayings.later.retract
            if told.voice.kind.plural:
                frames = tuple(f for f in frames if "{S} has" not in f and "stands" not in f)
            frame = self.random.choice(frames)
            if told.kind != "killed":
                frame = frame.replace(" dead", "").replace("toll", "figure").replace("victims", "people")
            at = {"lead": " {in}"}
            toks = fill(frame, slots)
            del at
            return tuple(
                msgspec.structs.replace(tok, tags=tok.tags - {"r"} | {f"r:{told.id}"}) if "r" in tok.tags else tok
                for tok in toks
            )

        return self.finish(make, told, "lead")

    # --- the body

    def body(self) -> list[list[Sent]]:
        brief, random = self.brief, self.random
        paras = [self.some("detail", random.randint(1, 2)) for _ in range(random.randint(1, brief.length))]
        if brief.planned:
            paras = []
        if brief.source == "own" and brief.main is None:
            frame = random.choice(self.material.sayings.own.scene)
            paras.insert(0, [self.plain(frame, "figure", basis=frozenset({self.own_key()}))])
        for voice, agent in brief.blame:
            paras.insert(random.randint(0, len(paras)), [self.account("blame", voice, agent, "a")])
        for voice, label in brief.label:
            paras.insert(random.randint(0, len(paras)), [self.account("label", voice, label, "l")])
        if brief.denies is not None:
            paras.insert(0, [self.denial(brief.denies)])
        if random.random() < 0.12 and brief.source == "named":
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

    def some(self, role: Role, count: int) -> list[Sent]:
        """Up to so many sentences of a role that no other report has."""
        kind = self.happening.kind
        frames = {
            "detail": kind.detail + self.happening.variant.detail,
            "aside": (*kind.aside, *self.frames["response"]),
        }.get(role, self.frames["background"])
        left = [frame for frame in frames if frame not in self.used]
        self.random.shuffle(left)
        found: list[Sent] = []
        for frame in left:
            if len(found) == count:
                break
            toks = self.teller.try_new(partial(self.fill_varied, frame))
            if toks is not None:
                self.used.add(frame)
                found.append(self.teller.sent(toks, self.happening, role, None))
        return found

    def fill_varied(self, frame: str) -> Toks:
        """A frame with its numbers, which are the same in all reports on the happening."""
        slots = self.teller.base(self.happening)
        fixed = Random(f"{self.happening.id} {frame}")
        slots["small"] = write_number(fixed.randint(2, 9), last_word=self.teller.last_word)
        slots["dozens"], slots["hundred"] = str(fixed.randint(2, 9) * 10), str(fixed.randint(1, 9) * 100)
        return fill(vary(frame, self.random), slots)

    def quote(self) -> Sent:
        quoter = self.pick("quoter")
        return self.frame_sent("[n:" + self.pick("quotes").replace("{P}", quoter) + "]", "voice")

    def witness(self, voice: Voice) -> Sent:
        """Somebody who was there tells of it."""

        def make() -> Toks:
            slots = self.teller.base(self.happening)
            slots["S"] = self.teller.name_voice(self.happening, voice)
            return fill(self.random.choice(self.frames["witness"]), slots)

        basis = frozenset({voice.party.key})
        return self.teller.sent(self.teller.try_all(make), self.happening, "figure", basis)

    def pledge(self) -> Sent:
        bodies = [v for v in self.happening.voices if v.party.role == "body"]
        voice = self.random.choice(bodies or list(self.happening.voices))

        def make() -> Toks:
            slots = self.teller.base(self.happening)
            slots["S"] = self.teller.name_voice(self.happening, voice)
            return fill(self.random.choice(self.frames["pledge"]), slots)

        return self.teller.sent(self.teller.try_all(make), self.happening, "voice", None)

    def account(self, frames: str, voice: Voice, words: str, tag: str) -> Sent:
        def make() -> Toks:
            slots = self.teller.base(self.happening)
            slots["S"] = self.teller.name_voice(self.happening, voice)
            told = add_tag(cut(words), f"{tag}:{voice.party.key}={words}")
            slots["A"] = slots["L"] = told
            frame = self.random.choice(self.frames[frames])
            if frame.startswith("{A}"):
                slots["A"] = raise_first(told)
            if frame.startswith("{the}"):
                frame = "{The}" + frame[5:]
            return fill(frame, slots)

        basis = frozenset({voice.party.key})
        return self.teller.sent(self.teller.try_all(make), self.happening, "figure", basis)

    def denial(self, voice: Voice) -> Sent:
        def make() -> Toks:
            slots = self.teller.base(self.happening)
            slots["S"] = self.teller.name_voice(self.happening, voice)
            toks = fill(self.random.choice(self.material.sayings.later.deny), slots)
            return tuple(
                msgspec.structs.replace(tok, tags=tok.tags - {"d"} | {f"d:{voice.party.key}"})
                if "d" in tok.tags
                else tok
                for tok in toks
            )

        basis = frozenset({voice.party.key})
        return self.teller.sent(self.teller.try_all(make), self.happening, "figure", basis)

    # --- parts and pieces

    def plain(self, frame: str, role: Role, *, basis: frozenset[str] | None = None, extra: str = "") -> Sent:
        """A sentence on the happening without a figure; its source, where the frame has one, is the first voice."""
        voice = self.brief.main.voice if self.brief.main else self.happening.voices[0]

        def make() -> Toks:
            slots = self.teller.base(self.happening)
            if "{S}" in frame:
                slots["S"] = self.teller.name_voice(self.happening, voice)
                slots["said"] = ""
            filled = fill(frame, slots)
            return add_tag(filled, extra) if extra else filled

        toks = self.teller.try_all(make)
        sourced = self.brief.source == "named" and "{S}" in frame
        if sourced:
            basis = frozenset({voice.party.key})
        return self.teller.sent(toks, self.happening, role, basis, source=sourced or basis is not None)

    def frame_sent(self, frame: str, role: Role, slots: dict[str, str] | None = None) -> Sent:
        """A sentence that tells of nothing that happened."""

        def make() -> Toks:
            return fill(frame, self.teller.base(self.happening) | {"said": ""} | (slots or {}))

        return make_sent(self.teller.try_all(make), role)

    def pick(self, name: str) -> str:
        return self.pick_word(self.frames[name])

    def pick_word(self, frames: tuple[str, ...]) -> str:
        """One that this report has not used."""
        left = [frame for frame in frames if frame not in self.used] or list(frames)
        frame = self.random.choice(left)
        self.used.add(frame)
        return vary(frame, self.random)

    # --- the manner of the outlet

    def dress(self, paras: list[list[Sent]]) -> list[list[Sent]]:
        style, random = self.outlet.style, self.random
        if style == "agency":
            return self.prefix(paras, "datelines")
        if style == "broadcast":
            opening = [self.frame_sent(self.pick("greet"), "frame")]
            return [
                opening,
                *paras[: random.randint(3, 5)],
                *self.digest(),
                [self.frame_sent(self.pick("part"), "frame")],
            ]
        if style == "newsletter":
            opening = [make_sent(cut(self.pick("dear")), "frame")]
            return [opening, *paras, *self.digest(), [self.frame_sent(self.pick("bye"), "frame")]]
        if style == "live":
            return self.stamp(paras)
        if style in ("foreign", "national") and random.random() < 0.4:
            paras = self.prefix(paras, "placelines")
        if style == "local" and random.random() < 0.5:
            paras = [*paras, [self.frame_sent(self.pick("local_end"), "frame")]]
        return paras

    def digest(self) -> list[list[Sent]]:
        """A paragraph or two on other things, from the project's own example texts."""
        chosen = self.random.sample(list_paragraphs(), k=self.random.randint(0, 2))
        opening = [make_sent(cut(self.pick("digest")), "frame")]
        rest = [[Sent(cut(text), "frame")] for text in chosen]
        return [[*opening, *rest[0]], *rest[1:]] if rest else []

    def prefix(self, paras: list[list[Sent]], name: str) -> list[list[Sent]]:
        slots = self.teller.base(self.happening) | {"agency": self.outlet.name}
        line = Sent(fill(self.random.choice(self.frames[name]), slots), "dateline")
        return [[line, *paras[0]], *paras[1:]]

    def stamp(self, paras: list[list[Sent]]) -> list[list[Sent]]:
        """Entries with the time before each, the latest first."""
        hour, minute = self.at.hour, self.at.minute
        stamped = []
        for number, para in enumerate(paras):
            at = max(hour * 60 + minute - number * self.random.randint(4, 25), number)
            line = Sent(cut(f"{at // 60:02d}:{at % 60:02d} –"), "dateline")
            stamped.append([line, *para])
        return stamped

    def title(self) -> str:
        brief = self.brief
        slots = self.teller.base(self.happening)
        if brief.main is not None:
            head = self.random.choice(self.material.tolls[brief.main.kind].head)
            slots["N"] = self.teller.figure(brief.main)
            slots["head"] = write(fill(head, slots))
        else:
            slots["head"] = self.random.choice(("what is known", "questions remain", "the day after"))
        thing = self.random.choice(self.happening.kind.the).replace("*", "").removeprefix("the ")
        slots |= {"thing": thing, "HEAD": str(slots["head"]).upper(), "THING": thing.upper()}
        named = brief.main is not None and brief.main.voice.party.role in ("body", "person")
        slots["party"] = brief.main.voice.kind.name.replace("-", " ") if brief.main and named else self.outlet.name
        return write(raise_first(fill(self.random.choice(self.material.leads.headlines), slots)))[:120]

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


def write_filler(random: Random, material: Material, seen: Seen, outlet: Outlet, at: datetime, key: str, like: Happening) -> Draft:  # fmt: skip
    """A report from the same town that tells of nothing of the kind."""
    teller = Teller(random, material, seen, outlet, at)
    frames = list(material.frames["soft"])
    random.shuffle(frames)
    paras = []
    for frame in frames[: random.randint(4, 6)]:

        def make(frame: str = frame) -> Toks:
            slots = teller.base(like) | {"when": "", "name": draw_name(random, material, like.country)}
            return fill(vary(frame, random), slots)

        paras.append([make_sent(teller.try_all(make), "frame")])
    return Draft(key, outlet, at, f"{like.town}: notes of the day", paras, filler=True)
