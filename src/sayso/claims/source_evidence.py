"""What words say of the kind of a source, and how well."""

from __future__ import annotations

import msgspec

PRIVATE = "witness_resident"
"""The kind of people named without any office."""
CERTAIN, WEAK = 2, 1
"""How well a phrase decides: by a word that means one kind, or by one that leans to it."""

SOFT = 40
"""Kinds of this precedence and above say what people do; what befell a person comes before it."""


class Evidence(msgspec.Struct, frozen=True):
    """A kind that the tokens ``first`` to ``last`` speak for; ``body`` says that they mean an organisation or group.

    ``owner`` is the kind of evidence of what a carrier belongs to, ``relation`` how.
    """

    code: str
    strength: int
    first: int
    last: int
    body: bool
    relation: str = ""
    owner: Evidence | None = None
