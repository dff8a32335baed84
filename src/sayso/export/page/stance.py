"""The signs of a denial and of a refusal, the same in text, cards and legend."""

from __future__ import annotations

from sayso.export.markup import Html, tag
from sayso.model import Stance

_SIGNS: dict[Stance, str] = {"denial": "\u2260", "refusal": "\u2298"}


def render_stance(stance: Stance, number: int | None = None) -> Html:
    """The sign of a stance; ``number`` is that of the claim whose cue it stands before."""
    return tag("i", cls="st" if number is None else f"st k{number}", data_s=_SIGNS[stance])
