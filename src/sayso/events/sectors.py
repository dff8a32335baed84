"""What sector words speak of: police, government, rebels, students ..."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.lang.events import EventWords, MarkWords

_MOST = 2
_LONGEST = 4
_OFFICE = frozenset({"GOV", "LEG", "MIL"})
_ABOVE = {"REB": ("MIL", "GOV", "CVL"), "OPP": ("PTY",), "MIL": ("COP",), "COP": ("MIL",), "REF": ("CVL",), "SOC": ("CVL",),
          "EDU": ("SOC",), "LAB": ("SOC",), "MED": ("SOC",), "PRM": ("MIL",), "SPY": ("GOV",), "LEG": ("GOV",), "JUD": ("GOV",)}  # fmt: skip


class SectorFinder:
    """Finds sectors by the words of a language."""

    def __init__(self, words: EventWords) -> None:
        self._marks: MarkWords = words.marks
        self._strong: dict[tuple[str, ...], str] = {}
        self._weak: dict[tuple[str, ...], str] = {}
        for code, entries in words.sectors.items():
            for table, listed in ((self._strong, entries.strong), (self._weak, entries.weak)):
                for entry in listed:
                    table.setdefault(tuple(entry.split()), code)

    def find(self, lemmas: Sequence[str], words: Sequence[str]) -> tuple[str, ...]:
        """The sectors that words speak of, the last word counting most, two at most; ``lemmas`` and ``words`` agree.

        Longer entries win over shorter ones, strong over weak; an office that is over is that of the elite.
        """
        strong, weak = self._match(lemmas, words, self._strong), self._match(lemmas, words, self._weak)
        found = list(dict.fromkeys(reversed(strong))) or list(dict.fromkeys(reversed(weak)))
        for code in list(found):
            for under in _ABOVE.get(code, ()):
                if under in found and len(found) > 1 and (code != "MIL" or under != "COP") and (code, under) != ("COP", "MIL"):
                    found.remove(under)
        if self._marks.former & set(words) and found and found[0] in _OFFICE:
            found[0] = "ELI"
        return tuple(found[:_MOST])

    def _match(self, lemmas: Sequence[str], words: Sequence[str], table: Mapping[tuple[str, ...], str]) -> list[str]:
        found: list[str] = []
        at = 0
        while at < len(lemmas):
            for length in range(min(_LONGEST, len(lemmas) - at), 0, -1):
                code = table.get(tuple(lemmas[at : at + length])) or table.get(tuple(words[at : at + length]))
                if code is not None:
                    found.append(code)
                    at += length
                    break
            else:
                at += 1
        return found
