"""Whose deed a verb tells: its subject, over control, coordination, relative clauses and participles."""

from __future__ import annotations

from sayso.events.scene import SUBJECTS, Scene
from sayso.events.tree import NOUNS

_LEANING = frozenset({"xcomp", "advcl", "ccomp", "conj", "acl", "parataxis", "csubj", "cop", "obl", "nmod"})
_RELATIVE = frozenset({"acl:relcl", "advcl:relcl"})
_DEEPEST = 5


def find_subject(scene: Scene, verb: int, depth: int = 0) -> int | None:
    """The token of whoever is the subject of a verb; None where nothing tells."""
    tree = scene.tree
    own = tree.child(verb, *SUBJECTS)
    if own is not None:
        return resolve_pronoun(scene, _lead_back(scene, own, verb))
    head, relation = tree.heads[verb], tree.deprels[verb]
    if head < 0 or depth > _DEEPEST:
        return None
    if relation in _RELATIVE or (relation in {"acl", "amod"} and tree.upos[head] in NOUNS):
        return _find_modified(scene, verb, head, depth)
    if relation in {"xcomp", "ccomp", "advcl"} and tree.lemmas[head] in scene.words.object_control:
        controller = _find_controller(scene, verb, head)
        if controller is not None:
            return controller
    if relation in _LEANING:
        return find_subject(scene, head, depth + 1)
    return None


def resolve_pronoun(scene: Scene, token: int) -> int:
    """The speaker in place of the pronoun of what is said: "Hungary said it will support"; else the token itself."""
    tree = scene.tree
    if tree.upos[token] != "PRON" or tree.lemmas[token] not in scene.words.people_pronouns:
        return token
    verb = tree.heads[token]
    for _ in range(_DEEPEST):
        head = tree.heads[verb] if verb >= 0 else -1
        if head < 0:
            return token
        if tree.deprels[verb] == "ccomp" and tree.lemmas[head] in scene.words.saying:
            subject = tree.child(head, "nsubj")
            return subject if subject is not None and _agrees(scene, token, subject) else token
        if tree.deprels[verb] not in {"ccomp", "conj", "xcomp", "advcl"}:
            return token
        verb = head
    return token


def _agrees(scene: Scene, pronoun: int, noun: int) -> bool:
    tree = scene.tree
    plural = "Number=Plur" in tree.feats[noun] or tree.child(noun, "conj") is not None
    if tree.upos[noun] == "PROPN":
        return True
    if tree.lemmas[pronoun] in scene.words.plural_pronouns:
        return plural or tree.lemmas[noun] in scene.words.containers | scene.words.plural_nouns
    return tree.upos[noun] == "NOUN" and not plural


def _lead_back(scene: Scene, subject: int, verb: int) -> int:
    """The noun that a relative pronoun stands for; else the subject itself."""
    tree = scene.tree
    relative = tree.words[subject] in scene.words.relatives and tree.deprels[verb].startswith(("acl", "advcl:relcl"))
    return tree.heads[verb] if relative and tree.heads[verb] >= 0 else subject


def _find_modified(scene: Scene, verb: int, head: int, depth: int) -> int | None:
    """Who a clause or participle on a noun speaks of: the noun, unless the clause has a "to" or the noun is a deed."""
    tree = scene.tree
    if tree.deprels[verb] == "acl" and tree.child(verb, "mark") is not None:
        owner = next(scene.list_modifiers(head), None)
        if owner is not None:
            return owner
        governor = tree.heads[head]
        return find_subject(scene, governor, depth + 1) if governor >= 0 else None
    return head


def _find_controller(scene: Scene, verb: int, head: int) -> int | None:
    """The object of "urge", "force", "allow"; the subject where that verb is passive."""
    tree = scene.tree
    if (
        tree.child(verb, "mark") is not None
        and tree.words[tree.child(verb, "mark") or 0] not in scene.words.control_marks
    ):
        return None
    if tree.is_passive(head):
        return tree.child(head, "nsubj:pass", "nsubj")
    found = [c for c in tree.children(head, "obj", "iobj") if scene.is_agent(c) and c < verb]
    if found:
        return found[0]
    oblique = [c for c in tree.children(head, "obl") if c < verb and tree.case(c) in scene.words.appeal_cases]
    return oblique[0] if oblique and tree.lemmas[head] in scene.words.appeal_verbs else None
