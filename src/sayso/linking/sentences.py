"""Sentences of a text without the reader: good enough to show what stands around a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.lang import find_language
from sayso.model import Span

_PARAGRAPH = re.compile(r"[^\n\r\u2029]+")
_END = re.compile(r"[.!?…]+[\"”’»)\]]*\s+(?=[\"“„«(\[]*[A-ZÀ-Þ0-9])")
_INITIAL = re.compile(r"(?:^|[\s.(])[A-Z]\.$")


def split_sentences(text: str, language: str | None) -> Iterator[Span]:
    """The sentences of a text, cut at end marks before a capital; abbreviations and initials do not end one."""
    inside = frozenset(find_language(language).abbreviations.inside)
    for paragraph in _PARAGRAPH.finditer(text):
        start = paragraph.start()
        for end in _END.finditer(text, start, paragraph.end()):
            head = text[max(start, end.start() - 20) : end.start() + 1]
            if head.endswith(".") and (_INITIAL.search(head) or head.split()[-1] in inside):
                continue
            yield _strip(text, start, end.end())
            start = end.end()
        if text[start : paragraph.end()].strip():
            yield _strip(text, start, paragraph.end())


def _strip(text: str, start: int, end: int) -> Span:
    raw = text[start:end]
    left = len(raw) - len(raw.lstrip())
    return Span(start + left, start + max(left, len(raw.rstrip())))
