"""Joins the names of people: full names with and without the middle, surnames, first names."""

from __future__ import annotations

from sayso.lang import NameWords
from sayso.mentions.groups import Groups

# What each rule leaves of a mention's confidence. Set by judgement: no gold data for entities is at hand.
_MIDDLE, _SURNAME, _FIRST_NAME, _SHARED, _MISREAD = 0.95, 0.95, 0.8, 0.5, 0.7
_MAX_TAIL = 4

_Key = tuple[str, ...]


def join_people(groups: Groups, words: NameWords) -> None:
    """Joins "John F. Kennedy" and "J. Kennedy" to "John Kennedy" where only one of each is named."""
    by_ends: dict[_Key, list[int]] = {}
    for group, key in enumerate(groups.keys):
        if groups.kinds[group] == "person" and len(key) > 1:
            core, suffix = _split_suffix(key, frozenset(words.suffixes))
            if len(core) > 1:
                by_ends.setdefault((core[0], core[-1], *suffix), []).append(group)
    for found in by_ends.values():
        if len(found) == 2:
            short, long = sorted(found, key=lambda g: len(groups.keys[g]))
            if len(_split_suffix(groups.keys[short], frozenset(words.suffixes))[0]) == 2:
                groups.join(long, short, _MIDDLE)
    _join_initialed(groups, by_ends)


def _join_initialed(groups: Groups, by_ends: dict[_Key, list[int]]) -> None:
    """Joins a first name that is only a letter to the one full name that begins with it."""
    written: dict[_Key, set[int]] = {}
    for (first, *rest), found in by_ends.items():
        if len(first) > 1:
            written.setdefault((first[0], *rest), set()).update(groups.root(g) for g in found)
    for ends, found in by_ends.items():
        fits = written.get(ends, set())
        if len(ends[0]) == 1 and len(fits) == 1:
            for group in found:
                groups.join(min(fits), group, _MIDDLE)


def attach_short_names(groups: Groups, words: NameWords) -> None:
    """Gives each mention of a surname or first name alone to the person whose full name the report holds."""
    suffixes = frozenset(words.suffixes)
    tails, heads = _index_full_names(groups, suffixes)
    latest: dict[_Key, int] = {}
    for number, group in enumerate(groups.of):
        key = groups.keys[group]
        if groups.kinds[group] == "location" or groups.acronyms[group]:
            continue
        owners = tails.get(key, {})
        if not owners and len(key) == 1:
            _attach_first_name(groups, number, heads.get(key[0], {}))
        elif len(owners) == 1 or (owners and groups.kinds[group] == "person"):
            owner = latest.get(key, next(iter(owners)))
            factor = _MISREAD if groups.kinds[group] == "organisation" else _SURNAME
            groups.place(number, owner, factor if len(owners) == 1 else _SHARED)
        if not owners:
            for tail in _list_tails(key, suffixes):
                latest[tail] = groups.root(group)


def _attach_first_name(groups: Groups, number: int, owners: dict[int, None]) -> None:
    if len(owners) == 1 and groups.kinds[groups.of[number]] == "person":
        groups.place(number, next(iter(owners)), _FIRST_NAME)


def _index_full_names(
    groups: Groups, suffixes: frozenset[str]
) -> tuple[dict[_Key, dict[int, None]], dict[str, dict[int, None]]]:
    """The people by each end of their names that may stand for the whole, and by first name, in text order."""
    full = [(g, key) for g, key in enumerate(groups.keys) if groups.kinds[g] == "person" and len(key) > 1]
    short = {tail for _, key in full for tail in _list_tails(key, suffixes)}
    tails: dict[_Key, dict[int, None]] = {}
    heads: dict[str, dict[int, None]] = {}
    for group, key in full:
        if key in short:
            continue
        heads.setdefault(key[0], {})[groups.root(group)] = None
        for tail in _list_tails(key, suffixes):
            tails.setdefault(tail, {})[groups.root(group)] = None
    return tails, heads


def _list_tails(key: _Key, suffixes: frozenset[str]) -> list[_Key]:
    """The ends of a full name, without a suffix such as "Jr", that leave out its first word at least."""
    core = _split_suffix(key, suffixes)[0]
    return [core[i:] for i in range(max(1, len(core) - _MAX_TAIL), len(core))]


def _split_suffix(key: _Key, suffixes: frozenset[str]) -> tuple[_Key, _Key]:
    if len(key) > 2 and key[-1] in suffixes:
        return key[:-1], key[-1:]
    return key, ()
