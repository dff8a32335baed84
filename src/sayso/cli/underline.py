"""Text with its spans underlined by signs that need no colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len

from sayso.cli.safe import show
from sayso.model import Span

SIGNS: dict[str, str] = {"source": "-", "cue": "=", "content": "_", "hedge": ".", "channel": "+"}
"""The sign under each role; where roles lie over each other the later one here is seen."""

_ORDER = ("content", "source", "cue", "channel", "hedge")


def underline(text: str, start: int, spans: Mapping[str, Sequence[Span]], *, width: int) -> Iterator[tuple[str, str]]:
    """Lines of at most ``width`` cells with the line of signs under each; ``text`` begins at code point ``start``.

    Line ends and tabs become blanks, what would steer a terminal is shown as a symbol.
    """
    signs = _place_signs(len(text), start, spans)
    shown = [(show(" " if c.isspace() else c), sign) for c, sign in zip(text, signs, strict=True)]
    for line in _wrap(shown, width):
        words = "".join(character for character, _ in line).rstrip()
        marks = "".join(sign * cell_len(character) for character, sign in line)
        yield words, marks[: cell_len(words)].rstrip()


def _place_signs(length: int, start: int, spans: Mapping[str, Sequence[Span]]) -> list[str]:
    signs = [" "] * length
    for role in _ORDER:
        for span in spans.get(role, ()):
            for place in range(max(span.start - start, 0), min(span.end - start, length)):
                signs[place] = SIGNS[role]
    return signs


def _wrap(shown: Sequence[tuple[str, str]], width: int) -> Iterator[list[tuple[str, str]]]:
    """Break after the last blank that fits, or in the middle of a word that is too long."""
    line: list[tuple[str, str]] = []
    room, blank = width, 0
    for pair in shown:
        size = cell_len(pair[0])
        while size > room and line:
            cut = blank or len(line)
            yield line[:cut]
            line = line[cut:]
            room, blank = width - sum(cell_len(c) for c, _ in line), 0
        if pair[0] == " " and not line:
            continue
        line.append(pair)
        room -= size
        if pair[0] == " ":
            blank = len(line)
    if line:
        yield line
