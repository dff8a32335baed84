"""Ids derived from content alone: no clock, no random number, no score goes into one."""

from __future__ import annotations

import hashlib

from sayso.model.span import Span

_DIGITS = 16


def hash_text(text: str) -> str:
    """SHA-256 of the text in UTF-8, 64 hexadecimal digits; lone surrogates are kept as they are."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def make_id(kind: str, *parts: str) -> str:
    """An id such as ``claim-3f0a91c2b4d5e6f7``: the kind and a hash of the parts."""
    joined = "\x1f".join((kind, *parts))
    return f"{kind}-{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:_DIGITS]}"


def make_span_id(kind: str, text_sha256: str, *spans: Span | None) -> str:
    """The id of something found at ``spans`` of the text with that hash; None holds the place of a missing span."""
    return make_id(kind, text_sha256, *("-" if s is None else f"{s.start}:{s.end}" for s in spans))
