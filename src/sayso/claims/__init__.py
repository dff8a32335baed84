"""Who said what: quotations, and the claims that the reader's marks join into."""

from sayso.claims.find import find_claims, find_quotations
from sayso.claims.join import Joined, join_marks
from sayso.claims.quotes import Pairing, Quote, pair_quotes

__all__ = ["Joined", "Pairing", "Quote", "find_claims", "find_quotations", "join_marks", "pair_quotes"]
