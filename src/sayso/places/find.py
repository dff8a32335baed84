"""Toponyms of a report and the places that they mean."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

import msgspec

from sayso.errors import format_message
from sayso.gazetteer import Gazetteer
from sayso.lang import find_language
from sayso.model import Attribution, Issue, Name, Place, Report, Syntax, Tokens
from sayso.places.areas import Areas
from sayso.places.describe import Terms, make_place, make_unresolved, make_within
from sayso.places.drafts import Scene, make_scene
from sayso.places.frame import make_frame
from sayso.places.recognise import find_toponyms
from sayso.places.resolve import resolve_toponyms
from sayso.places.solve import read_weights
from sayso.places.toponym import Toponym
from sayso.places.use import find_source_tokens, find_use, is_body
from sayso.places.weights import load_weights

_NEAR_TOKENS = 30
_LIKELY, _SURE = 0.55, 0.75
_SMALL = ("town", "admin2", "point")


def find_places(
    report: Report,
    tokens: Tokens,
    syntax: Syntax,
    names: Sequence[Name],
    joined: Sequence[Attribution],
    gazetteer: Gazetteer | None,
    areas: Areas | None = None,
) -> tuple[tuple[Place, ...], tuple[Issue, ...]]:
    """The toponyms of a report, in text order, and an issue where there is no gazetteer.

    Without one, the names that the reader takes for places are listed unresolved. ``areas`` tells where the report's
    outlet usually reports from.
    """
    scene = make_scene(report.text, tokens, syntax, names, find_language(report.language))
    weights = load_weights()
    toponyms = find_toponyms(scene, gazetteer, weights.recognise, threshold=weights.threshold)
    sources = find_source_tokens(joined)
    used = [
        msgspec.structs.replace(toponym, use=find_use(scene, toponym, sources))
        for toponym in toponyms
        if not is_body(scene, toponym)
    ]
    if gazetteer is None:
        issue = Issue("SAY-709", "places", format_message("SAY-709"))
        return tuple(make_unresolved(report, toponym, gazetteer=False) for toponym in used), (issue,) if used else ()
    return locate_toponyms(report, scene, used, gazetteer, areas), ()


def locate_toponyms(
    report: Report, scene: Scene, toponyms: Sequence[Toponym], gazetteer: Gazetteer, areas: Areas | None = None
) -> tuple[Place, ...]:
    """The places of toponyms that are known already, in their order."""
    weights = read_weights(load_weights().resolve)
    resolved = resolve_toponyms(scene, toponyms, gazetteer, weights, make_frame(report, scene, areas))
    terms = Terms(resolved.options.columns, weights, gazetteer)
    places = [
        make_place(report, toponym, choice, terms) for toponym, choice in zip(toponyms, resolved.choices, strict=True)
    ]
    return tuple(_place_within(scene, toponyms, places))


def _place_within(scene: Scene, toponyms: Sequence[Toponym], places: Sequence[Place]) -> list[Place]:
    """What the gazetteer lacks goes where the nearest town or district of its sentence lies, or the one named most."""
    known = [number for number, place in enumerate(places) if place.precision in _SMALL and place.use != "demonym"]
    if not known:
        return list(places)
    counts = Counter(places[number].entry for number in known)
    main = max(known, key=lambda number: (counts[places[number].entry], -number))
    found = list(places)
    for number, toponym in enumerate(toponyms):
        if places[number].latitude is None and lies_beside(scene, toponym):
            beside = _find_beside(scene, toponyms, known, number)
            holder = places[main if beside is None else beside]
            found[number] = make_within(places[number], holder, inside=is_local(scene, toponym))
    return found


def is_local(scene: Scene, toponym: Toponym) -> bool:
    """Whether a name is that of a road, building or ground, such as lie in a town."""
    words = scene.language.places
    lower = scene.lower[toponym.last]
    return lower in words.roads or lower in words.buildings or toponym.head in words.roads


def lies_beside(scene: Scene, toponym: Toponym) -> bool:
    """Whether a place that the gazetteer lacks may be looked for around others: no waters or highways, which reach far.

    What is no road, building or ground must be a place for sure.
    """
    if is_local(scene, toponym):
        return toponym.confidence >= _LIKELY
    words = scene.language.places
    reaches = toponym.head in words.numbered or words.heads.get(toponym.head) in ("water", "country", "admin1")
    return toponym.confidence >= _SURE and not reaches


def _find_beside(scene: Scene, toponyms: Sequence[Toponym], known: Sequence[int], number: int) -> int | None:
    """The nearest of the ``known`` toponyms in the same sentence; None where none is near."""
    sentences = scene.syntax.sentences
    here = toponyms[number].first
    at = bisect_left(known, number)
    around = [
        (gap, other)
        for other in known[max(at - 2, 0) : at + 2]
        if (gap := abs(toponyms[other].first - here)) <= _NEAR_TOKENS
        and sentences[toponyms[other].first] == sentences[here]
    ]
    return min(around)[1] if around else None


__all__ = ["find_places", "is_local", "locate_toponyms"]
