"""The country that the web address of an outlet ends in."""

from __future__ import annotations

from urllib.parse import urlsplit

# Endings that say nothing of a country: sold to anybody, or shared.
_OPEN = frozenset(
    (
        "tv",
        "me",
        "io",
        "co",
        "ai",
        "fm",
        "cc",
        "ws",
        "to",
        "ly",
        "gg",
        "am",
        "la",
        "nu",
        "tk",
        "ml",
        "ga",
        "cf",
        "eu",
        "su",
        "ac",
        "sh",
        "im",
        "is",
        "vc",
        "bz",
        "pw",
        "st",
        "tl",
        "us",
    )
)
_OTHER = {"uk": "GB"}


def find_domain_country(outlet: str | None, uri: str | None) -> str | None:
    """The ISO 3166 code that the host of an outlet ends in; None where it ends otherwise or nothing is known.

    ``outlet`` counts where it is a host name ("news.example.kz"), else the host of ``uri``.
    """
    for words in (outlet, uri):
        ending = _find_host(words or "").rpartition(".")[2]
        if len(ending) == 2 and ending.isascii() and ending.isalpha() and ending not in _OPEN:
            return _OTHER.get(ending, ending.upper())
    return None


def _find_host(words: str) -> str:
    if "://" in words:
        try:
            return (urlsplit(words).hostname or "").lower()
        except ValueError:
            return ""
    host = words.partition("/")[0].lower()
    return host if "." in host and not any(c.isspace() for c in host) else ""
