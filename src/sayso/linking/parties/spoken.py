"""Who says what a sentence tells, by its words alone, where the record holds no claim for it."""

from __future__ import annotations

import re

import msgspec

from sayso.linking.parties.find import PartyFinder
from sayso.linking.parties.party import Party
from sayso.linking.parties.phrases import Body, find_bodies
from sayso.linking.parties.words import Word, split_phrase, split_words
from sayso.model import Span

_LONGEST = 600  # characters of a sentence that are read
_BEFORE = 60
_AHEAD = 14  # words behind a body up to the one for saying
_MOST_NAMES = 4
_NAME = r"((?:[A-ZÀ-Þ][\w’'-]+ ){1,4}?[A-ZÀ-Þ][\w’'-]+)"
_NAME_BEFORE = re.compile(_NAME + r", (?:(?:which|who) [a-z]+ )?(?:an?|the) (?:[a-z-]+ ){0,2}$")
_ASIDE = re.compile(r", (?:which|who|an?|the)\b[^,.;:\n]{1,80}(?=,)")
_QUOTED = re.compile(
    r": (?!that is what)(?=\S)|,? (?:(?:has|have|had) been|was|were|is|are) (?:quoted|cited) (?:by|as|in)\b"
)
_COUNT = re.compile(
    r"(?:['’]s|s['’]) (?:[a-z-]+ ){0,2}?(?:count|figure|toll|estimate|tally|total|number)s?(?: [a-z-]+){0,6},? ?\Z"
)
_GAP = re.compile(r"[\s,)]{1,3}")


class Spoken(msgspec.Struct, frozen=True):
    """A body in a sentence that is said to say something, and the words that name it."""

    party: Party
    span: Span


def find_spoken(finder: PartyFinder, sentence: Span) -> Spoken | None:
    """Who a sentence has saying something: "the hospital said", "according to police", "Ana Lopes, who ..., said"."""
    end = min(sentence.end, sentence.start + _LONGEST)
    for body in find_bodies(finder.text, sentence.start, end, finder.lexicon, finder.places, most=_LONGEST):
        if _is_said_behind(finder, body.span.end, end) or _is_said_before(finder, body, sentence.start):
            spoken = _make(finder, body, sentence.start)
            if spoken is not None:
                return spoken
    return _find_entity(finder, Span(sentence.start, end))


def find_counter(finder: PartyFinder, before: Span) -> Party | None:
    """Whose figure one is that stands right behind ``before``: "the interior ministry's count of people held was"."""
    text = finder.text
    start = max(before.start, before.end - _LONGEST)
    if _COUNT.search(text, start, before.end) is None:
        return None
    for body in find_bodies(text, start, before.end, finder.lexicon, finder.places, most=_LONGEST):
        owner = max(body.span.start, body.span.end - 2)  # a body's words may end with the apostrophe
        count = _COUNT.search(text, owner, before.end)
        if count is not None and count.start() <= body.span.end:
            bare = Span(body.span.start, min(body.span.end, count.start() + (text[count.start()] in "sS")))
            spoken = _make(finder, msgspec.structs.replace(body, span=bare), before.start)
            if spoken is not None:
                return spoken.party
    return None


def _find_entity(finder: PartyFinder, sentence: Span) -> Spoken | None:
    """A person or organisation of the record, right before a word for saying or with an aside between the two."""
    for mention, party in finder.list_speakers(sentence):
        aside = _ASIDE.match(finder.text, mention.end, sentence.end)
        at = aside.end() if aside is not None else mention.end
        before = split_words(finder.text, max(sentence.start, mention.start - _BEFORE), mention.start)
        cited = [word.lower for word in before][-2:] == ["according", "to"]
        if cited or _is_said_behind(finder, at, sentence.end):
            return Spoken(party, mention)
    return None


def _is_said_behind(finder: PartyFinder, at: int, end: int) -> bool:
    """Whether a word for saying follows; somebody of the body by name and words for the time may stand between."""
    known = finder.lexicon.words
    if _QUOTED.match(finder.text, at, end):
        return True
    words = split_words(finder.text, at, end, most=_AHEAD)
    if words[:1] and words[0].lower in finder.lexicon.speaking:
        named = 1
        while named <= _MOST_NAMES and words[named:] and words[named].form[:1].isupper():
            named += 1
        at, words = _go_on(finder, at, words, named)
        if _QUOTED.match(finder.text, at, end):
            return True
    while words and _GAP.fullmatch(finder.text, at, words[0].start):
        if words[0].lower in known.saying:
            return not (words[0].lower in known.receiving and _is_number(finder, words[1:2]))
        if words[0].lower not in known.between and not words[0].form.isdigit():
            return False
        at, words = _go_on(finder, at, words, 1)
    return False


def _is_number(finder: PartyFinder, words: list[Word]) -> bool:
    return any(word.form[0].isdigit() or word.lower in finder.lexicon.words.numbers for word in words)


def _go_on(finder: PartyFinder, at: int, words: list[Word], number: int) -> tuple[int, list[Word]]:
    """The place and the words behind the first ``number`` of them; none where more than blanks stands between them."""
    for word in words[:number]:
        if _GAP.fullmatch(finder.text, at, word.start) is None:
            return at, []
        at = word.end
    return at, words[number:]


def _is_said_before(finder: PartyFinder, body: Body, start: int) -> bool:
    lower = _list_before(finder, body, start)
    if len(lower) > 2 and lower[-1] in ("for", "of", "at", "with") and lower[-2] in finder.lexicon.speaking:
        return "according" in lower
    if body.person and "according" in lower:
        return True
    inverted = any(word in finder.lexicon.words.inverted for word in lower[-1:])
    return inverted or lower[-2:] in (["according", "to"], ["words", "of"])


def _list_before(finder: PartyFinder, body: Body, start: int) -> list[str]:
    words = split_words(finder.text, max(start, body.span.start - _BEFORE), body.span.start)
    return [word.lower for word in words if word.lower not in finder.lexicon.articles]


def _make(finder: PartyFinder, body: Body, start: int) -> Spoken | None:
    if any(word in finder.lexicon.words.negating for word in _list_before(finder, body, start)[-1:]):
        return None
    words = body.span.text(finder.text)
    withheld = split_phrase(words)[-1:]
    if any(word.lower in finder.lexicon.words.withheld for word in withheld):
        return None
    if finder.is_outlet_by_form(words) or finder.is_nobody(words):
        return None
    if not finder.is_vague(body):
        return Spoken(finder.make_body(body, "named in the sentence"), body.span)
    name = _NAME_BEFORE.search(finder.text, start, body.span.start)
    if name is not None:
        return Spoken(finder.make_spoken_for(name[1], None), Span(name.start(1), body.span.end))
    full = finder.find_before(body)
    return Spoken(finder.make_body(full, "named in the sentence"), body.span) if full is not body else None
