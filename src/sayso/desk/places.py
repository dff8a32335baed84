"""The addresses of the desk's pages, and what is stable about a party: its colour."""

from __future__ import annotations

import functools
import zlib
from collections.abc import Iterable
from urllib.parse import quote, urlencode

from sayso.model import Span

HUES = 10
"""How many colours parties have."""

_JSON = ".json"


@functools.lru_cache(maxsize=4096)
def path_to(room: str, id: str) -> str:
    """The path of a page about one thing: ``/incidents/ID``. An id that ends in ".json" stays apart from the JSON."""
    words = quote(id.encode("utf-8", "surrogatepass"), safe="")
    if words.endswith(_JSON):
        words = f"{words[: -len(_JSON)]}%2Ejson"
    return f"/{room}/{words}"


def path_to_span(report: str, span: Span) -> str:
    """The place of a report where these characters begin."""
    return f"{path_to('reports', report)}?at={span.start},{span.end}#at"


def path_with(path: str, params: Iterable[tuple[str, str]]) -> str:
    """A path with a query."""
    query = urlencode(list(params), errors="surrogatepass")
    return f"{path}?{query}" if query else path


def hue(key: str | None) -> str:
    """The class that gives a party its colour, the same on every page; that of nobody for None."""
    return "h-none" if not key else f"h{zlib.crc32(key.encode('utf-8', 'surrogatepass')) % HUES}"
