"""From a match to a draft: days, clock times, parts of day, months, seasons, quarters, years."""

from __future__ import annotations

from typing import Any

from sayso.times.drafts import Draft
from sayso.times.page import Page
from sayso.times.taken import Taken
from sayso.times.tense import BEHIND, find_direction

Fields = dict[str, Any]

_HALF = 5  # items behind a range of hours in which its half of the day stands
_NIGHTFALL = 5  # "five at night" and later is before midnight
_COUNTING = frozenset({"%", "of", "to", "-", "–", "/", ":", "percent", "per", "or"})  # behind a number that is no hour


def make_draft(taken: Taken, rule: str, fields: Fields) -> Draft:
    """The draft over the tokens of a match."""
    return Draft(**{"first": taken.first, "last": taken.last, "rule": rule, **fields})


def read_day(taken: Taken) -> Fields | None:
    """What a date of one day says; None where it is none."""
    if taken.has("K"):
        return {"kind": "shift", "unit": "D", "amount": taken.number("K") or 0}
    if taken.has("I"):
        return _read_digits(taken.get("I"))
    fields: Fields = {"kind": "calendar"}
    if taken.has("M"):
        fields["month"], fields["day"] = taken.number("M"), _read_day_number(taken)
        if taken.word("U&!") == "Y" and fields["day"] is not None:
            return _shift(taken, {"month": fields["month"], "day": fields["day"]})
        fields["year"], fields["weekday"] = taken.number("Yy"), taken.number("W")
        return fields if fields["day"] is not None and 1 <= fields["day"] <= 31 else None
    if taken.has("H"):
        fields["holiday"], fields["year"] = taken.word("H"), taken.number("Y")
    elif taken.has("W"):
        fields["weekday"] = taken.number("W")
        if taken.has("U"):
            return _shift(taken, {"weekday": fields["weekday"]})
    else:
        return None
    return {**fields, **read_side(taken)}


def _read_day_number(taken: Taken) -> int | None:
    """The day of the month beside the month's name."""
    month = taken.find("M")
    for place in (month + 1, month - 1, month - 2):
        if 0 <= place < len(taken.classes) and taken.classes[place] in "dO":
            value = taken.island.values[taken.start + place]
            return value if isinstance(value, int) else None
    return None


def _read_digits(value: object) -> Fields | None:
    if not isinstance(value, tuple):
        return None
    year, month, day, other = value
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return {"kind": "calendar", "year": year, "month": month, "day": day, "other": other}


def read_side(taken: Taken) -> Fields:
    """Direction and anchor that "last", "next", "that" and their like give."""
    relation = taken.relation()
    if relation is None:
        return {}
    amount, anchor = relation
    if anchor == "latest":
        amount, anchor = -1, "published"
    return {"direction": amount, "anchor": anchor}


def _shift(taken: Taken, inside: Fields, unit: str | None = None) -> Fields:
    """A place inside a unit that is some units away: "June last year"."""
    amount, anchor = taken.relation() or (0, "published")
    return {
        "kind": "shift",
        "unit": unit or taken.word("U&!"),
        "amount": amount,
        "anchor": "published" if anchor == "latest" else anchor,
        **inside,
    }


def read_clock(taken: Taken) -> Fields | None:
    """Clock time and zone; None where the hour does not exist."""
    place = taken.find("T=C+")
    if place < 0:
        place = taken.find("Y") if taken.has("Y") and taken.has("Z") and not taken.has("A") else -1
    value = taken.island.values[taken.start + place] if place >= 0 else None
    if isinstance(value, str):
        return {"clock": value, "zone": _read_zone(taken)}
    if isinstance(value, int):
        value = (value // 100, value % 100, None)
    if value is None:
        at = min(taken.classes.find(c) for c in ("A", "o") if c in taken.classes)
        hour = taken.island.values[taken.start + at - 1]
        value = (int(hour), None, None) if isinstance(hour, int | float) else (99, None, None)
    if not isinstance(value, tuple):
        return None
    hour, minute, second = value
    is_whole = minute is None
    half = taken.number("A")
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + half
    if hour > 24 or (minute or 0) > 59:
        return None
    clock = f"{hour:02d}:{minute or 0:02d}" + (f":{second:02d}" if second is not None else "")
    return {"clock": clock, "zone": _read_zone(taken), "whole_hour": is_whole}


def _read_zone(taken: Taken) -> str | None:
    names = [
        str(value)
        for cls, value in zip(taken.classes, taken.island.values[taken.start :], strict=False)
        if cls == "Z" and value
    ]
    return " ".join(names) or None


def compose_clock(taken: Taken, rule: str, page: Page) -> Draft | None:
    """A clock time, with its day or without."""
    clock = read_clock(taken)
    if clock is None or (taken.classes[0] == "+" and not taken.has("Z") and not _is_hour(taken, page)):
        return None
    day = read_day(taken) if rule != "clock" else None
    if rule != "clock" and day is None:
        if not taken.has("PU") or (taken.has("U") and taken.word("U") != "D"):
            return None
        day = read_part_day(taken)
    part = taken.word("P") or page.vocabulary.day_parts.get(page.low(taken.last))
    if part is not None and not taken.has("AC"):
        clock = {**clock, "clock": _choose_half(str(clock["clock"]), part)}
    fields = {**(day or {"kind": "calendar", "anchor": "last"}), **clock, "type": "TIME", "mod": taken.edge()}
    return make_draft(taken, rule, fields)


def _is_hour(taken: Taken, page: Page) -> bool:
    """Whether four digits are an hour: "0340 on Wednesday", "at 1430 on Friday"."""
    return page.words[taken.first][0] == "0" or page.low(taken.first - 1) in page.vocabulary.clock_prepositions


def _choose_half(clock: str, part: str | None) -> str:
    """A clock time in the half of the day that its part of day tells: "9.20 that evening" is 21:20."""
    hour = int(clock[:2])
    late = part in ("AF", "EV") or (part == "NI" and hour >= _NIGHTFALL)
    return f"{hour + 12:02d}{clock[2:]}" if late and 1 <= hour < 12 else clock


def compose_day(taken: Taken, rule: str, page: Page) -> Draft | None:
    """A day, "early Tuesday" and "tonight" among them."""
    fields = read_day(taken)
    if fields is None:
        return None
    part = page.vocabulary.day_parts.get(page.low(taken.last)) if taken.has("K") else None
    if part is not None:
        fields = {**fields, "part": part, "type": "TIME"}
    return make_draft(taken, rule, {**fields, "mod": taken.edge()})


def compose_part(taken: Taken, rule: str, page: Page) -> Draft | None:
    """A part of a day: "last night", "Saturday evening", "the morning of May 5", "the night before"."""
    part = taken.word("P")
    day = read_day(taken)
    if day is None and rule == "part_of_number":
        day = {"kind": "calendar", "day": taken.number("O"), "anchor": "last"}
    if day is None:
        day = read_part_day(taken)
    return make_draft(taken, rule, {**day, "part": part, "type": "TIME", "mod": _read_edge(taken)})


def read_part_day(taken: Taken) -> Fields:
    """The day of a part of one: "last night", "the following morning", "the night before"."""
    part = taken.word("P")
    amount, anchor = taken.relation() or (0, "last")
    if taken.classes[-1] in "bc<>":
        amount, anchor = (-1 if taken.classes[-1] in "b<" else 1), "last"
    if taken.has("N") and taken.has("t"):
        anchor = "last"
    if taken.has("L") and part != "NI":
        anchor = "published"
    anchor = "published" if anchor == "latest" else anchor
    return {"kind": "shift", "unit": "D", "amount": amount, "anchor": anchor}


def compose_day_beside(taken: Taken, rule: str, page: Page) -> Draft | None:
    """The day of a range whose month stands beside the other day: "13 to 15 March", "March 13-15"."""
    day = taken.number("dO")
    fields: Fields = {"kind": "calendar", "day": day, "year": taken.number("Y")}
    return None if day is None or not 1 <= day <= 31 else make_draft(taken, rule, fields)


def compose_weekday_of(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "The first Sunday of April"."""
    number = -1 if taken.has("L") else taken.number("O")
    if number is None or number > 5:
        return None
    feast = f"{taken.number('M'):02d}-w{taken.number('W')}-{number}"
    return make_draft(taken, rule, {"kind": "calendar", "holiday": feast, "year": taken.number("Yy")})


def compose_week_of(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "The first week of April"."""
    number = -1 if taken.has("L") else taken.number("O")
    if taken.word("U&!") != "W" or number is None or number > 5:
        return None
    week = f"{taken.number('M'):02d}-k{number}"
    return make_draft(taken, rule, {"kind": "calendar", "holiday": week, "year": taken.number("Yy")})


def compose_days_of(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "The last days of May", "the first two weeks of April": the begin or end of the month."""
    number = taken.number("O")
    if taken.word("u") not in ("D", "W") or (number != 1 and not taken.has("L")):
        return None
    mod = "END" if taken.has("L") else "START"
    return make_draft(
        taken, rule, {"kind": "calendar", "month": taken.number("M"), "year": taken.number("Yy"), "mod": mod}
    )


def compose_bare_hour(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "At 8": an hour where a clock time was told shortly before; `share` leaves out the others."""
    hour, after = taken.number("d"), page.tag(taken.last + 1)
    counts = page.low(taken.last + 1)[:1].isalnum() and after in ("NOUN", "PROPN", "ADJ", "NUM", "SYM", "X")
    if hour is None or not 1 <= hour <= 12 or counts:
        return None
    if page.low(taken.first - 1) not in page.vocabulary.clock_prepositions or page.low(taken.last + 1) in _COUNTING:
        return None
    fields = {"kind": "calendar", "clock": f"{hour:02d}:00", "anchor": "last", "whole_hour": True}
    return make_draft(taken, rule, {**fields, "type": "TIME", "mod": taken.edge()})


def compose_clock_from(taken: Taken, rule: str, page: Page) -> Draft | None:
    """The first of two clock times that share "a.m." or "p.m.": "between 8 and 9 p.m."."""
    island, at = taken.island, taken.start
    behind = range(at + 3, min(at + 3 + _HALF, len(island.classes)))
    mark = next((place for place in behind if island.classes[place] in "AP"), at)
    half, value, other = island.values[mark], island.values[at], island.values[at + 2]
    if island.classes[mark] == "P":
        half = 12 if half in ("AF", "EV") else 0
    hour, minute = (value[0], value[1]) if isinstance(value, tuple) else (value, 0)
    until = other[0] if isinstance(other, tuple) else other
    if not (isinstance(hour, int) and isinstance(until, int) and isinstance(half, int)) or not 1 <= hour <= 12:
        return None
    half = 0 if hour % 12 > until % 12 else half  # "from 11 to 1 p.m."
    clock = f"{hour % 12 + half:02d}:{minute:02d}"
    return make_draft(taken, rule, {"kind": "calendar", "type": "TIME", "clock": clock, "anchor": "last"})


def compose_hours(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "The early hours of Tuesday"."""
    day = read_day(taken)
    return None if day is None else make_draft(taken, rule, {**day, "part": "MO", "type": "TIME"})


def _read_edge(taken: Taken) -> str | None:
    """The modifier, save the "before" of "the night before"."""
    return None if taken.classes[-1] in "bc<>" else taken.edge()


def compose_holiday_week(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "Easter week 2020", "the Christmas weekend": the week in which the holiday lies."""
    if taken.word("U&!") not in ("W", "WE"):
        return None
    fields = {"kind": "calendar", "holiday": taken.word("H"), "unit": taken.word("U&!"), "year": taken.number("Y")}
    return make_draft(taken, rule, {**fields, **read_side(taken)})


def compose_month(taken: Taken, rule: str, page: Page) -> Draft | None:
    """A month, with its year or without."""
    fields: Fields = {"kind": "calendar", "month": taken.number("M"), "mod": taken.edge()}
    if taken.has("U&!"):
        return make_draft(taken, rule, {**_shift(taken, {"month": fields["month"]}), "mod": taken.edge()})
    fields["year"] = taken.number("Yy")
    return make_draft(taken, rule, {**fields, **read_side(taken)})


def compose_season(taken: Taken, rule: str, page: Page) -> Draft | None:
    """A season, with its year or without."""
    fields: Fields = {"kind": "calendar", "block": taken.word("S"), "mod": taken.edge()}
    if taken.has("U&!"):
        return make_draft(taken, rule, {**_shift(taken, {"block": fields["block"]}), "mod": taken.edge()})
    fields["year"] = taken.number("Yy")
    return make_draft(taken, rule, {**fields, **read_side(taken)})


def compose_quarter(taken: Taken, rule: str, page: Page) -> Draft | None:
    """A quarter or half of a year."""
    number = taken.number("O") or (None if rule != "last_quarter" else 2 if taken.has("h") else 4)
    is_half = taken.has("h")
    if number is not None and not 1 <= number <= (2 if is_half else 4):
        return None
    block = None if number is None else f"{'H' if is_half else 'Q'}{number}"
    mod = taken.edge() if not taken.classes.endswith(("b", "G")) else None
    if is_half and block is None:
        return None
    if rule == "quarter_ago" or (taken.has("bG") and taken.has("U")):
        amount = -1
        return make_draft(taken, rule, _ago(block, amount))
    if taken.has("Yy"):
        fields: Fields = {"kind": "calendar", "year": taken.number("Yy"), "block": block or "Q?", "mod": mod}
        return make_draft(taken, rule, fields)
    if taken.has("U") and taken.word("U") == "Y":
        return make_draft(taken, rule, {**_shift(taken, {"block": block or "Q?"}, "Y"), "mod": mod})
    if block is None:
        return compose_shifted(taken, rule, "Q", mod, page)
    return make_draft(taken, rule, {"kind": "calendar", "block": block, "mod": mod, **read_side(taken)})


def _ago(block: str | None, amount: int) -> Fields:
    return {"kind": "shift", "unit": "Y", "amount": amount, "block": block or "Q?", "anchor": "published"}


def compose_shifted(taken: Taken, rule: str, unit: str, mod: str | None, page: Page) -> Draft:
    """A whole unit: "last week", "the following year"."""
    amount, anchor = taken.relation() or (0, "published")
    if taken.has("N") and taken.has("t") and (unit in ("D", "N", "H") or _is_told(taken, page)):
        anchor = "last"
    if anchor == "latest":
        amount, anchor = (-1 if unit == "Q" else 0), "published"
    fields: Fields = {"kind": "shift", "unit": unit, "amount": amount, "anchor": anchor, "mod": mod}
    return make_draft(taken, rule, fields)


def _is_told(taken: Taken, page: Page) -> bool:
    """Whether "the next month" is one of a story: it stands by a past verb."""
    return find_direction(make_draft(taken, "", {"kind": "shift"}), page) == BEHIND


def compose_year(taken: Taken, rule: str, page: Page) -> Draft | None:
    """A year, perhaps a fiscal one."""
    year = taken.number("Yn")
    if year is None or not 1000 <= year <= 2199:
        return None
    return make_draft(taken, rule, {"kind": "fixed", "value": f"{year:04d}", "mod": taken.edge(), "anchor": "none"})


def compose_decade(taken: Taken, rule: str, page: Page) -> Draft | None:
    """A decade: "the late 1980s", "the '90s"."""
    digits = taken.word("D") or ""
    if digits.startswith("X"):
        digits = f"19{digits[1]}"
    mod = taken.edge()
    if taken.has("h") and mod is None:
        mod = "END" if taken.has("L") or taken.number("O") == 2 else "START"
    return make_draft(taken, rule, {"kind": "fixed", "value": digits, "mod": mod, "anchor": "none"})


def compose_century(taken: Taken, rule: str, page: Page) -> Draft | None:
    """A century by its number; "the century" is one only with "last" or "this", and tells none by itself."""
    number = taken.number("O")
    if number is None or not 1 <= number <= 30 or taken.word("!") != "C":
        return None
    return make_draft(
        taken, rule, {"kind": "fixed", "value": f"{number - 1:02d}", "mod": taken.edge(), "anchor": "none"}
    )


def compose_ordinal(taken: Taken, rule: str, page: Page) -> Draft | None:
    """A day by its number alone: "on the 10th"."""
    free = page.deprels[taken.last].startswith("obl") and page.heads[taken.last] < taken.first
    nominal = page.tag(taken.last + 1) in ("NOUN", "PROPN", "ADJ", "NUM")
    if not page.words[taken.last][0].isdigit() or (nominal and not free):
        return None
    if page.low(taken.first - 1) not in page.vocabulary.day_prepositions:
        return None
    day = taken.number("O")
    if day is None or day > 31:
        return None
    return make_draft(taken, rule, {"kind": "calendar", "day": day, "anchor": "last"})
