"""Who did it and to whom: the arguments of a trigger, over passive, control, coordination, apposition and nouns."""

from __future__ import annotations

import msgspec

from sayso.events.frames import Frame, make_frame
from sayso.events.kinds import MUTUAL, ONE_WAY_MODES, SUBJECT_ACTS, THINGS
from sayso.events.nouns import Sides, dig, find_noun_sides, take_one
from sayso.events.receivers import find_outcome, find_place, list_further, list_objects
from sayso.events.scene import Scene, is_noun
from sayso.events.subjects import find_subject, resolve_pronoun
from sayso.events.tree import Tree


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
        groups = [direct, sides.recipients, *list_further(scene, frame, event_type)]
    elif not sides.recipients:
        groups += list(find_outcome(scene, frame, event_type))
    groups.append(find_place(scene, frame, event_type))
    actors = _expand(scene, sides.actors, trigger)
    if not actors:
        actors = _expand(scene, _find_far_actor(scene, frame, event_type), trigger)
    word = scene.tree.lemmas[trigger] if scene.tree.upos[trigger] == "NOUN" else ""
    demander = _find_demander(scene, frame, event_type)
    if demander is not None and actors:
        return Roles(tuple(_expand(scene, [demander], trigger)), tuple(actors))
    recipients = _choose(scene, groups, actors, trigger)
    if not actors and word in scene.words.doers:
        actors = [trigger]
    if not recipients and word in scene.words.victims:
        recipients = [trigger]
    return _settle(scene, frame, event_type, mode, actors, recipients)


def find_phrase(tree: Tree, head: int, trigger: int) -> tuple[int, int]:
    """First and last token of a participant's phrase, without a participle that is the trigger: "detained editors"."""
    first, last = tree.phrase(head)
    return (trigger + 1, last) if first <= trigger < head and tree.deprels[trigger] == "amod" else (first, last)


def _add_verb(scene: Scene, frame: Frame, event_type: str, sides: Sides) -> list[int]:
    """Adds the subject and agent of the verb to the sides, and gives who stands directly at the receiving end."""
    tree, verb = scene.tree, frame.verb
    if verb is None:
        return []
    direct: list[int] = []
    subject = find_subject(scene, verb)
    if subject is not None and subject not in (frame.noun, frame.trigger):
        if frame.suffered or (tree.is_passive(verb) and not _still_acts(scene, frame, event_type)):
            if scene.is_agent(subject) or (event_type in THINGS and frame.noun is None):
                direct.append(subject)
            elif frame.noun is None:
                direct += take_one(dig(scene, subject))
        else:
            sides.actors[:0] = _name_actor(scene, subject)
    if tree.is_passive(verb):
        agents = [c for c in tree.children(verb, "obl", "obl:agent") if tree.case(c) in scene.words.agent_cases]
        sides.actors[:0] = [actor for agent in agents if agent not in tree.apart for actor in _name_actor(scene, agent)]
    return direct + list_objects(scene, frame, event_type)


def _find_demander(scene: Scene, frame: Frame, event_type: str) -> int | None:
    """Who says that somebody must do something: the doer of the trigger is then who is asked."""
    tree, verb = scene.tree, frame.verb
    if event_type != "REQUEST" or verb is None or tree.deprels[verb] != "ccomp":
        return None
    says = tree.heads[verb]
    obliged = any(tree.lemmas[c] in scene.words.duty_words for c in tree.children(verb, "aux"))
    return find_subject(scene, says) if obliged and tree.lemmas[says] in scene.words.saying else None


def _still_acts(scene: Scene, frame: Frame, event_type: str) -> bool:
    """Whether the subject of a passive is who acts: troops are sent, soldiers are withdrawn."""
    if frame.verb is not None and scene.tree.lemmas[frame.verb] in scene.words.acting_participles:
        return scene.tree.child(frame.verb, "obl:agent") is None
    if event_type not in SUBJECT_ACTS or frame.verb is None or frame.noun is not None:
        return False
    released = scene.tree.lemmas[frame.verb] in scene.words.released_verbs
    return not released and not (event_type == "CONSULT" and scene.tree.lemmas[frame.verb] in scene.words.hosting_verbs)


def _name_actor(scene: Scene, token: int) -> list[int]:
    """Who acts by a subject: itself, or whose deed or weapon it is; nobody where that is not told."""
    tree = scene.tree
    if scene.is_agent(token):
        return [token]
    inner = list(scene.list_modifiers(token)) or [
        c for c in tree.children(token, "nmod") if tree.case(c) in scene.words.owner_cases and scene.is_agent(c)
    ]
    if inner:
        return inner if tree.lemmas[token] in scene.words.instruments else [token]
    return []


def _find_far_actor(scene: Scene, frame: Frame, event_type: str) -> list[int]:
    """Whose deed a noun is where it says nothing itself: the subject of "call off the strike", "join the protest"."""
    tree = scene.tree
    if frame.noun is None or frame.verb is not None or event_type in THINGS | {"ACCUSE"}:
        return []
    head = tree.heads[frame.noun]
    if head < 0 or tree.upos[head] != "VERB" or tree.is_passive(head) or tree.deprels[frame.noun] not in {"obl"}:
        return []
    if (
        tree.case(frame.noun) not in {"in", "for", "into", "to", "on", "with"}
        or tree.lemmas[head] in scene.words.result_verbs
    ):
        return []
    subject = find_subject(scene, head)
    return [subject] if subject is not None and scene.is_agent(subject) else []


def _choose(scene: Scene, groups: list[list[int]], actors: list[int], trigger: int) -> list[int]:
    """The first group that holds somebody else than the actors."""
    names = {_name(scene.tree, actor) for actor in actors if scene.tree.upos[actor] == "PROPN"}
    for group in groups:
        found = [t for t in _expand(scene, group, trigger) if t not in actors and _name(scene.tree, t) not in names]
        if found:
            return found
    return []


def _name(tree: Tree, token: int) -> str:
    """A token with the words of its name before it: "north korea"."""
    return " ".join(tree.words[t] for t in [*(c for c in tree.children(token, "compound") if c < token), token])


def _settle(
    scene: Scene, frame: Frame, event_type: str, mode: str | None, actors: list[int], recipients: list[int]
) -> Roles:
    """All parties act where they do the same; the host of a visit is at its receiving end."""
    lemmas = {scene.tree.lemmas[token] for token in (frame.trigger, frame.noun, frame.verb) if token is not None}
    if event_type == "CONSULT" and lemmas & scene.words.hosting_verbs and actors and recipients:
        actors, recipients = recipients, actors
    elif event_type in MUTUAL and mode not in ONE_WAY_MODES and lemmas & scene.words.mutual_words:
        together = {t for t in recipients if scene.tree.case(t) in scene.words.with_cases or _is_met(scene, frame, t)}
        if actors and not lemmas & scene.words.mediating_words:
            actors = sorted({*actors, *together})
            recipients = [t for t in recipients if t not in together]
    if event_type == "COOPERATE" and not recipients and (len(actors) > 1 or _is_plural(scene, actors)):
        recipients = list(actors)
    return Roles(tuple(actors), tuple(recipients))


def _is_plural(scene: Scene, actors: list[int]) -> bool:
    return len(actors) == 1 and "Number=Plur" in scene.tree.feats[actors[0]]


def _is_met(scene: Scene, frame: Frame, token: int) -> bool:
    """Whether somebody is the object of meeting or fighting."""
    meets = frame.verb is not None and scene.tree.lemmas[frame.verb] in scene.words.meeting_verbs
    return meets and scene.tree.deprels[token] == "obj"


def _expand(scene: Scene, heads: list[int], trigger: int) -> list[int]:
    """The heads with all that is coordinated with them, pronouns led back where the sentence tells."""
    found: set[int] = set()
    for head in heads:
        parts = [t for t in scene.tree.conjuncts(resolve_pronoun(scene, head)) if is_noun(scene.tree, t)]
        found |= {t for t in parts if t != trigger and (t == parts[0] or _goes_with(scene, t, parts[0]))}
    return sorted(found)


def _goes_with(scene: Scene, token: int, first: int) -> bool:
    named = scene.tree.child(token, "det") is not None  # "the smaller of the two"
    return named or scene.is_agent(token) or not scene.is_agent(first)
