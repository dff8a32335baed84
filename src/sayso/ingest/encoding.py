"""Which encoding a report is written in, and its text."""

from __future__ import annotations

import codecs

import charset_normalizer
import msgspec

from sayso.errors import SaysoError

# Longer marks first: the mark of UTF-32 begins with that of UTF-16.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What reports are still found in where they are not UTF-8. Detection among fewer candidates is right more often.
_LEGACY = [
    "cp1252", "cp1251", "koi8_r", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip

# Control characters that text may hold: tab, line feed, vertical tab, form feed, carriage return.
_TEXT_CONTROLS = frozenset("\t\n\v\f\r")

# In files that are not UTF-8, one control character in a hundred means data rather than text.
_MAX_CONTROLS = 0.01


class Decoded(msgspec.Struct, frozen=True):
    """A text and the codec that gives it: ``data.decode(encoding) == text``. ``guessed`` where nothing named it."""

    text: str
    encoding: str
    guessed: bool = False


def find_mark(head: bytes) -> str | None:
    """The codec that the byte order mark at the start of ``head`` names; None where there is no mark."""
    return next((codec for mark, codec in _MARKS if head.startswith(mark)), None)


def decode_bytes(data: bytes, *, label: str, declared: str | None = None) -> Decoded:
    """Decode by byte order mark, else as UTF-8, else by the ``declared`` encoding, else by detection.

    A byte order mark is no part of the text; everything else stays as it is. Raises SaysoError SAY-104 where the
    bytes are no text, SAY-109 where they break the encoding that their mark names or that none fits.
    """
    marked = find_mark(data)
    if marked is not None:
        return _decode_marked(data, marked, label)
    if b"\0" in data:
        raise SaysoError("SAY-104", path=label, reason="it holds NUL bytes")
    for codec in _order(_find_codec(declared)):
        text = _try_decode(data, codec)
        if text is not None:
            return Decoded(text, codec)
    return _detect(data, label)


def _order(declared: str | None) -> tuple[str, ...]:
    """What to try first: bytes that are UTF-8 are hardly ever anything else, save for the encodings in seven bits."""
    if declared is None:
        return ("utf-8",)
    return (declared, "utf-8") if declared.startswith(("iso2022", "hz")) else ("utf-8", declared)


def _decode_marked(data: bytes, codec: str, label: str) -> Decoded:
    try:
        return Decoded(data.decode(codec), codec)
    except UnicodeDecodeError as error:
        reason = f"byte {error.start}: {error.reason}"
        raise SaysoError("SAY-109", path=label, encoding=codec.removesuffix("-sig"), reason=reason) from None


def _find_codec(name: str | None) -> str | None:
    """The name of a known text codec other than UTF-16 and UTF-32, which need their mark; None for all else."""
    try:
        info = codecs.lookup(name) if name and name.isascii() else None
    except (LookupError, ValueError):
        return None
    # Not every codec makes text (rot13, base64); this one attribute tells, and no public one does.
    if info is None or not getattr(info, "_is_text_encoding", True) or info.name.startswith(("utf-16", "utf-32")):
        return None
    # Pages that say Latin 1 or ASCII mean Windows 1252, as browsers read them.
    return "cp1252" if info.name in {"iso8859-1", "ascii"} else info.name


def _try_decode(data: bytes, codec: str) -> str | None:
    try:
        text = data.decode(codec)
    except (UnicodeError, ValueError):
        return None
    return text if _is_sound(text) else None


def _is_sound(text: str) -> bool:
    """Whether the text can be written down again: some codecs let through half of a surrogate pair."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _detect(data: bytes, label: str) -> Decoded:
    matches = charset_normalizer.from_bytes(data, cp_isolation=_LEGACY)
    best = matches.best()
    if best is None:
        raise SaysoError("SAY-104", path=label, reason="it is in no encoding of text")
    codec = best.encoding
    # Reports are more often in Western than in Central European letters: where detection cannot tell, take Western.
    for match in matches:
        if "cp1252" in match.could_be_from_charset and (match.chaos, match.coherence) == (best.chaos, best.coherence):
            codec = "cp1252"
    text = _try_decode(data, codec)
    if text is None:
        raise SaysoError("SAY-109", path=label, encoding=codec, reason="the bytes do not fit")
    controls = sum(1 for c in text if c < " " and c not in _TEXT_CONTROLS)
    if controls > _MAX_CONTROLS * len(text):
        raise SaysoError("SAY-104", path=label, reason=f"it holds {controls} control characters")
    return Decoded(text, codec, guessed=True)
