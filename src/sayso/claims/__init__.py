"""Who says what: pairs quotation marks and turns the reader's marks into claims."""

from sayso.claims.attribute import find_attributions
from sayso.claims.find import find_claims, find_quotations
from sayso.claims.quotes import Pairing, Quote, pair_quotes

__all__ = ["Pairing", "Quote", "find_attributions", "find_claims", "find_quotations", "pair_quotes"]
