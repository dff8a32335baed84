"""In which order reports were published, as far as they tell: the earlier of two may be the original of the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

import msgspec

from sayso.linking.copies.outlets import is_short_for, same_outlet
from sayso.model import Credit, Report

_END = datetime.max.replace(tzinfo=UTC)
_DAY = time(23, 59, 59, 999999, tzinfo=UTC)


class Dated(msgspec.Struct, frozen=True):
    """When a report was published: ``when`` is the last moment that it tells; ``sure`` where it tells a time of day."""

    when: datetime
    sure: bool
    day: date | None


def read_date(published: str | None) -> Dated:
    """The date or date-time of a report; a time without a zone is taken for UTC, no date for later than all."""
    if not published:
        return Dated(_END, False, None)
    try:
        if "T" in published or " " in published.strip():
            moment = datetime.fromisoformat(published.strip())
            moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
            return Dated(moment, True, moment.date())
        day = date.fromisoformat(published.strip())
    except (ValueError, OverflowError):
        return Dated(_END, False, None)
    return Dated(datetime.combine(day, _DAY), False, day)


def sort_reports(
    reports: Sequence[Report], credits: Sequence[Sequence[Credit]], counts: Sequence[int], met: Sequence[Sequence[int]]
) -> list[int]:
    """The numbers of the reports, earliest first.

    ``counts`` are their words, ``met`` those that each shares sentences with. One that tells no time of day stands at
    the end of its day, one without a date at the end of all; but before those of them that credit its outlet. Where
    times are the same, one that credits nobody in its dateline comes first, then the longer one, then by id.
    """
    dated = [read_date(report.published) for report in reports]
    whens = [_place(number, reports, credits, dated, met[number]) for number in range(len(reports))]
    indebted = [any(credit.kind != "cited" for credit in found) for found in credits]
    return sorted(
        range(len(reports)), key=lambda n: (*whens[n], indebted[n], -counts[n], reports[n].id, reports[n].text_sha256)
    )


def _place(
    number: int,
    reports: Sequence[Report],
    credits: Sequence[Sequence[Credit]],
    dated: Sequence[Dated],
    met: Sequence[int],
) -> tuple[datetime, bool]:
    own = dated[number]
    if own.sure:
        return own.when, True
    outlet = reports[number].outlet
    debtors = [
        dated[other].when
        for other in met
        if own.day in (None, dated[other].day) and any(is_named(outlet, credit) for credit in credits[other])
    ]
    return min([own.when, *debtors]), not any(when <= own.when for when in debtors)


def is_named(outlet: str | None, credit: Credit) -> bool:
    """Whether a credit names the outlet, or is the first or last words of its name."""
    return outlet is not None and (same_outlet(credit.name, outlet) or is_short_for(credit.name, outlet))
