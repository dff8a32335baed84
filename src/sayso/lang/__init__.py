"""What each language brings as data: quotation marks, hedges, names and titles, abbreviations, pronouns."""

from sayso.lang.language import (
    Abbreviations,
    Language,
    MarkFamily,
    NameWords,
    Pronoun,
    QuotationMarks,
    QuoteKind,
)
from sayso.lang.load import find_language, list_languages, load_language

__all__ = [
    "Abbreviations",
    "Language",
    "MarkFamily",
    "NameWords",
    "Pronoun",
    "QuotationMarks",
    "QuoteKind",
    "find_language",
    "list_languages",
    "load_language",
]
