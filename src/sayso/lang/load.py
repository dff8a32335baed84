"""Reads a language's folder of data files, once per process."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

from sayso.errors import SaysoError
from sayso.lang.cue_words import CueWords
from sayso.lang.disputes import DisputeWords
from sayso.lang.events import EventWords
from sayso.lang.fields import FieldWords, list_forms_of_fields
from sayso.lang.forms import Endings
from sayso.lang.framing import ChannelWords, DistancingWords, HedgeWords, StanceWords
from sayso.lang.grave import GraveWords
from sayso.lang.happenings import HappeningWords
from sayso.lang.language import Abbreviations, Language, NameWords, Pronoun, QuotationMarks, SpeakerWords, TurnWords
from sayso.lang.parties import PartyWords
from sayso.lang.places import PlaceWords
from sayso.lang.realis import RealisWords
from sayso.lang.sources import SourceBook, check_book
from sayso.lang.times import TimeWords
from sayso.lang.tolls import TollBook
from sayso.lang.triggers import TriggerLexicon, TriggerTables

_T = TypeVar("_T")
_ROOM = "sayso.lang"
_HEAD_FILE = "words.toml"


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    clitics: tuple[str, ...]
    pronouns: tuple[Pronoun, ...]


@cache
def list_languages() -> tuple[str, ...]:
    """The codes of the languages that ship, in alphabetical order."""
    folders = (f for f in files(_ROOM).iterdir() if f.is_dir() and (f / _HEAD_FILE).is_file())
    return tuple(sorted(f.name for f in folders))


def load_language(code: str) -> Language:
    """The data of the language with that ISO 639 code; a region is set aside ("en-GB" reads as "en").

    Raises SaysoError (SAY-405) when no folder for the language ships, SAY-406 when one of its files is damaged.
    """
    base = code.replace("_", "-").split("-", 1)[0].lower()
    if base not in list_languages():
        raise SaysoError("SAY-405", language=code[:40], known=", ".join(list_languages()))
    return _load(base)


def find_language(code: str | None) -> Language:
    """The data of a report's language; English where it is unknown or does not ship."""
    base = (code or "").replace("_", "-").split("-", 1)[0].lower()
    return _load(base if base in list_languages() else "en")


@cache
def _load(code: str) -> Language:
    words = _read(code, _HEAD_FILE, _Words)
    return Language(
        code=code,
        name=words.name,
        marks=_read(code, "quotes.toml", QuotationMarks),
        hedges=_read(code, "hedges.toml", HedgeWords),
        channels=_read(code, "channels.toml", ChannelWords),
        stance=_read(code, "stance.toml", StanceWords),
        distancing=_read(code, "distancing.toml", DistancingWords),
        endings=_read(code, "endings.toml", Endings),
        names=_read(code, "names.toml", NameWords),
        speakers=_read(code, "speakers.toml", SpeakerWords),
        abbreviations=_read(code, "abbreviations.toml", Abbreviations),
        pronouns=words.pronouns,
        clitics=words.clitics,
        cues=_read(code, "cues.toml", CueWords),
        turns=_read(code, "turns.toml", TurnWords),
        sources=_read_sources(code),
        grave=_read(code, "grave.toml", GraveWords),
        times=_read(code, "times.toml", TimeWords),
        places=_read(code, "places.toml", PlaceWords),
        tolls=_read(code, "tolls.toml", TollBook),
        realis=_read(code, "realis.toml", RealisWords),
        events=_read(code, "events.toml", EventWords),
        parties=_read(code, "parties.toml", PartyWords),
    )


@cache
def load_trigger_lexicon(code: str = "en") -> TriggerLexicon:
    """The words that may tell an event, ready to be looked up; built once per process."""
    return TriggerLexicon(_read(code, "triggers.toml", TriggerTables), _load(code).endings)


@cache
def load_fields(code: str = "en") -> dict[str, tuple[str, ...]]:
    """What each form of a word tells a sentence to be about; built once per process."""
    return list_forms_of_fields(_read(code, "fields.toml", dict[str, FieldWords]), _load(code).endings)


@cache
def find_dispute_words(code: str | None) -> DisputeWords:
    """The words by which accounts differ in a report's language; English where it is unknown or does not ship."""
    return _read(find_language(code).code, "disputes.toml", DisputeWords)


@cache
def find_happening_words(code: str | None) -> HappeningWords:
    """The words of happenings in a report's language; English where it is unknown or does not ship."""
    return _read(find_language(code).code, "happenings.toml", HappeningWords)


def _read_sources(code: str) -> SourceBook:
    book = _read(code, "sources.toml", SourceBook)
    problems = check_book(book)
    if problems:
        raise SaysoError("SAY-406", path=f"lang/{code}/sources.toml", reason="; ".join(problems[:20]))
    return book


def _read(code: str, name: str, kind: type[_T]) -> _T:
    try:
        return msgspec.toml.decode((files(_ROOM) / code / name).read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError) as error:
        raise SaysoError("SAY-406", path=f"lang/{code}/{name}", reason=str(error)) from error
