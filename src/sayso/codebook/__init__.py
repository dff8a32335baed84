"""The event codebook: types, modes, contexts and sectors as data, Sayso's own or a user's."""

from sayso.codebook.book import Aspect, EventBook, EventType, Mode, Words
from sayso.codebook.entries import Entry
from sayso.codebook.faults import Fault, list_remarks
from sayso.codebook.load import check_codebook, find_codebook, load_codebook, read_bytes, read_codebook, read_shipped

__all__ = [
    "Aspect",
    "Entry",
    "EventBook",
    "EventType",
    "Fault",
    "Mode",
    "Words",
    "check_codebook",
    "find_codebook",
    "list_remarks",
    "load_codebook",
    "read_bytes",
    "read_codebook",
    "read_shipped",
]
