"""The mode of an event, once its type is known: what the reader says, and the words in and around the trigger.

The reader has seen few events of each mode; the words of many more texts in which only modes are marked were weighed by
`sayso.learn.modes`. Both are added up, and the likeliest mode of the type is taken.
"""

from __future__ import annotations

import gzip
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import msgspec

from sayso.codebook import EventBook
from sayso.errors import SaysoError
from sayso.events.lexical import list_near, match_entries
from sayso.events.tree import Tree
from sayso.events.triggers import Trigger

_FILE = "modes.json.gz"
_NEAR = 12  # tokens to either side of a trigger whose words count
_FAR = 60  # tokens to either side, within the sentence, whose entries in the codebook count
_BEFORE = 2  # sentences in which a cause may stand whose harm is told later
_TELLING = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "ADV", "ADP"})
_LEAST = 1e-4  # chances have four digits
_UNIT = 100.0  # weights are kept in hundredths

Clue = tuple[str, str]


class ModeWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What clues weigh: ``clues[type][sort][word]`` holds places of modes in ``modes[type]``, each before its weight.

    Weights are in hundredths. The empty mode is none. ``share`` is the weight of the log-chances of the reader.
    """

    share: float
    modes: dict[str, tuple[str, ...]]
    clues: dict[str, dict[str, dict[str, tuple[int, ...]]]]


@cache
def load_mode_weights() -> ModeWeights:
    """The weights that ship. Raises SaysoError SAY-403 where the file is damaged."""
    try:
        data = gzip.decompress((files("sayso.events") / _FILE).read_bytes())
        return msgspec.json.decode(data, type=ModeWeights)
    except (OSError, EOFError, msgspec.DecodeError) as error:
        raise SaysoError("SAY-403", name=f"events/{_FILE}", reason=f"is damaged ({error})") from error


class ModeChooser:
    """Chooses the modes of the events of one report; ``book`` is the codebook whose modes were weighed."""

    def __init__(self, tree: Tree, book: EventBook, weights: ModeWeights) -> None:
        self._tree, self._book, self._weights = tree, book, weights
        self._kinds = frozenset(book.types)
        self._told: dict[int, tuple[Clue, ...]] = {}

    def choose(self, trigger: Trigger) -> Trigger:
        """The trigger with the likeliest mode of its type, None for none."""
        names = self._weights.modes.get(trigger.type)
        if names is None:
            return trigger
        scores = self._score(trigger, names)
        best = names[max(range(len(names)), key=scores.__getitem__)]
        return msgspec.structs.replace(trigger, mode=best or None)

    def _score(self, trigger: Trigger, names: tuple[str, ...]) -> list[float]:
        chances, share = dict(trigger.modes), self._weights.share
        known = self._weights.clues[trigger.type]
        scores = [0.0] * len(names)
        for sort, word in self.list_clues(trigger):
            found = known.get(sort)
            weights = found.get(word) if found is not None else None
            if weights is not None:
                for at in range(0, len(weights), 2):
                    scores[weights[at]] += weights[at + 1] / _UNIT
        if not chances:
            return scores
        return [s + share * math.log(max(chances.get(n, 0.0), _LEAST)) for s, n in zip(scores, names, strict=True)]

    def list_clues(self, trigger: Trigger) -> list[Clue]:
        """What may tell the mode, each once: a sort of clue and a word, a mode, or a type with its mode."""
        found: list[Clue] = [("always", "")]
        self._add_words(trigger, found)
        self._add_entries(trigger, found)
        return list(dict.fromkeys(found))

    def _add_words(self, trigger: Trigger, found: list[Clue]) -> None:
        """The trigger's own words, those that hang on it or that it hangs on, and those near it."""
        tree, head = self._tree, trigger.head
        lemmas, upos = tree.lemmas, tree.upos
        found.append(("head", lemmas[head]))
        found.append(("trigger", " ".join(tree.words[trigger.first : trigger.last + 1])))
        found += [("own", lemmas[token]) for token in range(trigger.first, trigger.last + 1)]
        for child in tree.children(head):
            found.append(("below", lemmas[child]))
            found.append((tree.deprels[child], lemmas[child]))
        if tree.heads[head] >= 0:
            found.append(("above", lemmas[tree.heads[head]]))
            found.append(("relation", tree.deprels[head]))
        first, end = self._bound(trigger, _NEAR)
        around = (*range(first, trigger.first), *range(trigger.last + 1, end))
        found += [("near", lemmas[token]) for token in around if upos[token] in _TELLING]

    def _add_entries(self, trigger: Trigger, found: list[Clue]) -> None:
        """What the words of the codebook tell in the sentence, near the trigger, below it, and in sentences before."""
        tree, head, kind = self._tree, trigger.head, trigger.type
        told = self._find_nearest(trigger)
        if told:
            found.append(("book", told))
        first, end = self._bound(trigger, _NEAR)
        for token, pairs in self._list_told(*self._bound(trigger, _FAR)):
            near = first <= token < end
            own = trigger.first <= token <= trigger.last
            for other, mode in pairs:
                if other == kind and mode:
                    found.append(("sentence mode", mode))
                    if near:
                        found.append(("near mode", mode))
                if near and not own:
                    found.append(("near kind", f"{other}-{mode}"))
        for child in tree.children(head):
            below = (pair for token in (child, *tree.children(child)) for pair in self._look_up(token))
            found += [(f"{tree.deprels[child]} kind", f"{other}-{mode}") for other, mode in below]
        number = tree.sentences[head]
        start = max(bisect_left(tree.sentences, number - _BEFORE), trigger.first - _FAR)
        before = self._list_told(start, bisect_left(tree.sentences, number))
        found += [("mode before", mode) for _, pairs in before for other, mode in pairs if other == kind and mode]

    def _find_nearest(self, trigger: Trigger) -> str:
        """The first mode that the head, what hangs on it or what it hangs on tells; empty for none."""
        near = list_near(self._tree, trigger.head)
        modes = (mode for token in near for kind, mode in self._look_up(token) if kind == trigger.type)
        return next((mode for mode in modes if mode), "")

    def _bound(self, trigger: Trigger, reach: int) -> tuple[int, int]:
        """First and last token, half-open, of the sentence of a trigger, so many to either side."""
        sentences = self._tree.sentences
        number = sentences[trigger.head]
        first, end = bisect_left(sentences, number), bisect_right(sentences, number)
        return max(first, trigger.first - reach), min(end, trigger.last + 1 + reach)

    def _list_told(self, first: int, end: int) -> Iterator[tuple[int, tuple[Clue, ...]]]:
        """The tokens from ``first`` to ``end``, half-open, at which entries of the codebook begin, with these."""
        for token in range(first, end):
            if token not in self._told:
                self._told[token] = self._match(token)
            pairs = self._told[token]
            if pairs:
                yield token, pairs

    def _look_up(self, token: int) -> tuple[Clue, ...]:
        if token not in self._told:
            self._told[token] = self._match(token)
        return self._told[token]

    def _match(self, token: int) -> tuple[Clue, ...]:
        """Type and mode of the entries of the codebook that begin at a token."""
        tree, entries = self._tree, self._book.entries
        word = tree.words[token]
        if tree.lemmas[token] not in entries and word not in entries and self._book.forms.get(word) not in entries:
            return ()
        found = match_entries(tree, self._book, token, self._kinds)
        return tuple(dict.fromkeys((entry.type, entry.mode or "") for entry, _ in found))
