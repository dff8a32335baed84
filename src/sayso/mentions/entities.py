"""Groups the names of a report into entities.

The rules, each with what it leaves of a mention's confidence: the same words (all of it); an acronym defined in
brackets; an organisation whose words changed places; a person with the middle name left out; the initials of one
organisation or place; a surname, a first name. Where two people share a surname, a mention of it alone goes to the one
whose full name came last before it, at half its confidence. A first name that two people share stays an entity apart.
"""

from __future__ import annotations

from collections import Counter

from sayso import __version__
from sayso.lang import find_language
from sayso.mentions.forms import Form, make_forms
from sayso.mentions.groups import Groups
from sayso.mentions.organisations import join_acronyms, join_initials, join_moved_words
from sayso.mentions.people import attach_short_names, join_people
from sayso.model import By, Entity, EntityKind, Name, NameKind, Report, Syntax, Tokens, make_span_id

_BY = By("mentions", __version__, "names+rules")
_KINDS: dict[NameKind, EntityKind] = {
    "person": "person",
    "organisation": "organisation",
    "location": "place",
    "other": "other",
}


def find_entities(report: Report, tokens: Tokens, syntax: Syntax, names: tuple[Name, ...]) -> tuple[Entity, ...]:
    """The entities of a report by first mention; spans are code points of its text.

    The name is the mention of most words, of these the longest, without titles where two words remain. The kind is that
    of most mentions, of the earlier one where they tie. Words come from the report's language, from English where that
    is unknown.
    """
    words = find_language(report.language).names
    groups = Groups(make_forms(report.text, tokens, syntax, names, words))
    join_acronyms(report.text, groups, words)
    join_moved_words(groups, words)
    join_people(groups, words)
    join_initials(groups, words)
    attach_short_names(groups, words)
    return tuple(_make_entity(report, members) for members in groups.members())


def _make_entity(report: Report, members: list[tuple[Form, float]]) -> Entity:
    kinds = Counter(form.kind for form, _ in members)
    mentions = tuple(form.span for form, _ in members)
    return Entity(
        id=make_span_id("entity", report.text_sha256, mentions[0]),
        name=max(((len(form.words), _read_name(report.text, form)) for form, _ in members), key=_measure)[1],
        kind=_KINDS[kinds.most_common(1)[0][0]],
        mentions=mentions,
        by=_BY,
        confidence=round(sum(confidence for _, confidence in members) / len(members), 4),
    )


def _measure(name: tuple[int, str]) -> tuple[int, int]:
    return name[0], len(name[1])


def _read_name(text: str, form: Form) -> str:
    """The words as written, on one line, without the titles where two words remain."""
    words = form.span.text(text).split()
    return " ".join(words[form.titles :] if len(words) - form.titles > 1 else words)
