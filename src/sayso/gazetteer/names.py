"""One spelling for the many that a name has: the form under which the gazetteer keeps it."""

from __future__ import annotations

import re
import unicodedata

# Latin letters that no decomposition takes apart, and marks that only some transliterations write.
_LETTERS = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "ə": "a", "ħ": "h",
    "ŋ": "n", "ŧ": "t", "ɓ": "b", "ɗ": "d", "ɛ": "e", "ɔ": "o", "ƙ": "k", "ƴ": "y", "ɨ": "i", "ĸ": "k",
})  # fmt: skip
_MARKS = str.maketrans({
    **dict.fromkeys("'’‘ʻʼʹʺ`´ˈ′″“”\"«»", None),
    **dict.fromkeys("-‐‑‒–—_,/()[];:·.", " "),
    "&": " and ",
})  # fmt: skip
_INITIAL = re.compile(r"(?<![a-z0-9])([a-z])\. ?(?=[a-z](?:\.|$|[^a-z0-9]))")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_POSSESSIVE = re.compile(r"(?:['’][sS]|(?<=[sS])['’])$")


def normalise_name(name: str) -> str:
    """The form under which the gazetteer keeps a name; empty where the name holds no letter or digit.

    Accents and case go, initials are joined ("U.S." is "us"), apostrophes vanish, hyphens, commas and full stops
    become spaces, a leading "the" goes, and St, Ste, Mt and Ft are written out before another word. What has been
    normalised stays as it is.
    """
    text = name if name.isascii() else _fold(name)
    text = text.lower()
    if "." in text:
        text = _INITIAL.sub(r"\1", text)
    words = text.translate(_MARKS).split()
    if len(words) > 1:
        while len(words) > 1 and words[0] == "the":
            del words[0]
        words = [*(_SHORT.get(word, word) for word in words[:-1]), words[-1]]
    return " ".join(words)


def drop_possessive(name: str) -> str:
    """``name`` without a possessive ending ("Kazakhstan's", "the Philippines'")."""
    return _POSSESSIVE.sub("", name)


def _fold(name: str) -> str:
    """``name`` with its Latin letters as ASCII where they have a counterpart."""
    parts = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return "".join(part for part in parts if not unicodedata.combining(part))
