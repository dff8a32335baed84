"""Records with places made by hand: ``{1:Almaty}`` in a text marks the words of place 1."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from sayso.model import Place, PlaceCandidate, Record, Report, hash_text

_MARK = re.compile(r"\{(\d+):([^}]*)\}")

ALMATY: dict[str, Any] = {
    "latitude": 43.25, "longitude": 76.95, "precision": "town", "radius_km": 15.0, "entry": "gn:1526384",
    "geonameid": 1526384, "resolved_name": "Almaty", "country": "KZ", "admin1": "Almaty",
}  # fmt: skip
KAZAKHSTAN: dict[str, Any] = {
    "latitude": 48.0, "longitude": 68.0, "precision": "country", "radius_km": 930.0, "entry": "gn:1522867",
    "resolved_name": "Kazakhstan", "country": "KZ",
}  # fmt: skip
KREMLIN: dict[str, Any] = {"latitude": 55.75, "longitude": 37.62, "precision": "point", "use": "metonym"}


def make_record(marked: str, places: Mapping[int, Mapping[str, Any]], **report: str | None) -> Record:
    """A record of a marked text; ``places`` gives the fields of each place."""
    text, made = "", []
    position = 0
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        start, text = len(text), text + match[2]
        position = match.end()
        plain = Place(f"p{match[1]}", start, len(text), match[2])
        made.append(msgspec.structs.replace(plain, **places.get(int(match[1]), {})))
    text += marked[position:]
    known: dict[str, str | None] = {"title": "A title", "outlet": None, "published": "2022-01-10", "uri": None} | report
    digest = hash_text(text)
    return Record(
        sayso="0.1.0",
        report=Report(
            digest[:8], digest, known["uri"], known["outlet"], known["title"], None, known["published"], "en", text
        ),
        places=tuple(made),
    )


def make_candidate(**fields: Any) -> PlaceCandidate:
    """A candidate with these fields."""
    return msgspec.structs.replace(PlaceCandidate(None, "Somewhere", 0.5, "a reason"), **fields)
