"""What is known of a report beside the names in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

import msgspec

from sayso.lang import find_language
from sayso.model import Report
from sayso.places.areas import Area, Areas
from sayso.places.domains import find_domain_country
from sayso.places.drafts import Scene


class Frame(msgspec.Struct, frozen=True):
    """The year of a report, its outlet's area, and the country of its web address.

    ``local`` gives the share of each country in the words of one country's public life that the report has.
    """

    year: int | None = None
    area: Area | None = None
    country: str | None = None
    local: dict[str, float] = {}


def make_frame(report: Report, scene: Scene, areas: Areas | None) -> Frame:
    """The frame of a report; the web address counts where the outlet's area is unknown."""
    year = report.published[:4] if report.published else ""
    area = areas.find(report.outlet) if areas is not None else None
    country = find_domain_country(report.outlet, report.uri) if area is None else None
    return Frame(int(year) if year.isdecimal() else None, area, country, weigh_local(scene.lower, scene.language.code))


def weigh_local(lower: Sequence[str], code: str) -> dict[str, float]:
    """Shares by country of the words of one country's public life; a single one counts half."""
    owners = _own_words(code)
    hits = Counter(owners[word] for word in lower if word in owners)
    total = sum(hits.values()) + 1
    return {country: number / total for country, number in hits.items()}


@cache
def _own_words(code: str) -> dict[str, str]:
    local = find_language(code).places.local
    return {word: country for country, words in local.items() for word in words}
