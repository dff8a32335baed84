"""Reports in the making: sentences of tokens in paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal

import msgspec

from bench.testbed.frames import Tok, Toks, copy_toks, tidy

Style = Literal["local", "foreign", "national", "broadcast", "newsletter", "live", "agency"]
Role = Literal["lead", "figure", "detail", "voice", "aside", "frame", "credit", "dateline", "background", "line"]


class Outlet(msgspec.Struct, frozen=True):
    """Who publishes: its name, and how it writes."""

    name: str
    style: Style


class Sent(msgspec.Struct, frozen=True):
    """A sentence; ``basis`` are the parties it goes back to, None where it is told in the outlet's own voice."""

    toks: Toks
    role: Role
    basis: frozenset[str] | None = None

    @property
    def incidents(self) -> tuple[str, ...]:
        """The incidents that its words tell of."""
        found = {tag[2:] for tok in self.toks for tag in tok.tags if tag.startswith("i:")}
        return tuple(sorted(found))


class Draft(msgspec.Struct):
    """A report in the making. ``parents`` are the drafts it was made from, ``basis`` where its account comes from.

    ``held`` says whether the collection will hold it; ``url`` is set for states of one report at one address.
    """

    key: str
    outlet: Outlet
    at: datetime
    title: str
    paras: list[list[Sent]]
    parents: tuple[Draft, ...] = ()
    basis: dict[str, frozenset[str]] = {}
    held: bool = True
    url: str | None = None
    filler: bool = False

    @property
    def sents(self) -> Iterator[Sent]:
        """All sentences in order."""
        for para in self.paras:
            yield from para

    def words(self) -> int:
        """How many tokens it has."""
        return sum(len(sent.toks) for sent in self.sents)


def copy_sent(sent: Sent) -> Sent:
    """The sentence with tokens that remember the original's."""
    return msgspec.structs.replace(sent, toks=copy_toks(sent.toks))


def make_sent(toks: Sequence[Tok], role: Role, basis: frozenset[str] | None = None) -> Sent:
    """A sentence with its signs in order."""
    return Sent(tidy(toks), role, basis)


def write_draft(draft: Draft) -> tuple[str, dict[int, tuple[int, int]]]:
    """The text of a draft, and where each token stands in it, by its number."""
    text, places = "", {}
    for number, para in enumerate(draft.paras):
        text += "\n\n" if number else ""
        for place, sent in enumerate(para):
            text += " " if place else ""
            for at, tok in enumerate(sent.toks):
                text += "" if at == 0 else tok.glue
                places[tok.uid] = (len(text), len(text) + len(tok.text))
                text += tok.text
    return text, places
