"""The sourcing profile of one or several reports: who is heard, how much, and what nobody is named for.

Counts only, from the records alone. A word counts for a kind or speaker where it begins inside the content of one of
their claims, once for each of them; in ``own_words`` where it stands in no claim's content. Nested claims count too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from sayso.lang import find_language
from sayso.lang.sources import NO_SOURCE, WITHHELD, KindEntry, SourceBook
from sayso.linking.grave import GraveSentence, find_grave
from sayso.model import Claim, Entity, Record, Span

UNKNOWN = "unknown"
"""The code of sources whose kind the report does not tell."""

_WORD = re.compile(r"\S*\w\S*")
_PLACES_KEPT = 10


class KindShare(msgspec.Struct, frozen=True):
    """Claims and content words by one kind of source. Kinds that nobody speaks for are here too, with zeros."""

    code: str
    label: str
    group: str
    claims: int = 0
    words: int = 0
    speakers: int = 0


class PlaceCount(msgspec.Struct, frozen=True):
    """A place in the names, posts and sources of a group's speakers, and how many of their claims it stands by."""

    name: str
    claims: int


class GroupShare(msgspec.Struct, frozen=True):
    """Claims and content words by a group of kinds, and the places that its speakers are named after."""

    code: str
    label: str
    claims: int = 0
    words: int = 0
    speakers: int = 0
    places: tuple[PlaceCount, ...] = ()


class SpeakerShare(msgspec.Struct, frozen=True):
    """Claims and content words by one speaker; over several reports speakers are one where their names are the same.

    ``kind`` is the code of most of the claims; ``reports`` the number of reports that the speaker is heard in.
    """

    name: str
    kind: str
    claims: int
    words: int
    reports: int


class Profile(msgspec.Struct, frozen=True):
    """Who is heard in ``reports`` reports. ``words`` is all words, ``own_words`` those in no claim's content.

    ``claims`` is the sum of ``sourced`` and ``sourceless``. ``hedged`` claims have a hedge, ``nested`` ones stand in
    another claim, ``unnamed`` ones have a source whose identity is withheld. ``kinds`` and ``groups`` are in the order
    of the codebook, ``speakers`` by claims and words, ``grave`` by gravity, then in the order of reports and text.
    """

    reports: int
    words: int
    own_words: int
    claims: int
    sourced: int
    sourceless: int
    unnamed: int
    hedged: int
    nested: int
    direct: int
    mixed: int
    indirect: int
    kinds: tuple[KindShare, ...]
    groups: tuple[GroupShare, ...]
    speakers: tuple[SpeakerShare, ...]
    grave: tuple[GraveSentence, ...]


class _Tally:
    """Claims and words of one kind, group or speaker, over all reports."""

    def __init__(self) -> None:
        self.claims, self.words = 0, 0
        self.speakers: set[str] = set()
        self.kinds: Counter[str] = Counter()
        self.reports: set[int] = set()
        self.name = ""
        self.places: Counter[str] = Counter()


def make_profile(records: Iterable[Record], *, book: SourceBook | None = None) -> Profile:
    """The profile of the records together; ``book`` is the codebook they were read with, that of English by default.

    Nothing is judged anew: the kinds are those of the claims, and a claim without one counts as "unknown".
    """
    counter = _Counter(book or find_language(None).sources)
    for record in records:
        counter.add(record)
    return counter.finish()


class _Counter:
    def __init__(self, book: SourceBook) -> None:
        self._book = book
        self._entries: dict[str, KindEntry] = {kind.code: kind for kind in book.kinds}
        self._totals: Counter[str] = Counter()
        self._kinds: dict[str, _Tally] = {}
        self._groups: dict[str, _Tally] = {}
        self._speakers: dict[str, _Tally] = {}
        self._grave: list[GraveSentence] = []

    def add(self, record: Record) -> None:
        """Count one record."""
        number = self._totals["reports"]
        starts = [match.start() for match in _WORD.finditer(record.report.text)]
        namer = _Namer(record)
        contents: dict[tuple[str, str], list[Span]] = {}
        for claim in record.claims:
            self._count_claim(claim)
            code = read_code(claim)
            group = self._group_of(code)
            speaker = namer.name(claim)
            key = speaker.casefold() or f"\0{number}"
            places = namer.places(claim) if group != NO_SOURCE else ()
            for table, name in (("kinds", code), ("groups", group), *((("speakers", key),) if speaker else ())):
                tally = self._tally(table, name)
                tally.claims += 1
                tally.kinds[code] += 1
                tally.reports.add(number)
                tally.places.update(places)
                tally.name = tally.name or speaker
                if speaker:
                    tally.speakers.add(key)
                contents.setdefault((table, name), []).extend(claim.content)
        for (table, name), spans in contents.items():
            self._tally(table, name).words += count_inside(starts, spans)
        inside = count_inside(starts, (span for claim in record.claims for span in claim.content))
        self._totals.update(reports=1, words=len(starts), own_words=len(starts) - inside)
        self._grave += find_grave(record, number=number)

    def _tally(self, table: str, name: str) -> _Tally:
        tables = {"kinds": self._kinds, "groups": self._groups, "speakers": self._speakers}
        return tables[table].setdefault(name, _Tally())

    def _count_claim(self, claim: Claim) -> None:
        self._totals.update({
            "claims": 1,
            "sourced": claim.source is not None,
            "sourceless": claim.source is None,
            "unnamed": read_code(claim) == WITHHELD,
            "hedged": bool(claim.hedges),
            "nested": claim.parent is not None,
            claim.quotation: 1,
        })  # fmt: skip

    def _group_of(self, code: str) -> str:
        return self._entries[code].group if code in self._entries else code

    def finish(self) -> Profile:
        """The profile of all that was counted."""
        totals = self._totals
        return Profile(
            **{field: totals[field] for field in Profile.__struct_fields__[:12]},
            kinds=tuple(self._list_kinds()),
            groups=tuple(self._list_groups()),
            speakers=tuple(self._list_speakers()),
            grave=tuple(sorted(self._grave, key=lambda g: (-g.grade, -len(g.words)))),
        )

    def _list_kinds(self) -> list[KindShare]:
        rows = [(kind.code, kind.plural, kind.group) for kind in self._book.kinds]
        rows += [(code, _describe(code), code) for code in sorted(self._kinds) if code not in self._entries]
        shares = []
        for code, label, group in rows:
            tally = self._kinds.get(code, _Tally())
            shares.append(KindShare(code, label, group, tally.claims, tally.words, len(tally.speakers)))
        return shares

    def _list_groups(self) -> list[GroupShare]:
        known = {group.code for group in self._book.groups}
        rows = [(group.code, group.label) for group in self._book.groups]
        rows += [(code, _describe(code)) for code in sorted(self._groups) if code not in known]
        shares = []
        for code, label in rows:
            tally = self._groups.get(code, _Tally())
            places = sorted(tally.places.items(), key=lambda p: (-p[1], p[0]))[:_PLACES_KEPT]
            named = tuple(PlaceCount(*place) for place in places)
            shares.append(GroupShare(code, label, tally.claims, tally.words, len(tally.speakers), named))
        return shares

    def _list_speakers(self) -> list[SpeakerShare]:
        shares = [
            SpeakerShare(t.name, t.kinds.most_common(1)[0][0], t.claims, t.words, len(t.reports))
            for t in self._speakers.values()
        ]
        return sorted(shares, key=lambda s: (-s.claims, -s.words, s.name))


class _Namer:
    """Names the speakers of one record, and the places that their names, posts and sources hold."""

    def __init__(self, record: Record) -> None:
        self._text = record.report.text
        self._entities: dict[str, Entity] = {entity.id: entity for entity in record.entities}
        names = {name for e in record.entities if e.kind == "place" for name in (e.name,) if len(name) > 1}
        self._place = _make_pattern(names)
        self._known: dict[str, tuple[str, ...]] = {}

    def name(self, claim: Claim) -> str:
        """The speaker's name, the words of the source where the speaker is unknown, "" where there is no source."""
        entity = self._entities.get(claim.speaker or "")
        if entity is not None:
            return " ".join(entity.name.split())
        return " ".join(claim.source.text(self._text).split()) if claim.source is not None else ""

    def places(self, claim: Claim) -> tuple[str, ...]:
        """The places in the words for the claim's speaker, each once."""
        if self._place is None:
            return ()
        key = claim.speaker or claim.id
        if key not in self._known:
            entity = self._entities.get(claim.speaker or "")
            words = [claim.source.text(self._text)] if claim.source is not None else []
            if entity is not None:
                words += [span.text(self._text) for span in entity.mentions]
                words += [f"{role.title} {role.organisation or ''}" for role in entity.roles]
            found = (match for some in words for match in self._place.findall(some))
            self._known[key] = tuple(dict.fromkeys(" ".join(match.split()) for match in found))
        return self._known[key]


def read_code(claim: Claim) -> str:
    """The kind of a claim's source; "unknown" where the record does not tell."""
    if claim.source_kind is not None:
        return claim.source_kind.code
    return UNKNOWN if claim.source is not None else NO_SOURCE


def count_inside(starts: Sequence[int], spans: Iterable[Span]) -> int:
    """How many of ``starts`` (ascending) lie in at least one of the spans."""
    inside, at = 0, 0
    for span in sorted(spans):
        first = bisect_left(starts, span.start, at)
        at = bisect_left(starts, span.end, first)
        inside += at - first
    return inside


def _describe(code: str) -> str:
    return "kind not told" if code == UNKNOWN else code.replace("_", " ")


def _make_pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    words = "|".join(r"\s+".join(map(re.escape, name.split())) for name in sorted(names, key=lambda n: (-len(n), n)))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None
