"""What the words around toponyms say: which lies in which, and what sort of place each is."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.places.drafts import Scene
from sayso.places.toponym import Qualifier, Toponym

_LARGER = frozenset(("country", "admin1", "admin2", "region"))
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))


def find_qualifiers(scene: Scene, toponyms: Sequence[Toponym]) -> list[Qualifier]:
    """Pairs of which the text says that one lies in the other, in text order."""
    found: list[Qualifier] = []
    for number in range(len(toponyms) - 1):
        one, other = toponyms[number], toponyms[number + 1]
        gap = scene.lower[one.last + 1 : other.first]
        if len(gap) > 5 or scene.gaps[other.first] > 2:
            continue
        if _names_larger(other) and _is_after(scene, gap, other):
            found.append(Qualifier(number, number + 1, _is_sure(scene, gap, other, toponyms, number)))
        elif _names_larger(one) and _is_before(scene, gap):
            found.append(Qualifier(number + 1, number, sure=True))
    return found


def find_head(scene: Scene, toponym: Toponym) -> str:
    """The word that says what sort of place a toponym is: its own, "city of" before it, or "province" behind it."""
    if toponym.head:
        return toponym.head
    words = scene.language.places
    at = toponym.first - 1
    if at >= 0 and scene.lower[at] == "the":
        at -= 1
    if at >= 1 and scene.lower[at] == "of" and scene.lower[at - 1] in words.of_heads:
        return scene.lower[at - 1]
    behind = toponym.last + 1
    if behind < len(scene.words) and scene.gaps[behind] <= 1 and scene.lower[behind] in words.heads:
        return scene.lower[behind]
    if at >= 0 and scene.lower[at] in words.movable:
        return scene.lower[at]
    return ""


def hints_state(scene: Scene, toponym: Toponym) -> bool:
    """Whether somebody who serves a state follows: "New York Gov.", "Washington state lawmakers"."""
    behind = toponym.last + 1
    if behind >= len(scene.words) or scene.gaps[behind] > 1:
        return False
    return scene.lower[behind].rstrip(".") in scene.language.places.states


def _names_larger(toponym: Toponym) -> bool:
    return any(match.entry.kind in _LARGER for match in toponym.matches)


def _is_after(scene: Scene, gap: list[str], other: Toponym) -> bool:
    """Whether the larger place follows: "Springfield, Ohio", "Paris (Texas)", "Tripoli, in northern Lebanon"."""
    if gap and gap[0] == "." and len(gap) > 1:
        gap = gap[1:]
    if gap in ([","], ["("], []):
        return True
    compass = scene.language.places.compass
    rest = [word for word in gap if word not in compass and word not in ("the", ",")]
    return rest == ["in"]


def _is_sure(scene: Scene, gap: list[str], other: Toponym, toponyms: Sequence[Toponym], number: int) -> bool:
    """Whether the pair is no part of a list: an abbreviation, nothing but larger places, or nothing like it around."""
    if any(match.name_kind == "abbreviation" for match in other.matches):
        return True
    behind = other.last + 1
    lists = behind + 1 < len(scene.words) and (
        scene.lower[behind] in ("and", "or")
        or (scene.lower[behind] == "," and scene.lower[behind + 1] in ("and", "or"))
        or _begins_next(toponyms, number + 2, behind + 1)
    )
    before = toponyms[number].first - 1
    lists = lists or (
        before > 0 and number > 0 and scene.lower[before] == "," and toponyms[number - 1].last == before - 1
    )
    return not lists and all(match.entry.kind in _LARGER for match in other.matches[:1])


def _begins_next(toponyms: Sequence[Toponym], number: int, token: int) -> bool:
    return number < len(toponyms) and toponyms[number].first == token


def _is_before(scene: Scene, gap: list[str]) -> bool:
    """Whether the larger place comes first: "Ohio's Springfield", "the Syrian city of Homs"."""
    words = scene.language.places
    if gap and gap[0] in _POSSESSIVE:
        gap = gap[1:]
        return all(word in words.compass or word in words.of_heads or word == "of" for word in gap)
    rest = [word for word in gap if word not in words.compass and word not in ("of", ",")]
    return len(rest) in (1, 2) and rest[-1] in (*words.of_heads, "capital") and len(gap) < 5
