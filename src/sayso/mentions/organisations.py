"""Joins the names of organisations and places: acronyms, initials, words that changed places."""

from __future__ import annotations

import re

from sayso.lang import NameWords
from sayso.mentions.forms import make_initials, read_acronym, runs_through
from sayso.mentions.groups import Groups

# What each rule leaves of a mention's confidence. Set by judgement: no gold data for entities is at hand.
_INITIALS_DEFINED, _LETTERS_DEFINED, _FOREIGN_DEFINED = 0.98, 0.95, 0.8
_MOVED, _INITIALS_ALONE, _SHARED = 0.9, 0.85, 0.5
_MAX_WORDS = 16

_OPENING = re.compile(r"\s{0,2}[(\[]\s{0,2}(?:[a-z]{1,3}\s)?[\"“'‘]?")
_DEFINED = re.compile(_OPENING.pattern + r"([^\W\d_][\w.]{1,14})[\"”'’]?\s{0,2}(?=[,;:)\]])")


def join_acronyms(text: str, groups: Groups, words: NameWords) -> None:
    """Joins a full name and the acronym defined beside it, either first: "World Bank (WB)", "WB (World Bank)"."""
    function_words = frozenset(words.function_words)
    numbers = {a: g for g, a in reversed(list(enumerate(groups.acronyms))) if a}
    starts = {form.span.start: group for form, group in zip(groups.forms, groups.of, strict=True)}
    for form, group in zip(groups.forms, groups.of, strict=True):
        if groups.acronyms[group]:
            opening = _OPENING.match(text, form.span.end)
            full = starts.get(opening.end()) if opening else None
            acronym = groups.acronyms[group]
        else:
            defined = _DEFINED.match(text, form.span.end) if len(form.words) > 1 and form.kind != "person" else None
            acronym = read_acronym(defined[1].rstrip(".")) if defined else ""
            full = group
        known = numbers.get(acronym)
        if full is None or known is None:
            continue
        factor = _judge_definition(acronym, known, full, groups, function_words)
        if factor:
            groups.join(full, known, factor)
            del numbers[acronym]  # the first definition holds


def _judge_definition(acronym: str, short: int, full: int, groups: Groups, function_words: frozenset[str]) -> float:
    """What the acronym's mentions keep of their confidence when it stands for the full name, 0 if it does not."""
    key = groups.keys[full][:_MAX_WORDS]
    if len(key) < 2 or groups.acronyms[full]:
        return 0.0
    if acronym in make_initials(key, function_words):
        return _INITIALS_DEFINED
    if "location" in (groups.kinds[short], groups.kinds[full]) or "person" in (groups.kinds[short], groups.kinds[full]):
        return 0.0
    if runs_through(acronym, key):
        return _LETTERS_DEFINED
    return _FOREIGN_DEFINED if groups.kinds[short] == groups.kinds[full] == "organisation" else 0.0


def join_initials(groups: Groups, words: NameWords) -> None:
    """Joins an acronym that nothing defines to the one organisation or place that has these initials."""
    function_words = frozenset(words.function_words)
    owners: dict[str, set[int]] = {}
    for group, key in enumerate(groups.keys):
        if 2 <= len(key) <= _MAX_WORDS and groups.kinds[group] != "person":
            for initials in make_initials(key, function_words):
                owners.setdefault(initials, set()).add(group)
    for group, acronym in enumerate(groups.acronyms):
        found = sorted(owners.get(acronym, ())) if acronym and group not in groups.joined else []
        if len({groups.root(g) for g in found}) == 1 and groups.kinds[found[0]] == groups.kinds[group]:
            groups.join(found[0], group, _INITIALS_ALONE)


def join_moved_words(groups: Groups, words: NameWords) -> None:
    """Joins organisations of the same words in another order, where the sort of organisation makes that safe.

    A name that lacks words of one other alone ("Foreign Ministry", "Foreign Ministry of Peru") is that one too. Where
    several have them, each mention goes to the one named last before it.
    """
    first: dict[frozenset[str], int] = {}
    for group, content in _read_movable(groups, words).items():
        groups.join(first.setdefault(content, group), group, _MOVED)
    longer = {content: [other for other in first if content < other] for content in first}
    for content, others in longer.items():
        if len(others) == 1:
            groups.join(first[others[0]], first[content], _MOVED)
    shared = {content: others for content, others in longer.items() if len(others) > 1}
    if shared:
        _place_shared(groups, first, shared)


def _read_movable(groups: Groups, words: NameWords) -> dict[int, frozenset[str]]:
    """The words with meaning of each organisation whose words may change places, two at least, by group."""
    movable, silent = frozenset(words.movable_heads), frozenset(words.silent_words)
    function_words = frozenset(words.function_words)
    found = {}
    for group, key in enumerate(groups.keys):
        if groups.kinds[group] == "organisation" and movable.intersection(key) and len(key) <= _MAX_WORDS:
            content = frozenset(_stem(w) for w in key if w not in function_words and w not in silent)
            if len(content) > 1:
                found[group] = content
    return found


def _place_shared(
    groups: Groups, first: dict[frozenset[str], int], shared: dict[frozenset[str], list[frozenset[str]]]
) -> None:
    """Gives each mention of a short name that several longer ones hold to the one of them named last before it."""
    roots = {groups.root(first[content]): content for content in shared}
    owners: dict[int, list[int]] = {}
    for content, others in shared.items():
        for other in others:
            owners.setdefault(groups.root(first[other]), []).append(groups.root(first[content]))
    latest: dict[int, int] = {}
    for number, group in enumerate(groups.of):
        root = groups.root(group)
        for short in owners.get(root, ()):
            latest[short] = root
        if root in roots and root in latest:
            groups.place(number, latest[root], _SHARED)


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
