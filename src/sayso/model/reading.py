"""What the reader sees in a report: columns over tokens, and marks over token ranges.

Columns are NumPy arrays of one value per token, so that a long report stays cheap; objects are made only for the few
things that later stages join.
"""

from __future__ import annotations

from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.model.record import Report
from sayso.model.span import Span

Ints = NDArray[np.int32]
NameKind = Literal["person", "organisation", "location", "other"]
MarkRole = Literal["source", "cue", "content"]


class Tokens(msgspec.Struct, frozen=True, eq=False):
    """Tokens of a report as spans of its unaltered text.

    ``starts`` and ``ends`` (shape [n], code points) give the half-open spans; ``gaps`` (shape [n]) what stands before
    each token: 0 nothing, 1 blanks, 2 one line end, 3 a paragraph break or the beginning of the text.
    """

    starts: Ints
    ends: Ints
    gaps: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, first: int, last: int) -> Span:
        """Characters from token ``first`` to token ``last``, both included."""
        return Span(int(self.starts[first]), int(self.ends[last]))

    def words(self, text: str) -> list[str]:
        """The token strings, in order."""
        return [text[s:e] for s, e in zip(self.starts.tolist(), self.ends.tolist(), strict=True)]


class Syntax(msgspec.Struct, frozen=True, eq=False):
    """Universal Dependencies of every token (all columns of shape [n]).

    ``sentences`` (shape [n]) numbers the sentence of each token from 0; ``upos`` the part of speech; ``feats`` the
    morphology as in CoNLL-U ("Number=Sing|Person=3"), "_" for none; ``lemmas`` strings; ``heads`` the index of the head
    token in the report, -1 for the root of a sentence; ``deprels`` the relation to it.
    """

    sentences: Ints
    upos: tuple[str, ...]
    feats: tuple[str, ...]
    lemmas: tuple[str, ...]
    heads: Ints
    deprels: tuple[str, ...]


class Name(msgspec.Struct, frozen=True):
    """A proper name over tokens ``first`` to ``last`` (both included)."""

    first: int
    last: int
    kind: NameKind
    confidence: float


class Mark(msgspec.Struct, frozen=True):
    """A source, cue or one content fragment of an attribution over tokens ``first`` to ``last`` (both included)."""

    role: MarkRole
    first: int
    last: int
    confidence: float


class Link(msgspec.Struct, frozen=True):
    """How strongly the reader ties the cue ``marks[cue]`` to the source or content ``marks[mark]``, in [0, 1]."""

    cue: int
    mark: int
    confidence: float


class Attributions(msgspec.Struct, frozen=True):
    """Attribution marks in text order and the links between them."""

    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()


class EventMark(msgspec.Struct, frozen=True):
    """A trigger that the reader sees over tokens ``first`` to ``last`` (both included).

    ``confidence`` is the chance, in [0, 1], that an event of that type is told there. ``modes``, ``realis`` and
    ``contexts`` hold a name and its chance each: ``modes`` all of the type with the empty name for none, ``realis`` all
    of them, ``contexts`` the likely ones. A ``weak`` one lies below what is taken for an event by itself, and has
    neither modes nor realis nor contexts.
    """

    first: int
    last: int
    type: str
    confidence: float
    modes: tuple[tuple[str, float], ...]
    realis: tuple[tuple[str, float], ...]
    contexts: tuple[tuple[str, float], ...] = ()
    weak: bool = False


class Evidence(msgspec.Struct, frozen=True):
    """What the reader says of the parts of an attribution, each in [0, 1]; None for a part that it lacks.

    ``cue``, ``source`` and ``content`` are the confidences of the marks (the mean over the tokens of a content in
    pieces); ``source_link`` and ``content_link`` those of the links to the cue, the weakest of several.
    """

    cue: float | None
    source: float | None
    content: float | None
    source_link: float | None
    content_link: float | None


class Attribution(msgspec.Struct, frozen=True):
    """Marks joined into who (source), cue and what (content): a claim before it is written down.

    ``confidence`` in [0, 1] is that of its weakest mark and link. ``parent`` is the number, in the list that this one
    stands in, of the attribution whose content this one stands in; None for an outermost one. ``rule`` names what
    joined it: "links" for the reader's links, else the name of a rule. ``evidence`` is None where a rule alone decided.
    """

    source: Mark | None
    cue: Mark | None
    content: tuple[Mark, ...]
    confidence: float
    parent: int | None = None
    rule: str = "links"
    evidence: Evidence | None = None


class Alternative(msgspec.Struct, frozen=True):
    """An entity that was considered as the speaker and not taken, with its score in [0, 1] and the reason."""

    entity: str
    score: float
    reason: str


class Resolution(msgspec.Struct, frozen=True):
    """Who a source refers to: the entity, the ``chain`` of mentions from the source's head back to a name, and why.

    ``rule`` names what decided ("name", "pronoun", "head noun", "description"), ``confidence`` is in [0, 1].
    """

    entity: str
    chain: tuple[Span, ...]
    rule: str
    confidence: float
    others: tuple[Alternative, ...] = ()


class Parsed(msgspec.Struct, frozen=True, eq=False):
    """All that the reader sees in one report."""

    report: Report
    tokens: Tokens
    syntax: Syntax
    names: tuple[Name, ...]
    attributions: Attributions
