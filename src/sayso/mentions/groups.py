"""Mentions of the same words as groups, and groups joined into entities."""

from __future__ import annotations

from collections import Counter

from sayso.mentions.forms import Form
from sayso.model import NameKind


class Groups:
    """Groups of mentions, numbered by first mention. Joined groups go by the number of the earliest.

    ``keys[g]`` are the words that all mentions of group ``g`` share, ``kinds[g]`` the kind of most of them and
    ``acronyms[g]`` its letters where it is an acronym; ``of[i]`` is the group of the form ``i``. ``joined`` holds the
    groups that a rule has joined to another.
    """

    def __init__(self, forms: list[Form]) -> None:
        self.forms = forms
        numbers: dict[tuple[str, ...], int] = {}
        self.of = [numbers.setdefault(form.words, len(numbers)) for form in forms]
        self.keys = list(numbers)
        self.kinds = _vote_kinds(forms, self.of, len(numbers))
        self.acronyms = [""] * len(numbers)
        for group, form in zip(self.of, forms, strict=True):
            self.acronyms[group] = self.acronyms[group] or form.acronym
        self.joined: set[int] = set()
        self._parents = list(range(len(numbers)))
        self._factors = [1.0] * len(numbers)
        self._placed: dict[int, tuple[int, float]] = {}

    def __len__(self) -> int:
        return len(self.keys)

    def root(self, group: int) -> int:
        """The number that the group goes by after the joins so far."""
        parents = self._parents
        while parents[group] != group:
            parents[group] = parents[parents[group]]
            group = parents[group]
        return group

    def join(self, main: int, variant: int, factor: float) -> None:
        """Makes one entity of two groups; the mentions of ``variant`` keep ``factor`` of their confidence."""
        one, other = sorted((self.root(main), self.root(variant)))
        if one != other:
            self._parents[other] = one
            self.joined.update((main, variant))
            self._factors[variant] = min(self._factors[variant], factor)

    def place(self, form: int, group: int, factor: float) -> None:
        """Moves one mention to another group, with ``factor`` of its confidence."""
        self._placed[form] = (group, factor)

    def members(self) -> list[list[tuple[Form, float]]]:
        """The mentions of each entity in text order, with what is left of the confidence of each."""
        found: dict[int, list[tuple[Form, float]]] = {}
        for number, form in enumerate(self.forms):
            group, factor = self._placed.get(number, (self.of[number], self._factors[self.of[number]]))
            found.setdefault(self.root(group), []).append((form, form.confidence * factor))
        return list(found.values())


def _vote_kinds(forms: list[Form], of: list[int], count: int) -> list[NameKind]:
    votes: list[Counter[NameKind]] = [Counter() for _ in range(count)]
    for group, form in zip(of, forms, strict=True):
        votes[group][form.kind] += 1
    return [vote.most_common(1)[0][0] for vote in votes]
