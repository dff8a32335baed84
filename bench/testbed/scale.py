"""Many long reports for timing: made-up collections, padded and then disguised, so that no two share words by chance.

A disguise replaces the letters of all but common words, vowels by vowels and consonants by consonants. Every word keeps
its length, so that the spans of a record hold for the disguised text as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from random import Random

import msgspec

from bench.testbed.grow import grow_collection
from bench.testbed.material import list_paragraphs
from bench.testbed.truth import Made
from sayso.model import Record, hash_text

WORDS = 600
"""Words of a padded report, about as many as a report of PolNeAR has."""
_COMMON = 32
_WORD = re.compile(r"[A-Za-z]+")
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"


def grow_long(seed: int, *, incidents: int = 20, words: int = WORDS) -> list[Made]:
    """The reports of a collection, each brought to about so many words by disguised paragraphs of example texts."""
    random = Random(f"sayso-testbed-long-{seed}")
    long = []
    for made in grow_collection(seed, incidents=incidents).reports:
        texts, size = [made.text], len(made.text.split())
        while size < words:
            text = make_disguise(f"{made.id}-{len(texts)}")(random.choice(list_paragraphs()))
            texts.append(text)
            size += len(text.split())
        long.append(msgspec.structs.replace(made, text="\n\n".join(texts)))
    return long


def disguise_records(records: Sequence[Record], key: str) -> list[Record]:
    """The records of other reports in other words from other towns, as many and linked in the same way as these."""
    change = make_disguise(key)
    random = Random(key)
    shift = random.uniform(-9, 9), random.uniform(-9, 9)
    return [_disguise(record, key, change, shift) for record in records]


def _disguise(record: Record, key: str, change: Callable[[str], str], shift: tuple[float, float]) -> Record:
    replace = msgspec.structs.replace
    text = change(record.report.text)
    report = replace(
        record.report,
        id=f"{record.report.id}-{key}",
        text=text,
        text_sha256=hash_text(text),
        title=change(record.report.title or ""),
        outlet=change(record.report.outlet or ""),
    )
    places = tuple(
        replace(
            place,
            name=change(place.name),
            resolved_name=change(place.resolved_name or ""),
            entry=f"{place.entry}-{key}" if place.entry else None,
            geonameid=None,
            latitude=None if place.latitude is None else max(-89.0, min(place.latitude + shift[0], 89.0)),
            longitude=None if place.longitude is None else max(-179.0, min(place.longitude + shift[1], 179.0)),
        )
        for place in record.places
    )
    entities = tuple(replace(entity, name=change(entity.name)) for entity in record.entities)
    return replace(record, report=report, places=places, entities=entities)


def make_disguise(key: str) -> Callable[[str], str]:
    """A function that replaces the letters of uncommon words, the same ones for the same key."""
    random = Random(f"disguise-{key}")
    table: dict[int, int] = {}
    for letters in (_VOWELS, _CONSONANTS):
        mixed = "".join(random.sample(letters, len(letters)))
        table |= str.maketrans(letters + letters.upper(), mixed + mixed.upper())
    common = list_common()

    def change(text: str) -> str:
        return _WORD.sub(lambda m: m[0] if m[0].lower() in common else m[0].translate(table), text)

    return change


@lru_cache(1)
def list_common() -> frozenset[str]:
    """Words that stand in several of the example texts: they keep their look, so that a text can still be read."""
    seen = Counter(word for text in list_paragraphs() for word in {w.lower() for w in _WORD.findall(text)})
    return frozenset(word for word, number in seen.items() if number >= _COMMON)
