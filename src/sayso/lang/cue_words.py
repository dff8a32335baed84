"""The types of a language's cue words. Words are in lower case."""

from __future__ import annotations

import msgspec


class Pointers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that stand in place of what was said before, and the verbs with which they do.

    ``places`` lead in the body at which something was said ("in the ministry"); ``expletives`` stand for nobody.
    """

    words: tuple[str, ...]
    verbs: tuple[str, ...]
    places: tuple[str, ...]
    expletives: tuple[str, ...]


class CueWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that signal saying, thinking or showing, by what they take.

    Verbs (infinitives): ``clausal`` with a clause, ``object`` with an object alone, ``infinitive`` with "to",
    ``passive`` where nobody says it; ``asides`` behind "as"; ``speechless`` take a clause that is not said;
    ``telling`` name whom they tell: one of ``objects`` or a noun before the clause, which one of ``openers`` begins.
    ``irregular`` gives the forms that no rule makes. ``adjectives`` and ``nouns`` take a clause, ``adverbs`` nothing.
    ``frames`` and ``according`` lead in a source ("citing", "according to"). ``charges`` are verbs with "of",
    ``requests`` with "for"; ``own_words`` are nouns behind a possessive ("in her words"), ``evidence`` nouns for what
    can show something, ``hearsay`` nouns behind "there is". ``weak`` words mean a plain action or thing as often,
    ``naming`` verbs say something with one object only where that is quoted. ``links`` gives for a preposition the
    verbs, adjectives and nouns that it links to what is said ("warned of").
    """

    clausal: tuple[str, ...]
    object: tuple[str, ...]
    infinitive: tuple[str, ...]
    passive: tuple[str, ...]
    asides: tuple[str, ...]
    speechless: tuple[str, ...]
    telling: tuple[str, ...]
    openers: tuple[str, ...]
    objects: tuple[str, ...]
    adjectives: tuple[str, ...]
    nouns: tuple[str, ...]
    adverbs: tuple[str, ...]
    frames: tuple[str, ...]
    according: tuple[str, ...]
    charges: tuple[str, ...]
    requests: tuple[str, ...]
    own_words: tuple[str, ...]
    evidence: tuple[str, ...]
    hearsay: tuple[str, ...]
    weak: tuple[str, ...]
    naming: tuple[str, ...]
    irregular: dict[str, tuple[str, ...]]
    links: dict[str, tuple[str, ...]]
    pointers: Pointers
