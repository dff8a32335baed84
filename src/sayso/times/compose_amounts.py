"""From a match to a draft: lengths of time, offsets, recurring times, references."""

from __future__ import annotations

import msgspec

from sayso.times.amounts import VAGUE, write_period
from sayso.times.compose_dates import make_draft, read_clock
from sayso.times.drafts import Draft
from sayso.times.page import Page
from sayso.times.taken import Taken
from sayso.times.tense import AHEAD, find_direction

_FINE = frozenset({"S", "TM"})
_CLAUSE = frozenset({"case", "mark"})
_YEARS = {"E": 10, "C": 100, "L": 1000}  # "two decades ago" is a year
_MANY = 10_000  # no news counts more units than that


def read_amount(taken: Taken, start: int = 0) -> float | str | None:
    """The number of units: "X" for one that nobody counts, None where there is none."""
    for cls, value in zip(taken.classes[start:], taken.island.values[taken.start + start :], strict=False):
        if cls == "V":
            return VAGUE
        if cls in "ndj" and isinstance(value, int | float):
            return float(value) if value <= _MANY else None
        if cls == "a":
            return 1.0
    return None


def read_unit(taken: Taken) -> str | None:
    """The last unit of the match, as TIMEX3 calls it."""
    for at in range(len(taken.classes) - 1, -1, -1):
        if taken.classes[at] in "Uu&!":
            value = taken.island.values[taken.start + at]
            return value if isinstance(value, str) else None
    return None


def make_period(taken: Taken, rule: str, number: float | str | None, mod: str | None = None) -> Draft | None:
    """A length of ``number`` units over the whole match; None where it names no unit or number."""
    unit = read_unit(taken)
    if unit is None or number is None:
        return None
    fields = {"kind": "fixed", "type": "DURATION", "value": write_period(number, unit), "mod": mod, "anchor": "none"}
    return make_draft(taken, rule, fields)


def compose_amount(taken: Taken, rule: str, page: Page) -> Draft | None:
    """A length of time: "at least 20 more years", "the past three months", "an 18-month"."""
    draft = _compose_amount(taken, rule, page)
    if draft is not None and draft.type == "DURATION" and taken.has("LN") and taken.has("t"):
        return msgspec.structs.replace(draft, anchor="published")
    return draft


def _compose_amount(taken: Taken, rule: str, page: Page) -> Draft | None:
    number = read_amount(taken)
    if taken.has("O") and taken.classes.startswith(("O", "tO")):
        number = read_amount(taken, taken.find("O") + 1)
    mod = taken.edge()
    if mod is None and (taken.classes.endswith(("JJ", "2aJ")) or taken.has("j")):
        mod = "APPROX"
    unit = read_unit(taken)
    if (joint := _find_second(taken)) is not None:
        return _compose_sum(taken, rule, joint, mod)
    if unit == "Q" and (taken.has("a1") or page.low(taken.last + 1) in page.vocabulary.of):
        return None  # a quarter of something
    if taken.classes in ("aU", "a!") and not _lasts(taken, page):
        return _compose_rate(taken, page)
    if taken.classes == "dU" and unit == "D" and page.low(taken.first - 1) not in page.vocabulary.spans:
        draft = make_draft(taken, "reference", {"kind": "fixed", "value": "FUTURE_REF"})
        if number == 1 and find_direction(draft, page) == AHEAD:
            return draft  # "she will one day return"
    return make_period(taken, rule, number, mod)


def _find_second(taken: Taken) -> int | None:
    """The place of the joint before a second amount: "two years and six months"."""
    units = [at for at, cls in enumerate(taken.classes) if cls in "Uu&!"]
    return units[0] + 1 if len(units) > 1 else None


def _compose_sum(taken: Taken, rule: str, joint: int, mod: str | None) -> Draft | None:
    """Two amounts of which the second is in a smaller unit; else the first one alone."""
    one = Taken(taken.island, taken.start, taken.start + joint)
    two = Taken(taken.island, taken.start + joint, taken.start + len(taken.classes))
    units, numbers = (read_unit(one), read_unit(two)), (read_amount(one), read_amount(two))
    if not isinstance(numbers[0], float) or units[0] is None:
        return None
    first = write_period(numbers[0], units[0])
    smaller = units[0] in _SIZES and units[1] in _SIZES and _SIZES.index(units[0]) < _SIZES.index(units[1])
    if not smaller or not isinstance(numbers[1], float) or units[1] is None:
        return make_period(one, rule, numbers[0], mod)
    second = write_period(numbers[1], units[1]).removeprefix("P")
    value = first + (second.removeprefix("T") if "T" in first else second)
    return make_draft(taken, rule, {"kind": "fixed", "type": "DURATION", "value": value, "mod": mod, "anchor": "none"})


_MONTHS = 12
_SIZES = ("Y", "M", "W", "D", "H", "TM", "S")


def _lasts(taken: Taken, page: Page) -> bool:
    """Whether "a year" is a length of time here, and not what something is counted by ("a year")."""
    before, tag = page.low(taken.first - 1), page.tag(taken.first - 1)
    if before in page.vocabulary.spans or page.low(taken.last + 1) in _list_following(page):
        return True
    return tag in ("VERB", "AUX", "ADP", "SCONJ", "") or page.low(taken.last + 1) in (*page.vocabulary.of, "-")


def _list_following(page: Page) -> tuple[str, ...]:
    words = page.vocabulary
    return (*words.earlier, *words.later, *words.before, *words.after, *words.ago)


def _compose_rate(taken: Taken, page: Page) -> Draft | None:
    """What something is counted by: "200 flights a week"."""
    unit = read_unit(taken)
    if unit is None or unit in _FINE or unit == "H" or page.tag(taken.first - 1) not in ("NOUN", "NUM", "ADV", "SYM"):
        return None
    return make_draft(taken, "rate", {"kind": "fixed", "type": "SET", "value": write_period(1, unit), "anchor": "none"})


def compose_half(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "Half an hour", "an hour and a half", alone or with "later"."""
    number = 0.5 if "2ah" not in taken.classes else 1.5
    if taken.classes[-1] in "Gbcg<>" and not _compares(taken, page):
        return _compose_shift(taken, "offset", number, taken.edge())
    return make_period(taken, rule, number, taken.edge())


def compose_between(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "Two to three weeks": the lower number stands for both."""
    if taken.has("Gbc<>"):
        return _compose_shift(taken, rule, read_amount(taken), "APPROX")
    return make_period(taken, rule, read_amount(taken), taken.edge())


def compose_offset(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "Two years ago", "three days earlier", "a week later", "two weeks from now"."""
    unit = read_unit(taken)
    number = read_amount(taken) if taken.classes[0] != "u" else VAGUE
    if unit is None or number is None:
        return None
    if taken.has("bc<>") and _compares(taken, page):
        return _cut(taken, number, unit)
    if isinstance(number, str):
        value = {"G": "PAST_REF", "g": "FUTURE_REF"}.get(taken.classes[-1])
        if value is None:
            return _cut(taken, number, unit)
        return make_draft(taken, rule, {"kind": "fixed", "value": value})
    mod = taken.edge() or ("APPROX" if "JJ" in taken.classes or taken.has("j") else None)
    return _compose_shift(taken, rule, number, mod)


def compose_ago_this(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "Ten years ago this month"."""
    number, place = read_amount(taken), taken.classes.find("G")
    ago = Taken(taken.island, taken.start, taken.start + place + 1)
    unit = read_unit(taken)
    if not isinstance(number, float) or number != int(number) or read_unit(ago) != "Y" or unit != "M":
        return compose_offset(ago, "offset", page)
    return make_draft(taken, rule, {"kind": "shift", "unit": "M", "amount": -_MONTHS * int(number)})


def compose_quarter_century(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "A quarter of a century", "a quarter-century"."""
    if read_unit(taken) != "C":
        return None
    fields = {"kind": "fixed", "type": "DURATION", "value": "P25Y", "mod": taken.edge(), "anchor": "none"}
    return make_draft(taken, "amount", fields)


def compose_years_on(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "Two years on": that much later; before a noun "on" is a preposition, and the amount stands alone."""
    alone = Taken(taken.island, taken.start, taken.start + len(taken.classes) - 1)
    free = page.low(taken.last) == "on" and page.deprels[taken.last] != "case"
    number = read_amount(taken)
    if not free or not isinstance(number, float):
        return compose_amount(alone, "amount", page)
    unit = read_unit(alone) or "Y"
    number, unit = (number, unit) if number == int(number) else _split_half(number, unit)
    return make_draft(taken, "offset", {"kind": "shift", "unit": unit, "amount": int(number), "anchor": "last"})


def _compares(taken: Taken, page: Page) -> bool:
    """Whether what the amount counts from is told behind it: "two days after the vote", "a year later than"."""
    if page.low(taken.last + 1) in page.vocabulary.than:
        return True
    return page.deprels[taken.last] in _CLAUSE and page.heads[taken.last] > taken.last


def _cut(taken: Taken, number: float | str, unit: str) -> Draft:
    """The amount alone, of "two days after the vote": what it counts from is told behind it."""
    fields = {
        "kind": "fixed",
        "type": "DURATION",
        "value": write_period(number, unit),
        "mod": taken.edge(),
        "anchor": "last" if isinstance(number, str) and taken.has("bc") else "none",
        "last": taken.last - 1,
    }
    return make_draft(taken, "amount", fields)


def _compose_shift(taken: Taken, rule: str, number: float | str | None, mod: str | None) -> Draft | None:
    unit = read_unit(taken)
    if unit is None or not isinstance(number, float):
        return None
    sign = next(cls for cls in reversed(taken.classes) if cls in "Gbcg<>")
    if number != int(number):
        number, unit = _split_half(number, unit)
    number, unit = number * _YEARS.get(unit, 1), "Y" if unit in _YEARS else unit
    amount = int(number) if sign in "cg>" else -int(number)
    anchor = "published" if sign in "Gg" else "last"
    fields = {"kind": "shift", "unit": unit, "amount": amount, "anchor": anchor, "mod": mod}
    if unit in ("H", "TM", "S"):
        fields["type"] = "TIME"
    return make_draft(taken, rule, fields)


def _split_half(number: float, unit: str) -> tuple[float, str]:
    """A number with a half in the next smaller unit."""
    factor, smaller = {"Y": (12, "M"), "H": (60, "TM"), "D": (24, "H"), "TM": (60, "S")}.get(unit, (1, unit))
    return round(number * factor), smaller


def compose_time_from(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "Two weeks' time"."""
    unit, number = read_unit(taken), read_amount(taken)
    if unit is None or not isinstance(number, float):
        return None
    number, unit = (number, unit) if number == int(number) else _split_half(number, unit)
    return make_draft(taken, "offset", {"kind": "shift", "unit": unit, "amount": int(number)})


def compose_after_that(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "Two days after that"."""
    unit, number = read_unit(taken), read_amount(taken)
    mod = taken.word("7")
    if unit is None or not isinstance(number, float) or mod not in ("AFTER", "BEFORE"):
        return None
    number, unit = (number, unit) if number == int(number) else _split_half(number, unit)
    fields = {"kind": "shift", "unit": unit, "amount": int(number) * (1 if mod == "AFTER" else -1), "anchor": "last"}
    return make_draft(taken, "offset", {**fields, "type": "TIME" if unit in ("H", "TM", "S") else "DATE"})


def compose_nights(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "Two nights ago"."""
    number = read_amount(taken)
    if not isinstance(number, float) or number != int(number):
        return None
    sign, anchor = (1 if taken.has("c>") else -1), ("published" if taken.has("G") else "last")
    fields = {"kind": "shift", "unit": "D", "amount": sign * int(number), "anchor": anchor, "type": "TIME"}
    return make_draft(taken, rule, {**fields, "part": taken.word("Pp")})


def compose_plural(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "Recent years", "coming months", "years", "weekends"."""
    unit = read_unit(taken)
    if unit is None:
        return None
    if rule == "years":
        if taken.has("V"):
            return make_period(taken, rule, VAGUE)
        if taken.has("v") and unit in ("Q", "Y"):
            return make_draft(taken, rule, {"kind": "fixed", "value": "FUTURE_REF"})
        return make_period(taken, rule, VAGUE)
    if unit == "WE" and page.low(taken.first - 1) in (*page.vocabulary.on, *page.vocabulary.spans):
        return make_draft(taken, rule, {"kind": "fixed", "type": "SET", "value": "XXXX-WXX-WE", "anchor": "none"})
    before = page.low(taken.first - 1)
    counted = _is_time_of(taken, page)
    if not counted and (unit in _FINE or before not in page.vocabulary.spans):
        return None
    draft = make_period(taken, rule, VAGUE)
    after = (*page.vocabulary.later, *page.vocabulary.earlier)
    points = draft is not None and page.low(taken.last + 1) in after
    return msgspec.structs.replace(draft, anchor="last") if points and draft is not None else draft


def _is_time_of(taken: Taken, page: Page) -> bool:
    return page.low(taken.last + 1) in _list_following(page)


def compose_each(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "Every Monday", "each year", "every two weeks", "every July"."""
    part = f"T{taken.word('P')}" if taken.has("P") else ""
    if taken.has("3") and (clock := read_clock(taken)) is not None:
        part = f"T{clock['clock']}"
    if taken.has("W"):
        value = f"XXXX-WXX-{taken.number('W')}{part}"
    elif taken.has("S"):
        value = f"XXXX-{taken.word('S')}"
    elif taken.has("M"):
        value = f"XXXX-{taken.number('M'):02d}"
    elif part and (taken.has("P") or read_unit(taken) == "D"):
        value = f"XXXX-XX-XX{part}"
    else:
        unit, number = read_unit(taken), read_amount(taken) or 1.0
        if unit is None or (taken.has("O") and taken.number("O") != 2):
            return None
        value = write_period(2.0 if taken.has("O") else number, unit)
    return make_draft(taken, rule, {"kind": "fixed", "type": "SET", "value": value, "anchor": "none"})


def compose_rate(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "Twice a week", "once every two years"."""
    unit, place = read_unit(taken), taken.find("a5E")
    number = read_amount(taken, place + 1) if taken.classes[place] == "E" else 1.0
    if unit is None or unit in _FINE or unit == "H":
        return None
    value = write_period(number or 1.0, unit)
    return make_draft(taken, rule, {"kind": "fixed", "type": "SET", "value": value, "anchor": "none"})


def compose_weekdays(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "Mondays", "Friday nights"."""
    part = f"T{taken.word('Pp')}" if taken.has("Pp") else ""
    value = f"XXXX-WXX-{taken.number('wW')}{part}"
    return make_draft(taken, rule, {"kind": "fixed", "type": "SET", "value": value, "anchor": "none"})


def compose_recurring(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "Daily", "annual"."""
    fields = {"kind": "fixed", "type": "SET", "value": taken.word("Q"), "anchor": "none"}
    return (
        None
        if page.words[taken.first][0].isupper() and taken.first and page.tag(taken.first) == "PROPN"
        else (make_draft(taken, rule, fields))
    )


def compose_reference(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "Now", "recently", "the future"."""
    return make_draft(taken, rule, {"kind": "fixed", "value": taken.word("R")})


def compose_present(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "The current crisis", "a recent report", "in the past"."""
    word, words = page.low(taken.last), page.vocabulary
    value = None
    if taken.classes == "X":
        value = "PRESENT_REF" if word in words.present_adjectives else None
    elif taken.classes == "r":
        value = "PAST_REF" if word in words.past_adjectives else None
    elif word in words.bygone and page.tag(taken.last + 1) not in ("NOUN", "PROPN", "ADJ", "NUM", "ADV"):
        value = "PAST_REF"
    return None if value is None else make_draft(taken, rule, {"kind": "fixed", "value": value})


def compose_pointing(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "Prior to this", "at that time", "since then"."""
    mod, first = taken.word("7"), taken.first
    if mod == "!" or page.low(taken.last + 1) in page.vocabulary.of:
        return None
    if page.low(first) in page.vocabulary.pointing_outside and taken.last > first:
        first += 1
    return make_draft(taken, rule, {"kind": "copy", "mod": mod or None, "anchor": "last", "first": first})


def compose_stretch(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "A while", "some time", "a long period": nobody knows how long."""
    if page.low(taken.last) == "time" and "_" not in taken.classes and "V" not in taken.classes:
        return None
    if page.low(taken.last) != "while" and page.low(taken.last + 1) == "of":
        return None
    return make_draft(taken, rule, {"kind": "fixed", "type": "DURATION", "value": "PXX", "anchor": "none"})


def compose_some_part(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "The morning", "at dawn": of the day that is spoken of."""
    words = page.vocabulary
    placed = taken.has("q") or page.low(taken.first - 1) in words.part_prepositions
    if not taken.has("tB") and not (page.low(taken.last) in words.bare_parts and placed):
        return None
    nominal = page.tag(taken.last + 1) in ("NOUN", "PROPN") and page.heads[taken.last] == taken.last + 1
    if page.low(taken.last + 1) in words.of or nominal:
        return None
    fields = {"kind": "calendar", "part": taken.word("P"), "type": "TIME", "anchor": "last", "mod": taken.edge()}
    return make_draft(taken, rule, fields)
