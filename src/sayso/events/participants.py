"""Who did it and to whom: the arguments of a trigger, over passive, control, coordination, apposition and nouns."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sayso.events.tree import NOUNS, Tree

_SUBJECTS = ("nsubj", "nsubj:outer")
_PASSIVE = ("nsubj:pass",)
_AGENT = frozenset({"by"})
_MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE"})
_CLAUSES = frozenset({"xcomp", "advcl", "ccomp", "conj", "acl", "advcl:relcl", "parataxis"})


class Roles(msgspec.Struct, frozen=True):
    """Head tokens of the actors and recipients of a trigger, in text order."""

    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()


class RoleWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that fill roles; lang/en/events.toml says what each list holds."""

    light_verbs: frozenset[str] = frozenset()
    object_control: frozenset[str] = frozenset()
    doer_nouns: frozenset[str] = frozenset()
    target_cases: frozenset[str] = frozenset()
    partner_cases: frozenset[str] = frozenset()
    beneficiary_cases: frozenset[str] = frozenset()


def find_roles(tree: Tree, trigger: int, event_type: str, words: RoleWords) -> Roles:
    """Actors and recipients of the event that token ``trigger`` tells."""
    verb, noun = _find_predicate(tree, trigger, words)
    actors: list[int] = []
    recipients: list[int] = []
    if noun is not None:
        _add_noun_roles(tree, noun, words, actors, recipients)
    if verb is not None:
        _add_verb_roles(tree, verb, words, actors, recipients, noun=noun)
    if event_type in _MUTUAL and not recipients:
        pass
    first = _expand(tree, actors, trigger)
    second = [token for token in _expand(tree, recipients, trigger) if token not in first]
    return Roles(tuple(first), tuple(second))


def _find_predicate(tree: Tree, trigger: int, words: RoleWords) -> tuple[int | None, int | None]:
    """The verb whose subject and object count, and the noun whose modifiers count."""
    if tree.upos[trigger] == "VERB" or (tree.upos[trigger] == "ADJ" and tree.child(trigger, "nsubj", "nsubj:pass")):
        return trigger, None
    head = tree.heads[trigger]
    relation = tree.deprels[trigger]
    if head >= 0 and tree.upos[head] == "VERB" and relation in {"obj", "nsubj:pass", "xcomp", "obl", "nsubj"}:
        light = tree.lemmas[head] in words.light_verbs
        if light and (relation != "obl" or tree.case(trigger) in {"into", "to", "in", "on", "with"}):
            return head, trigger
    if tree.child(trigger, "cop") is not None:
        return trigger, trigger
    return None, trigger


def _add_verb_roles(
    tree: Tree, verb: int, words: RoleWords, actors: list[int], recipients: list[int], *, noun: int | None
) -> None:
    passive = tree.is_passive(verb)
    subject = find_subject(tree, verb, words)
    if passive:
        if subject is not None and subject != noun:
            recipients.append(subject)
        actors += [o for o in tree.children(verb, "obl", "obl:agent") if tree.case(o) in _AGENT]
    elif subject is not None and subject != noun:
        actors.append(subject)
    if noun is None and not passive:
        recipients += tree.children(verb, "iobj", "obj")
    for other in tree.children(verb, "obl"):
        case = tree.case(other)
        if case in words.target_cases or case in words.partner_cases or case in words.beneficiary_cases:
            recipients.append(other)


def find_subject(tree: Tree, verb: int, words: RoleWords, depth: int = 0) -> int | None:
    """The subject of a verb: its own, or that of the clause that it leans on; None where nothing tells."""
    own = tree.child(verb, *_SUBJECTS, *_PASSIVE)
    head = tree.heads[verb]
    relation = tree.deprels[verb]
    if own is not None:
        return _lead_back(tree, own, verb)
    if head < 0 or depth > 4:
        return None
    if relation in {"acl", "acl:relcl"} and tree.upos[head] in NOUNS:
        return head
    if relation == "amod":
        return head
    if relation == "xcomp" and tree.lemmas[head] in words.object_control:
        return tree.child(head, "obj", "iobj") or find_subject(tree, head, words, depth + 1)
    if relation in _CLAUSES and tree.upos[head] in {"VERB", "ADJ", "AUX"}:
        return find_subject(tree, head, words, depth + 1)
    if relation in {"xcomp", "advcl"} and tree.upos[head] in NOUNS:
        return tree.child(head, *_SUBJECTS)
    return None


def _lead_back(tree: Tree, subject: int, verb: int) -> int:
    """The noun that a relative pronoun stands for; else the subject itself."""
    relative = tree.words[subject] in {"who", "which", "that", "whom"} and tree.deprels[verb].startswith("acl")
    return tree.heads[verb] if relative and tree.heads[verb] >= 0 else subject


def _add_noun_roles(tree: Tree, noun: int, words: RoleWords, actors: list[int], recipients: list[int]) -> None:
    doer = tree.lemmas[noun] in words.doer_nouns
    for child in tree.children(noun):
        relation = tree.deprels[child]
        if relation in {"nmod:poss", "nmod:desc"}:
            actors.append(child)
        elif relation in {"compound", "amod"}:
            actors += [child] if tree.upos[child] in {"PROPN", "NOUN"} or tree.forms[child][:1].isupper() else []
        elif relation in {"nmod", "obl"}:
            _add_phrase(tree, child, words, actors, recipients, doer=doer)


def _add_phrase(
    tree: Tree, phrase: int, words: RoleWords, actors: list[int], recipients: list[int], *, doer: bool
) -> None:
    case = tree.case(phrase)
    if case == "by" or case == "between":
        actors.append(phrase)
    elif case == "of":
        (actors if doer else recipients).append(phrase)
    elif case in words.target_cases or case in words.partner_cases:
        recipients.append(phrase)


def _expand(tree: Tree, heads: list[int], trigger: int) -> list[int]:
    found: set[int] = set()
    for head in heads:
        found |= {token for token in tree.conjuncts(head) if tree.upos[token] in NOUNS | {"ADJ"} and token != trigger}
    return sorted(found)


def list_phrases(tree: Tree, heads: tuple[int, ...]) -> Iterator[tuple[int, int, int]]:
    """Head, first and last token of the phrase of each."""
    for head in heads:
        yield (head, *tree.phrase(head))
