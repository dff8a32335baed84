"""The verb whose subject and object count for a trigger, and the noun whose modifiers count."""

from __future__ import annotations

import msgspec

from sayso.events.scene import SUBJECTS, Scene

_LED = frozenset({"obj", "nsubj:pass", "xcomp", "obl", "ccomp"})
_STEPS = 3


class Frame(msgspec.Struct, frozen=True):
    """Where the arguments of ``trigger`` hang: on ``verb``, on ``noun``, or on both.

    ``suffered`` says that the verb's subject is at the receiving end ("came under attack"), ``verb_is_light`` that the
    verb's object is the noun and nobody.
    """

    trigger: int
    verb: int | None
    noun: int | None
    suffered: bool = False
    verb_is_light: bool = False


def make_frame(scene: Scene, trigger: int) -> Frame:
    """The frame of a trigger, by its part of speech and what governs it."""
    tree = scene.tree
    if tree.deprels[trigger] == "amod" and tree.upos[trigger] in {"VERB", "ADJ"}:
        active = tree.words[trigger].endswith(tuple(scene.words.active_endings))
        return Frame(trigger, trigger, None, suffered=not active)
    if tree.upos[trigger] in {"VERB", "AUX"} or (tree.upos[trigger] == "ADJ" and tree.child(trigger, *SUBJECTS)):
        return _frame_verb(scene, trigger)
    if tree.child(trigger, *SUBJECTS) is not None:
        subject = tree.child(trigger, *SUBJECTS)
        acts = subject is not None and (scene.is_agent(subject) or tree.child(trigger, "case") is not None)
        return Frame(trigger, trigger if acts else None, trigger, verb_is_light=True)
    top = _climb(scene, trigger)
    head, relation = tree.heads[top], tree.deprels[top]
    if head < 0 or tree.upos[head] not in {"VERB", "AUX"} or relation not in _LED:
        return Frame(trigger, None, trigger)
    lemma = scene.find_verb(head)
    if relation == "obl" and tree.case(top) not in scene.words.led_cases:
        return Frame(trigger, None, trigger)
    suffers = lemma in scene.words.suffered_verbs and (relation == "obj" or tree.case(top) in scene.words.under_cases)
    suffers = suffers or (relation == "obl" and tree.case(top) in scene.words.under_cases and tree.is_passive(head))
    if suffers and tree.lemmas[trigger] not in scene.words.doer_nouns:
        return Frame(trigger, head, trigger, suffered=not tree.is_passive(head), verb_is_light=True)
    if lemma in scene.words.light_verbs and _is_whole(scene, head):
        return Frame(trigger, head, trigger, verb_is_light=True)
    return Frame(trigger, None, trigger)


def _frame_verb(scene: Scene, trigger: int) -> Frame:
    """A verb as its own frame, with its object where the verb is light: "launched an investigation"."""
    tree = scene.tree
    deed = tree.child(trigger, "xcomp")
    leads = tree.lemmas[trigger] in scene.words.phase_verbs and tree.child(trigger, "obj") is None
    if leads and deed is not None and tree.upos[deed] == "VERB":
        return Frame(trigger, deed, None)
    if scene.find_verb(trigger) in scene.words.bare_verbs:
        things = [c for c in tree.children(trigger, "obj", "nsubj:pass") if not scene.is_agent(c)]
        if things and tree.upos[things[0]] == "NOUN":
            return Frame(trigger, trigger, things[0], verb_is_light=True)
    suffered = tree.lemmas[trigger] in scene.words.undergo_verbs
    return Frame(trigger, trigger, None, suffered=suffered)


def _climb(scene: Scene, trigger: int) -> int:
    """The noun that a verb governs in place of the trigger: "a series of attacks", "talks and visits"."""
    tree, top = scene.tree, trigger
    for _ in range(_STEPS):
        head = tree.heads[top]
        if head < 0 or tree.upos[head] != "NOUN":
            break
        inside = tree.deprels[top] == "nmod" and tree.case(top) in scene.words.of_cases and not scene.is_agent(head)
        if tree.deprels[top] not in {"conj", "compound"} and not inside:
            break
        top = head
    return top


def _is_whole(scene: Scene, verb: int) -> bool:
    """Whether a light verb is one in spite of its particle: "carry out", but not "break up the protest"."""
    particle = scene.tree.child(verb, "compound:prt")
    if particle is None or scene.tree.words[particle] not in scene.words.undoing:
        return True
    return f"{scene.tree.lemmas[verb]} {scene.tree.words[particle]}" in scene.words.light_phrases
