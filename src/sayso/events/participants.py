"""Who did it and to whom: the arguments of a trigger, over passive, control, coordination, apposition and nouns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from sayso.events.frames import Frame, make_frame
from sayso.events.nouns import Sides, dig, dig_clause, find_noun_sides
from sayso.events.scene import Scene, is_noun
from sayso.events.subjects import find_subject, resolve_pronoun
from sayso.events.tree import Tree

_THINGS = frozenset({"ASSAULT", "COERCE"})
_MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE", "ASSAULT"})
_SUBJECT_ACTS = frozenset({"RETREAT", "MOBILIZE", "PROTEST", "CONSULT", "AGREE"})
_OWNER_FIRST = frozenset({"REJECT", "SUPPORT", "ACCUSE"})
_CONTENT = frozenset({"REQUEST", "AGREE", "THREATEN", "REJECT", "CONCEDE", "SUPPORT", "ACCUSE", "PROTEST", "MOBILIZE", "COERCE", "SANCTION"})
_IN_PLACES = frozenset({"COERCE", "CONCEDE", "MOBILIZE", "SANCTION", "ASSAULT", "RETREAT", "AID"})
_ONE_WAY_MODES = frozenset({"visit", "phone"})
_HOSTING = frozenset({"host", "receive", "welcome", "entertain"})


class Roles(msgspec.Struct, frozen=True):
    """Head tokens of the actors and recipients of a trigger, in text order."""

    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()


def find_roles(scene: Scene, trigger: int, event_type: str, mode: str | None = None) -> Roles:
    """Actors and recipients of the event of a type (and mode) that token ``trigger`` tells."""
    frame = make_frame(scene, trigger)
    sides = Sides([], [])
    if frame.noun is not None:
        sides = find_noun_sides(scene, frame.noun, event_type)
    groups: list[list[int]] = [sides.recipients]
    if frame.verb is not None:
        direct = _add_verb(scene, frame, event_type, sides)
        groups = [direct, sides.recipients, *_list_further(scene, frame, event_type)]
    elif not sides.recipients:
        groups += list(_find_outcome(scene, frame))
    groups.append(_find_place(scene, frame, event_type))
    actors = _expand(scene, sides.actors, trigger)
    if not actors:
        actors = _expand(scene, _find_far_actor(scene, frame, event_type), trigger)
    recipients = _choose(scene, groups, actors, trigger)
    return _settle(scene, frame, event_type, mode, actors, recipients)


def list_phrases(tree: Tree, heads: Iterable[int]) -> Iterator[tuple[int, int, int]]:
    """Head, first and last token of the phrase of each."""
    for head in heads:
        yield (head, *tree.phrase(head))


def _add_verb(scene: Scene, frame: Frame, event_type: str, sides: Sides) -> list[int]:
    """Adds the subject and agent of the verb to the sides, and gives who stands directly at the receiving end."""
    tree, verb = scene.tree, frame.verb
    if verb is None:
        return []
    direct: list[int] = []
    subject = find_subject(scene, verb)
    if subject is not None and subject not in (frame.noun, frame.trigger):
        if frame.suffered or (tree.is_passive(verb) and not _still_acts(scene, frame, event_type)):
            if scene.is_agent(subject) or (event_type in _THINGS and frame.noun is None):
                direct.append(subject)
            elif frame.noun is None:
                direct += list(dig(scene, subject))[:1]
        else:
            sides.actors[:0] = _name_actor(scene, subject)
    if tree.is_passive(verb):
        agents = [c for c in tree.children(verb, "obl", "obl:agent") if tree.case(c) in scene.words.agent_cases]
        sides.actors[:0] = [actor for agent in agents for actor in _name_actor(scene, agent)]
    return direct + _list_objects(scene, frame, event_type)


def _still_acts(scene: Scene, frame: Frame, event_type: str) -> bool:
    """Whether the subject of a passive is who acts: troops are sent, soldiers are withdrawn."""
    if event_type not in _SUBJECT_ACTS or frame.verb is None or frame.noun is not None:
        return False
    released = scene.tree.lemmas[frame.verb] in {"free", "release", "liberate", "return", "hand", "let", "set", "admit", "allow"}
    return not released and not (event_type == "CONSULT" and scene.tree.lemmas[frame.verb] in _HOSTING)


def _name_actor(scene: Scene, token: int) -> list[int]:
    """Who acts by a subject: itself, or whose deed or weapon it is; nobody where that is not told."""
    tree = scene.tree
    if scene.is_agent(token):
        return [token]
    inner = list(scene.list_modifiers(token)) or [
        c for c in tree.children(token, "nmod") if tree.case(c) in {"by", "of", "from", "between"} and scene.is_agent(c)
    ]
    if inner:
        return inner if tree.lemmas[token] in scene.words.instruments else [token]
    acts = tree.upos[token] in {"NOUN", "PROPN"} and tree.lemmas[token] not in scene.words.instruments
    return [token] if acts else []


def _list_objects(scene: Scene, frame: Frame, event_type: str) -> list[int]:
    """Those among a verb's objects who are at the receiving end themselves."""
    tree, verb = scene.tree, frame.verb
    if verb is None or frame.verb_is_light:
        return [c for c in tree.children(verb or 0, "iobj") if verb is not None and scene.is_agent(c)]
    found = [c for c in tree.children(verb, "iobj") if scene.is_agent(c)]
    theme = tree.lemmas[verb] in scene.words.theme_verbs
    if found or (theme and _list_phrases_of(scene, verb, event_type)):
        return found
    for child in _list_shared(tree, verb):
        if scene.is_agent(child) and not (theme and event_type in {"MOBILIZE", "AID", "PROTEST"}):
            found.append(child)
        elif event_type in _THINGS and not theme and tree.upos[child] != "PRON":
            found.append(child)
    return found


def _list_shared(tree: Tree, verb: int) -> list[int]:
    """The objects of a verb; those of the verb that it is coordinated with where it has none of its own."""
    own = tree.children(verb, "obj")
    if own:
        return own
    if tree.deprels[verb] == "conj":
        return [c for c in tree.children(tree.heads[verb], "obj") if c > verb]
    following = [v for v in tree.children(verb, "conj") if v - verb < 4 and tree.child(v, "nsubj", "nsubj:pass") is None]
    return [c for v in following for c in tree.children(v, "obj")]


def _list_phrases_of(scene: Scene, verb: int, event_type: str) -> list[int]:
    """The agents behind the type's prepositions, those of the likeliest preposition first."""
    tree = scene.tree
    cases = scene.words.recipient_cases.get(event_type, ())
    passive_by = scene.words.agent_cases if tree.is_passive(verb) else frozenset[str]()
    found = [
        c for c in tree.children(verb, "obl", "obl:agent", "nmod")
        if (case := tree.case(c)) in cases and case not in passive_by and case not in scene.words.place_cases | {"on"} and scene.is_agent(c)
    ]  # fmt: skip
    strict = [
        c for c in tree.children(verb, "obl")
        if tree.case(c) in cases and tree.case(c) in scene.words.place_cases | {"on"} and scene.is_agent(c) and c not in found
    ]  # fmt: skip
    found.sort(key=lambda c: cases.index(tree.case(c)))
    return found or [c for c in strict if event_type in _THINGS | {"REQUEST", "SANCTION", "THREATEN", "ACCUSE"}]


def _list_further(scene: Scene, frame: Frame, event_type: str) -> Iterator[list[int]]:
    """Where else those at the receiving end may stand, the likeliest place first."""
    tree, verb = scene.tree, frame.verb
    if verb is None:
        return
    content = event_type in _CONTENT
    clauses = tree.children(verb, "ccomp", "xcomp") if content else []
    if event_type == "REQUEST":
        yield [s for c in clauses if (s := tree.child(c, "nsubj", "nsubj:pass")) is not None and scene.is_agent(s)]
        if frame.noun is not None:
            yield [s for c in tree.children(frame.noun, "acl", "ccomp") for s in tree.children(c, "nsubj") if scene.is_agent(s)]
    yield _list_phrases_of(scene, verb, event_type)
    yield from _find_outcome(scene, frame)
    for thing in [] if frame.noun is not None else _list_shared(tree, verb):
        if not scene.is_agent(thing):
            inside = find_noun_sides(scene, thing, event_type)
            yield [] if event_type in _OWNER_FIRST else inside.recipients[:1]
            yield list(dig(scene, thing))[:1]
    if frame.noun is not None and content:
        yield list(dig(scene, frame.noun))[:1] if event_type in {"REQUEST", "REJECT", "THREATEN", "SANCTION"} else []
    for clause in clauses:
        yield list(dig_clause(scene, clause))[:1]
    if content:
        for clause in tree.children(verb, "advcl"):
            if tree.child(clause, "mark") is not None and tree.words[tree.child(clause, "mark") or 0] == "to":
                yield list(dig_clause(scene, clause))[:1]


def _find_outcome(scene: Scene, frame: Frame) -> Iterator[list[int]]:
    """Who was hit, by a verb of outcome: "the blast killed six", "opened fire, killing six", "killed in the blast"."""
    tree = scene.tree
    near = [frame.verb, *tree.children(frame.verb, "advcl", "conj")] if frame.verb is not None else []
    if frame.noun is not None:
        near += [tree.heads[frame.noun], *tree.children(frame.noun, "acl", "acl:relcl")]
    for verb in near:
        if verb is None or verb < 0 or tree.lemmas[verb] not in scene.words.result_verbs:
            continue
        if tree.is_passive(verb) and verb != frame.verb:
            victims = tree.children(verb, "nsubj:pass")
        else:
            victims = _list_shared(tree, verb)
        yield [victim for victim in victims if victim != frame.noun]


def _find_place(scene: Scene, frame: Frame, event_type: str) -> list[int]:
    """The named place that a measure or attack falls on, where nobody else is told."""
    if event_type not in _IN_PLACES:
        return []
    tree = scene.tree
    found = []
    for head in (frame.noun, frame.verb):
        for child in tree.children(head, "obl", "nmod") if head is not None else []:
            named = scene.known.find(tree.forms, tree.phrase(child)[0] + (tree.upos[tree.phrase(child)[0]] == "DET"), None)
            if tree.case(child) in scene.words.place_cases and tree.upos[child] == "PROPN" and named is not None:
                found.append(child)
    return found[:1]


def _find_far_actor(scene: Scene, frame: Frame, event_type: str) -> list[int]:
    """Whose deed a noun is where it says nothing itself: the subject of "call off the strike", "join the protest"."""
    tree = scene.tree
    if frame.noun is None or frame.verb is not None or event_type in _THINGS | {"ACCUSE"}:
        return []
    head = tree.heads[frame.noun]
    if head < 0 or tree.upos[head] != "VERB" or tree.is_passive(head) or tree.deprels[frame.noun] not in {"obl"}:
        return []
    if tree.case(frame.noun) not in {"in", "for", "into", "to", "on", "with"} or tree.lemmas[head] in scene.words.result_verbs:
        return []
    subject = find_subject(scene, head)
    return [subject] if subject is not None and scene.is_agent(subject) else []


def _choose(scene: Scene, groups: list[list[int]], actors: list[int], trigger: int) -> list[int]:
    """The first group that holds somebody else than the actors."""
    names = {scene.tree.words[actor] for actor in actors if scene.tree.upos[actor] == "PROPN"}
    for group in groups:
        found = [t for t in _expand(scene, group, trigger) if t not in actors and scene.tree.words[t] not in names]
        if found:
            return found
    return []


def _settle(
    scene: Scene, frame: Frame, event_type: str, mode: str | None, actors: list[int], recipients: list[int]
) -> Roles:
    """All parties act where they do the same; the host of a visit is at its receiving end."""
    lemmas = {scene.tree.lemmas[token] for token in (frame.trigger, frame.noun, frame.verb) if token is not None}
    if event_type == "CONSULT" and lemmas & _HOSTING and actors and recipients:
        actors, recipients = recipients, actors
    elif event_type in _MUTUAL and mode not in _ONE_WAY_MODES and lemmas & scene.words.mutual_words:
        together = {t for t in recipients if scene.tree.case(t) in scene.words.with_cases or _is_met(scene, frame, t)}
        if actors and not lemmas & scene.words.mediating_words:
            actors = sorted({*actors, *together})
            recipients = [t for t in recipients if t not in together]
    if event_type == "COOPERATE" and len(actors) > 1 and not recipients:
        recipients = list(actors)
    return Roles(tuple(actors), tuple(recipients))


def _is_met(scene: Scene, frame: Frame, token: int) -> bool:
    """Whether somebody is the object of meeting or fighting."""
    meets = frame.verb is not None and scene.tree.lemmas[frame.verb] in {"meet", "fight", "battle", "consult", "confront"}
    return meets and scene.tree.deprels[token] == "obj"


def _expand(scene: Scene, heads: list[int], trigger: int) -> list[int]:
    """The heads with all that is coordinated with them, pronouns led back where the sentence tells."""
    found: set[int] = set()
    for head in heads:
        parts = [t for t in scene.tree.conjuncts(resolve_pronoun(scene, head)) if is_noun(scene.tree, t)]
        found |= {t for t in parts if t != trigger and (t == parts[0] or _goes_with(scene, t, parts[0]))}
    return sorted(found)


def _goes_with(scene: Scene, token: int, first: int) -> bool:
    return scene.is_agent(token) or not scene.is_agent(first)
