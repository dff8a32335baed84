"""From a match to a draft: whole units of the calendar, "last week", "the day before", "the same month of 2019"."""

from __future__ import annotations

from sayso.times.amounts import write_period
from sayso.times.compose_amounts import make_period, read_amount, read_unit
from sayso.times.compose_dates import compose_shifted, make_draft
from sayso.times.drafts import Draft
from sayso.times.page import Page
from sayso.times.taken import Taken

_FINE = frozenset({"S", "TM"})
_BACK = {"Y": ("M", -12), "M": ("W", -4), "W": ("D", -7)}  # the unit in which "this time last year" is told
_CLAUSE = frozenset({"case", "mark"})


def compose_night_count(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "For two nights"."""
    number = read_amount(taken)
    if (
        taken.word("p") != "NI"
        or not isinstance(number, float)
        or page.low(taken.first - 1) not in page.vocabulary.spans
    ):
        return None
    value = write_period(number, "D").replace("D", "N")
    return make_draft(taken, rule, {"kind": "fixed", "type": "DURATION", "value": value, "anchor": "none"})


def compose_same(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "The same week of 2018", "the same period last year": what was told last, in another year."""
    unit = "P" if taken.has("9") else taken.word("U&!")
    if unit in ("Y", "H", "TM", "S") or (taken.has("9") and page.low(taken.first + taken.find("9")) == "time"):
        return None
    year, amount = taken.number("Y"), (taken.relation() or (0, ""))[0]
    if year is None:
        relations = [cls for cls in taken.classes if cls in "XLN"]
        amount = {"X": 0, "L": -1, "N": 1}[relations[-1]] if relations else amount
        if read_unit(taken) != "Y":
            return None
    fields = {"kind": "shift", "unit": unit, "amount": amount, "anchor": "last", "year": year}
    return make_draft(taken, rule, fields)


def compose_day_of_month(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "The 6th of this month", "the 20th of last month"."""
    amount, anchor = taken.relation() or (0, "")
    if taken.word("U&!") != "M" or not page.words[taken.token(taken.find("O"))][0].isdigit() or not anchor:
        return None
    anchor = "published" if anchor == "latest" else anchor
    fields = {"kind": "shift", "unit": "M", "amount": amount, "anchor": anchor, "day": taken.number("O")}
    return make_draft(taken, rule, fields)


def compose_edge_day(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "The last day of the year", "the first day of the month"."""
    units = [str(v) for c, v in zip(taken.classes, taken.island.values[taken.start :], strict=False) if c in "U&!"]
    last = taken.has("L")
    if units not in (["D", "Y"], ["D", "M"]) or not (last or taken.number("O") == 1):
        return None
    fields: dict[str, object] = {"kind": "shift", "unit": units[1], "amount": 0, "anchor": "last"}
    fields |= {"day": 31 if last else 1, "month": (12 if last else 1) if units[1] == "Y" else None}
    return make_draft(taken, rule, fields)


def compose_this_time(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "This time last year", "at this time last week": the month a year back, the day a week back."""
    unit = taken.word("U&!")
    if unit not in _BACK or page.low(taken.last - 2) != "time":
        return None
    smaller, amount = _BACK[unit]
    first = taken.first + (page.low(taken.first) in page.vocabulary.on)
    return make_draft(taken, rule, {"kind": "shift", "unit": smaller, "amount": amount, "first": first})


def compose_unit_after(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "The year after that", "the day before that"."""
    unit, mod = read_unit(taken), taken.word("7")
    if unit is None or unit in _FINE or unit == "H" or mod not in ("AFTER", "BEFORE"):
        return None
    amount = 1 if mod == "AFTER" else -1
    return make_draft(taken, "unit_before", {"kind": "shift", "unit": unit, "amount": amount, "anchor": "last"})


def compose_all(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "All week", "all summer": the one that is going on."""
    if taken.has("S"):
        return make_draft(taken, rule, {"kind": "calendar", "block": taken.word("S")})
    unit = taken.word("U&!")
    if unit not in ("W", "M"):
        return None
    return make_draft(taken, rule, {"kind": "shift", "unit": unit, "amount": 0, "anchor": "published"})


def compose_nth(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "On the third day": counted from the day on which the story began."""
    number = taken.number("O")
    if taken.word("U") != "D" or number is None or page.low(taken.first - 1) not in page.vocabulary.day_prepositions:
        return None
    if page.low(taken.last + 1) in page.vocabulary.of or page.tag(taken.last + 1) in ("NOUN", "PROPN"):
        return None
    return make_draft(taken, rule, {"kind": "open", "unit": "D", "amount": number - 1})


def compose_unit(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "This week", "last year", "the following day", "the end of the month", "early next year"."""
    unit = read_unit(taken)
    if unit is None or unit in _FINE or unit == "L":
        return None
    if taken.has("3") and taken.classes[0] in "bc":
        anchor = "last" if unit in ("D", "W") else "published"
        mod = "START" if taken.classes[0] == "b" else "END"
        return make_draft(taken, rule, {"kind": "shift", "unit": unit, "amount": 0, "anchor": anchor, "mod": mod})
    if unit == "H" and rule == "this_unit" and taken.relation() == (0, "last"):
        return make_draft(taken, rule, {"kind": "copy", "type": "TIME", "anchor": "last"})
    if unit == "H" or (unit in ("E", "C") and taken.relation() != (0, "published")):
        return make_period(taken, rule, 1.0) if taken.has("LN") and not taken.has("Be") else None
    return compose_shifted(taken, rule, unit, taken.edge(), page)


def compose_fiscal(taken: Taken, rule: str, page: Page) -> Draft | None:
    """A fiscal year, which has no dates of its own unless "last" or "this" says which."""
    if read_unit(taken) != "Y" or not (taken.has("t") or taken.relation()):
        return None
    if taken.relation() is None:
        return make_period(taken, rule, 1.0)
    if taken.has("l"):
        return make_draft(taken, rule, {"kind": "shift", "unit": "Y", "amount": -1})
    return compose_unit(taken, rule, page)


def compose_unit_ago(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "Year-earlier", "year-ago"."""
    unit = read_unit(taken) or ""
    if "1" not in taken.classes:
        return None
    return make_draft(taken, rule, {"kind": "shift", "unit": unit, "amount": -1})


def compose_unit_edge(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "Year-end", "year's end"."""
    unit = read_unit(taken)
    if unit not in ("Y", "M", "Q", "W") or page.low(taken.last) not in page.vocabulary.ends:
        return None
    return make_draft(taken, rule, {"kind": "shift", "unit": unit, "amount": 0, "mod": "END"})


def compose_before(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "The day before", "the year after", alone or with what they count from behind them."""
    unit, token = read_unit(taken), taken.last
    if unit is None or unit in _FINE or unit == "H":
        return None
    amount = -1 if taken.classes[-1] in "b<" else 1
    fields = {"unit": unit, "amount": amount, "anchor": "last"}
    if _opens(page, token):
        return make_draft(taken, "unit_open", {**fields, "kind": "open", "last": token - 1})
    return make_draft(taken, rule, {**fields, "kind": "shift"})


def _opens(page: Page, token: int) -> bool:
    """Whether "before" has what it counts from behind it: "the day before the vote", not "The day before, he left"."""
    head = page.heads[token]
    if page.deprels[token] not in _CLAUSE or head <= token:
        return False
    if page.deprels[token] == "case":
        return True
    return not page.deprels[head].startswith(("root", "conj", "parataxis", "ccomp"))


def compose_the_unit(taken: Taken, rule: str, page: Page) -> Draft | None:
    """ "The day", "the week", "the year", "the quarter": the one that is spoken of."""
    unit, after = read_unit(taken), page.low(taken.last + 1)
    if unit is None or unit not in ("D", "W", "M", "Q", "Y", "WE"):
        return None
    if after in page.vocabulary.ended and unit in ("Y", "Q", "M", "W") and page.tag(taken.last + 1) != "NOUN":
        if unit == "Q":
            return make_draft(taken, "unit_open", {"kind": "open", "unit": "Q", "amount": 0})
        return make_period(taken, rule, 1.0)
    if after in page.vocabulary.of or page.tag(taken.last + 1) in ("NOUN", "PROPN", "SCONJ"):
        return None
    if page.low(taken.first - 1) in page.vocabulary.of and unit not in ("Y", "Q", "M"):
        return None
    anchor = "last" if unit in ("D", "Q", "W") else "published"
    return make_draft(taken, rule, {"kind": "shift", "unit": unit, "amount": 0, "anchor": anchor})
