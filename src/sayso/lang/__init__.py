"""What each language brings as data: quotation marks, hedges, names and titles, abbreviations, pronouns."""

from sayso.lang.cue_words import CueWords, Pointers
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
from sayso.lang.load import find_language, list_languages, load_language
from sayso.lang.places import PlaceWords
from sayso.lang.sources import Carrier, KindEntry, KindGroup, SourceBook, read_source_kinds
from sayso.lang.tolls import TollBook, TollWords

__all__ = [
    "Abbreviations",
    "Carrier",
    "CueWords",
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
    "TurnWords",
    "find_language",
    "list_languages",
    "load_language",
    "read_source_kinds",
]
