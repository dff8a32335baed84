"""The date of publication that a web page gives: in its head, in its markup, or in a line of its own."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from sayso.ingest.published import parse_published

# Names of the meta elements that give it, the surest first; compared in lower case.
_META_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "publish_date",
    "publish-date",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "date",
)

_JSON_LD = re.compile(r'"datePublished"\s*:\s*"([^"]{10,40})"')
_SAYS_DATE = re.compile(r"date|time|publish|byline|posted|meta", re.I)

# Dates in running text are the story's, not the page's.
_RUNNING_TEXT = (
    "p", "li", "td", "blockquote", "pre", "aside", "footer", "nav", "script", "style", "noscript", "form", "figure",
)  # fmt: skip


def find_page_date(tree: Any) -> str | None:
    """The date or date-time of publication in an lxml tree of a page; None where the page does not say."""
    for value in _list_values(tree):
        published = parse_published(value)
        if published is not None:
            return published
    return _find_in_lines(tree)


def _list_values(tree: Any) -> Iterator[str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(name.strip().lower(), meta.get("content") or "")
    yield from (metas[name] for name in _META_NAMES if name in metas)
    for script in tree.iter("script"):
        if script.get("type", "").strip().lower() == "application/ld+json":
            yield from _JSON_LD.findall(script.text or "")
    times = {element.get("datetime", ""): element for element in tree.iter("time")}
    yield from (v for v, e in times.items() if e.get("pubdate") is not None or e.get("itemprop") == "datePublished")
    if len(times) == 1:
        yield from times


def _find_in_lines(tree: Any) -> str | None:
    """A date in the address of the page, or in what is left of it without its running text."""
    htmldate: Any = importlib.import_module("htmldate")  # as late as trafilatura, and for the same reason
    bare = deepcopy(tree)
    for element in list(bare.iter(*_RUNNING_TEXT)):
        says_date = _SAYS_DATE.search(
            f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}"
        )
        if element.getparent() is not None and not (element.tag == "p" and says_date):
            element.drop_tree()
    found = htmldate.find_date(bare, extensive_search=False, original_date=True, max_date="2999-12-31")
    return parse_published(found) if isinstance(found, str) else None
