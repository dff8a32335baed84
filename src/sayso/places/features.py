"""What speaks for and against a draft being a toponym: the names of the features that hold for it.

Every feature is true or false; figures are cut into steps. None of them names a word: what counts is what kind of word
stands there. Weights are fitted by `python -m bench fit-places`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from sayso.lang import Language
from sayso.places.drafts import Draft, Scene

_CLASSES: dict[str, str] = {"admin1": "admin", "admin2": "county", "continent": "country"}
_IN = frozenset(("in", "near", "from", "at", "to"))
_DASHES = frozenset(("-", "--", "–", "—", "―"))


class Habits(msgspec.Struct, frozen=True, eq=False):
    """What a whole report says of its words.

    ``people`` are last and first words of people's names, ``located`` how often the reader takes a name for a place,
    ``common`` the words that stand in lower case somewhere.
    """

    people: frozenset[str]
    located: dict[str, int]
    others: dict[str, int]
    common: frozenset[str]


def find_habits(scene: Scene) -> Habits:
    """The habits of a report."""
    people: set[str] = set()
    located: dict[str, int] = {}
    others: dict[str, int] = {}
    for name in scene.names:
        if name.kind == "person":
            people.update((scene.lower[name.last], *((scene.lower[name.first],) if name.last > name.first else ())))
        counts = located if name.kind == "location" else others
        words = scene.slice(name.first, name.last).lower()
        counts[words] = counts.get(words, 0) + 1
    return Habits(frozenset(people), located, others, frozenset(w for w in scene.words if w.islower()))


def list_features(scene: Scene, draft: Draft, habits: Habits) -> list[str]:
    """The names of the features that hold for a draft, "bias" first."""
    found = ["bias"]
    _note_reader(scene, draft, found)
    _note_matches(draft, found)
    _note_shape(scene, draft, habits, found)
    _note_before(scene, draft, found)
    _note_after(scene, draft, found)
    _note_tree(scene, draft, found)
    _note_habits(scene, draft, habits, found)
    return found


def _note_reader(scene: Scene, draft: Draft, found: list[str]) -> None:
    """What the reader says of the same words: its kind, and how the draft lies in its name."""
    number = scene.holder[draft.first]
    if number < 0:
        number = scene.holder[draft.last]
    if number < 0:
        found.append("reader=none")
        return
    name = scene.names[number]
    first, last = name.first, name.last
    if scene.lower[first] == "the" and first < draft.first:
        first += 1
    if (first, last) == (draft.first, draft.last):
        lies = "same"
    elif draft.first <= first and last <= draft.last:
        lies = "longer"
    elif first <= draft.first and draft.last <= last:
        lies = "begins" if first == draft.first else "ends" if last == draft.last else "inside"
        if lies == "ends" and scene.lower[draft.first - 1] in scene.language.places.before:
            lies = "of"
    else:
        lies = "across"
    found.append(f"reader={name.kind}/{lies}")
    found.append(f"sure={name.kind == 'location'}/{int(name.confidence * 5)}")


def _note_matches(draft: Draft, found: list[str]) -> None:
    """What the gazetteer has for the words."""
    if not draft.matches:
        found.append("gazetteer=none")
        return
    best = max(draft.matches, key=lambda m: (m.name_kind != "alias", m.entry.population))
    kinds = {m.entry.kind for m in draft.matches}
    found.append(f"gazetteer={best.name_kind}/{_CLASSES.get(best.entry.kind, best.entry.kind)}")
    most = max(m.entry.population for m in draft.matches)
    found.append(f"people={len(str(most))}")
    if "country" in kinds:
        found.append("kind=country")
    if "admin1" in kinds:
        found.append("kind=admin1")
    if any(m.name_kind == "main" and m.entry.feature.endswith("PPLC") for m in draft.matches):
        found.append("kind=capital")
    if all(m.name_kind == "alias" for m in draft.matches):
        found.append("kind=alias-only")
    if len(draft.matches) == 1:
        found.append("kind=single")


def _note_shape(scene: Scene, draft: Draft, habits: Habits, found: list[str]) -> None:
    """How the words are written, and the word that says what sort of place it is."""
    words = scene.words[draft.first : draft.last + 1]
    found.append(f"tokens={min(len(words), 4)}")
    if all(word.isupper() for word in words) and len(draft.name) > 3:
        found.append("shape=capitals")
    if len(words) == 1 and words[0].isupper() and 1 < len(words[0]) < 6:
        known = any(match.name_kind == "abbreviation" for match in draft.matches)
        found.append("shape=abbreviation" if known else "shape=acronym")
    if len(words) == 1 and len(words[0]) < 4:
        found.append("shape=short")
    if draft.head:
        found.append(f"head={_sort_head(draft.head, scene.language)}")
    last = scene.lower[draft.last]
    places = scene.language.places
    if last in places.buildings:
        found.append("ends=building")
    if last in places.bodies:
        found.append("ends=body")
    if len(words) == 1 and last in habits.common:
        found.append("shape=common")
    if len(words) > 1 and scene.lower[draft.first] in places.compass:
        found.append("begins=compass")


def _sort_head(head: str, language: Language) -> str:
    return language.places.heads.get(head, "road")


def _note_before(scene: Scene, draft: Draft, found: list[str]) -> None:
    """The word before."""
    at = draft.first - 1
    if at < 0 or scene.gaps[draft.first] > 1:
        found.append("before=begin")
        if _is_dateline(scene, draft):
            found.append("dateline")
        return
    lower = scene.lower[at]
    if lower in scene.language.places.before:
        found.append(f"before={'in' if lower in _IN else 'of' if lower == 'of' else 'prep'}")
    else:
        found += _sort_before(scene, at, lower)


def _sort_before(scene: Scene, at: int, lower: str) -> list[str]:
    """What sort of word stands before, where it is no preposition."""
    places = scene.language.places
    if lower in places.compass:
        return ["before=compass", "before=compass-capital"] if scene.capital[at] else ["before=compass"]
    if lower.rstrip(".") in scene.titles:
        return ["before=title"]
    if lower == "the":
        return ["before=the"]
    if lower == ",":
        return ["before=comma" if at and scene.capital[at - 1] else "before=comma-low"]
    if lower in places.heads or lower in places.of_heads:
        return ["before=head"]
    if scene.capital[at]:
        return ["before=capital", *(("before=name",) if scene.syntax.upos[at] == "PROPN" else ())]
    return ["before=dash" if lower in _DASHES else f"before={scene.syntax.upos[at]}"]


def _note_after(scene: Scene, draft: Draft, found: list[str]) -> None:
    """The word behind."""
    at = draft.last + 1
    if at >= len(scene.words) or scene.gaps[at] > 1:
        found.append("after=end")
        return
    lower = scene.lower[at]
    places = scene.language.places
    if lower in ("'s", "’s", "'", "’"):
        found.append("after=possessive")
    elif lower == ",":
        found.append("after=comma-capital" if at + 1 < len(scene.words) and scene.capital[at + 1] else "after=comma")
    elif lower in ("(", "-", "--", "–", "—"):
        found.append("after=dash")
    elif scene.capital[at]:
        found.append("after=capital")
        for sort in ("heads", "roads", "buildings", "bodies", "ranks"):
            if lower.rstrip(".") in getattr(places, sort):
                found.append(f"after-capital={sort}")
        if scene.syntax.upos[at] == "PROPN":
            found.append("after=name")
    else:
        found.append(f"after={scene.syntax.upos[at]}")
        for sort in ("heads", "bodies", "ranks", "people"):
            if lower in getattr(places, sort):
                found.append(f"after-low={sort}")


def _note_tree(scene: Scene, draft: Draft, found: list[str]) -> None:
    """Part of speech, and what the words depend on."""
    upos = scene.syntax.upos[draft.last]
    found.append(f"upos={upos}")
    relation = scene.syntax.deprels[draft.last]
    head = int(scene.syntax.heads[draft.last])
    if relation in ("flat", "compound", "nmod", "conj") and draft.first <= head <= draft.last:
        relation, head = scene.syntax.deprels[head], int(scene.syntax.heads[head])
    found.append(f"rel={relation}")
    if head >= 0 and scene.lower[head] in scene.language.places.tongues:
        found.append("tongue")
    demonym = bool(draft.matches) and all(m.name_kind == "demonym" for m in draft.matches)
    if demonym:
        found.append(f"demonym={upos}/{relation}")
        feats = scene.syntax.feats[draft.last]
        found.append(f"demonym-plural={scene.lower[draft.last].endswith('s') and ('Plur' in feats or upos != 'ADJ')}")


def _note_habits(scene: Scene, draft: Draft, habits: Habits, found: list[str]) -> None:
    """What the rest of the report makes of the same words."""
    words = scene.slice(draft.first, draft.last).lower()
    if draft.first == draft.last and scene.lower[draft.first] in habits.people:
        found.append("person-elsewhere")
    located, others = habits.located.get(words, 0), habits.others.get(words, 0)
    if located:
        found.append("located-elsewhere")
    if others:
        found.append("other-elsewhere")
    if located > others:
        found.append("mostly-located")


def _is_dateline(scene: Scene, draft: Draft) -> bool:
    """Whether an agency in brackets, or a dash, follows within a few tokens of the beginning of a paragraph."""
    end = min(draft.last + 8, len(scene.words))
    for at in range(draft.last + 1, end):
        if scene.gaps[at] > 1:
            return False
        if scene.lower[at] in scene.language.places.wires or scene.words[at] in ("--", "–", "—"):
            return True
        if not (scene.capital[at] or scene.words[at] in (",", "(", ".", "/", ")")):
            return False
    return False


def sum_weights(features: Sequence[str], weights: Mapping[str, float]) -> float:
    """The sum of the weights of features; an unknown one weighs nothing."""
    return sum(weights.get(feature, 0.0) for feature in features)
