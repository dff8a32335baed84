"""Web addresses under which versions of one report stand."""

from __future__ import annotations

from urllib.parse import urlsplit

_LONGEST = 4096


def find_address(uri: str | None) -> str | None:
    """The address without scheme, fragment, "www." and a slash at the end; None for what is no web page of its own.

    A file path is none: a file of many reports gives all of them the same. The front page of a site is none either.
    """
    if uri is None or len(uri) > _LONGEST or not uri.lower().startswith(("http://", "https://")):
        return None
    try:
        parts = urlsplit(uri)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    if not host or not (path or parts.query):
        return None
    return f"{host}{path}" + (f"?{parts.query}" if parts.query else "")
