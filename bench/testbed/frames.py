"""Sentence frames: text with slots and marks, filled in to tokens that remember where they come from.

A frame holds ``{slot}``, ``*word*`` for the word that names the happening, and ``[x:...]`` for words of a kind (see
README.md). A slot named with a capital is the same slot with its first letter raised. Tokens are words and signs; each
has a number of its own, and ``of`` is the number of the token that it was copied from.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from random import Random

import msgspec

_WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:[-'’.][^\W\d_]+)*|[^\w\s]|_")
_MARKUP = re.compile(r"\[[A-Za-z]+:|\]|\{[^{}]*\}|\*")
_CHOICE = re.compile(r"<([^<>]*)>")
_NO_DOUBLE = frozenset(",.;:")
_COUNTER = itertools.count(1)


class Tok(msgspec.Struct, frozen=True):
    """A word or sign; ``glue`` is what stands before it. ``tags`` say what it is part of."""

    text: str
    glue: str = " "
    tags: frozenset[str] = frozenset()
    uid: int = 0
    of: int | None = None

    def has(self, kind: str) -> bool:
        """Whether one of the tags is ``kind`` or begins with it and a colon."""
        return any(tag == kind or tag.startswith(f"{kind}:") for tag in self.tags)

    def find(self, kind: str) -> str | None:
        """What the first tag of that kind says, None where there is none."""
        return next((tag.partition(":")[2] for tag in sorted(self.tags) if tag.startswith(f"{kind}:")), None)


Toks = tuple[Tok, ...]
Slots = Mapping[str, "str | Toks"]


def next_uid() -> int:
    """A number that no other token of this process has; it enters no output."""
    return next(_COUNTER)


def cut(text: str, tags: frozenset[str] = frozenset()) -> Toks:
    """Words and signs of a text without marks."""
    toks, end = [], 0
    for match in _WORD.finditer(text):
        glue = " " if match.start() > end else ""
        toks.append(Tok(match[0], glue, tags, next_uid()))
        end = match.end()
    return tuple(toks)


def fill(frame: str, slots: Slots, tags: frozenset[str] = frozenset()) -> Toks:
    """The tokens of a frame. Raises KeyError where a slot is not known."""
    toks: list[Tok] = []
    open_tags: list[str] = []
    starred, at, blank = False, 0, False
    for match in [*_MARKUP.finditer(frame), None]:
        text = frame[at : match.start() if match else len(frame)]
        now = tags | frozenset(open_tags) | (frozenset({"t"}) if starred else frozenset())
        found = cut(text, now)
        _append(toks, found, blank=blank or text[:1].isspace())
        blank = text[-1:].isspace() or (blank and not text)
        if match is None:
            break
        at = match.end()
        if match[0] == "*":
            starred = not starred
        elif match[0] == "]":
            if open_tags.pop() == "q":
                toks.append(Tok('"', "", now, next_uid()))
        elif match[0] == "[q:":
            toks.append(Tok('"', " " if blank else "", now, next_uid()))
            open_tags.append("q")
            blank = False
        elif match[0].startswith("["):
            open_tags.append(match[0][1:-1])
        else:
            inner = _resolve(match[0][1:-1], slots, now)
            _append(toks, inner, blank=blank)
            blank = blank and not inner
    return tuple(toks)


def vary(frame: str, random: Random) -> str:
    """The frame with one of the choices of each ``<a|b|c>``, innermost first."""
    while (match := _CHOICE.search(frame)) is not None:
        frame = frame[: match.start()] + random.choice(match[1].split("|")) + frame[match.end() :]
    return frame


def _append(toks: list[Tok], more: Sequence[Tok], *, blank: bool) -> None:
    if more:
        glue = " " if blank else ""
        toks.append(msgspec.structs.replace(more[0], glue=glue))
        toks.extend(more[1:])


def _resolve(name: str, slots: Slots, tags: frozenset[str]) -> Toks:
    capital = name not in slots and name[:1].isupper()
    value = slots[name[0].lower() + name[1:] if capital else name]
    if isinstance(value, str):
        inner = fill(value, slots, tags)
    else:
        inner = tuple(msgspec.structs.replace(tok, tags=tok.tags | tags) for tok in value)
    return raise_first(inner) if capital else inner


def raise_first(toks: Toks) -> Toks:
    """The tokens with a capital at the first word."""
    for at, tok in enumerate(toks):
        if tok.text[:1].isalnum():
            raised = msgspec.structs.replace(tok, text=tok.text[0].upper() + tok.text[1:])
            return (*toks[:at], raised, *toks[at + 1 :])
    return toks


def tidy(toks: Sequence[Tok]) -> Toks:
    """A sentence with single signs, a capital, and no blank before a sign."""
    kept: list[Tok] = []
    for tok in toks:
        if not kept and (tok.text in _NO_DOUBLE or tok.text == "-"):
            continue
        if tok.text in _NO_DOUBLE:
            tok = msgspec.structs.replace(tok, glue="")
            if kept[-1].text == "," or kept[-1].text == tok.text:
                kept.pop()
        if len(kept) > 1 and kept[-1].text == "." and kept[-2].text not in ("a.m", "p.m") and tok.glue:
            tok = msgspec.structs.replace(tok, text=tok.text[0].upper() + tok.text[1:])
        kept.append(tok)
    return raise_first(tuple(kept))


def add_tag(toks: Sequence[Tok], tag: str, *, unless: str = "") -> Toks:
    """The tokens with one more tag, those left out that have the tag ``unless``."""
    return tuple(
        tok if unless and unless in tok.tags else msgspec.structs.replace(tok, tags=tok.tags | {tag}) for tok in toks
    )


def write(toks: Sequence[Tok]) -> str:
    """The tokens as text."""
    return "".join(("" if at == 0 else tok.glue) + tok.text for at, tok in enumerate(toks))


def copy_toks(toks: Sequence[Tok]) -> Toks:
    """The same words as new tokens that remember these."""
    return tuple(msgspec.structs.replace(tok, uid=next_uid(), of=tok.uid) for tok in toks)
