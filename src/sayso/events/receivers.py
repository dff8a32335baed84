"""Who is at the receiving end of a verb: objects, phrases, what is asked or promised, places where nobody is told."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.events.frames import Frame
from sayso.events.kinds import (
    CONTENT,
    IN_PLACES,
    OWNER_FIRST,
    PLACED_CONTENT,
    THINGS,
    WHOLE_THINGS,
)
from sayso.events.nouns import dig, dig_clause, find_noun_sides, is_own, take_one
from sayso.events.scene import Scene
from sayso.events.tree import Tree

_MOST_BELOW = 30
_PLACE_WORDS = 6


def list_objects(scene: Scene, frame: Frame, event_type: str) -> list[int]:
    """Those among a verb's objects who are at the receiving end themselves."""
    tree, verb = scene.tree, frame.verb
    if verb is None or frame.verb_is_light:
        return [c for c in tree.children(verb or 0, "iobj") if verb is not None and scene.is_agent(c)]
    found = [c for c in tree.children(verb, "iobj") if scene.is_agent(c)]
    theme = tree.lemmas[verb] in scene.words.theme_verbs
    if found or (theme and _list_phrases_of(scene, verb, event_type)):
        return found
    frees = tree.lemmas[verb] in scene.words.released_verbs
    for child in _list_shared(scene, verb):
        own = is_own(scene, child) and event_type not in THINGS | {"REQUEST"} and not frees
        if (
            scene.is_agent(child)
            and not own
            and not (event_type in {"MOBILIZE", "AID", "PROTEST"} and tree.lemmas[verb] in scene.words.carried_verbs)
        ) or (
            event_type in WHOLE_THINGS
            and tree.lemmas[child] not in scene.words.instruments
            and tree.upos[child] in {"NOUN", "PROPN"}
        ):
            found.append(child)
    return found


def _list_shared(scene: Scene, verb: int) -> list[int]:
    """The objects of a verb; those of the verb that it is coordinated with where it has none of its own."""
    tree = scene.tree
    own = [_lead_back(scene, child, verb) for child in tree.children(verb, "obj")] or _find_late_subjects(tree, verb)
    if own:
        return own
    if tree.deprels[verb] == "acl:relcl" and _has_own_subject(scene, verb):
        return [tree.heads[verb]]
    if tree.deprels[verb] == "conj":
        return [c for c in tree.children(tree.heads[verb], "obj") if c > verb]
    following = [
        v for v in tree.children(verb, "conj") if v - verb < 4 and tree.child(v, "nsubj", "nsubj:pass") is None
    ]
    return [c for v in following for c in tree.children(v, "obj")]


def _find_late_subjects(tree: Tree, verb: int) -> list[int]:
    """Second subjects behind the verb: the reader takes the object of "forced the agency out" for one now and then."""
    subjects = tree.children(verb, "nsubj")
    return [child for child in subjects[1:] if child > verb > subjects[0]]


def _lead_back(scene: Scene, token: int, verb: int) -> int:
    """The noun that a relative pronoun in the clause of ``verb`` stands for; else the token itself."""
    tree = scene.tree
    relative = tree.words[token] in scene.words.relatives and tree.deprels[verb] == "acl:relcl"
    return tree.heads[verb] if relative and tree.heads[verb] >= 0 else token


def _has_own_subject(scene: Scene, verb: int) -> bool:
    """Whether a relative clause names its subject, so that what it hangs on may be the object: "the men it seized"."""
    tree = scene.tree
    subject = tree.child(verb, "nsubj")
    passive = tree.child(verb, "aux:pass", "xcomp", "ccomp", "cop")
    return subject is not None and passive is None and tree.words[subject] not in scene.words.relatives


def _list_phrases_of(scene: Scene, verb: int, event_type: str) -> list[int]:
    """The agents behind the type's prepositions, those of the likeliest preposition first."""
    tree = scene.tree
    cases = scene.list_cases(event_type)
    agents = scene.words.agent_cases if tree.is_passive(verb) else frozenset[str]()
    phrases = [
        c for c in tree.children(verb, "obl", "obl:agent", "nmod") if tree.case(c) in cases and scene.is_agent(c)
    ]
    found = [c for c in phrases if tree.case(c) not in agents | scene.words.place_cases]
    strict = [c for c in phrases if tree.case(c) in scene.words.place_cases and c not in found]
    found.sort(key=lambda c: cases.index(tree.case(c)))
    return found or [c for c in strict if event_type in THINGS | {"REQUEST", "SANCTION", "THREATEN", "ACCUSE"}]


def list_further(scene: Scene, frame: Frame, event_type: str) -> Iterator[list[int]]:
    """Where else those at the receiving end may stand, the likeliest place first."""
    tree, verb = scene.tree, frame.verb
    if verb is None:
        return
    content = event_type in CONTENT
    clauses = tree.children(verb, "ccomp", "xcomp") if content else []
    if event_type == "REQUEST":
        yield [s for c in clauses if (s := tree.child(c, "nsubj", "nsubj:pass")) is not None and scene.is_agent(s)]
        if frame.noun is not None:
            yield [
                s
                for c in tree.children(frame.noun, "acl", "ccomp")
                for s in tree.children(c, "nsubj")
                if scene.is_agent(s)
            ]
    yield _list_phrases_of(scene, verb, event_type)
    yield from find_outcome(scene, frame, event_type)
    for thing in [] if frame.noun is not None else _list_shared(scene, verb):
        if not scene.is_agent(thing) and tree.upos[thing] != "PRON":
            inside = find_noun_sides(scene, thing, event_type)
            yield [] if event_type in OWNER_FIRST else inside.recipients[:1]
            yield (
                take_one(dig(scene, thing))
                if event_type != "COERCE" or tree.lemmas[thing] in scene.words.instruments
                else []
            )
            yield [thing] if event_type == "COERCE" and not is_own(scene, thing) else []
    if frame.noun is not None and content:
        yield take_one(dig(scene, frame.noun)) if event_type in {"REQUEST", "REJECT", "THREATEN", "SANCTION"} else []
    for clause in clauses:
        yield take_one(dig_clause(scene, clause))
    if content:
        yield from _list_loose(scene, frame, event_type)


def _list_loose(scene: Scene, frame: Frame, event_type: str) -> Iterator[list[int]]:
    """Who stands in what is loosely tied to the verb: things behind prepositions, purposes, conditions of a threat."""
    tree, verb = scene.tree, frame.verb
    if verb is None:
        return
    cases = {*scene.list_cases(event_type), "over", "for"} | ({"in"} if event_type == "PROTEST" else set())
    for child in tree.children(verb, "obl"):
        if tree.case(child) in cases and child not in tree.apart and not scene.is_agent(child):
            yield take_one(dig(scene, child))
    if event_type == "PROTEST":
        yield from _list_below(scene, frame)
    deeds = tree.children(verb, "xcomp")
    for clause in [c for head in (verb, *deeds) for c in tree.children(head, "advcl")]:
        mark = tree.child(clause, "mark")
        word = tree.words[mark] if mark is not None else ""
        if word in scene.words.to_words or (not word and event_type == "PROTEST"):
            yield take_one(dig_clause(scene, clause))
        elif word in scene.words.if_words and event_type == "THREATEN":
            yield [s for s in tree.children(clause, "nsubj") if scene.is_agent(s)]


def _list_below(scene: Scene, frame: Frame) -> Iterator[list[int]]:
    """Who stands in the clauses below a protest, however deep: "calling for the removal of the mayor"."""
    tree = scene.tree
    ahead, seen = [head for head in (frame.verb, frame.noun) if head is not None], 0
    while ahead and seen < _MOST_BELOW:
        at, seen = ahead.pop(0), seen + 1
        for child in tree.children(at, "advcl", "acl", "obl", "nmod", "xcomp", "obj"):
            if tree.deprels[child] in {"advcl", "acl"}:
                yield take_one(dig_clause(scene, child))
            elif tree.case(child) in scene.words.against_cases:
                yield [child] if scene.is_agent(child) else take_one(dig(scene, child))
            ahead.append(child)


def find_outcome(scene: Scene, frame: Frame, event_type: str) -> Iterator[list[int]]:
    """Who was hit, by a verb of outcome: "the blast killed six", "opened fire, killing six", "killed in the blast"."""
    tree = scene.tree
    if event_type != "ASSAULT":
        return
    near = [frame.verb, *tree.children(frame.verb, "advcl", "conj")] if frame.verb is not None else []
    if frame.noun is not None:
        near += [tree.heads[frame.noun], *tree.children(frame.noun, "acl", "acl:relcl")]
    for verb in near:
        if verb is None or verb < 0 or tree.lemmas[verb] not in scene.words.result_verbs:
            continue
        if tree.is_passive(verb) and verb != frame.verb:
            victims = tree.children(verb, "nsubj:pass")
        else:
            victims = _list_shared(scene, verb)
        yield [victim for victim in victims if victim != frame.noun]


def find_place(scene: Scene, frame: Frame, event_type: str) -> list[int]:
    """The named place that a measure or attack falls on, where nobody else is told."""
    if event_type not in IN_PLACES:
        return []
    tree = scene.tree
    found = []
    for head in _list_inner(scene, frame, event_type):
        for child in tree.children(head, "obl", "nmod"):
            if tree.case(child) in scene.words.place_cases and child not in tree.apart:
                first, last = tree.phrase(child)
                named = any(scene.known.find(tree.forms, t, None) for t in range(first, min(last, first + 5) + 1))
                found += [child] if named else []
    return found[:1]


def _list_inner(scene: Scene, frame: Frame, event_type: str) -> list[int]:
    """The heads that a place may hang on: the event's own, what is lifted or imposed, what is threatened."""
    tree = scene.tree
    heads = [head for head in (frame.noun, frame.verb) if head is not None]
    for head in list(heads):
        heads += [c for c in tree.children(head, "obj") if not scene.is_agent(c)]
    if event_type in PLACED_CONTENT and frame.verb is not None:
        for clause in tree.children(frame.verb, "xcomp", "ccomp"):
            heads += [clause, *tree.children(clause, "obj"), *tree.children(clause, "xcomp")]
            heads += [thing for inner in tree.children(clause, "xcomp") for thing in tree.children(inner, "obj")]
    return heads
