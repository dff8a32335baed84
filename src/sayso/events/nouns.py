"""Who takes part in what a noun tells: "the arrest of X by Y", "Y's withdrawal", "talks between A and B"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import msgspec

from sayso.events.kinds import THINGS
from sayso.events.scene import Scene

_DEEPEST = 3


class Sides(msgspec.Struct):
    """Heads of phrases found so far, the likeliest first."""

    actors: list[int]
    recipients: list[int]


def find_noun_sides(scene: Scene, noun: int, event_type: str) -> Sides:
    """Who does and who undergoes what a noun tells, by its possessors, adjectives and prepositions."""
    tree, words = scene.tree, scene.words
    sides = Sides([], [])
    lemma = tree.lemmas[noun]
    patient = lemma in words.patient_nouns and lemma not in words.doer_nouns
    for child in scene.list_modifiers(noun):
        poss = tree.deprels[child] == "nmod:poss"
        undergoes = patient and (poss or not scene.is_name(child))
        (sides.recipients if undergoes else sides.actors).append(child)
    cases = scene.list_cases(event_type)
    phrases = tree.children(noun, "nmod", "obl", "obl:agent")
    below = [c for phrase in phrases for c in tree.children(phrase, "nmod") if tree.case(c) in words.agent_cases]
    for child in [*phrases, *below]:
        _place(scene, child, sides, event_type, noun)
    sides.recipients.sort(key=lambda token: _rank(scene, token, cases))
    return sides


def _place(scene: Scene, child: int, sides: Sides, event_type: str, noun: int) -> None:
    """Puts one phrase on its side."""
    tree, words = scene.tree, scene.words
    case, cases = tree.case(child), scene.list_cases(event_type)
    patient = tree.lemmas[noun] in words.patient_nouns
    if not case or child < noun:
        return
    if case in words.agent_cases:
        sides.actors.insert(0, child)
    elif case in words.between_cases:
        about = {tree.lemmas[t] for t in (noun, *tree.children(noun, "compound", "amod"))}
        mediates = bool(about & words.mediating_words)
        (sides.recipients if mediates else sides.actors).append(child)
    elif case in words.of_cases:
        doer = tree.lemmas[noun] in words.doer_nouns
        if scene.is_agent(child):
            (sides.actors if doer else sides.recipients).append(child)
        elif not doer:
            hit = event_type in THINGS and tree.upos[child] != "NUM" and child not in tree.apart
            sides.recipients += take_one(dig(scene, child)) or ([child] if hit and patient else [])
    elif case in words.from_cases and not sides.actors:
        sides.actors.append(child)
    elif case in cases:
        if scene.is_agent(child):
            sides.recipients.append(child)
        else:
            sides.recipients += take_one(dig(scene, child)) or ([child] if case in scene.words.aimed_cases else [])


def dig(scene: Scene, token: int, depth: int = 0) -> Iterator[int]:
    """Who stands inside a phrase that names a thing: "the withdrawal of Serbian forces", "Syria's offer"."""
    tree = scene.tree
    if depth > _DEEPEST:
        return
    yield from scene.list_modifiers(token)
    phrases = [c for c in tree.children(token, "nmod", "obl") if tree.case(c) in scene.words.dig_cases]
    for child in phrases:
        if scene.is_agent(child) and tree.upos[child] != "PRON":
            yield child
    for child in phrases:
        if not scene.is_agent(child):
            yield from dig(scene, child, depth + 1)
    for clause in tree.children(token, "acl", "ccomp"):
        yield from dig_clause(scene, clause, depth + 1)


def dig_clause(scene: Scene, verb: int, depth: int = 0) -> Iterator[int]:
    """Who stands in a clause: its subject, objects and phrases, then what lies inside them."""
    tree = scene.tree
    if depth > _DEEPEST:
        return
    own = [c for c in tree.children(verb, "nsubj", "nsubj:pass", "iobj") if not _is_back(scene, c)]
    things = tree.children(verb, "obj")
    phrases = [c for c in tree.children(verb, "obl", "obl:agent") if tree.case(c) in scene.words.dig_cases]
    theme = tree.lemmas[verb] in scene.words.theme_verbs
    for child in [*own, *phrases, *things] if theme else [*own, *things, *phrases]:
        if scene.is_agent(child) and not _is_back(scene, child) and not is_own(scene, child):
            yield child
        else:
            yield from dig(scene, child, depth + 1)
    for clause in tree.children(verb, "xcomp", "ccomp"):
        yield from dig_clause(scene, clause, depth + 1)


def take_one(found: Iterator[int]) -> list[int]:
    """The first that is found, if any; the rest is not looked for."""
    return list(islice(found, 1))


def is_own(scene: Scene, token: int) -> bool:
    """Whether a phrase is of somebody named before: "its troops"."""
    owner = scene.tree.child(token, "nmod:poss")
    return owner is not None and scene.tree.upos[owner] == "PRON"


def _is_back(scene: Scene, token: int) -> bool:
    return scene.tree.upos[token] == "PRON" and scene.tree.lemmas[token] in scene.words.people_pronouns


def _rank(scene: Scene, token: int, cases: tuple[str, ...]) -> int:
    case = scene.tree.case(token)
    return cases.index(case) if case in cases else -1
