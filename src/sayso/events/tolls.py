"""Tolls: counts of people killed, injured, arrested, missing, displaced, gathered, each with its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from sayso.events.numbers import Number, find_numbers
from sayso.events.tree import Tree
from sayso.lang import TollBook
from sayso.model import Span, Toll, TollKind

_AGE = re.compile(r"(?:-|–)?(?:year|month|week|day)s?(?:-|–)olds?$")
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_MARKS = frozenset("$€£¥₽₹%#№")
_SELF = {"die", "perish", "drown", "succumb", "disappear", "vanish", "flee", "martyr", "evacuate", "relocate"}
"""Verbs whose subject is who it befell."""
_TYPES: dict[TollKind, tuple[str, ...]] = {
    "killed": ("ASSAULT",),
    "injured": ("ASSAULT",),
    "arrested": ("COERCE", "ASSAULT"),
    "missing": ("ASSAULT", "COERCE"),
    "displaced": ("COERCE", "ASSAULT"),
    "crowd": ("PROTEST", "MOBILIZE", "CONSULT"),
}


class Counted(msgspec.Struct, frozen=True):
    """A toll, and the token of the word that says what befell them (the trigger, where it is one)."""

    toll: Toll
    told_by: int
    token: int


class TollFinder:
    """The tolls of a report, found sentence by sentence."""

    def __init__(self, tree: Tree, book: TollBook) -> None:
        self._tree = tree
        self._book = book
        self._verbs = {verb: kind for kind, words in book.kinds.items() for verb in words.verbs}
        self._nouns = {noun: kind for kind, words in book.kinds.items() for noun in (*words.nouns, *words.tolls)}
        self._adjectives = {word: kind for kind, words in book.kinds.items() for word in words.adjectives}

    def find(self, first: int, last: int) -> list[Counted]:
        """The tolls of the sentence from token ``first`` to token ``last`` (both included), in order."""
        words = self._tree.words[first : last + 1]
        found = []
        for number in find_numbers(words, self._book):
            whole = Number(number.first + first, number.last + first, number.core + first, number.low, number.high)
            counted = self._count(whole, last)
            if counted is not None:
                found.append(counted)
        return found

    def _count(self, number: Number, last: int) -> Counted | None:
        tree = self._tree
        if self._is_other(number, last):
            return None
        head = self._find_head(number)
        article = tree.words[number.core] in {"a", "an"}
        for token in self._chain(head):
            told = self._find_fate(token, number, crowd=not article)
            if told is None:
                continue
            kind, told_by = told
            if article and (kind == "crowd" or not self._is_person(head)):
                return None
            if self._is_thing(token, kind):
                return None
            start, end = self._widen(number, token)
            who = self._who(token, head, number)
            toll = Toll(kind, number.low, number.high, tree.span(start, end), who)
            return Counted(toll, told_by, number.core)
        return None

    def _is_other(self, number: Number, last: int) -> bool:
        """Whether the number is an age, a date, money, a percentage, an ordinal or part of a name."""
        tree = self._tree
        at, core = number.first, number.core
        following = tree.words[core + 1] if core < last else ""
        before = tree.words[at - 1] if at else ""
        if following in _MARKS or following in {"percent", "per", "a.m.", "p.m.", "am", "pm", "°", "th", "st", "nd"}:
            return True
        if before[-1:] in _MARKS or tree.words[core][:1] in _MARKS or _AGE.search(tree.words[core]):
            return True
        if (
            _AGE.match(following)
            or following in {"-year-old", "years"}
            or (following == "-"
            and "old" in "".join(tree.words[core + 1 : core + 6]))
        ):
            return True
        aside = before == "," and (following in {",", "."}) and number.low is not None and number.low < 120
        if aside and tree.upos[at - 2] == "PROPN":
            return True
        month = before in _MONTHS or following in _MONTHS
        return month or before in {"no.", "number", "article", "chapter", "route", "highway", "aged", "age"}

    def _find_head(self, number: Number) -> int:
        """The word that the number counts; the number itself where it stands alone."""
        tree = self._tree
        core = number.core
        if tree.upos[core] in {"NOUN", "PRON"} or tree.deprels[core] not in {
            "nummod",
            "det",
            "amod",
            "compound",
            "flat",
            "nummod:gov",
            "advmod",
        }:
            inner = tree.child(core, "nmod")
            same = inner is not None and tree.case(inner) in {"of"}
            return inner if inner is not None and same and tree.deprels[core] != "nummod" else core
        head = tree.heads[core]
        while head >= 0 and tree.deprels[head] in {"nummod", "compound"} and number.first <= head <= number.last:
            head = tree.heads[head]
        return head if head >= 0 else core

    def _chain(self, head: int) -> Iterator[int]:
        """The counted word and what it is part of: "two of the 16", "hundreds of people"."""
        yield head
        tree = self._tree
        at = head
        for _ in range(3):
            above = tree.heads[at]
            if above < 0 or tree.deprels[at] not in {"nmod", "compound", "nummod", "conj", "appos"}:
                return
            if tree.deprels[at] == "nmod" and tree.case(at) not in {"of", "among", "including"}:
                return
            at = above
            yield at

    def _find_fate(self, token: int, number: Number, *, crowd: bool) -> tuple[TollKind, int] | None:
        """What befell the counted, and the word that says it."""
        tree = self._tree
        kind = self._nouns.get(tree.lemmas[token]) or self._nouns.get(tree.words[token])
        if kind and (crowd or kind != "crowd"):
            return kind, token  # type: ignore[return-value]
        for child in tree.children(token, "amod", "acl", "advcl", "xcomp"):
            found = self._adjectives.get(tree.words[child]) or (
                self._passive_kind(child) if tree.deprels[child] in {"acl", "amod"} else None
            )
            if found:
                return found, child  # type: ignore[return-value]
        return self._find_above(token, crowd=crowd)

    def _find_above(self, token: int, *, crowd: bool) -> tuple[TollKind, int] | None:
        tree = self._tree
        head, relation = tree.heads[token], tree.deprels[token]
        if head < 0:
            return None
        for predicate in self._predicates(head):
            verb = self._verb_kind(predicate)
            if (
                relation in {"obj", "iobj"}
                and verb
                and verb != "crowd"
                and tree.lemmas[predicate] not in _SELF - {"evacuate", "relocate", "drown"}
            ):
                return verb, predicate
            if relation == "nsubj:pass" and verb and verb != "crowd":
                return verb, predicate
            if relation in _SUBJECTS and verb and (tree.lemmas[predicate] in _SELF or (verb == "crowd" and crowd)):
                return verb, predicate
        adjective = next(
            (c for c in (head, *tree.children(head, "xcomp", "acl", "conj")) if tree.words[c] in self._adjectives), None
        )
        if (
            adjective is not None
            and relation in {*_SUBJECTS, "obj"}
            and tree.upos[adjective] in {"ADJ", "VERB", "NOUN"}
        ):
            return self._adjectives[tree.words[adjective]], adjective  # type: ignore[return-value]
        noun = self._toll_noun(token)
        if noun is not None:
            return noun
        if relation == "obl" and tree.case(token) == "by" and crowd and self._verb_kind(head) == "crowd":
            return "crowd", head
        return None

    def _toll_noun(self, token: int) -> tuple[TollKind, int] | None:
        """ "The death toll rose to 12", "a toll of 12", "brought the number of dead to 164", "a crowd of 300"."""
        tree = self._tree
        head, relation = tree.heads[token], tree.deprels[token]
        if relation in {"nmod", "appos"} and tree.case(token) in {"of", "at", ""}:
            kind = self._nouns.get(tree.lemmas[head])
            if kind:
                return kind, head  # type: ignore[return-value]
        if relation in {"obl", "obj", "xcomp", "nmod"} and tree.case(token) in {"to", "at", "from", ""}:
            for noun in tree.children(head, "nsubj", "nsubj:pass", "obj"):
                inner = [noun, *tree.children(noun, "nmod", "compound")]
                kind = next(
                    (k for n in inner if (k := self._nouns.get(tree.lemmas[n]) or self._nouns.get(tree.words[n]))), None
                )
                counts = tree.lemmas[noun] in {"toll", "number", "figure", "count", "total", "tally"}
                if kind and (counts or tree.lemmas[noun] in {"turnout", "attendance", "crowd"}):
                    return kind, noun  # type: ignore[return-value]
        return None

    def _predicates(self, head: int) -> Iterator[int]:
        """The verb and those coordinated with it."""
        yield head
        tree = self._tree
        if tree.deprels[head] == "conj" and tree.heads[head] >= 0 and tree.child(head, *_SUBJECTS) is None:
            yield tree.heads[head]

    def _verb_kind(self, token: int) -> TollKind | None:
        tree = self._tree
        lemma = tree.lemmas[token]
        found = self._verbs.get(lemma)
        if found:
            return found  # type: ignore[return-value]
        for child in tree.children(token, "compound:prt", "advmod", "xcomp", "obl", "obj"):
            longer = self._verbs.get(f"{lemma} {tree.lemmas[child]}")
            if longer:
                return longer  # type: ignore[return-value]
            case = tree.child(child, "case")
            if case is not None and (
                longer := self._verbs.get(f"{lemma} {tree.words[case]} the {tree.lemmas[child]}")
                or self._verbs.get(f"{lemma} {tree.words[case]} {tree.lemmas[child]}")
            ):
                return longer  # type: ignore[return-value]
        return None

    def _passive_kind(self, token: int) -> TollKind | None:
        kind = self._verb_kind(token)
        return (
            kind
            if kind != "crowd"
            and "VerbForm=Part" in self._tree.feats[token]
            and "Tense=Past" in self._tree.feats[token]
            else None
        )

    def _is_person(self, token: int) -> bool:
        return self._tree.lemmas[token] not in self._book.things.nouns and self._tree.upos[token] in {
            "NOUN",
            "PROPN",
            "ADJ",
            "NUM",
        }

    def _is_thing(self, token: int, kind: TollKind) -> bool:
        things = self._book.things
        lemma = self._tree.lemmas[token]
        return lemma in things.nouns and lemma not in things.people_anyway and lemma not in self._nouns

    def _widen(self, number: Number, token: int) -> tuple[int, int]:
        """The words of the toll: the number with its bounds, and "of the 16" or "of them" behind a part of a whole."""
        tree = self._tree
        last = number.last
        for child in tree.children(number.core, "nmod"):
            if tree.case(child) == "of" and tree.words[child] in {"them", "those", "these", "whom"}:
                last = max(last, child)
            numeral = tree.child(child, "nummod")
            if tree.case(child) == "of" and numeral is not None:
                last = max(last, numeral)
        return number.first, last

    def _who(self, token: int, head: int, number: Number) -> Span | None:
        tree = self._tree
        noun = head if tree.upos[head] in {"NOUN", "PROPN"} and not number.first <= head <= number.last else None
        if (
            noun is None
            or (noun in {token}
            and tree.lemmas[noun] in {"death", "injury", "arrest", "fatality", "casualty", "toll"})
        ):
            return None
        first, last = tree.phrase(noun)
        first = max(first, number.last + 1) if first <= number.last < noun else first
        while first < noun and (
            tree.upos[first] in {"DET", "ADP", "PUNCT", "NUM"}
            or tree.words[first] in {"killed", "injured", "wounded", "arrested", "other", "more"}
        ):
            first += 1
        return tree.span(first, max(noun, last)) if first <= noun else None


_MONTHS = frozenset(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sept.", "oct.", "nov.", "dec."]
)


def attach_tolls(
    counted: Sequence[Counted], triggers: Sequence[tuple[int, int, str]], tree: Tree
) -> dict[int, list[Toll]]:
    """Tolls by the number of the trigger that they belong to; a trigger is first and last token and type.

    A toll goes to the trigger that tells it, else to the nearest of a fitting type that its word hangs under, else to
    the nearest of a fitting type in the sentence.
    """
    found: dict[int, list[Toll]] = {}
    for each in counted:
        chosen = _choose_trigger(each, triggers, tree)
        if chosen is not None:
            found.setdefault(chosen, []).append(each.toll)
    return found


def _choose_trigger(counted: Counted, triggers: Sequence[tuple[int, int, str]], tree: Tree) -> int | None:
    for index, (first, last, _) in enumerate(triggers):
        if first <= counted.told_by <= last:
            return index
    fitting = [i for i, (_, _, kind) in enumerate(triggers) if kind in _TYPES[counted.toll.kind]]
    above = list(tree.climb(counted.told_by))
    for head in above:
        for index in fitting:
            if triggers[index][0] <= head <= triggers[index][1]:
                return index
    return min(fitting, key=lambda i: abs(triggers[i][0] - counted.told_by), default=None)
