"""What speaks for and against a mention as the antecedent of a pronoun or description: features that are on or off."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import msgspec

from sayso.mentions.scene import Mention, Scene

Task = Literal["he", "they", "it", "noun"]
TASKS: tuple[Task, ...] = ("he", "they", "it", "noun")

FEATURES: tuple[str, ...] = (
    "same-sentence", "one-sentence-before", "two-sentences-before", "three-to-five-before", "further-before",
    "nearest", "second-nearest", "third-nearest", "later-nearest",
    "is-name", "is-noun", "is-pronoun",
    "is-subject", "is-object", "is-oblique", "is-modifier", "is-possessive", "is-conjunct", "is-other", "both-subjects",
    "person", "organisation", "place", "group", "other-kind", "outlet",
    "plural-agrees", "plural-differs", "gender-agrees", "gender-differs",
    "named-once", "named-twice", "named-often", "most-named", "first-named",
    "speaks", "within-a-source", "spoke-last", "speaker-of-this-content", "in-own-content", "in-a-content",
    "in-same-content",
    "same-clause", "subject-of-clause-above", "begins-sentence", "in-first-sentence",
    "same-noun", "noun-in-name", "noun-in-role", "kind-fits", "kind-differs", "generic-fits",
    "possessed-unlike", "sort-differs",
    "name-subject-here", "name-subject-before", "pronoun-subject-before", "owns-by-clause",
    "modifiers-fit", "modifiers-differ", "adds-modifiers", "paper",
    "new", "new-definite", "new-bare-plural", "new-bare-singular", "new-possessed", "new-with-clause", "new-with-of",
    "new-plural", "new-capitalised", "new-at-first-sentence", "new-noun-was-seen", "new-source",
)  # fmt: skip
_N = {name: number for number, name in enumerate(FEATURES)}
_DISTANCE = tuple(_N[n] for n in FEATURES[:3])
_RANKS = tuple(_N[n] for n in FEATURES[5:9])
_FORMS = {"name": _N["is-name"], "noun": _N["is-noun"], "pronoun": _N["is-pronoun"]}
_SUBJECTS = frozenset(("nsubj", "csubj"))
_PLACES = {
    "nsubj": _N["is-subject"], "csubj": _N["is-subject"], "obj": _N["is-object"], "iobj": _N["is-object"],
    "obl": _N["is-oblique"], "nmod": _N["is-modifier"], "nmod:poss": _N["is-possessive"], "conj": _N["is-conjunct"],
}  # fmt: skip
_KINDS = {
    "person": _N["person"], "organisation": _N["organisation"], "place": _N["place"], "group": _N["group"],
    "other": _N["other-kind"], "outlet": _N["outlet"],
}  # fmt: skip
_PLURAL_DIFFERS, _PLURAL_AGREES = _N["plural-differs"], _N["plural-agrees"]
_SPEAKS, _IN_OWN_CONTENT, _IN_A_CONTENT = _N["speaks"], _N["in-own-content"], _N["in-a-content"]
_CLAUSES = frozenset(("ccomp", "advcl", "parataxis", "acl", "xcomp", "conj"))
_ALIKE = frozenset((("organisation", "outlet"), ("outlet", "organisation"), ("organisation", "group")))
_OFTEN = 4


class Asked(msgspec.Struct, frozen=True):
    """The word whose antecedent is looked for: ``source`` says whether it heads the source of attribution ``claim``.

    ``modifiers`` are the words of a description beside its noun, in lower case; ``hints`` what the names of such a body
    hold, ``sorts`` the words for sorts of organisation.
    """

    token: int
    task: Task
    sentence: int
    subject: bool
    claim: int
    content: int
    gender: str
    plural: bool
    kind: str
    lemma: str
    modifiers: frozenset[str]
    hints: frozenset[str] = frozenset()
    generic: bool = False
    possessed: bool = False
    sorts: frozenset[str] = frozenset()


def describe(scene: Scene, asked: Asked, mention: Mention, rank: int, words: frozenset[str]) -> list[int]:
    """The features of a mention before the word asked for; ``rank`` counts the others in between from 0.

    ``words`` are those that the mention is known by (name, roles, modifiers), in lower case; pronouns have none.
    """
    token, form = mention.token, mention.form
    away = asked.sentence - scene.sentences[token]
    place, subject = _find_place(scene.deprels[token])
    found = [_distance(away), _RANKS[rank] if rank < 3 else _RANKS[3], _FORMS[form], place]
    if subject:
        _describe_subject(found, asked, mention, away)
    if form != "pronoun":
        found.append(_KINDS[mention.kind])
    if mention.plural != asked.plural:
        found.append(_PLURAL_DIFFERS)
    elif mention.plural:
        found.append(_PLURAL_AGREES)
    if asked.gender and mention.gender:
        found.append(_N["gender-agrees"] if asked.gender == mention.gender else _N["gender-differs"])
    if mention.entity >= 0:
        found += _describe_fame(scene, mention.entity)
    _describe_speech(found, scene, asked, token)
    _describe_clause(found, scene, asked, token, subject=subject, here=away == 0)
    if asked.task == "noun":
        found += _compare(asked, mention, words)
    return found


@lru_cache(1024)
def _find_place(deprel: str) -> tuple[int, bool]:
    """The feature of a relation, and whether it is that of a subject."""
    return _PLACES.get(deprel) or _PLACES.get(deprel.split(":")[0], _N["is-other"]), deprel.startswith("nsubj")


def _describe_subject(found: list[int], asked: Asked, mention: Mention, away: int) -> None:
    if asked.subject:
        found.append(_N["both-subjects"])
    if away <= 1:
        if mention.form != "pronoun":
            found.append(_N["name-subject-before" if away else "name-subject-here"])
        elif away:
            found.append(_N["pronoun-subject-before"])


def describe_new(scene: Scene, asked: Asked, children: list[int], *, definite: bool, seen: bool) -> list[int]:
    """The features of the answer that a description speaks of somebody new; ``seen``: its noun stood before."""
    found = [_N["new"]]
    deprels = {scene.deprels[c].split(":")[0] for c in children}
    possessed = any(scene.deprels[c] == "nmod:poss" for c in children)
    later = [c for c in children if c > asked.token]
    bare = not definite and not possessed and "det" not in deprels
    checks = (
        (definite, "new-definite"),
        (bare and asked.plural, "new-bare-plural"),
        (bare and not asked.plural, "new-bare-singular"),
        (possessed, "new-possessed"),
        (any(scene.deprels[c].startswith("acl") for c in later), "new-with-clause"),
        (any(scene.deprels[c] == "nmod" for c in later), "new-with-of"),
        (asked.plural, "new-plural"),
        (scene.word(asked.token)[:1].isupper(), "new-capitalised"),
        (asked.sentence == 0, "new-at-first-sentence"),
        (seen, "new-noun-was-seen"),
        (asked.claim >= 0, "new-source"),
    )
    return found + [_N[name] for on, name in checks if on]


def _distance(sentences: int) -> int:
    if sentences <= 2:
        return _DISTANCE[max(sentences, 0)]
    return _N["three-to-five-before"] if sentences <= 5 else _N["further-before"]


def _describe_fame(scene: Scene, entity: int) -> list[int]:
    found = scene.fame.get(entity)
    if found is None:
        count = scene.counts[entity]
        found = [_N["named-once"] if count == 1 else _N["named-often"] if count >= _OFTEN else _N["named-twice"]]
        if count > 1 and count == scene.highest_count:
            found.append(_N["most-named"])
        if scene.name_heads[0][1] == entity:
            found.append(_N["first-named"])
        scene.fame[entity] = found
    return found


def _describe_speech(found: list[int], scene: Scene, asked: Asked, token: int) -> None:
    speaks = scene.source_of.get(token, -1)
    if speaks >= 0:
        found.append(_SPEAKS)
        if speaks == asked.claim - 1:
            found.append(_N["spoke-last"])
        if speaks == asked.content:
            found.append(_N["speaker-of-this-content"])
    elif token in scene.within_sources:
        found.append(_N["within-a-source"])
    content = scene.inside[token]
    if content >= 0:
        found.append(_IN_OWN_CONTENT if content == asked.claim else _IN_A_CONTENT)
        if content == asked.content:
            found.append(_N["in-same-content"])


def _describe_clause(found: list[int], scene: Scene, asked: Asked, token: int, *, subject: bool, here: bool) -> None:
    sentences = scene.sentences
    if here:
        verb, other = scene.heads[asked.token], scene.heads[token]
        if subject and scene.deprels[asked.token] == "nmod:poss" and _stands_under(scene, asked.token, other):
            found.append(_N["owns-by-clause"])
        if verb == other:
            found.append(_N["same-clause"])
        elif subject and _governs(scene, other, verb):
            found.append(_N["subject-of-clause-above"])
    sentence = sentences[token]
    if token == 0 or sentences[token - 1] != sentence:
        found.append(_N["begins-sentence"])
    if sentence == 0:
        found.append(_N["in-first-sentence"])


def _stands_under(scene: Scene, token: int, verb: int) -> bool:
    """Whether a word hangs on the verb through at most three nouns."""
    for _ in range(4):
        if scene.deprels[token].split(":")[0] in _CLAUSES - {"conj"}:
            return False
        token = scene.heads[token]
        if token == verb or token < 0:
            return token == verb
    return False


def _governs(scene: Scene, above: int, verb: int) -> bool:
    """Whether the clause of ``verb`` hangs, through at most four clauses, on ``above``."""
    for _ in range(4):
        if verb < 0 or scene.deprels[verb].split(":")[0] not in _CLAUSES:
            return False
        verb = scene.heads[verb]
        if verb == above:
            return True
    return False


def _compare(asked: Asked, mention: Mention, words: frozenset[str]) -> list[int]:
    found = []
    same = mention.form == "noun" and mention.lemma == asked.lemma
    if same:
        found.append(_N["same-noun"])
    elif asked.lemma in words or not words.isdisjoint(asked.hints):
        found.append(_N["noun-in-name"] if mention.kind != "person" else _N["noun-in-role"])
    else:
        fits = mention.kind == asked.kind or (mention.kind, asked.kind) in _ALIKE
        found.append(_N["generic-fits" if asked.generic else "kind-fits"] if fits else _N["kind-differs"])
        if asked.sorts and not asked.sorts.isdisjoint(words):
            found.append(_N["sort-differs"])
        if asked.possessed:
            found.append(_N["possessed-unlike"])
    if asked.modifiers:
        found.append(_N["modifiers-fit"] if asked.modifiers <= words else _N["modifiers-differ"])
    elif same and len(words) > 1:
        found.append(_N["adds-modifiers"])
    if asked.kind == "other":
        found.append(_N["paper"])
    return found
