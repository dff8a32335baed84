"""The manner of an outlet: datelines, greetings, digests, headlines, and words that tell of nothing that happened."""

from __future__ import annotations

from datetime import datetime
from random import Random

from bench.testbed.drafts import Draft, Outlet, Role, Sent, make_sent
from bench.testbed.frames import Toks, cut, fill, raise_first, vary, write
from bench.testbed.material import Material, list_paragraphs
from bench.testbed.tell import Seen, Teller
from bench.testbed.world import Happening, Told, draw_name

Paras = list[list[Sent]]


class Manner:
    """What an outlet adds of its own to a report on a happening."""

    def __init__(
        self, random: Random, material: Material, seen: Seen, outlet: Outlet, at: datetime, happening: Happening
    ) -> None:
        self.random, self.material, self.happening = random, material, happening
        self.teller = Teller(random, material, seen, outlet, at)
        self.outlet, self.at, self.seen = outlet, at, seen
        self.frames = material.frames
        self.used: set[str] = set()

    def frame_sent(self, frame: str, role: Role, slots: dict[str, str] | None = None) -> Sent:
        """A sentence that tells of nothing that happened."""

        def make() -> Toks:
            return fill(frame, self.teller.base(self.happening) | {"said": ""} | (slots or {}))

        return make_sent(self.teller.try_all(make), role)

    def pick(self, name: str) -> str:
        """A frame of that name which this report has not used."""
        return self.pick_word(self.frames[name])

    def pick_word(self, frames: tuple[str, ...]) -> str:
        """One that this report has not used."""
        left = [frame for frame in frames if frame not in self.used] or list(frames)
        frame = self.random.choice(left)
        self.used.add(frame)
        return vary(frame, self.random)

    def dress(self, paras: Paras) -> Paras:
        """The paragraphs as the outlet's style has them."""
        style, random = self.outlet.style, self.random
        if style == "agency":
            return self.prefix(paras, "datelines")
        if style == "broadcast":
            opening = [self.frame_sent(self.pick("greet"), "frame")]
            end = [self.frame_sent(self.pick("part"), "frame")]
            return [opening, *paras[: random.randint(3, 5)], *self.digest(), end]
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

    def digest(self) -> Paras:
        """A paragraph or two on other things, from the project's own example texts, each once in a collection."""
        drawn = self.random.sample(list_paragraphs(), k=self.random.randint(0, 2))
        chosen = [cut(text) for text in drawn]
        rest = [[Sent(toks, "frame")] for toks in chosen if not self.seen.clashes(toks)]
        for para in rest:
            self.seen.add(para[0].toks)
        if not rest:
            return []
        return [[make_sent(cut(self.pick("digest")), "frame"), *rest[0]], *rest[1:]]

    def prefix(self, paras: Paras, name: str) -> Paras:
        """The paragraphs with a dateline."""
        slots = self.teller.base(self.happening) | {"agency": self.outlet.name}
        line = Sent(fill(self.random.choice(self.frames[name]), slots), "dateline")
        return [[line, *paras[0]], *paras[1:]]

    def stamp(self, paras: Paras) -> Paras:
        """Entries with the time before each, the latest first."""
        hour, minute = self.at.hour, self.at.minute
        stamped = []
        for number, para in enumerate(paras):
            at = max(hour * 60 + minute - number * self.random.randint(4, 25), number)
            line = Sent(cut(f"{at // 60:02d}:{at % 60:02d} –"), "dateline")
            stamped.append([line, *para])
        return stamped

    def write_title(self, main: Told | None) -> str:
        """A headline, with the figure that the report leads with."""
        slots = self.teller.base(self.happening)
        if main is not None:
            head = self.random.choice(self.material.tolls[main.kind].head)
            slots["N"] = self.teller.figure(main)
            slots["head"] = write(fill(head, slots))
        else:
            slots["head"] = self.random.choice(("what is known", "questions remain", "the day after"))
        thing = self.random.choice(self.happening.kind.the).replace("*", "").removeprefix("the ")
        slots |= {"thing": thing, "HEAD": str(slots["head"]).upper(), "THING": thing.upper()}
        named = main is not None and main.voice.party.role in ("body", "person")
        slots["party"] = main.voice.kind.name.replace("-", " ") if main and named else self.outlet.name
        return write(raise_first(fill(self.random.choice(self.material.leads.headlines), slots)))[:120]


def write_filler(
    random: Random, material: Material, seen: Seen, outlet: Outlet, at: datetime, key: str, like: Happening
) -> Draft:
    """A report from the same town that tells of nothing of the kind, in sentences that no other report has."""
    teller = Teller(random, material, seen, outlet, at)
    frames = list(material.frames["soft"])
    random.shuffle(frames)
    paras: Paras = []
    wanted = random.randint(4, 6)
    for frame in frames:

        def make(frame: str = frame) -> Toks:
            slots = teller.base(like) | {"when": "", "name": draw_name(random, material, like.country)}
            return fill(vary(frame, random), slots)

        toks = teller.try_new(make) if len(paras) < wanted else None
        if toks is not None:
            paras.append([make_sent(toks, "frame")])
    return Draft(key, outlet, at, f"{like.town}: notes of the day", paras, filler=True)
