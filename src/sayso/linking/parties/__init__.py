"""Who a source is, across reports."""

from sayso.linking.parties.find import PartyFinder, find_party
from sayso.linking.parties.party import Party, find_origin, same_party
from sayso.linking.parties.words import make_outlet_key

__all__ = ["Party", "PartyFinder", "find_origin", "find_party", "make_outlet_key", "same_party"]
