"""Triggers by the words of a codebook: lemmas and phrases over the tree, for types that no head is trained on.

What matches is a candidate and no more: sport, metaphors and the like are not told apart. Realis is left to those
who weigh the words around a trigger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sayso.codebook import Entry, EventBook
from sayso.events.tree import NOUNS, Tree
from sayso.events.triggers import Trigger, find_head

_SORTS: Mapping[str, frozenset[str]] = {
    "verb": frozenset({"VERB", "AUX"}),
    "noun": frozenset({"NOUN", "PROPN"}),
    "adjective": frozenset({"ADJ", "VERB"}),
    "phrase": frozenset(),
}
_SKIPPED = frozenset({"DET", "ADV", "ADJ", "PRON", "NUM", "PART"})
_MOST_SKIPPED = 2  # words within a phrase that it does not name: "took to the streets"
_REACH = 80  # words on each side of a trigger in which contexts are looked for
_OBJECTS = ("obj", "nsubj:pass", "iobj")
_SUBJECTS = ("nsubj", "nsubj:outer", "obl:agent")
_AROUND_NOUN = ("compound", "nmod", "amod", "nmod:poss", "nmod:desc")
_PLAIN, _SURE = 0.5, 0.6  # chances: of a lone word, and of a phrase or a word that its object or subject narrows
METHOD = "words of the codebook"


def find_lexical(tree: Tree, book: EventBook, types: Iterable[str]) -> list[Trigger]:
    """The triggers of ``types`` that the words of ``book`` tell, in text order; none overlaps another."""
    wanted = frozenset(types)
    found: list[Trigger] = []
    taken = -1
    for token in range(len(tree)):
        if token <= taken:
            continue
        best = max(match_entries(tree, book, token, wanted), key=_rank, default=None)
        if best is not None:
            found.append(_make_trigger(tree, book, *best))
            taken = best[1][-1]
    return found


def choose_mode(tree: Tree, book: EventBook, code: str, head: int) -> str | None:
    """The mode of a type that words beside ``head`` tell: what hangs on it, and what it hangs on; None for none."""
    wanted = frozenset({code})
    for token in list_near(tree, head):
        modes = [entry for entry, _ in match_entries(tree, book, token, wanted) if entry.mode is not None]
        if modes:
            return modes[0].mode
    return None


def list_near(tree: Tree, head: int) -> list[int]:
    """A word, what hangs on it and on that, and for a noun what it hangs on: where words tell its mode."""
    near = [head, *tree.children(head)]
    near += [child for token in near[1:] for child in tree.children(token)]
    if tree.heads[head] >= 0 and tree.upos[head] in NOUNS:
        near.append(tree.heads[head])
    return near


def match_entries(
    tree: Tree, book: EventBook, token: int, wanted: frozenset[str]
) -> Iterator[tuple[Entry, tuple[int, ...]]]:
    """The entries that begin at a token, with the tokens that they cover."""
    lemma, word = tree.lemmas[token], tree.words[token]
    verb = book.forms.get(word, lemma) if tree.upos[token] in _SORTS["verb"] else lemma
    for first in dict.fromkeys((lemma, word, verb)):
        for entry in book.entries.get(first, ()):
            if entry.type in wanted and _fits(tree, entry, token):
                covered = _cover(tree, entry, token)
                if covered is not None:
                    yield entry, covered


def _fits(tree: Tree, entry: Entry, token: int) -> bool:
    """Whether a token has the part of speech that an entry asks for, and beside it what narrows the entry."""
    sorts = _SORTS[entry.sort]
    if sorts and tree.upos[token] not in sorts:
        return False
    if entry.objects and not _stands_beside(tree, token, entry.objects, _OBJECTS):
        return False
    return not entry.subjects or _stands_beside(tree, token, entry.subjects, _SUBJECTS)


def _stands_beside(tree: Tree, token: int, lemmas: frozenset[str], relations: tuple[str, ...]) -> bool:
    if tree.upos[token] in NOUNS:
        relations = _AROUND_NOUN
    heads = [c for child in tree.children(token, *relations) for c in (child, *tree.children(child, "conj"))]
    if relations is _OBJECTS and tree.deprels[token] in {"acl", "amod"}:
        heads.append(tree.heads[token])  # "banned papers"
    return any(tree.lemmas[c] in lemmas or tree.words[c] in lemmas for c in heads)


def _cover(tree: Tree, entry: Entry, token: int) -> tuple[int, ...] | None:
    """The tokens of an entry from ``token`` on, small words between them skipped; None where they do not follow."""
    covered, at = [token], token
    for lemma in entry.lemmas[1:]:
        here = _find_next(tree, lemma, at)
        if here is None and entry.sort == "verb":
            parts = tree.children(token, "compound:prt", "advmod", "xcomp")
            here = next((c for c in parts if tree.words[c] == lemma), None)
        if here is None:
            return None
        covered.append(here)
        at = here
    return tuple(covered)


def _find_next(tree: Tree, lemma: str, at: int) -> int | None:
    for step in range(1, _MOST_SKIPPED + 2):
        token = at + step
        if token >= len(tree) or tree.sentences[token] != tree.sentences[at]:
            return None
        if lemma in (tree.lemmas[token], tree.words[token]):
            return token
        if tree.upos[token] not in _SKIPPED:
            return None
    return None


def _rank(match: tuple[Entry, tuple[int, ...]]) -> tuple[bool, int, bool]:
    """The more exact entry first: narrowed, long, of a mode; of equals the first of the book stands."""
    entry, covered = match
    return bool(entry.objects or entry.subjects), len(covered), entry.mode is not None


def _make_trigger(tree: Tree, book: EventBook, entry: Entry, covered: tuple[int, ...]) -> Trigger:
    last = covered[-1] if covered[-1] - covered[0] <= len(covered) + _MOST_SKIPPED else covered[0]
    head = find_head(tree, covered[0], last) if entry.sort == "phrase" else covered[0]
    exact = len(entry.lemmas) > 1 or entry.objects or entry.subjects
    return Trigger(
        first=covered[0],
        last=last,
        head=head,
        type=entry.type,
        mode=entry.mode or choose_mode(tree, book, entry.type, head),
        contexts=_find_contexts(tree, book, head),
        realis=(),
        confidence=_SURE if exact else _PLAIN,
        method=METHOD,
    )


def _find_contexts(tree: Tree, book: EventBook, head: int) -> tuple[str, ...]:
    """The contexts whose words stand in the sentence, of a long one near the trigger."""
    if not book.context_words:
        return ()
    first = last = head
    while first > max(0, head - _REACH) and tree.sentences[first - 1] == tree.sentences[head]:
        first -= 1
    while last + 1 < min(len(tree), head + _REACH) and tree.sentences[last + 1] == tree.sentences[head]:
        last += 1
    lemmas = tree.lemmas[first : last + 1]
    found = {
        name
        for at, lemma in enumerate(lemmas)
        for words, name in book.context_words.get(lemma, ())
        if tuple(lemmas[at : at + len(words)]) == words
    }
    return tuple(name for name in book.contexts if name in found)
