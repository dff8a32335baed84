"""What sector words speak of: police, government, rebels, students ..."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.lang.events import EventWords, fold_word

_MOST = 2
_LONGEST = 4
_OFFICE = frozenset({"GOV", "LEG", "MIL"})
# Of two sectors that words tell together, the one that says less.
_UNDER = {
    "REB": ("MIL", "GOV", "CVL"), "OPP": ("PTY",), "PRM": ("MIL",), "SPY": ("GOV",), "LEG": ("GOV",),
    "JUD": ("GOV",), "MIL": ("COP",), "REF": ("CVL",), "SOC": ("CVL",), "EDU": ("SOC", "CVL"),
    "LAB": ("SOC", "CVL"), "MED": ("SOC",), "AGR": ("CVL",),
}  # fmt: skip


def find_sectors(book: EventWords, lemmas: Sequence[str], words: Sequence[str]) -> tuple[str, ...]:
    """The sectors that words speak of, the last word counting most, two at most.

    ``lemmas`` are those of ``words``. Longer entries win over shorter ones, deciding over weak ones; an office that is
    over is that of the elite.
    """
    hits = _match(book, [fold_word(lemma) for lemma in lemmas], [fold_word(word) for word in words])
    found = list(dict.fromkeys(code for code, _ in reversed([h for h in hits if h[1]] or hits)))
    for code in tuple(found):
        found = [other for other in found if other not in _UNDER.get(code, ()) or code not in found]
    if found and found[0] in _OFFICE and book.marks.former & set(words):
        found[0] = "ELI"
    return tuple(found[:_MOST])


def _match(book: EventWords, lemmas: Sequence[str], words: Sequence[str]) -> list[tuple[str, bool]]:
    entries = book.sector_entries
    found: list[tuple[str, bool]] = []
    at = 0
    while at < len(lemmas):
        for length in range(min(_LONGEST, len(lemmas) - at), 0, -1):
            hit = entries.get(tuple(lemmas[at : at + length])) or entries.get(tuple(words[at : at + length]))
            if hit is not None:
                found.append(hit)
                at += length
                break
        else:
            at += 1
    return found
