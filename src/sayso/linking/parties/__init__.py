"""Who a source is, across reports."""

from sayso.linking.parties.find import PartyFinder, find_party
from sayso.linking.parties.party import Party, find_origin, may_stand_for, same_party
from sayso.linking.parties.spoken import Spoken, find_spoken
from sayso.linking.parties.words import make_outlet_key

__all__ = [
    "Party",
    "PartyFinder",
    "Spoken",
    "find_origin",
    "find_party",
    "find_spoken",
    "make_outlet_key",
    "may_stand_for",
    "same_party",
]
