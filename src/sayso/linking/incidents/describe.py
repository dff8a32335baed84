"""An incident in words: its title, when and where it was, and why its mentions were joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from sayso.lang import find_happening_words
from sayso.linking.incidents.days import When
from sayso.linking.incidents.mentions import Mention
from sayso.linking.incidents.where import Where
from sayso.linking.incidents.words import weigh_word
from sayso.linking.naming import name_month, name_stretch
from sayso.model import Location

COPIED = "the same words in a copied passage"
_REASONS: Mapping[str, str] = {
    "trigger": "told with the same word or one of its kind",
    "time_day": "on the same day",
    "time_meets": "at times that meet",
    "place_same": "at the same place",
    "place_near": "at places close by",
    "place_within": "at places of which one holds the other",
    "place_country": "in the same country",
    "place_same_guessed": "where the reports play at the same place",
    "words_rare": "with rare words in common",
    "words": "with many words in common",
    "names": "with names in common",
    "toll_same": "with the same toll",
    "toll_agrees": "with tolls that agree",
    "actors": "by the same people",
    "recipients": "to the same people",
    "definite": "pointed back at as known",
    "in_sentence": "in one sentence",
    "next_sentence": "in sentences that follow one another",
    "mode_same": "of the same kind",
}
_MOST_REASONS = 5
_VAGUE = ""
_LONGEST_WORDS = 60


def word_reason(a: Mention, b: Mention, found: Mapping[str, float], weights: Mapping[str, float]) -> str:
    """Why two mentions were joined: what weighed most, in words."""
    told = sorted(
        ((weights.get(name, 0.0) * value, name) for name, value in found.items() if name in _REASONS),
        key=lambda item: (-item[0], item[1]),
    )
    parts = [_REASONS[name] for weight, name in told[:_MOST_REASONS] if weight > 0.1]
    realis = {a.realis, b.realis}
    if realis == {"planned", "actual"}:
        parts.append("once as a plan, once as what happened")
    elif "denied" in realis and len(realis) > 1:
        parts.append("once denied")
    if any(name.startswith("time_apart") for name in found):
        parts.append("though the times told differ")
    if "place_far" in found or "place_apart" in found:
        parts.append("though the places told differ")
    return ", ".join(parts) or "alike in all that they tell"


def make_title(
    mentions: Sequence[Mention], texts: Mapping[str, str], location: Location | None, days: When | None
) -> str:
    """ "killed, Almaty, 5 January 2022": the reports' most telling word for it, the place, the day."""
    parts = [_find_word(mentions, texts)]
    if location is not None and location.name:
        parts.append(location.name)
    if days is not None:
        parts.append(_name_days(days))
    return ", ".join(part for part in parts if part)


def _find_word(mentions: Sequence[Mention], texts: Mapping[str, str]) -> str:
    vague, titles = find_happening_words(None).vague, find_happening_words(None).titles
    counts: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for mention in mentions:
        words = " ".join(mention.span.text(texts[mention.ref.report]).lower().split())[:_LONGEST_WORDS]
        key = mention.trigger
        if words in vague and mention.type in titles:
            key, words = _VAGUE, titles[mention.type]
        counts[key] += 2 if not mention.is_toll else 1
        forms.setdefault(key, Counter())[mention.type if mention.is_toll else words] += 1
    best = max(counts, key=lambda key: (counts[key] * (0.2 + (weigh_word(key) if key != _VAGUE else 0.0)), key))
    return max(forms[best], key=lambda word: (forms[best][word], word))


def _name_days(days: When) -> str:
    first, last = date.fromordinal(days.first), date.fromordinal(days.last)
    whole_month = first.day == 1 and (first.year, first.month) == (last.year, last.month) and last.day >= 28
    return name_month(first) if whole_month else name_stretch(first, last)


def find_days(mentions: Sequence[Mention]) -> When | None:
    """The days that the mentions tell: what all allow, else what the more exact ones span; None where none tells."""
    dated = [m for m in mentions if m.when is not None and m.when.told and not m.when.said]
    dated = [m for m in dated if m.realis != "planned"] or dated
    told = [(m.when, not m.is_toll) for m in dated if m.when is not None]
    spans = [when for when, is_event in told if is_event] or [when for when, _ in told]
    if not spans:
        return None
    first, last = max(s.first for s in spans), min(s.last for s in spans)
    if first <= last:
        return When(first, last, True)
    exact = [s for s in spans if s.is_exact] or spans
    counts = Counter((s.first, s.last) for s in exact)
    most = max(counts.values())
    best = [key for key, count in counts.items() if count * 3 >= most]
    return When(min(first for first, _ in best), max(last for _, last in best), True)


def find_location(mentions: Sequence[Mention]) -> Location | None:
    """Where most mentions have it, as exactly as they tell; a guess from the report only where none tells."""
    for own in (True, False):
        votes: Counter[str] = Counter()
        places: dict[str, Where] = {}
        for mention in mentions:
            where = mention.where
            if where is not None and where.own is own:
                votes[where.key] += 1
                kept = places.setdefault(where.key, where)
                if (where.place.radius_km or 0.0, where.place.name) < (kept.place.radius_km or 0.0, kept.place.name):
                    places[where.key] = where
        if votes:
            level = max(places[key].level for key in votes if votes[key] * 3 >= max(votes.values()))
            best = max((key for key in votes if places[key].level == level), key=lambda key: (votes[key], key))
            return _make_location(places[best])
    return None


def _make_location(where: Where) -> Location:
    place = where.place
    return Location(
        name=place.resolved_name or place.name,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
        radius_km=place.radius_km,
        precision=place.precision,
        entry=place.entry,
    )
