"""The types of the gold reports: what claims/README.md describes, with spans in place of words."""

from __future__ import annotations

from typing import Literal

import msgspec

from sayso.model import Span

Quotation = Literal["direct", "indirect", "mixed"]
Stance = Literal["denial", "refusal"]
Kind = Literal[
    "state_body",
    "official",
    "military_police",
    "court",
    "armed_group",
    "party_politician",
    "international_organisation",
    "company",
    "media",
    "civil_society",
    "expert",
    "witness_resident",
    "victim_relative",
    "document_data",
    "unnamed",
    "none",
]


class GoldRole(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A title that the text gives somebody, and the organisation it belongs to."""

    title: str
    organisation: str | None = None


class GoldEntity(msgspec.Struct, frozen=True):
    """Whoever speaks: ``mentions`` are the spans that name it, pronouns left out."""

    key: str
    name: str
    mentions: tuple[Span, ...]
    roles: tuple[GoldRole, ...] = ()


class GoldClaim(msgspec.Struct, frozen=True):
    """A claim with its spans (code points); ``parent`` is the number of the claim it stands in, 0 for none."""

    n: int
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    quotation: Quotation
    parent: int
    channel: Span | None
    hedges: tuple[Span, ...]
    said: Span | None
    speaker: str | None
    kind: Kind
    stance: Stance | None


class Distanced(msgspec.Struct, frozen=True):
    """Words that the report keeps at arm's length."""

    span: Span
    kind: Literal["scare", "so-called"]


class GoldReport(msgspec.Struct, frozen=True):
    """An annotated report; ``claims`` are in the order of their numbers."""

    id: str
    register: str
    country: str
    topic: str
    published: str | None
    title: str | None
    outlet: str | None
    text: str
    entities: tuple[GoldEntity, ...]
    claims: tuple[GoldClaim, ...]
    distancing: tuple[Distanced, ...]
