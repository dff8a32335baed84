"""The event codebook: types, modes, contexts and sectors as data, Sayso's own or a user's."""

from sayso.codebook.book import Aspect, EventBook, EventType, Mode, Words
from sayso.codebook.load import find_codebook, load_codebook, read_codebook

__all__ = ["Aspect", "EventBook", "EventType", "Mode", "Words", "find_codebook", "load_codebook", "read_codebook"]
