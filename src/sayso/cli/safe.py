"""Text from reports and file names made harmless for a terminal: what would steer it is shown instead."""

from __future__ import annotations

import re

# Control characters (C0, C1), marks that turn the direction of text, invisible format characters, line separators,
# tags, and lone surrogates. The joiners U+200C and U+200D stay: several scripts need them.
_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
_BLANKS = re.compile("[ \t\n\r\f\v\xa0\u2028\u2029]+")


def show(text: str) -> str:
    """``text`` with every steering character as a visible symbol: ``␛`` for escape, ``\\u202e`` for the others."""
    return _STEERING.sub(_symbol, text)


def show_line(text: str) -> str:
    """``text`` on one line: blanks and line ends become single spaces, steering characters visible symbols."""
    return show(_BLANKS.sub(" ", text))


def clip(text: str, length: int = 300) -> str:
    """``text``, or its first ``length`` code points and an ellipsis."""
    return text if len(text) <= length else text[: length - 1] + "…"


def _symbol(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
