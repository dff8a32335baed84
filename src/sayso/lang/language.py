"""The types of a language's data. Words are in lower case unless said otherwise."""

from __future__ import annotations

from typing import Literal

import msgspec

from sayso.lang.cue_words import CueWords
from sayso.lang.events import EventWords
from sayso.lang.forms import Endings
from sayso.lang.framing import ChannelWords, DistancingWords, HedgeWords, StanceWords
from sayso.lang.grave import GraveWords
from sayso.lang.parties import PartyWords
from sayso.lang.places import PlaceWords
from sayso.lang.realis import RealisWords
from sayso.lang.sources import SourceBook
from sayso.lang.times import TimeWords
from sayso.lang.tolls import TollBook

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

    ``titles`` stand before a person's name, ``suffixes`` after it (periods left out of both); ``addresses`` are titles
    that nothing but a person's name follows; ``particles`` begin a
    surname (van, al). ``organisation_heads`` name a sort of organisation; ``movable_heads`` are those whose order means
    nothing ("Foreign Ministry", "Ministry of Foreign Affairs"), and ``silent_words`` say nothing beside one of them.
    ``articles`` may stand before a name without being part of it, ``function_words`` carry no meaning inside one.
    ``spellings`` maps variants to one form (defence: defense).
    """

    titles: tuple[str, ...]
    addresses: tuple[str, ...]
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


class SpeakerWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that speak of people and bodies without naming them, as lemmas.

    ``first_person`` and ``relative`` pronouns; ``definite`` and ``indefinite`` determiners; ``loose`` words stand for
    unnamed people, other ones each time. ``masculine``, ``feminine`` and ``people`` mean one person (their plural a
    group), ``groups`` many, ``bodies`` an organisation, ``places`` one that acts, ``outlets`` those that publish,
    ``papers`` what is cited. ``leading`` verbs make somebody the head of a body ("who leads the mission"), ``naming``
    verbs give a name ("a man called Salem"). ``generic`` nouns fit almost any name of their kind ("the official").
    ``hints`` maps a noun to words that the names of such bodies hold ("the newspaper": Post, Herald).
    ``short_titles`` maps titles cut short, without periods, to the whole word.
    """

    first_person: tuple[str, ...]
    relative: tuple[str, ...]
    definite: tuple[str, ...]
    indefinite: tuple[str, ...]
    loose: tuple[str, ...]
    masculine: tuple[str, ...]
    feminine: tuple[str, ...]
    people: tuple[str, ...]
    groups: tuple[str, ...]
    bodies: tuple[str, ...]
    places: tuple[str, ...]
    outlets: tuple[str, ...]
    papers: tuple[str, ...]
    leading: tuple[str, ...]
    naming: tuple[str, ...]
    generic: tuple[str, ...]
    hints: dict[str, tuple[str, ...]]
    short_titles: dict[str, str]


class TurnWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``not_speakers`` stand before a colon at the beginning of a paragraph as the speakers of a transcript do."""

    not_speakers: tuple[str, ...]


class Language(msgspec.Struct, frozen=True):
    """Everything that the rules know about one language; ``code`` is its ISO 639 code.

    ``hedges`` weaken a statement ("reportedly"), and a figure ("about").
    """

    code: str
    name: str
    marks: QuotationMarks
    hedges: HedgeWords
    channels: ChannelWords
    stance: StanceWords
    distancing: DistancingWords
    endings: Endings
    names: NameWords
    speakers: SpeakerWords
    abbreviations: Abbreviations
    pronouns: tuple[Pronoun, ...]
    clitics: tuple[str, ...]
    turns: TurnWords
    cues: CueWords
    sources: SourceBook
    grave: GraveWords
    times: TimeWords
    places: PlaceWords
    tolls: TollBook
    realis: RealisWords
    events: EventWords
    parties: PartyWords
