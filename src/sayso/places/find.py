"""Toponyms of a report and the places that they mean."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.gazetteer import Gazetteer
from sayso.model import Attribution, Issue, Name, Place, Report, Syntax, Tokens
from sayso.places.areas import Areas


def find_places(
    report: Report,
    tokens: Tokens,
    syntax: Syntax,
    names: Sequence[Name],
    joined: Sequence[Attribution],
    gazetteer: Gazetteer | None,
    areas: Areas | None = None,
) -> tuple[tuple[Place, ...], tuple[Issue, ...]]:
    """The toponyms of a report, in text order, and an issue where there is no gazetteer."""
    return (), ()
