"""Bodies named inside a phrase, found by their words alone: the record keeps no syntax."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from sayso.linking.parties.words import Lexicon, Word, list_forms, split_words
from sayso.model import Span

_MOST_AFTER = 6  # words of a name after "of"
_BREAK = re.compile(r"[,;:()\[\]\"“”«»!?…–—]|\.\s")


class Body(msgspec.Struct, frozen=True):
    """A body in a phrase: the ``words`` that it is compared by, its ``head``, the country that its words tell.

    ``person`` is set where the words name somebody of the body ("police chief"), ``title`` where they name a post that
    stands for it ("health minister"); ``proper`` where a word of it is a name of its own, ``named`` where all are: its
    ``head`` only stands before the name ("the rights group Open Ledger").
    """

    span: Span
    words: tuple[str, ...]
    head: str
    country: str | None
    place: str | None = None
    person: bool = False
    title: bool = False
    cited: bool = False
    proper: bool = False
    named: bool = False


Places = Mapping[str, str]
"""The names of a report's places, in lower case, with what they are in the gazetteer."""


def find_bodies(text: str, start: int, end: int, lexicon: Lexicon, places: Places, *, most: int = 40) -> list[Body]:
    """The bodies named in ``text[start:end]``, in the order of the text."""
    found: list[Body] = []
    if lexicon.heading.isdisjoint(list_forms(text, start, end, most=most)):
        return found
    words = split_words(text, start, end, most=most)
    at = 0
    while at < len(words):
        body = _read_body(text, words, at, lexicon, places) if _is_head(words, at, lexicon) else None
        if body is None:
            at += 1
            continue
        found.append(body)
        while at < len(words) and words[at].start < body.span.end:
            at += 1
    return found


def _is_head(words: list[Word], at: int, lexicon: Lexicon) -> bool:
    word = words[at].lower
    known = lexicon.words
    if word in known.office_titles:
        if words[at].owner and at + 1 < len(words) and words[at + 1].lower in known.heads:
            return False
        return at > 0 and words[at - 1].lower in lexicon.inside and words[at - 1].lower != "prime"
    if word not in known.heads and word not in known.personnel:
        return False
    following = words[at + 1].lower if at + 1 < len(words) and not words[at].owner else ""
    # A head before another one only narrows it ("police department", "government agency"), and so does one in front of
    # something that is no person ("a government Telegram channel").
    return following not in known.heads


def _read_body(text: str, words: list[Word], at: int, lexicon: Lexicon, places: Places) -> Body | None:
    first, country = _go_left(text, words, at, lexicon)
    after, last, told = _go_right(text, words, at, lexicon)
    country = country or told
    kept = [words[i] for i in range(first, at + 1)] + after
    head = words[at].lower
    title = head in lexicon.words.office_titles
    called, last = _read_name(text, words, at, last, lexicon)
    if called:
        kept = called
    names, place, proper = _drop_places(kept, lexicon, places)
    if head in lexicon.words.personnel:
        names = (*names[:-1], *lexicon.words.personnel[head].split())
        head = names[-1]
    if title:
        office = lexicon.words.office_titles[head]
        names = tuple(office if n == head and office == "ministry" else n for n in names)
        names += () if office in names else (office,)
    following = words[last + 1].lower if last + 1 < len(words) else ""
    modifies = not words[last].owner and following and _is_near(text, words, last) and not _is_free(following, lexicon)
    if modifies and following not in lexicon.persons and following not in lexicon.speaking:
        return None
    person = title or following in lexicon.persons or following in lexicon.speaking
    cited = any(w.lower in lexicon.words.citing for w in words[max(first - 3, 0) : first])
    if head in lexicon.words.local_heads or "ministry" in names:
        names = tuple(name for name in names if name not in lexicon.words.weak) or names
    span = Span(words[first].start, words[last].end)
    return Body(span, names, lexicon.compare_by(head), country, place, person, title, cited, proper, bool(called))


def _read_name(text: str, words: list[Word], at: int, last: int, lexicon: Lexicon) -> tuple[list[Word], int]:
    """The name that follows a word for what bears it: "the rights group Open Ledger"."""
    if last != at or words[at].owner or words[at].lower not in lexicon.words.bearers or words[at].form[0].isupper():
        return [], last
    name: list[Word] = []
    while last + 1 < len(words) and _is_near(text, words, last) and len(name) < _MOST_AFTER:
        word = words[last + 1]
        if not word.form[:1].isupper() or word.lower in lexicon.titles:
            break
        name.append(word)
        last += 1
        if word.owner:
            break
    return name, last


def _go_left(text: str, words: list[Word], at: int, lexicon: Lexicon) -> tuple[int, str | None]:
    first, country = at, None
    while first > 0 and _is_near(text, words, first - 1):
        word = words[first - 1]
        named = _country_ending(words, first - 1, lexicon)
        if named is not None:
            first, country = named[0], country or named[1]
            continue
        capital = (
            word.form[:1].isupper() and word.lower not in lexicon.articles and word.lower not in lexicon.function_words
        )
        if not capital and not any(
            part in lexicon.inside or part in lexicon.words.heads for part in word.lower.split("-")
        ):
            break
        if capital and word.lower in lexicon.words.citing:
            break
        first -= 1
    return first, country


def _country_ending(words: list[Word], last: int, lexicon: Lexicon) -> tuple[int, str] | None:
    for first in range(max(last - 3, 0), last + 1):
        found = lexicon.find_country(words, first)
        if found is not None and first + found[0] == last + 1:
            return first, found[1]
    return None


def _go_right(text: str, words: list[Word], at: int, lexicon: Lexicon) -> tuple[list[Word], int, str | None]:
    """The words after "of" that belong to the name, the last word of the whole, and the country that they tell."""
    kept: list[Word] = []
    last, country, i = at, None, at + 1
    if words[at].owner:
        return kept, last, country
    while i < len(words) and i - at <= _MOST_AFTER and _is_near(text, words, i - 1):
        word = words[i]
        linking = word.lower in ("of", "for", "and", "in", "the")
        if linking:
            i += 1
            continue
        before = words[i - 1].lower
        if before not in ("of", "for", "and", "in", "the") and i - 1 == at:
            break
        found = lexicon.find_country(words, i)
        if found is not None:
            country = country or found[1]
            last, i = i + found[0] - 1, i + found[0]
            continue
        silent = word.lower in lexicon.silent and word.lower not in lexicon.function_words
        inside = silent or any(part in lexicon.inside for part in word.lower.split("-"))
        if not inside and not (word.form[:1].isupper() and word.lower not in lexicon.titles):
            break
        kept.append(word)
        last, i = i, i + 1
    return kept, last, country


def _is_near(text: str, words: list[Word], at: int) -> bool:
    """Whether nothing but blanks and marks of names stands between word ``at`` and the next one."""
    gap = text[words[at].end : words[at + 1].start]
    abbreviated = "." in words[at].form and gap == ". "
    return abbreviated or (len(gap) < 4 and _BREAK.search(gap) is None)


def _is_free(word: str, lexicon: Lexicon) -> bool:
    """Whether a word after a body begins something else: it modifies nothing."""
    return (
        word in lexicon.words.stops
        or word in lexicon.words.citing
        or word in ("as", "that", "which", "who", "in", "on", "at")
        or word.endswith(("ed", "ing"))
        or word in ("said", "says", "spoke", "gave", "put", "told")
    )


def _drop_places(kept: list[Word], lexicon: Lexicon, places: Places) -> tuple[tuple[str, ...], str | None, bool]:
    """The words compared by: no places, no words without meaning, parts of hyphenated words apart.

    With them the town or region told, and whether a word is a name of its own.
    """
    out: list[str] = []
    place, proper, at = None, False, 0
    while at < len(kept):
        found = lexicon.find_country(kept, at)
        if found is not None:
            at += found[0]
            continue
        length = _count_place(kept, at, places)
        if length:
            place = place or places[" ".join(w.lower for w in kept[at : at + length])]
            at += length
            continue
        word = kept[at]
        parts = [lexicon.compare_by(part) for part in word.lower.split("-") if part]
        proper = proper or (word.form[:1].isupper() and not all(_is_plain(p, lexicon) for p in word.lower.split("-")))
        out += [part for part in parts if part not in lexicon.silent and part not in lexicon.articles]
        at += 1
    return tuple(out), place, proper


def _count_place(kept: list[Word], at: int, places: Places) -> int:
    if not kept[at].form[:1].isupper():
        return 0
    for length in range(min(3, len(kept) - at), 0, -1):
        if " ".join(word.lower for word in kept[at : at + length]) in places:
            return length
    return 0


def _is_plain(word: str, lexicon: Lexicon) -> bool:
    return (
        word in lexicon.inside
        or word in lexicon.words.heads
        or word in lexicon.words.office_titles
        or word in lexicon.silent
        or word in lexicon.articles
    )
