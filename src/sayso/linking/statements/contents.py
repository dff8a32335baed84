"""The content of a claim made comparable: what it says of numbers, names and happenings."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from datetime import date

import msgspec

from sayso.lang import find_happening_words, find_language
from sayso.linking.incidents.words import find_concept, stem_word, weigh_word
from sayso.linking.parties import Party, PartyFinder, find_origin
from sayso.model import Claim, Record, Ref, Span

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’\-][^\W_]+)*")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+$")
_NUMBER_WEIGHT, _NAME_WEIGHT = 1.5, 0.9
_MOST = 1500  # characters of a content that are read
_KEYS_KEPT = 5
_FEW = 8  # times, which are looked through one by one
_MARKS = ".,;:!?()[]\"“”„«»'‘’"


class Content(msgspec.Struct, frozen=True):
    """What a claim says: the weights of its words, its numbers, the days it speaks of, when and by whom it is said.

    ``weights`` hold stems, names and numbers (as "#164"); ``days`` are the first and last day of each date in it;
    ``negated`` where it is a denial or takes something back; ``cores`` are the words that tell the body of the party.
    """

    ref: Ref
    claim: Claim
    party: Party | None
    bases: frozenset[str]
    weights: dict[str, float]
    mass: float
    numbers: frozenset[str]
    days: tuple[tuple[str, str], ...]
    said: date | None
    negated: bool
    cores: frozenset[str]

    @property
    def keys(self) -> frozenset[str]:
        """Words for a hash join: of two claims that may be one, both have at least one in common."""
        rare = sorted(self.weights.items(), key=lambda item: (-item[1], item[0]))[:_KEYS_KEPT]
        owners = (*self.bases, *(f"~{core}" for core in self.cores))
        return frozenset(f"{owner}|{word}" for owner in owners for word, _ in rare)


class ContentReader:
    """Reads the contents of one record's claims."""

    def __init__(self, record: Record, finder: PartyFinder | None = None) -> None:
        self.record, self.text = record, record.report.text
        self.finder = finder or PartyFinder(record)
        self._language = record.report.language
        words = find_language(self._language).parties
        self._negating = words.negating
        self._vague = words.vague
        self.harm = frozenset(find_concept(word, self._language) for word in words.harms)
        self.kinds = _list_kinds(self._language)
        self._times = sorted((time.start, time.end) for time in record.times)
        self._dates = {time.id: time for time in record.times}
        self.published = read_day(record.report.published)

    def read(self, claim: Claim) -> Content:
        """The content of a claim."""
        weights = self.weigh(claim.content)
        numbers = frozenset(word for word in weights if word[0] == "#")
        party = self.finder.find(claim)
        said = self._dates.get(claim.said or "")
        day = read_day(said.latest or said.value) if said is not None else None
        return Content(
            Ref(self.record.report.id, claim.id),
            claim,
            party,
            list_bases(party),
            weights,
            sum(weights.values()),
            numbers,
            tuple(self._list_days(claim.content)),
            day or self.published,
            self.is_negated(claim),
            list_cores(party, self._vague),
        )

    def weigh(self, spans: tuple[Span, ...]) -> dict[str, float]:
        """The words that carry meaning in some characters: stems and names, numbers as "#12", with their weights."""
        weights: dict[str, float] = {}
        left, weigh = _MOST, _make_weigher(self._language)
        for span in spans:
            start = span.start
            end = min(span.end, start + left)
            opening, words = self._list_words(start, end)
            weights.update(weigh(f" {word}") for word in opening)
            weights.update(map(weigh, words))
            left -= end - start
            if left <= 0:
                break
        weights.pop("", None)
        return weights

    def _list_words(self, start: int, end: int) -> tuple[list[str], list[str]]:
        """The word that opens a stretch, and the others; none of dates."""
        if not self._has_dates(start, end):
            words = _WORD.findall(self.text, start, end)
            return words[:1], words[1:]
        matches = list(_WORD.finditer(self.text, start, end))
        told = [[m.group() for m in some if not self._is_dated(m.start())] for some in (matches[:1], matches[1:])]
        return told[0], told[1]

    def is_negated(self, claim: Claim) -> bool:
        """Whether a claim is a denial, or takes something back."""
        if claim.stance == "denial":
            return True
        spans = (*claim.content, claim.cue) if claim.cue is not None else claim.content
        words = " ".join(span.text(self.text)[:_MOST] for span in spans).lower().replace("’", "'").split()
        return any(word.strip(_MARKS) in self._negating or word.endswith("n't") for word in words)

    def _has_dates(self, start: int, end: int) -> bool:
        """Whether a time stands somewhere between two offsets."""
        return any(first < end and last > start for first, last in self._times)

    def _is_dated(self, at: int) -> bool:
        if len(self._times) >= _FEW:
            return self._search(at)
        return any(start <= at < end for start, end in self._times)

    def _search(self, at: int) -> bool:
        low, high = 0, len(self._times)
        while low < high:
            middle = (low + high) // 2
            if self._times[middle][1] <= at:
                low = middle + 1
            else:
                high = middle
        return low < len(self._times) and self._times[low][0] <= at

    def _list_days(self, spans: tuple[Span, ...]) -> Iterator[tuple[str, str]]:
        for time in self.record.times:
            dated = time.type in ("DATE", "TIME") and time.precision in _DAYS
            inside = dated and any(span.start <= time.start and time.end <= span.end for span in spans)
            if inside and time.earliest and time.latest:
                yield time.earliest[:10], time.latest[:10]


@functools.cache
def _make_weigher(language: str | None) -> Callable[[str], tuple[str, float]]:
    """A function that tells what a word is compared by, and its weight: "" where it carries no meaning.

    A blank before a word says that it opens a sentence, where its capital tells nothing.
    """

    @functools.lru_cache(maxsize=131_072)
    def weigh(word: str) -> tuple[str, float]:
        return _weigh_word(word.removeprefix(" "), language, opening=word[0] == " ")

    return weigh


def _weigh_word(word: str, language: str | None, *, opening: bool) -> tuple[str, float]:
    if word[0].isdigit():
        return _read_number(word), _NUMBER_WEIGHT
    low = word.lower().replace("’", "'").removesuffix("'s")
    known = find_language(language).parties
    if low in known.numbers:
        return f"#{known.numbers[low]}", _NUMBER_WEIGHT
    if low in known.stops or len(low) < 2:
        return "", 0.0
    stem = find_concept(low, language)
    weight = weigh_word(low)
    if word[0].isupper() and not opening:
        weight = max(weight, _NAME_WEIGHT)
    return stem, max(weight, 0.05)


_DAYS = frozenset({"second", "minute", "hour", "part-of-day", "day"})


def list_bases(party: Party | None) -> frozenset[str]:
    """The bases by which a party may be met in another report: its own and that of the body that it stands for."""
    if party is None or party.role == "unnamed":
        return frozenset()
    origin = find_origin(party)
    found = {origin.base} if not origin.local else set()
    if origin.of is not None:
        found.add(origin.of.base)
    return frozenset(found)


def list_cores(party: Party | None, vague: frozenset[str]) -> frozenset[str]:
    """The words that tell the body of a party, where it is one: prosecutor, health."""
    origin = find_origin(party) if party is not None else None
    body = origin.of if origin is not None and origin.of is not None else origin
    if body is None or not body.base.startswith("body:"):
        return frozenset()
    return frozenset(word for word in body.base[5:].split() if word not in vague)


def read_day(value: str | None) -> date | None:
    """The day of an ISO date or date-time; None where it is none."""
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


@functools.cache
def _list_kinds(language: str | None) -> frozenset[str]:
    """Words for kinds of happening that shut one another out, as they are compared."""
    return frozenset(map(stem_word, find_happening_words(language).kinds))


@functools.cache
def list_happenings(language: str | None) -> frozenset[str]:
    """Words for all kinds of happening that are known, as they are compared."""
    return frozenset(map(stem_word, find_happening_words(language).by_stem.values()))


def _read_number(word: str) -> str:
    return "#" + (word.replace(",", "") if _GROUPED.match(word) else word.rstrip(".,"))
