"""Whether words speak of a place itself, of a body that bears its name, or of those who come from it."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import Attribution, PlaceUse
from sayso.places.drafts import Scene
from sayso.places.toponym import Toponym

_ABOUT = frozenset(
    ("in", "near", "at", "from", "to", "around", "outside", "inside", "behind", "toward", "towards", "into", "on")
)


def is_body(scene: Scene, toponym: Toponym) -> bool:
    """Whether a building stands for a government ("the Kremlin said"), unless something happens at the building."""
    if scene.slice(toponym.first, toponym.last).lower() not in scene.language.places.seats:
        return False
    at = toponym.first - 1
    if at >= 0 and scene.lower[at] == "the":
        at -= 1
    before = scene.lower[at] if at >= 0 else ""
    behind = scene.words[toponym.last + 1 : toponym.last + 2]
    goes_on = bool(behind) and scene.syntax.upos[toponym.last + 1] in ("NOUN", "PROPN", "ADJ")
    return before not in _ABOUT or goes_on


def find_use(scene: Scene, toponym: Toponym, sources: frozenset[int]) -> PlaceUse:
    """How a toponym is used; ``sources`` are the tokens that sources of claims are made of."""
    if toponym.matches and all(match.name_kind == "demonym" for match in toponym.matches):
        return "demonym"
    if _is_in_body(scene, toponym):
        return "institution"
    if _is_actor(scene, toponym, sources) or _is_party(scene, toponym):
        return "metonym"
    return "literal"


def find_source_tokens(joined: Sequence[Attribution]) -> frozenset[int]:
    """The tokens of sources that are nothing but one name: who says something is no place."""
    tokens: set[int] = set()
    for attribution in joined:
        source = attribution.source
        if source is not None and source.last - source.first < 5:
            tokens.update(range(source.first, source.last + 1))
    return frozenset(tokens)


def _is_in_body(scene: Scene, toponym: Toponym) -> bool:
    """Whether the words stand in the name of an organisation, or name a body or building that speaks or acts."""
    words = scene.language.places
    number = scene.holder[toponym.first]
    if number >= 0:
        name = scene.names[number]
        longer = name.first < toponym.first or name.last > toponym.last
        if longer and name.kind in ("organisation", "other"):
            return True
    if not toponym.matches and scene.lower[toponym.last] in words.bodies:
        return True
    behind = toponym.last + 1
    joined = behind < len(scene.words) and scene.gaps[behind] == 1 and scene.capital[behind]
    return joined and (scene.lower[behind] in words.bodies or scene.lower[behind] in words.buildings)


def _is_actor(scene: Scene, toponym: Toponym, sources: frozenset[int]) -> bool:
    """Whether the words are the subject of a verb of saying or deciding, or the whole source of a claim."""
    head, relation = _find_head(scene, toponym)
    if relation.split(":")[0] != "nsubj" or head < 0:
        return False
    if scene.syntax.upos[head] not in ("VERB", "AUX"):
        return False
    return scene.syntax.lemmas[head].lower() in scene.language.places.speech or toponym.first in sources


def _is_party(scene: Scene, toponym: Toponym) -> bool:
    """Whether something passes between the place and another: "talks between Paris and London"."""
    words = scene.language.places
    at = toponym.first - 1
    if at >= 1 and scene.lower[at] == "between":
        return scene.lower[at - 1] in words.dealings
    if at >= 3 and scene.lower[at] == "and":
        window = scene.lower[max(at - 6, 0) : at]
        return "between" in window and any(word in words.dealings for word in window)
    return False


def _find_head(scene: Scene, toponym: Toponym) -> tuple[int, str]:
    """What the words depend on outside themselves, and how."""
    heads = scene.syntax.heads
    for token in range(toponym.first, toponym.last + 1):
        head = int(heads[token])
        if not toponym.first <= head <= toponym.last:
            return head, scene.syntax.deprels[token]
    return -1, ""
