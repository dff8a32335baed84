"""Web pages: the text of the report, and what the page says about it."""

from __future__ import annotations

import importlib
import logging
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from sayso.errors import SaysoError
from sayso.ingest.encoding import Decoded, decode_bytes, find_mark
from sayso.ingest.made import Defaults, Ingested, Said, is_blank, make_ingested
from sayso.ingest.opened import Opened
from sayso.ingest.page_date import find_page_date
from sayso.settings import Settings

SUFFIXES = (".html", ".htm", ".xhtml")

_START = re.compile(rb"<(?:!doctype\s+html|html|head|body|article)\b", re.I)
_LEAD = re.compile(rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*", re.S)
_CHARSET = re.compile(rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*")

# A start tag as HTML parsers read it: single pass, no backtracking.
_TAG = re.compile(
    r"""<[a-zA-Z][^\s/>]*+(?:[\s/]++|[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+|=)*+"""
)
_GAP = re.compile(r"[\s/]+[^\s/>=]")

# Parsing takes time with the square of a tag's attributes (230 s at 125,000); pages written by people have under 100.
_MAX_ATTRIBUTES = 1_000

# A title, outlet or byline beyond this is no such thing (code points).
_MAX_FIELD = 1_000

# What extraction may raise on pages that are built to break it.
_BREAKDOWNS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
    etree.LxmlError,
)

# These tell of every page they cannot take; the errors here say it already.
for _name in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_name).propagate = False
    logging.getLogger(_name).addHandler(logging.NullHandler())


def sniff(head: bytes) -> bool:
    """Whether the bytes begin like a web page."""
    mark = find_mark(head)
    start = head if mark is None else head.decode(mark, "replace").encode()
    lead = _LEAD.match(start)
    return _START.match(start, lead.end() if lead else 0) is not None


def read(opened: Opened, *, defaults: Defaults, settings: Settings) -> Iterator[Ingested | SaysoError]:
    """Yield the one report of the page: its paragraphs with a blank line between them.

    Nothing is fetched. Raises SaysoError SAY-106 where no text is found, SAY-115 where the page cannot be taken apart.
    """
    data = opened.read_all(settings.max_text_bytes)
    declared = _CHARSET.search(data, 0, 4_096)
    decoded = decode_bytes(data, label=opened.label, declared=declared[1].decode("ascii") if declared else None)
    if is_blank(decoded.text):
        raise SaysoError("SAY-111", path=opened.label)
    text, said = _take_apart(decoded, opened.label)
    yield make_ingested(text, said, opened=opened, decoded=decoded, defaults=defaults)


def _take_apart(decoded: Decoded, label: str) -> tuple[str, Said]:
    _check_attributes(decoded.text, label)
    try:
        found = _extract(decoded.text)
    except _BREAKDOWNS as error:
        raise SaysoError("SAY-115", path=label, reason=type(error).__name__) from error
    if found is None or is_blank(found[0]):
        raise SaysoError("SAY-106", path=label)
    return found


def _check_attributes(text: str, label: str) -> None:
    for tag in _TAG.finditer(text):
        if tag.end() - tag.start() > 2 * _MAX_ATTRIBUTES and len(_GAP.findall(tag[0])) > _MAX_ATTRIBUTES:
            raise SaysoError("SAY-115", path=label, reason=f"a tag has more than {_MAX_ATTRIBUTES} attributes")


def _extract(page: str) -> tuple[str, Said] | None:
    # Imported here because it takes 0.13 s and 30 MB, which plain text does not need.
    trafilatura: Any = importlib.import_module("trafilatura")
    tree = trafilatura.load_html(page)
    if tree is None:
        tree = trafilatura.load_html(f"<html><body><div>{page}</div></body></html>")
    if tree is None:
        return None
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang")
    published = find_page_date(tree)
    document = trafilatura.bare_extraction(
        tree,
        fast=True,
        include_comments=False,
        with_metadata=True,
        # The date comes from find_page_date; this only keeps the clock out (dates after today are refused otherwise).
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2999-12-31"},
    )
    if document is None:
        return None
    said = Said(
        title=_clean(document.title),
        outlet=_clean(document.sitename),
        byline=_clean(document.author),
        published=published,
        language=_clean_language(language),
        url=_clean(document.url),
    )
    return _separate(document.text or ""), said


def _separate(text: str) -> str:
    """One blank line between paragraphs, which stand on one line each."""
    lines = (line.strip() for line in _scrub(text).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _clean(value: object) -> str | None:
    """The value as one line of sound text; None where it is none, or too long to be what it is taken for."""
    if not isinstance(value, str) or len(value) > _MAX_FIELD:
        return None
    return _scrub(" ".join(value.split())) or None


def _scrub(text: str) -> str:
    """The text with halves of surrogate pairs, which are no characters, replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _clean_language(value: object) -> str | None:
    found = _LANGUAGE.fullmatch(value.strip()) if isinstance(value, str) else None
    return found[1].lower() if found else None
