"""Which of the spans that may name a place do."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from sayso.gazetteer import Gazetteer
from sayso.model import Span
from sayso.places.drafts import Draft, Scene, find_drafts, trim_name
from sayso.places.features import find_habits, list_features, sum_weights
from sayso.places.toponym import Toponym


def find_toponyms(
    scene: Scene, gazetteer: Gazetteer | None, weights: Mapping[str, float], *, threshold: float
) -> list[Toponym]:
    """The toponyms of a report in text order; of two that overlap, the likelier.

    Without a gazetteer, what the reader takes for places.
    """
    if gazetteer is None:
        located = ((name, trim_name(scene, name)) for name in scene.names if name.kind == "location")
        return [
            make_toponym(scene, Draft(*span, scene.slice(*span)), name.confidence) for name, span in located if span
        ]
    habits = find_habits(scene)
    drafts = find_drafts(scene, gazetteer)
    likely = [_squash(sum_weights(list_features(scene, draft, habits), weights)) for draft in drafts]
    chosen = choose_apart(drafts, likely, threshold=threshold)
    return [make_toponym(scene, drafts[number], likely[number]) for number in chosen]


def take_spans(scene: Scene, spans: Sequence[Span], gazetteer: Gazetteer | None) -> list[Toponym]:
    """Toponyms at spans that are known already, in their order; each is taken to be one."""
    words = scene.language.places
    found: list[Toponym] = []
    for span in spans:
        first = max(bisect_right(scene.starts, span.start) - 1, 0)
        last = min(max(bisect_left(scene.ends, span.end), first), len(scene.words) - 1)
        name = scene.text[span.start : span.end]
        behind, before = scene.lower[last], scene.lower[first]
        head = behind if behind in words.heads or behind in words.roads else before if before in words.movable else ""
        found.append(
            Toponym(
                start=span.start,
                end=span.end,
                first=first,
                last=last,
                name=name,
                matches=gazetteer.find(name) if gazetteer is not None else (),
                head=head if last > first else "",
            )
        )
    return found


def choose_apart(drafts: Sequence[Draft], likely: Sequence[float], *, threshold: float) -> list[int]:
    """The numbers, in text order, of drafts that reach the threshold and overlap no likelier one."""
    taken: set[int] = set()
    chosen: list[int] = []
    for number in sorted(range(len(drafts)), key=lambda n: (-likely[n], n)):
        draft = drafts[number]
        tokens = range(draft.first, draft.last + 1)
        if likely[number] >= threshold and not any(token in taken for token in tokens):
            taken.update(tokens)
            chosen.append(number)
    return sorted(chosen)


def make_toponym(scene: Scene, draft: Draft, confidence: float) -> Toponym:
    """A draft as a toponym; a full stop that belongs to an abbreviation goes with it."""
    end = scene.ends[draft.last]
    abbreviated = any(match.name_kind == "abbreviation" for match in draft.matches)
    behind = draft.last + 1
    if abbreviated and behind < len(scene.words) and scene.words[behind] == "." and not scene.gaps[behind]:
        end = scene.ends[behind]
    return Toponym(
        start=scene.starts[draft.first],
        end=end,
        first=draft.first,
        last=draft.last,
        name=draft.name,
        matches=draft.matches,
        head=draft.head,
        confidence=confidence,
    )


def _squash(score: float) -> float:
    return 1 / (1 + math.exp(-max(min(score, 30.0), -30.0)))
