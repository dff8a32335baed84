"""Toponyms that mean one place together: one sense a name in a report, unless the text qualifies it in two ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sayso.gazetteer import Gazetteer, normalise_name
from sayso.places.context import find_head, hints_state
from sayso.places.drafts import Scene
from sayso.places.options import Sense, strip_name
from sayso.places.toponym import Qualifier, Toponym


def make_senses(
    scene: Scene, toponyms: Sequence[Toponym], qualifiers: Sequence[Qualifier], gazetteer: Gazetteer
) -> list[Sense]:
    """The senses of a report in order of their first mention.

    A name that is qualified in one way is so everywhere; where it is qualified in several ways, each is a sense, and
    what is not qualified goes with the first.
    """
    names = [normalise_name(toponym.name) for toponym in toponyms]
    marks = _mark_qualified(names, qualifiers)
    by_name: dict[str, list[str]] = defaultdict(list)
    for number, mark in sorted(marks.items()):
        if mark not in by_name[names[number]]:
            by_name[names[number]].append(mark)
    groups: dict[tuple[str, str], list[int]] = {}
    for number, name in enumerate(names):
        mark = marks.get(number) or next(iter(by_name[name]), "")
        groups.setdefault((name, mark), []).append(number)
    at = {number: place for place, members in enumerate(groups.values()) for number in members}
    return [
        _make_sense(scene, toponyms, name, members, qualifiers, at, gazetteer) for (name, _), members in groups.items()
    ]


def _mark_qualified(names: Sequence[str], qualifiers: Sequence[Qualifier]) -> dict[int, str]:
    return {q.inner: names[q.outer] for q in qualifiers if q.sure}


def _make_sense(
    scene: Scene,
    toponyms: Sequence[Toponym],
    name: str,
    members: list[int],
    qualifiers: Sequence[Qualifier],
    at: dict[int, int],
    gazetteer: Gazetteer,
) -> Sense:
    inside = set(members)
    own = [q for q in qualifiers if q.inner in inside]
    sure = [q for q in own if q.sure]
    heads = [head for number in members if (head := find_head(scene, toponyms[number]))]
    matches, stripped = strip_name(toponyms[members[0]], gazetteer, scene.language.places)
    return Sense(
        name=name,
        toponyms=tuple(members),
        matches=matches,
        head=heads[0] if heads else "",
        stripped=stripped,
        outer=tuple(dict.fromkeys(at[q.outer] for q in (sure or own) if at[q.outer] != at[q.inner])),
        inner=tuple(dict.fromkeys(at[q.inner] for q in qualifiers if q.outer in inside and at[q.inner] != at[q.outer])),
        sure=bool(sure),
        state_hint=sum(hints_state(scene, toponyms[number]) for number in members) / len(members),
        confidence=sum(toponyms[number].confidence for number in members) / len(members),
    )
