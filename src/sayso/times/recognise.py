"""Finds the time expressions of a report and says what each one's own words tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from sayso.model import Name
from sayso.times import compose_amounts as amounts
from sayso.times import compose_dates as dates
from sayso.times import compose_spoken as spoken
from sayso.times import compose_units as units
from sayso.times.drafts import Draft
from sayso.times.grammar import PATTERN
from sayso.times.guards import cover_names, is_named, is_time
from sayso.times.items import find_islands
from sayso.times.lexicon import Lexicon
from sayso.times.page import Page
from sayso.times.share import share_parts
from sayso.times.taken import Taken

Compose = Callable[[Taken, str, Page], Draft | None]

# What makes a draft of each rule's match; a rule without an entry only keeps others off its words.
COMPOSERS: Mapping[str, Compose] = {
    "day_on": dates.compose_day_beside,
    "day_from": dates.compose_day_beside,
    "clock_from": dates.compose_clock_from,
    "weekday_of": dates.compose_weekday_of,
    "holiday_week": dates.compose_holiday_week,
    "week_of": dates.compose_week_of,
    "night_count": units.compose_night_count,
    "day_of_month": units.compose_day_of_month,
    "edge_day": units.compose_edge_day,
    "days_of": dates.compose_days_of,
    "quarter_century": amounts.compose_quarter_century,
    "ago_this": amounts.compose_ago_this,
    "years_on": amounts.compose_years_on,
    "this_time": units.compose_this_time,
    "unit_after_that": units.compose_unit_after,
    "same_of": units.compose_same,
    "all_unit": units.compose_all,
    "nth_unit": units.compose_nth,
    "bare_hour": dates.compose_bare_hour,
    "nights": amounts.compose_nights,
    "rate": amounts.compose_rate,
    "each": amounts.compose_each,
    "weekdays": amounts.compose_weekdays,
    "spoken": spoken.compose_spoken,
    "spoken_hour": spoken.compose_spoken,
    "clock_day": dates.compose_clock,
    "day_clock": dates.compose_clock,
    "clock": dates.compose_clock,
    "part_day": dates.compose_part,
    "part_of_number": dates.compose_part,
    "day_part": dates.compose_part,
    "hours_of": dates.compose_hours,
    "day": dates.compose_day,
    "month_year": dates.compose_month,
    "month": dates.compose_month,
    "quarter_of": dates.compose_quarter,
    "quarter_ago": dates.compose_quarter,
    "last_quarter": dates.compose_quarter,
    "quarter": dates.compose_quarter,
    "season_year": dates.compose_season,
    "season": dates.compose_season,
    "past_amount": amounts.compose_amount,
    "decade": dates.compose_decade,
    "year_word": dates.compose_year,
    "unit_edge": units.compose_unit_edge,
    "time_from": amounts.compose_time_from,
    "after_that": amounts.compose_after_that,
    "offset": amounts.compose_offset,
    "half_unit": amounts.compose_half,
    "numbers_to": amounts.compose_between,
    "edge_of_unit": units.compose_unit,
    "fiscal": units.compose_fiscal,
    "this_unit": units.compose_unit,
    "unit_before": units.compose_before,
    "unit_ago": units.compose_unit_ago,
    "century": dates.compose_century,
    "amount": amounts.compose_amount,
    "years": amounts.compose_plural,
    "stretch": amounts.compose_stretch,
    "the_unit": units.compose_the_unit,
    "bare_units": amounts.compose_plural,
    "recurring": amounts.compose_recurring,
    "reference": amounts.compose_reference,
    "pointing": amounts.compose_pointing,
    "present": amounts.compose_present,
    "part": amounts.compose_some_part,
    "ordinal_day": dates.compose_ordinal,
}


def find_drafts(page: Page, lexicon: Lexicon, names: Sequence[Name]) -> list[Draft]:
    """The time expressions of a report in text order; none overlap."""
    return share_parts(list(_find_each(page, lexicon, cover_names(names))), page)


def _find_each(page: Page, lexicon: Lexicon, covers: Mapping[int, Name]) -> Iterator[Draft]:
    for island in find_islands(page.words, page.gaps, lexicon):
        if island.classes in _DULL and not (
            island.classes == "d" and page.low(island.firsts[0] - 1) in page.vocabulary.clock_prepositions
        ):
            continue
        at, end, taken_to = 0, len(island.classes), -1
        while at < end and (match := PATTERN.search(island.classes, at)) is not None:
            rule = match.lastgroup or ""
            compose = COMPOSERS.get(rule)
            taken = Taken(island, match.start(), match.end())
            draft = compose(taken, rule, page) if compose is not None else None
            is_new = draft is not None and draft.first > taken_to  # "Q3" and "mid-May" are two items in one token
            if draft is not None and is_new and is_time(draft, taken, page) and not is_named(draft, page, covers):
                yield _drop_article(draft, page)
                at, taken_to = match.end(), draft.last
            else:
                at = match.end() if compose is None else match.start() + 1


def _drop_article(draft: Draft, page: Page) -> Draft:
    """Leaves out an article that belongs to the noun behind: "the [two-week] crisis", "the [Feb. 23] accord"."""
    if draft.first == draft.last or page.low(draft.first) not in page.vocabulary.the:
        return draft
    if draft.kind == "shift" and draft.anchor == "last":
        return draft
    if page.tag(draft.last + 1) not in _NOMINAL or page.heads[draft.last] <= draft.last:
        return draft
    return msgspec.structs.replace(draft, first=draft.first + 1)


# Single words that tell nothing alone, most of them numbers.
_DULL = frozenset("dnOjLNvaVX~+=2hqJ_9t") - {"X"}
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})

__all__ = ["COMPOSERS", "find_drafts"]
