"""What looks like a time expression and is none: names, amounts of other things, other words of the same form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.model import Name
from sayso.times.drafts import Draft
from sayso.times.page import Page
from sayso.times.taken import Taken
from sayso.times.tense import BEHIND, find_direction

_NOUNS = frozenset({"NOUN", "PROPN"})
_NAMING = frozenset({"DET", "ADJ", "PROPN"})  # before a holiday's name: another one's, "the Lunar New Year"
_HEADING = frozenset({":", "-", "–", "—", "|"})
_PARAGRAPH = 3
# Rules whose words names are made of.
_NAMED = frozenset({"day", "month", "season", "year_word", "recurring", "part", "this_unit", "the_unit", "clock"})


def is_time(draft: Draft, taken: Taken, page: Page) -> bool:
    """Whether the words around leave the expression a time."""
    if taken.classes[0] == "s" and page.tag(draft.first) == "SCONJ":
        return False  # "said that Monday": no time is pointed at
    if taken.classes[0] == "L" and page.tag(draft.first) in ("VERB", "AUX"):
        return False  # "will last two days"
    if draft.rule == "reference" and draft.value == "FUTURE_REF" and draft.first == draft.last:
        return find_direction(draft, page) != BEHIND  # "it soon escalated"
    if taken.has("H") and page.vocabulary.units.get(page.low(draft.last)) == "Y":
        first = taken.token(taken.find("H"))  # "since New Year", not "the new year", "Lunar New Year"
        return page.words[draft.last][0].isupper() and page.tag(first - 1) not in _NAMING
    if draft.rule == "this_unit":
        return not (page.words[draft.first][0].isupper() and page.words[draft.last][0].isupper())
    if draft.rule == "month":
        return _is_month(draft, taken, page)
    if draft.rule == "season":
        return _is_season(taken, page)
    if draft.rule == "year_word":
        return _is_year(draft, taken, page)
    if draft.rule == "clock":
        return _is_clock(draft, taken, page)
    if draft.rule == "day" and taken.has("W") and not taken.has("M"):
        return _is_weekday(taken, page)
    return True


def cover_names(names: Sequence[Name]) -> dict[int, Name]:
    """The name of two words or more over each token."""
    return {token: name for name in names if name.last > name.first for token in range(name.first, name.last + 1)}


def is_named(draft: Draft, page: Page, covers: Mapping[int, Name]) -> bool:
    """Whether the words are part of a name: "the Sunday Herald", "the Sept. 11 attacks", "the July 20 Movement"."""
    name = covers.get(draft.first)
    if name is not None and name is covers.get(draft.last) and (name.first < draft.first or name.last > draft.last):
        inside = name.kind in ("person", "organisation") or name.last > draft.last
        return inside and draft.rule in _NAMED and (draft.rule != "year_word" or name.kind != "other")
    if draft.rule != "day" or draft.month is None or draft.year is not None:
        return False
    after = draft.last + 1
    if page.tag(after) == "PROPN" and page.heads[draft.last] == after and page.words[after][0].isupper():
        return True
    words = " ".join(page.words[draft.first : after]).lower().removeprefix("the ")
    return words in page.vocabulary.named_days and page.tag(after) in ("NOUN", "PROPN", "ADJ")


def _is_month(draft: Draft, taken: Taken, page: Page) -> bool:
    token = taken.token(taken.find("M"))
    if page.low(token).rstrip(".") not in page.vocabulary.doubtful_months:
        return True
    if len(taken.classes) > 1:
        return page.tag(token) not in ("AUX", "VERB")
    return page.tag(token) in ("PROPN", "NOUN") and page.low(token - 1) in page.vocabulary.dated


def _is_season(taken: Taken, page: Page) -> bool:
    token = taken.token(taken.find("S"))
    if page.tag(token) not in _NOUNS:
        return False
    if len(taken.classes) > 1 and page.low(token) not in page.vocabulary.doubtful_seasons:
        return True
    if len(taken.classes) > 1:
        told = page.low(taken.first - 1) in page.vocabulary.on and page.low(taken.last + 1) not in page.vocabulary.of
        return taken.relation() is not None or taken.has("B") or told
    return page.low(token - 1) in page.vocabulary.season_prepositions


def _is_year(draft: Draft, taken: Taken, page: Page) -> bool:
    token = draft.last
    before, head = page.low(token - 1), page.heads[token]
    if page.low(token + 1) in ("%", "°") or before in ("$", "€", "£", "#", "no.", "number"):
        return False
    if taken.has("tUF") or len(taken.classes) > 1:
        return True
    counted = page.deprels[token].startswith("nummod") and head > token
    if counted and page.lemmas[head].lower() in page.vocabulary.things:
        return False
    if page.low(token + 1) in page.vocabulary.things:
        return False
    if before in page.vocabulary.rough or (before == "than"):
        return before in ("about", "around", "circa", "over") and not counted
    return not (counted and "Number=Plur" in page.feats[head] and before not in page.vocabulary.dated)


def _is_clock(draft: Draft, taken: Taken, page: Page) -> bool:
    if taken.has("T=") and heads_line(page, draft):
        return True
    if "=" in taken.classes and not taken.has("AZ"):
        return page.tag(taken.last + 1) not in (*_NOUNS, "SYM", "NUM")
    if taken.has("AZomC"):
        return not (taken.classes == "C" and page.tag(taken.first + 1) in _NOUNS)
    before = page.low(taken.first - 1)
    if before in page.vocabulary.loose_prepositions:
        return page.words[taken.last][1:2] != ":"  # "20:00", not a score
    return before in page.vocabulary.clock_prepositions


def heads_line(page: Page, draft: Draft) -> bool:
    """Whether a time heads its line: "07:15: The bridge is shut"."""
    first, after = draft.first, page.low(draft.last + 1)
    if after == ":" and first and page.sentences[first] != page.sentences[first - 1]:
        return True
    if after == "." and ":" in page.words[first] and page.words[first].count(":") == 1:
        after = ":"  # "14:05. The bridge is shut"
    return after in _HEADING and (first == 0 or page.gaps[first] >= _PARAGRAPH or "\n" in page.before(first))


def _is_weekday(taken: Taken, page: Page) -> bool:
    """A short form alone needs its period: "Sun" and "Sat" are other words."""
    token = taken.token(taken.find("W"))
    return page.low(token) in page.vocabulary.weekdays or page.low(token).endswith(".")


__all__ = ["cover_names", "heads_line", "is_named", "is_time"]
