"""Where a report said in full what it now calls by the noun alone: "the school board" before "the board"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from sayso.claims.frame import Frame

_MOST_ASKED = 6
_WIDEST = 6
_BEFORE = frozenset(("NOUN", "PROPN", "ADJ"))
_GENITIVES = frozenset(("'s", "’s", "'", "’"))


class NounIndex:
    """The places of every word of a report, found once it is asked for."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._places: dict[str, list[int]] | None = None

    def list_fuller(self, token: int) -> Iterator[tuple[int, int]]:
        """The first and last tokens of earlier phrases that end in the word of ``token`` or go on with "of".

        The nearest first; those alone that say more than the word.
        """
        if self._places is None:
            self._places = {}
            for place, word in enumerate(self._frame.words):
                self._places.setdefault(word, []).append(place)
        places = self._places.get(self._frame.words[token], [])
        stop = bisect_left(places, token)
        for place in reversed(places[max(0, stop - _MOST_ASKED) : stop]):
            first, last = self._find_start(place), self._find_end(place)
            if first < place or last > place:
                yield first, last

    def _find_start(self, place: int) -> int:
        frame, least = self._frame, max(self._frame.sentence(place).start, place - _WIDEST)
        start = place
        while start > least and (frame.upos[start - 1] in _BEFORE or frame.words[start - 1] in _GENITIVES):
            start -= 1
        return start

    def _find_end(self, place: int) -> int:
        frame, stop = self._frame, min(self._frame.sentence(place).stop, place + _WIDEST)
        return stop - 1 if frame.words[place + 1 : place + 2] == ["of"] and place + 2 < stop else place
