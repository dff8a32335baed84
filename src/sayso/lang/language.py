"""The types of a language's data. Words are in lower case unless said otherwise."""

from __future__ import annotations

from typing import Literal

import msgspec

QuoteKind = Literal["double", "single", "angle", "low", "corner"]


class MarkFamily(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Quotation marks of one make: each of ``opens`` begins, each of ``closes`` ends a quotation.

    A mark in both (the straight ones) goes by its neighbours. A mark may have two characters (``''``).
    """

    name: str
    kind: QuoteKind
    opens: tuple[str, ...]
    closes: tuple[str, ...]


class QuotationMarks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The marks that quote in reports of a language, and what tells an apostrophe from a single mark.

    ``apostrophes``: characters that are no quotation mark inside a word (don't). ``elisions``: words that an apostrophe
    begins ('tis), years such as '90s go without saying. ``clipped``: what an apostrophe may follow, word ends written
    with a hyphen (workers', goin') and whole words (o').
    """

    families: tuple[MarkFamily, ...]
    apostrophes: tuple[str, ...]
    elisions: tuple[str, ...] = ()
    clipped: tuple[str, ...] = ()


class NameWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words in and around names.

    ``titles`` stand before a person's name, ``suffixes`` after it (periods left out of both); ``particles`` begin a
    surname (van, al). ``organisation_heads`` name a sort of organisation; ``movable_heads`` are those whose order means
    nothing ("Foreign Ministry", "Ministry of Foreign Affairs"), and ``silent_words`` say nothing beside one of them.
    ``articles`` may stand before a name without being part of it, ``function_words`` carry no meaning inside one.
    ``spellings`` maps variants to one form (defence: defense).
    """

    titles: tuple[str, ...]
    suffixes: tuple[str, ...]
    particles: tuple[str, ...]
    organisation_heads: tuple[str, ...]
    movable_heads: tuple[str, ...]
    silent_words: tuple[str, ...]
    articles: tuple[str, ...]
    function_words: tuple[str, ...]
    spellings: dict[str, str]


class Abbreviations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Abbreviations that end in a period, with it and in their usual case.

    After one of ``inside`` the sentence always goes on (Mr.); one of ``anywhere`` may also end it (a.m., Inc.).
    """

    inside: tuple[str, ...]
    anywhere: tuple[str, ...]


class Pronoun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form of a third-person pronoun; ``gender`` None where it says none."""

    form: str
    lemma: str
    number: Literal["singular", "plural"]
    gender: Literal["masculine", "feminine", "neuter"] | None = None
    use: Literal["subject", "object", "determiner", "possessive", "reflexive"] = "subject"


class Language(msgspec.Struct, frozen=True):
    """Everything that the rules know about one language; ``code`` is its ISO 639 code.

    ``hedges`` weaken a statement ("reportedly"), ``approximators`` a figure ("about").
    """

    code: str
    name: str
    marks: QuotationMarks
    hedges: tuple[str, ...]
    approximators: tuple[str, ...]
    names: NameWords
    abbreviations: Abbreviations
    pronouns: tuple[Pronoun, ...]
    clitics: tuple[str, ...]
