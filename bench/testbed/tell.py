"""Sentences about a happening, as one outlet writes them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from random import Random

import msgspec

from bench.testbed.drafts import Outlet, Role, Sent, make_sent
from bench.testbed.frames import Tok, Toks, add_tag, cut, fill, raise_first
from bench.testbed.material import Material, TollFrames
from bench.testbed.words import write_date, write_day, write_figure, write_number
from bench.testbed.world import Happening, Told, Voice, draw_name

_BE = (
    "being",
    "still",
    "known",
    "behind",
    "in hospital",
    "missing",
    "dead",
    "present",
    "in shelters",
    "on the streets",
)
_PLURAL_WORDS = frozenset({"police", "hospitals", "officers", "who"})
_SHINGLE = 7
_TRIES = 40


class Seen:
    """Runs of words that stand in the collection already, so that two reports do not agree by chance.

    A run is seven words, or all words of a shorter sentence.
    """

    def __init__(self) -> None:
        self._runs: set[tuple[str, ...]] = set()

    def clashes(self, toks: Sequence[Tok]) -> bool:
        """Whether a run of these stands there."""
        return any(run in self._runs for run in _runs(toks))

    def add(self, toks: Sequence[Tok]) -> None:
        """Remember the runs of these words."""
        self._runs.update(_runs(toks))


def _runs(toks: Sequence[Tok]) -> list[tuple[str, ...]]:
    words = [tok.text.lower() for tok in toks if tok.text[0].isalnum()]
    return [tuple(words[at : at + _SHINGLE]) for at in range(max(len(words) - _SHINGLE, 0) + 1 if words else 0)]


class Teller:
    """Writes sentences for one report: it knows who was named already, and how its outlet writes."""

    def __init__(self, random: Random, material: Material, seen: Seen, outlet: Outlet, at: datetime) -> None:
        self.random = random
        self.material = material
        self.seen = seen
        self.outlet = outlet
        self.at = at
        self.last_word = random.choice((9, 9, 9, 10, 12))
        self._named: set[str] = set()
        self._placed: set[str] = set()

    def try_all(self, make: Callable[[], Toks]) -> Toks:
        """What ``make`` gives; made anew while it repeats seven words of another report."""
        toks = make()
        for _ in range(_TRIES):
            if not self.seen.clashes(toks):
                break
            toks = make()
        self.keep(toks)
        return toks

    def try_new(self, make: Callable[[], Toks]) -> Toks | None:
        """The same, but nothing where every try repeats another report."""
        for _ in range(_TRIES):
            toks = make()
            if not self.seen.clashes(toks):
                self.keep(toks)
                return toks
        return None

    def keep(self, toks: Toks) -> None:
        """Remember what was said, and who was named."""
        self.seen.add(toks)
        self._named.update(tag[2:] for tok in toks for tag in tok.tags if tag.startswith("S:"))

    def base(self, happening: Happening) -> dict[str, str | Toks]:
        """The slots that every frame about a happening may use."""
        country, random = happening.country, self.random
        name = draw_name(random, self.material, country)
        small, dozens, hundred = random.randint(2, 9), random.randint(2, 9) * 10, random.randint(1, 9) * 100
        when = write_day(happening.day, self.at.date(), random)
        return {
            "town": happening.town,
            "TOWN": happening.town.upper(),
            "region": happening.region,
            "country": country.name,
            "adj": country.adjective,
            "CAPITAL": happening.town.upper(),
            "site": happening.site,
            "cause": happening.cause,
            "clock": happening.clock,
            "small": write_number(small, last_word=self.last_word),
            "dozens": str(dozens),
            "hundred": str(hundred),
            "age": str(random.randint(19, 74)),
            "name": name,
            "last": name.rsplit(" ", 1)[-1],
            "outlet": re.sub(r"^[Tt]he ", "", self.outlet.name),
            "Outlet": self.outlet.name,
            "in": self._place(happening),
            "place": random.choice((happening.site, "in " + happening.town, "at the scene")),
            "when": add_tag(cut(when), f"w:{happening.day.isoformat()}"),
            "whenbare": add_tag(cut(when.removeprefix("on ")), f"w:{happening.day.isoformat()}"),
            "the": random.choice(happening.kind.the),
            "noun": random.choice(happening.variant.nouns),
            "clause": random.choice(happening.variant.clauses),
            "daymonth": f"{self.at.day} {calendar.month_name[self.at.month]}",
            "monthday": f"{calendar.month_name[self.at.month]} {self.at.day}",
            "on": "on " + write_date(happening.day, random, year=True),
        }

    def _place(self, happening: Happening) -> Toks:
        town, country, region = happening.town, happening.country, happening.region
        tag = f"p:{town}"
        if happening.id in self._placed:
            text = self.random.choice((f"in {town}", f"in {town}", f"in the town of {town}"))
            return add_tag(cut(text), tag)
        if self.outlet.style == "local":
            text = self.random.choice((f"in {town}", f"here in {town}", f"in {town}"))
        else:
            wide = f"in {town}, in {country.name}," if region == town else f"in {town}, in the {region} region,"
            text = self.random.choice((
                wide, f"in {town}, {country.name},", f"in the {country.adjective} town of {town}", f"in {town}",
                f"in {town} in {country.name}",
            ))  # fmt: skip
        return add_tag(cut(text), tag)

    def name_voice(self, happening: Happening, voice: Voice) -> Toks:
        """The words for a voice, long where it is new in this report."""
        kind = voice.kind
        slots = self.base(happening) | {"name": voice.name, "last": voice.name.rsplit(" ", 1)[-1]}
        if voice.party.key in self._named:
            shared = any(key != voice.party.key and key.split(":")[0].endswith("ministry") for key in self._named)
            frame = self.random.choice(kind.later[1:] if shared and kind.later[1:] else kind.later)
        else:
            known = [voice.party.name] if kind.fixed else list(kind.first)
            frame = self.random.choice(known if self.random.random() < 0.68 else list(kind.speaker))
        return fill(frame, slots, frozenset({f"S:{voice.party.key}"}))

    def figure(self, told: Told, *, tag: str | None = None, number: int | None = None) -> Toks:
        """The words of the figure."""
        words = write_figure(told.low, told.high, told.bound, self.random, last_word=self.last_word)
        if number is not None:
            words = write_number(number, last_word=self.last_word)
        return add_tag(cut(words), tag or f"f:{told.id}")

    def said(self, told: Told) -> str:
        """When it was said, or nothing."""
        if self.random.random() < 0.45:
            return ""
        return write_day(told.at.date(), self.at.date(), self.random)

    def slots(self, happening: Happening, told: Told, *, tense: str) -> dict[str, str | Toks]:
        """Slots of the happening, the figure and its source."""
        frames = self.material.tolls[told.kind]
        slots = self.base(happening)
        slots |= {
            "N": self.figure(told),
            "who": add_tag(cut(self.random.choice(frames.who)), "o"),
            "group": add_tag(cut(told.group), "o"),
            "said": self.said(told),
            "S": self.name_voice(happening, told.voice),
        }
        slots["numberof"] = self._count(frames, told)
        slots["killing"] = self.random.choice(frames.killing)
        slots["leaving"] = self.random.choice(frames.leaving)
        slots["stood"] = {"now": "stands", "then": "stood", "back": "stood"}[tense]
        return slots

    def _count(self, frames: TollFrames, told: Told) -> str:
        noun = self.random.choice(frames.noun)
        return f"{noun} of {told.group}" if told.group else noun

    def clause(self, happening: Happening, told: Told, slots: dict[str, str | Toks], *, tense: str) -> str:
        """A finite clause with the figure, as a frame in the tense asked for."""
        frames = self.material.tolls[told.kind]
        frame = self.random.choice(frames.part if told.group else frames.clause)
        return conjugate(frame, tense, plain=str(slots["the"]), random=self.random)

    def sent(
        self, toks: Toks, happening: Happening, role: Role, basis: frozenset[str] | None, *, source: bool = True
    ) -> Sent:
        """A sentence that tells of the happening; without ``source``, words marked as such are left out."""
        kept = toks if source else tuple(tok for tok in toks if "s" not in tok.tags)
        self._placed.add(happening.id)
        tagged = add_tag(kept, f"i:{happening.id}", unless="n")
        return make_sent(_start_number(tagged), role, basis if source else None)


def conjugate(frame: str, tense: str, *, plain: str, random: Random) -> str:
    """The clause in a tense: "now" (has died), "then" (died), "back" (had died). ``plain`` is what stands for {the}."""
    subject = frame.partition("{had}")[0]
    words = re.findall(r"\w+", subject)
    plural = bool(words) and (words[-1] in _PLURAL_WORDS or (words[-1] == "N"))
    if words and words[-1] == "the":
        plural = plain.replace("*", "").split()[-1].endswith("s") or plain.replace("*", "").startswith("the *arrests")
    have = "had" if tense != "now" else "have" if plural else "has"
    be = random.choice(("were", "had been")) if tense == "back" else "were"
    if any(word in frame for word in _BE) or "there {were}" in frame:
        be = "are" if tense == "now" else "were"
    frame = frame.replace("{had}", have).replace("{were}", be)
    frame = frame.replace("{was}", "is" if tense == "now" else "was")
    return frame.replace("{stood}", "stands" if tense == "now" else "stood")


def _start_number(toks: Toks) -> Toks:
    """No sentence begins with digits: a small number is spelt, a large one gets words before it."""
    first = next((at for at, tok in enumerate(toks) if tok.text[0].isalnum()), None)
    if first is None or not toks[first].text[0].isdigit():
        return toks
    tok = toks[first]
    number = int(tok.text.replace(",", "")) if tok.text.replace(",", "").isdigit() else 1000
    if number < 100:
        from_words = cut(write_number(number, last_word=99), tok.tags)
        return (*toks[:first], *raise_first(from_words), *toks[first + 1 :])
    before = cut("A total of", tok.tags - {t for t in tok.tags if t[:2] == "f:"})
    return (*toks[:first], *before, msgspec.structs.replace(tok, glue=" "), *toks[first + 1 :])
