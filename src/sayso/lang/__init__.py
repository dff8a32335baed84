"""What each language brings as data: quotation marks, hedges, names and titles, abbreviations, pronouns."""

from sayso.lang.cue_words import CueWords, Pointers
from sayso.lang.disputes import DisputeWords
from sayso.lang.happenings import HappeningWords
from sayso.lang.language import (
    Abbreviations,
    Language,
    MarkFamily,
    NameWords,
    Pronoun,
    QuotationMarks,
    QuoteKind,
    SpeakerWords,
    TurnWords,
)
from sayso.lang.load import (
    find_dispute_words,
    find_happening_words,
    find_language,
    list_languages,
    load_fields,
    load_language,
    load_trigger_lexicon,
)
from sayso.lang.places import PlaceWords
from sayso.lang.sources import Carrier, KindEntry, KindGroup, SourceBook, read_source_kinds
from sayso.lang.tolls import TollBook, TollWords
from sayso.lang.triggers import TriggerLexicon

__all__ = [
    "Abbreviations",
    "Carrier",
    "CueWords",
    "DisputeWords",
    "HappeningWords",
    "KindEntry",
    "KindGroup",
    "Language",
    "MarkFamily",
    "NameWords",
    "PlaceWords",
    "Pointers",
    "Pronoun",
    "QuotationMarks",
    "QuoteKind",
    "SourceBook",
    "SpeakerWords",
    "TollBook",
    "TollWords",
    "TriggerLexicon",
    "TurnWords",
    "find_dispute_words",
    "find_happening_words",
    "find_language",
    "list_languages",
    "load_fields",
    "load_language",
    "load_trigger_lexicon",
    "read_source_kinds",
]
