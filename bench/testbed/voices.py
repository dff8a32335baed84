"""What a report is to tell, and the voices in its body: details, quotations, witnesses, blame, labels, denials."""

from __future__ import annotations

from functools import partial
from random import Random

import msgspec

from bench.testbed.drafts import Role, Sent
from bench.testbed.frames import Tok, Toks, add_tag, cut, fill, raise_first, vary
from bench.testbed.manner import Manner
from bench.testbed.words import write_number
from bench.testbed.world import Happening, Told, Voice


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """What a report is to tell: the figure it leads with, more figures, and what else stands in it.

    ``source`` is "named", "none" (own voice), "unnamed" or "own" (its correspondent counted). ``cites`` names an outlet
    that is cited for it, with ``behind`` the body is named too. ``blame`` and ``label`` pair a voice with words.
    ``denies`` is a toll of nought, told as such or as a denial without a number. A ``dated`` report tells the day in
    any case.
    """

    happening: Happening
    main: Told | None = None
    more: tuple[Told, ...] = ()
    source: str = "named"
    cites: str | None = None
    behind: bool = True
    retracts: Told | None = None
    denies: Told | None = None
    blame: tuple[tuple[Voice, str], ...] = ()
    label: tuple[tuple[Voice, str], ...] = ()
    planned: bool = False
    hedged: bool = False
    dated: bool = False
    length: int = 3


class Voices(Manner):
    """Sentences of the body of a report."""

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
        """Words of somebody who was asked."""
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
        """What a body promises or asks for."""
        bodies = [v for v in self.happening.voices if v.party.role == "body"]
        voice = self.random.choice(bodies or list(self.happening.voices))

        def make() -> Toks:
            slots = self.teller.base(self.happening)
            slots["S"] = self.teller.name_voice(self.happening, voice)
            return fill(self.random.choice(self.frames["pledge"]), slots)

        return self.teller.sent(self.teller.try_all(make), self.happening, "voice", None)

    def account(self, frames: str, voice: Voice, words: str, tag: str) -> Sent:
        """Who did it, or what the people are called, by a voice."""

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

    def denial(self, told: Told) -> Sent:
        """Somebody says that nobody died: with "nobody", a toll of nought, without an event type always so."""
        voice = told.voice
        frames = self.material.sayings.later.deny
        if not self.happening.kind.type:
            frames = tuple(f for f in frames if "[z:" in f)

        def make() -> Toks:
            slots = self.teller.base(self.happening)
            slots["S"] = self.teller.name_voice(self.happening, voice)
            toks = fill(self.random.choice(frames), slots)
            return mark(mark(toks, "d", f"d:{voice.party.key}"), "z", f"f:{told.id}")

        basis = frozenset({voice.party.key})
        return self.teller.sent(self.teller.try_all(make), self.happening, "figure", basis)


def mark(toks: Toks, name: str, tag: str) -> Toks:
    """The tokens with a tag in place of the mark of their frame."""

    def change(tok: Tok) -> Tok:
        return msgspec.structs.replace(tok, tags=tok.tags - {name} | {tag}) if name in tok.tags else tok

    return tuple(change(tok) for tok in toks)
