"""Whether what a time expression belongs to lies ahead or behind, from the verb over it and the word before it."""

from __future__ import annotations

from sayso.times.drafts import Draft
from sayso.times.page import Page

_NOUNS = frozenset({"NOUN", "PROPN"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "acl", "advcl", "csubj"})
_STEPS = 2
_NEGATED = 4  # tokens before a verb in which its negation stands
_SUBJECT = 15  # tokens before a verb in which its subject is looked for
AHEAD, BEHIND, PRESENT = 1, -1, 0


def find_direction(draft: Draft, page: Page) -> int | None:
    """1 for what is still to come, -1 for what is past, 0 for a plain present, None where the words do not say."""
    words = page.vocabulary.tense
    token = page.find_head(draft.first, draft.last)
    if page.low(draft.first - 1) in page.vocabulary.since:
        return BEHIND
    negated = page.low(draft.first - 2) in words.negations  # "it was not until Monday"
    if page.low(draft.first - 1) in words.terms and not negated:
        verb = _find_verb(token, page) or _find_predicate(token, page)
        if verb is not None and _is_denied(verb, page):
            return BEHIND
        return None if verb is not None and _is_met(verb, page, page.low(draft.first - 1)) else AHEAD
    if token in page.auxiliaries:  # "the launch was in the autumn"
        return _read_verb(token, page)
    for above in page.climb(token, _STEPS):
        if page.upos[above] in _NOUNS and page.low(above) not in page.expecting and above not in page.auxiliaries:
            continue
        found = _read_verb(above, page)
        if found is not None:
            return None if found == PRESENT and page.heads[token] != above else found
    return None


def _find_verb(token: int, page: Page) -> int | None:
    return next((above for above in page.climb(token, _STEPS) if page.upos[above] == "VERB"), None)


def _is_met(verb: int, page: Page, term: str) -> bool:
    """Whether a past verb says that a term is over: "by Tuesday two had left"."""
    words = page.vocabulary.tense
    if term not in words.closing:
        return False
    return _read_verb(verb, page) == BEHIND or any(
        page.low(t) in words.flashback for t in page.auxiliaries.get(verb, ())
    )


def _is_denied(verb: int, page: Page) -> bool:
    """Whether a past verb is denied up to a term: "soldiers did not come until Friday"."""
    before = range(max(verb - _NEGATED, 0), verb)
    denied = any(page.low(t) in page.vocabulary.tense.negations and page.heads[t] == verb for t in before)
    return denied and _read_verb(verb, page) == BEHIND


def _find_predicate(token: int, page: Page) -> int | None:
    return next((above for above in page.climb(token, _STEPS) if above in page.auxiliaries), None)


def _read_verb(verb: int, page: Page) -> int | None:
    """What one verb or predicate with its auxiliaries says; None for an infinitive or participle that says nothing."""
    words = page.vocabulary.tense
    helpers = page.auxiliaries.get(verb, [])
    lows = {page.low(t) for t in helpers}
    if not lows.isdisjoint(words.auxiliaries):
        return AHEAD
    past = any("Tense=Past" in page.feats[t] for t in helpers)
    if past or not lows.isdisjoint(words.conditional):
        return _read_past(verb, lows, page)
    present = any("Tense=Pres" in page.feats[t] for t in helpers)
    if page.low(verb) in page.expecting and (present or "Tense=Past" not in page.feats[verb]):
        return AHEAD
    if "to" in lows:
        return _read_infinitive(verb, page)
    return _read_form(verb, helpers, page)


def _read_past(verb: int, lows: set[str], page: Page) -> int | None:
    """A past form, or one of "would" and its like, which after a past verb of saying look ahead."""
    words = page.vocabulary.tense
    if not lows.isdisjoint(words.perfect):
        return BEHIND
    if not lows.isdisjoint(words.conditional):
        return AHEAD
    if page.low(verb) in page.expecting and page.upos[verb] != "NOUN":
        return None
    return BEHIND


def _read_infinitive(verb: int, page: Page) -> int | None:
    """ "Plans to meet" looks ahead, "failed to meet" back, "ready to meet" ahead."""
    head = page.heads[verb]
    helpers = page.auxiliaries.get(verb, [])
    if page.deprels[verb] not in _COMPLEMENTS:
        return AHEAD if any(page.upos[t] == "AUX" for t in helpers) else None
    if head >= 0 and any(page.low(t) in page.vocabulary.tense.flashback for t in page.auxiliaries.get(head, ())):
        return BEHIND
    if head < 0 or page.low(head) in page.expecting:
        return AHEAD
    return None if page.upos[head] in ("VERB", "AUX") else AHEAD


def _read_form(verb: int, helpers: list[int], page: Page) -> int | None:
    feats = page.feats[verb]
    if "Tense=Past" in feats or "VerbForm=Part" in feats:
        has = any(page.lemmas[t].lower() in page.vocabulary.tense.perfect for t in helpers)
        return BEHIND if "VerbForm=Fin" in feats or has or not helpers else None
    if "Tense=Pres" in feats and "VerbForm=Fin" in feats and not helpers and _is_unchanging(verb, page):
        return BEHIND if _has_singular(verb, page) else None
    if ("Tense=Pres" in feats and "VerbForm=Fin" in feats) or any("Tense=Pres" in page.feats[t] for t in helpers):
        return PRESENT
    return None


def _is_unchanging(verb: int, page: Page) -> bool:
    """Whether a present form may be a past one: "hit", "cut"."""
    return page.low(verb) in page.vocabulary.tense.unchanging


def _has_singular(verb: int, page: Page) -> bool:
    """Whether the subject is one person or thing, so that a present form would end otherwise: "the reactor shut"."""
    subjects = (t for t in range(max(verb - _SUBJECT, 0), verb) if page.heads[t] == verb)
    return any(page.deprels[t].startswith("nsubj") and _is_one(t, page) for t in subjects)


def _is_one(token: int, page: Page) -> bool:
    return "Number=Sing" in page.feats[token] and "Person=1" not in page.feats[token]


__all__ = ["AHEAD", "BEHIND", "PRESENT", "find_direction"]
