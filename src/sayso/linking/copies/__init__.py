"""Copies: which reports repeat which others, passage by passage, and whom they credit."""

from sayso.linking.copies.credits import find_credits
from sayso.linking.copies.find import find_copies
from sayso.linking.copies.outlets import find_outlet, same_outlet
from sayso.linking.copies.sign import candidate_keys

__all__ = ["candidate_keys", "find_copies", "find_credits", "find_outlet", "same_outlet"]
